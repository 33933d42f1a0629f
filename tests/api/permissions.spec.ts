import { expect, test } from "@playwright/test";

import { done, refused, type Client } from "./support/client";
import { ownPassword, sampleCity } from "./support/city";
import { birthRegistration, file } from "./support/filings";
import { password } from "./support/server";

// A matrix role × route, made from the server's own lists of roles and routes: a new one is in it at once.
const city = sampleCity();

interface Route {
  method: string;
  path: string;
  permission: string;
}

function routes(): Route[] {
  return Object.entries(city.contract.document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, permission: operation["x-permission"] })));
}

/** A request that gets as far as the permission and breaks nothing behind it. */
async function knock(who: Client, { method, path }: Route, code: string) {
  const filledIn = path.replace("{code}", code).replace("{number}", "1").replace("{digest}", "0".repeat(64)).replace("{username}", "khong.co")
    .replace("{id}", path.includes("procedures") ? "1.001193" : "999999");
  if (path === "/api/events") return who.send("HEAD", filledIn, {});  // Its GET would never end.
  return method === "POST" ? who.post(filledIn, { version: 0 }) : who.send(method, filledIn, {});
}

test("every route names its permission", () => {
  const known = new Set(["anyone", "signed_in", "citizen", "receive_dossiers", "read_dossiers", "process_dossiers", "approve_dossiers", "hand_over_results", "override_rules",
    "coordinate_dossiers", "read_registers", "read_reports", "read_access_log", "delegate_work", "manage_officers", "manage_agencies", "manage_catalogue",
    "manage_calendar", "operate_system"]);
  expect(routes().length).toBeGreaterThan(50);
  for (const route of routes()) expect(known, `${route.method} ${route.path}`).toContain(route.permission);
});

test("without a session only the public routes answer", async () => {
  const dossier = await file(await city.commune().desk(), birthRegistration());
  for (const route of routes()) {
    const answer = await knock(city.citizen(), route, dossier.code);
    const name = `${route.method} ${route.path}`;
    if (route.path === "/api/events") expect(answer.status, name).toBe(401);  // HEAD: no body to look at.
    else if (route.permission === "anyone") expect([401, 403, 500], name).not.toContain(route.path === "/api/session" ? 0 : answer.status);
    else refused(answer, 401, "not_signed_in");
  }
});

test("each role does what its permissions say on every route, and no more", async () => {
  test.setTimeout(240_000);
  const keeper = await city.officer("quantri");
  const { items: roles } = done(await keeper.get("/api/roles"));
  expect(roles.length).toBeGreaterThanOrEqual(8);
  const dossier = await file(await city.commune().desk(), birthRegistration());
  const kinds = [...roles, { code: null, permissions: [] }];
  let knocks = 0;
  for (const role of kinds) {
    const username = `thu-${role.code ?? "khong-vai-tro"}`;
    const given = role.code ? [{ agency_code: "11779/trung-tam", role: role.code }] : [];
    done(await keeper.post("/api/officers", { username, full_name: "Người Thử", title: "Thử", agency_code: "11779/trung-tam", password, roles: given }), 201);
    const officer = await city.firstSignIn(username);
    const leaving = await city.signIn(username, ownPassword);
    for (const route of routes()) {
      const answer = await knock(route.path.startsWith("/api/session") ? leaving : officer, route, dossier.code);
      const name = `${role.code}: ${route.method} ${route.path} answered ${answer.status} ${answer.text.slice(0, 200)}`;
      const may = ["anyone", "signed_in", ...role.permissions].includes(route.permission);
      ++knocks;
      expect(answer.status, name).toBeLessThan(500);
      if (route.permission === "citizen") {
        expect({ status: answer.status, code: answer.json.code }, name).toEqual({ status: 401, code: "not_signed_in" });  // Of an officer, not of a citizen.
      } else if (!may) {
        expect(answer.status, name).toBe(403);
        if (route.path !== "/api/events") expect(answer.json.code, name).toBe("not_allowed");
      } else if (answer.status === 403) {
        expect(route.permission, name).not.toBe("anyone");
      }
      if (route.path === "/api/session" && route.method === "DELETE") done(await leaving.post("/api/session", { username, password: ownPassword }), 200);
    }
  }
  console.log(`role × route: ${kinds.length} roles, ${routes().length} routes, ${knocks} requests`);
});

test("who has yet to change the first password is refused everywhere but there, then works", async () => {
  const keeper = await city.officer("quantri");
  const username = "nguoi-moi";
  done(await keeper.post("/api/officers", { username, full_name: "Người Mới", title: "Thử", agency_code: "11779/trung-tam", password, roles: [{ agency_code: "11779/trung-tam", role: "tiep-nhan" }] }), 201);
  const dossier = await file(await city.commune().desk(), birthRegistration());
  const newcomer = await city.signIn(username);
  expect(done(await newcomer.get("/api/session")).officer.must_change_password).toBe(true);
  let refusals = 0;
  for (const route of routes()) {
    if (route.path.startsWith("/api/session")) continue;
    const answer = await knock(newcomer, route, dossier.code);
    const name = `${route.method} ${route.path} answered ${answer.status} ${answer.text.slice(0, 200)}`;
    if (route.permission === "anyone") expect([401, 403], name).not.toContain(answer.status);
    else {
      ++refusals;
      expect(answer.status, name).toBe(route.permission === "citizen" ? 401 : 403);
      if (route.path !== "/api/events" && route.permission !== "citizen") refused(answer, 403, "password_must_change");
    }
  }
  expect(refusals).toBeGreaterThan(50);
  const change = (new_password: string) => newcomer.post("/api/session/password", { old_password: password, new_password });
  refused(await change(password), 422, "invalid_input", ["new_password", "same_password"]);
  refused(await newcomer.get(dossier.path), 403, "password_must_change");
  expect((await change(ownPassword)).status).toBe(204);
  expect(done(await newcomer.get("/api/session")).officer.must_change_password).toBe(false);
  expect((await newcomer.get(dossier.path)).status).toBe(200);
  expect((await newcomer.delete("/api/session")).status).toBe(204);
});

test("an officer without a role sees no dossier in any list", async () => {
  const keeper = await city.officer("quantri");
  done(await keeper.post("/api/officers", { username: "khong-vai-tro-2", full_name: "Người Thử", title: "Thử", agency_code: "11779/trung-tam", password, roles: [] }), 201);
  const nobody = await city.firstSignIn("khong-vai-tro-2");
  const dossier = await file(await city.commune().desk(), birthRegistration());
  for (const query of ["box=inbox", "box=mine", "box=all", "box=coordination", `q=${dossier.code}`, "q=Nguyễn"])
    expect(done(await nobody.get(`/api/dossiers?${encodeURI(query)}`)).items, query).toEqual([]);
  refused(await nobody.get(dossier.path), 403, "not_allowed");
});
