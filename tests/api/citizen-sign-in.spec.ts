import { expect, test } from "@playwright/test";

import { sampleCity } from "./support/city";
import { done, refused } from "./support/client";
import { Browser, Identity, leave, notSignedIn, people, signInAs, whoIs } from "./support/identity";

let identity: Identity;
test.beforeAll(async () => {
  identity = await Identity.start();
});
test.afterAll(() => identity?.stop());
const city = sampleCity((place) => identity.flags(place));

test("a citizen signs in with VNeID and is who VNeID says, the number masked", async () => {
  expect(done(await city.citizen().get("/api/public/v1/identity")).items).toEqual([
    { name: "vneid", title: "VNeID" },
    { name: "portal", title: "Cổng Dịch vụ công quốc gia" },
  ]);
  const citizen = await signInAs(city, people.thu, { returnTo: "/ho-so?trang=2" });
  expect(await whoIs(citizen)).toEqual({
    provider: "vneid", proven: true, level: 2, kind: "citizen", full_name: "NGUYỄN VĂN THỬ", masked_id: "*******00001", birth_date: "1988-03-07", sex: "male",
    phone: "0900000001", email: "thu@example.vn", address: "Số 1, Thôn Mẫu, Xã Tân Minh, Thành phố Hải Phòng",
  });
});

