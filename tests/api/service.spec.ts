import { expect, test } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { done, refused } from "./support/client";
import { sampleCity } from "./support/city";
import { repository } from "./support/server";

const city = sampleCity();

test("health says that all is well", async () => {
  expect(done(await city.citizen().get("/api/health"), 200)).toEqual({ status: "ok" });
});

test("the numbers are for this machine alone", async () => {
  const own = city.citizen();
  done(await own.get("/api/health"), 200);
  const { text, headers } = await own.get("/metrics");
  expect(headers["content-type"]).toMatch(/^text\/plain/);
  expect(text).toMatch(/motcua_http_requests_total\{.*route="\/api\/health".*\} \d+/);
  expect(text).toContain("motcua_http_request_seconds_bucket");
  const outside = city.citizen();
  outside.headers = { "X-Forwarded-For": "198.51.100.9" };
  refused(await outside.get("/metrics"), 404, "no_such_route");
});

test("the document is the one that the program prints, and the one that the web is made from", async () => {
  const served = done(await city.citizen().get("/api/openapi.json"), 200);
  expect(served).toEqual(city.contract.document);
  expect(JSON.parse(readFileSync(join(repository, "openapi/openapi.json"), "utf8"))).toEqual(served);
  const ids = Object.values(served.paths).flatMap((path: any) => Object.values(path).map((operation: any) => operation.operationId));
  expect(new Set(ids).size).toBe(ids.length);
});

test("every answer carries the fields that protect a browser, and none that help an attacker", async () => {
  const officer = await city.commune().desk();
  const answers = [
    await officer.get("/api/session"), await officer.get("/api/no-such-thing"), await officer.get("/api/dossiers"), await city.citizen().get("/api/public/v1/units"),
    await city.citizen().get("/api/dossiers"), await officer.post("/api/dossiers", {}), await city.citizen().get("/"), await city.citizen().get("/no-such-page.txt"),
  ];
  for (const { headers } of answers) {
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin" });
    expect(headers["content-security-policy"]).toMatch(/default-src '(none|self)'/);
    expect(headers["content-security-policy"]).not.toMatch(/unsafe-(eval|inline)(?! )/);
    expect(headers["content-security-policy"]).toContain("frame-ancestors");
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f]{16}$/);
    expect(headers["server"]).toBeUndefined();
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  }
  for (const answer of answers.slice(0, 6)) expect(answer.headers["cache-control"]).toBe("no-store");
});

test("HEAD says what GET would, without the body", async () => {
  const [get, head] = [await city.citizen().get("/api/public/v1/units"), await city.citizen().send("HEAD", "/api/public/v1/units", {})];
  expect(head.status).toBe(200);
  expect(head.bytes.length).toBe(0);
  expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
});

test("no log line holds a person's data or a password", async () => {
  const desk = await city.commune().desk();
  const secrets = { full_name: "Bùi Thị Nhật Ký", personal_id: "031199765432", phone: "0900765432" };
  const filing = { procedure: "1.001193", channel: "counter", applicant: { kind: "citizen", ...secrets }, documents: [{ code: "giay-chung-sinh", originals: 1, copies: 0, files: [] }],
    fee: { chosen: [{ group: "le-phi-ho-tich", code: "dung-han" }] }, return_method: "at_centre", decision: "receive", items: [] };
  const { code } = done(await desk.post("/api/dossiers", filing), 201);
  await desk.get(`/api/dossiers?q=${encodeURIComponent(secrets.full_name)}`);
  await desk.get(`/api/dossiers?q=${secrets.personal_id}`);
  await city.citizen().post(`/api/public/v1/dossiers/${code}/one-time-codes`);
  await city.citizen().post("/api/session", { username: "tiepnhan.tan-minh", password: "mật khẩu lộ" });
  await desk.post("/api/dossiers", { ...filing, applicant: { ...filing.applicant, phone: "0900765432x" } });
  const log = readFileSync(city.server.logFile, "utf8");
  expect(log.length).toBeGreaterThan(500);
  for (const secret of [...Object.values(secrets), "Nhật Ký", "mật khẩu lộ", "motcua-mau-2026", desk.cookies.get("motcua_session")!]) expect(log).not.toContain(secret);
});

test("the sealed numbers of people stand nowhere readable in the database or in the files of the program", async () => {
  test.skip(city.engine !== "sqlite", "the file of SQLite can be looked through");
  const desk = await city.commune().desk();
  done(await desk.post("/api/dossiers", { procedure: "1.014027", channel: "counter", applicant: { kind: "citizen", full_name: "Bùi Thị Niêm Phong", personal_id: "031199876543", address: "Ngõ Không Ai Biết" },
    documents: [], return_method: "at_centre", decision: "receive", items: [] }), 201);
  for (const name of ["motcua.db", "motcua.db-wal"]) {
    const bytes = readFileSync(join(city.place.folder, name));
    expect(bytes.includes("031199876543"), name).toBe(false);
    expect(bytes.includes("motcua-mau-2026"), name).toBe(false);
  }
});
