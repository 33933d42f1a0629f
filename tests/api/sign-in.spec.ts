import { expect, test } from "@playwright/test";

import { done, refused, type Client } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration } from "./support/filings";
import { password } from "./support/server";

const city = sampleCity();

/** A browser at some address behind the reverse proxy. */
function browserAt(address: string): Client {
  const client = city.citizen();
  client.headers = { "X-Forwarded-For": address };
  return client;
}
const attempt = (client: Client, username: string, word: string) => client.post("/api/session", { username, password: word });

test("an officer signs in, is known by a cookie that no script reads, and signs out", async () => {
  const browser = city.citizen();
  refused(await browser.get("/api/session"), 401, "not_signed_in");
  const answer = await attempt(browser, " TiepNhan.Tan-Minh ", password);
  const { officer } = done(answer, 200);
  expect(officer).toMatchObject({ unit_name: "Ủy ban nhân dân xã Tân Minh", permissions: expect.arrayContaining(["receive_dossiers", "read_dossiers"]) });
  expect(officer.permissions).not.toContain("approve_dossiers");
  const fields = answer.headers["set-cookie"]!;
  for (const field of fields) expect(field).toMatch(/^motcua_(session|device)=[^;]{20,}; Path=\/; HttpOnly; SameSite=Strict/);

  expect(done(await browser.get("/api/session")).officer).toEqual(officer);
  const kept = new Map(browser.cookies);
  expect((await browser.delete("/api/session")).status).toBe(204);
  expect(browser.cookies.has("motcua_session")).toBe(false);
  browser.cookies.set("motcua_session", kept.get("motcua_session")!);
  refused(await browser.get("/api/session"), 401, "not_signed_in");
});

test("over https the cookies are for https alone", async () => {
  const browser = city.citizen();
  browser.headers = { "X-Forwarded-Proto": "https" };
  const answer = await attempt(browser, "tiepnhan.tan-minh", password);
  for (const field of answer.headers["set-cookie"]!) expect(field).toContain("; Secure");
  expect(answer.headers["strict-transport-security"]).toBeTruthy();
});

test("a wrong password and an unknown name are the same refusal", async () => {
  const wrong = refused(await attempt(browserAt("198.51.100.1"), "tiepnhan.tan-minh", "sai mật khẩu"), 401, "wrong_credentials");
  const unknown = refused(await attempt(browserAt("198.51.100.1"), "khong.co-ai", "sai mật khẩu"), 401, "wrong_credentials");
  expect({ ...unknown, request_id: "" }).toEqual({ ...wrong, request_id: "" });
  refused(await attempt(city.citizen(), "tiepnhan.tan-minh", ""), 401, "wrong_credentials");
});

test("an invented session opens nothing", async () => {
  const browser = city.citizen();
  browser.cookies.set("motcua_session", "0123456789abcdef0123456789abcdef0123456789abcdef");
  refused(await browser.get("/api/dossiers"), 401, "not_signed_in");
});

test("after five wrong passwords an address waits as long as it is told, and nobody else does", async () => {
  const username = "tiepnhan.le-chan";
  const own = browserAt("198.51.100.20");
  done(await attempt(own, username, password), 200);
  const stranger = browserAt("203.0.113.7");
  for (let i = 0; i < 5; ++i) refused(await attempt(stranger, username, `sai lần ${i}`), 401, "wrong_credentials");

  const answer = await attempt(stranger, username, password);
  const problem = refused(answer, 429, "too_many_attempts");
  const seconds = Number(/đợi (\d+) giây/.exec(problem.detail)![1]);
  expect(seconds).toBeGreaterThan(10);
  expect(answer.headers["retry-after"]).toBe(String(seconds));
  refused(await attempt(stranger, username, password), 429, "too_many_attempts");

  done(await attempt(browserAt("198.51.100.21"), username, password), 200);  // From elsewhere.
  done(await attempt(own, username, password), 200);  // From a device that has signed in before.
  const sameAddress = browserAt("203.0.113.7");
  for (const [name, value] of own.cookies) if (name === "motcua_device") sameAddress.cookies.set(name, value);
  done(await attempt(sameAddress, username, password), 200);  // Such a device behind the stranger's own address.
  done(await attempt(browserAt("203.0.113.7"), "lanhdao.le-chan", password), 200);  // Another officer at that address.
});

test("a device that is known is slowed down by its own failures alone", async () => {
  const username = "lanhdao.le-chan";
  const own = browserAt("198.51.100.30");
  done(await attempt(own, username, password), 200);
  for (let i = 0; i < 5; ++i) refused(await attempt(own, username, `sai lần ${i}`), 401, "wrong_credentials");
  refused(await attempt(own, username, password), 429, "too_many_attempts");
});

test("guesses for one name from many addresses are slowed down, but not the officer's own device", async () => {
  const username = "giamdoc.le-chan";
  const own = browserAt("198.51.100.40");
  done(await attempt(own, username, password), 200);
  const guesses = Array.from({ length: 32 }, (_, i) => attempt(browserAt(`203.0.113.${100 + (i >> 2)}`), username, `đoán ${i}`));
  await Promise.all(guesses);
  await attempt(browserAt("203.0.113.200"), username, "đoán nữa");
  refused(await attempt(browserAt("203.0.113.201"), username, password), 429, "too_many_attempts");
  done(await attempt(own, username, password), 200);
});

test("a write that another site has sent is refused", async () => {
  const browser = await city.signIn("tiepnhan.tan-minh");
  const host = new URL(city.server.url).host;
  const send = (headers: Record<string, string>) => browser.post("/api/dossiers", birthRegistration(), { headers });
  refused(await send({ Origin: "https://example.org" }), 403, "cross_site_request");
  refused(await send({ Origin: "null" }), 403, "cross_site_request");
  refused(await send({ "Sec-Fetch-Site": "cross-site", Origin: `http://${host}` }), 403, "cross_site_request");
  refused(await send({ "Sec-Fetch-Site": "same-site" }), 403, "cross_site_request");
  done(await send({ "Sec-Fetch-Site": "same-origin", Origin: `http://${host}` }), 201);
  done(await send({ Origin: `http://${host}` }), 201);
});

test("a changed password ends the officer's other sessions", async () => {
  const username = "tiepnhan-2.tan-minh";
  const [here, elsewhere] = [await city.signIn(username), await city.signIn(username)];
  const change = (old_password: string, new_password: string) => here.post("/api/session/password", { old_password, new_password });
  refused(await change("không phải", "một mật khẩu mới"), 422, "invalid_input", ["old_password", "wrong_password"]);
  refused(await change(password, "ngắn"), 422, "invalid_input", ["new_password", "too_short"]);
  refused(await change(password, username), 422, "invalid_input", ["new_password", "too_common"]);
  expect((await change(password, "một mật khẩu mới")).status).toBe(204);
  done(await here.get("/api/session"), 200);
  refused(await elsewhere.get("/api/session"), 401, "not_signed_in");
  refused(await attempt(city.citizen(), username, password), 401, "wrong_credentials");
  await city.signIn(username, "một mật khẩu mới");
});