test("the session's cookie is the browser's alone and comes along from the provider", async () => {
  const client = city.citizen();
  const back = await client.get(await leave(client, people.thu));
  const cookies = back.headers["set-cookie"]!;
  expect(cookies.find((field) => field.startsWith("motcua_citizen="))).toMatch(/^motcua_citizen=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  const behindTls = city.citizen();
  behindTls.headers = { "X-Forwarded-Proto": "https" };
  const secure = await behindTls.get(await leave(behindTls, people.thu));
  expect(secure.headers["set-cookie"]!.find((field) => field.startsWith("motcua_citizen="))).toContain("; Secure");
});

test("the national portal's WSO2 is spoken with too: secret in the body, user info by POST, no nonce, numbers as texts", async () => {
  const citizen = await signInAs(city, people.elder, { provider: "portal" });
  expect(await whoIs(citizen)).toMatchObject({ provider: "portal", proven: true, level: 2, full_name: "PHẠM VĂN VÍ DỤ", birth_date: "1948" });
  const business = await signInAs(city, people.business, { provider: "portal" });
  expect(await whoIs(business)).toMatchObject({ kind: "enterprise", full_name: "CÔNG TY TNHH VÍ DỤ", masked_id: "0200000005" });
});

test("nobody is sent anywhere but to a page of ours", async () => {
  for (const evil of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/api/session", "/a b", ""]) {
    const client = city.citizen();
    const back = await client.get(await leave(client, people.thu, { returnTo: evil }));
    expect(back.headers.location, evil).toBe("/");
  }
});

test("a state is good once, in the browser that left with it, and never made up", async () => {
  const client = city.citizen();
  const back = await leave(client, people.thu);
  const another = city.citizen();
  notSignedIn(await another.get(back), "sign_in_expired");
  notSignedIn(await client.get(back), "sign_in_expired");  // The attempt of the other has used it up.

  const again = city.citizen();
  const good = await leave(again, people.thu);
  const browserToken = again.cookies.get("motcua_sign_in")!;
  expect((await again.get(good)).headers.location).toBe("/");
  again.cookies.set("motcua_sign_in", browserToken);
  notSignedIn(await again.get(good), "sign_in_expired");

  notSignedIn(await client.get("/api/public/v1/identity/vneid/callback?code=a&state=b"), "sign_in_expired");
  notSignedIn(await client.get("/api/public/v1/identity/vneid/callback"), "sign_in_expired");
  notSignedIn(await client.get("/api/public/v1/identity/khong-co/sign-in"), "unknown_provider");
  const crossed = city.citizen();
  notSignedIn(await crossed.get((await leave(crossed, people.thu)).replace("/vneid/", "/portal/")), "sign_in_expired");
});

test("an answer of another issuer is refused", async () => {
  const client = city.citizen();
  const back = await leave(client, people.thu);
  expect(back).toContain("iss=");
  notSignedIn(await client.get(back.replace(/iss=[^&]+/, "iss=https%3A%2F%2Fevil.example")), "identity_not_proven");
});

test("a made-up code proves nothing", async () => {
  const client = city.citizen();
  notSignedIn(await client.get((await leave(client, people.thu)).replace(/code=[^&]+/, "code=gia-mao")), "identity_not_proven");
});

for (const fault of ["nonce", "no_nonce", "alg_none", "hs256", "issuer", "audience", "azp", "expired", "other_key", "subject", "at_hash"])
  test(`an ID token gone wrong signs nobody in: ${fault}`, async () => {
    const client = city.citizen();
    const back = await leave(client, people.thu);
    await identity.tell("fault", { fault });
    notSignedIn(await client.get(back), "identity_not_proven");
    refused(await client.get("/api/public/v1/citizen"), 401, "not_signed_in");
  });

test("who says no at the provider is told so", async () => {
  const client = city.citizen();
  notSignedIn(await client.get(await leave(client, people.thu, { refuse: true })), "identity_denied");
});

test("the provider may change its keys while somebody is on the way", async () => {
  const client = city.citizen();
  const back = await leave(client, people.thu);
  await identity.tell("rotate");
  expect((await client.get(back)).headers.location).toBe("/");
  expect(await whoIs(client)).toMatchObject({ full_name: "NGUYỄN VĂN THỬ" });
});

test("while the provider is down nobody can sign in, who is signed in stays so, and all goes on afterwards", async () => {
  const citizen = await signInAs(city, people.thu);
  const client = city.citizen();
  const back = await leave(client, people.mau);
  await identity.tell("down", { down: true });
  notSignedIn(await client.get(back), "identity_provider_down");
  expect(await whoIs(citizen)).toMatchObject({ full_name: "NGUYỄN VĂN THỬ" });
  await identity.tell("down", { down: false });
  await signInAs(city, people.mau);
});

test("signing in again gives another session and ends the one before", async () => {
  const browser = new Browser();
  const client = await signInAs(city, people.thu, { browser });
  const old = client.cookies.get("motcua_citizen")!;
  await client.get(await leave(client, people.thu, { browser }));
  expect(client.cookies.get("motcua_citizen")).not.toBe(old);
  const thief = city.citizen();
  thief.cookies.set("motcua_citizen", old);
  refused(await thief.get("/api/public/v1/citizen"), 401, "not_signed_in");
});

test("signing out ends our session and leads to the end of the provider's", async () => {
  const client = await signInAs(city, people.thu);
  const token = client.cookies.get("motcua_citizen")!;
  const out = done(await client.delete("/api/public/v1/citizen"), 200);
  expect(out.go_to).toMatch(/\/session\/end\?client_id=motcua&post_logout_redirect_uri=https%3A%2F%2Fdichvu\.example\.vn%2F&id_token_hint=/);
  client.cookies.set("motcua_citizen", token);
  refused(await client.get("/api/public/v1/citizen"), 401, "not_signed_in");
});

test("whoever signs out at the provider is signed out here: the provider itself says so", async () => {
  await identity.tell("app", { url: city.server.url });
  const browser = new Browser();
  const client = await signInAs(city, people.mau, { browser });
  const other = await signInAs(city, people.mau);
  const { go_to } = done(await (await signInAs(city, people.mau, { browser })).delete("/api/public/v1/citizen"), 200);
  const page = await browser.visit(go_to);
  const form = Object.fromEntries([...page.text.matchAll(/name="(\w+)" value="([^"]*)"/g)].map((match) => [match[1]!, match[2]!]));
  await browser.visit(new URL(/action="([^"]+)"/.exec(page.text)![1]!, go_to).toString(), { ...form, logout: "yes" });
  await expect.poll(async () => (await client.get("/api/public/v1/citizen")).status).toBe(401);
  expect((await other.get("/api/public/v1/citizen")).status, "another session at the provider").toBe(200);

  const { token } = await identity.tell("last-logout-token");
  const replay = await city.citizen().send("POST", "/api/public/v1/identity/vneid/logout", {
    body: new URLSearchParams({ logout_token: token }).toString(), headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  refused(replay, 400, "logout_token_refused");
});

test("a logout token that is not all right ends nothing", async () => {
  const client = await signInAs(city, people.thu);
  const say = (token: string) => city.citizen().send("POST", "/api/public/v1/identity/vneid/logout", {
    body: new URLSearchParams({ logout_token: token }).toString(), headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  for (const change of [{ nonce: "a" }, { iss: "https://evil.example" }, { aud: "khac" }, { exp: 1 }, { events: {} }, { jti: "" }, { sub: "", sid: "" }, { iat: 4102444800 }]) {
    const { token } = await identity.tell("logout-token", change);
    refused(await say(token), 400, "logout_token_refused");
  }
  refused(await say("khong.phai.token"), 400, "logout_token_refused");
  refused(await say(""), 400, "logout_token_refused");
  expect((await client.get("/api/public/v1/citizen")).status).toBe(200);
  const { token } = await identity.tell("logout-token");
  expect((await say(token)).status).toBe(204);
  refused(await client.get("/api/public/v1/citizen"), 401, "not_signed_in");
});

test("a citizen's session opens nothing of the officers', and the other way round", async () => {
  const citizen = await signInAs(city, people.thu);
  refused(await citizen.get("/api/dossiers"), 401, "not_signed_in");
  const desk = await city.commune("tan-minh").desk();
  refused(await desk.get("/api/public/v1/citizen"), 401, "not_signed_in");
});

test("another site's page cannot act with the citizen's cookie", async () => {
  const citizen = await signInAs(city, people.thu);
  for (const headers of [{ "Sec-Fetch-Site": "cross-site" }, { Origin: "https://evil.example" }] as Record<string, string>[])
    refused(await citizen.post("/api/public/v1/citizen/link-codes", {}, { headers }), 403, "cross_site_request");
});

test("the Mini App signs in with Zalo's token, proves nothing by it, and becomes the citizen by a code", async () => {
  const guest = city.citizen();
  const { token: phone } = await identity.tell("phone-token");
  const session = done(await guest.post("/api/public/v1/mini-app/session", { access_token: "nguoi-dung-7", phone_token: phone }), 200);
  expect(session.citizen).toMatchObject({ provider: "zalo", proven: false, level: 0, full_name: "Người dùng 7", phone: "0900001007" });
  expect(guest.cookies.size, "no cookie").toBe(0);
  guest.headers = { Authorization: `Bearer ${session.token}` };
  refused(await guest.post("/api/public/v1/citizen/link-codes"), 403, "identity_needed");
  refused(await guest.post("/api/public/v1/citizen/links", { code: "AAAA2222" }), 422, "invalid_input", ["code", "wrong_code"]);

  const citizen = await signInAs(city, people.thu);
  const { code } = done(await citizen.post("/api/public/v1/citizen/link-codes"), 200);
  refused(await citizen.post("/api/public/v1/citizen/links", { code }), 409, "not_a_zalo_account");
  const typed = `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`;
  expect(done(await guest.post("/api/public/v1/citizen/links", { code: typed }), 200).citizen).toMatchObject({ proven: true, level: 2, full_name: "NGUYỄN VĂN THỬ" });
  refused(await guest.post("/api/public/v1/citizen/links", { code }), 422, "invalid_input", ["code", "wrong_code"]);
  refused(await guest.post("/api/public/v1/citizen/link-codes"), 403, "identity_needed");
});

test("a phone token of Zalo is good once, and a stranger's access token is refused", async () => {
  const guest = city.citizen();
  const { token: phone_token } = await identity.tell("phone-token");
  done(await guest.post("/api/public/v1/mini-app/session", { access_token: "nguoi-dung-8", phone_token }), 200);
  refused(await guest.post("/api/public/v1/mini-app/session", { access_token: "nguoi-dung-8", phone_token }), 401, "zalo_refused");
  refused(await guest.post("/api/public/v1/mini-app/session", { access_token: "gia mạo" }), 401, "zalo_refused");
  refused(await guest.post("/api/public/v1/mini-app/session", { access_token: "gia-mao" }), 401, "zalo_refused");
});

test("pages of Zalo's address may call with a bearer token, those of others not", async () => {
  const ask = (origin: string) => fetch(`${city.server.url}/api/public/v1/mini-app/session`, { method: "OPTIONS", headers: { Origin: origin, "Access-Control-Request-Method": "POST" } });
  const allowed = await ask("https://h5.zdn.vn");
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get("access-control-allow-origin")).toBe("https://h5.zdn.vn");
  expect(allowed.headers.get("access-control-allow-headers")).toContain("Authorization");
  expect(allowed.headers.get("access-control-allow-credentials")).toBeNull();
  const stranger = await ask("https://evil.example");
  expect(stranger.status).toBe(405);
  expect(stranger.headers.get("access-control-allow-origin")).toBeNull();
});

test("no token, code or number of a person stands in the log", async () => {
  const citizen = await signInAs(city, people.thu);
  const lines = JSON.stringify(city.server.log());
  expect(lines).not.toContain(citizen.cookies.get("motcua_citizen")!);
  expect(lines).not.toMatch(/eyJ|code=|state=|031088000001|nguoi-dung-7/);
});
