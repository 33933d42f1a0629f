import { expect, test } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { done, refused } from "./support/client";
import { dueAt, vietnam } from "./support/clock";
import { sampleCity } from "./support/city";
import { file, socialPension } from "./support/filings";
import { environment, program, repository } from "./support/server";

// A centre lays its own files over the city's catalogue; SIGHUP reads them anew.
const own = (folder: string) => join(folder, "own-catalogue");
const original = readFileSync(join(repository, "catalogue/procedures/bao_tro/1.014027.toml"), "utf8");
const another = (id: string, span: string) => original.replaceAll("1.014027", id).replace(/effective_from = .*/, span);
const city = sampleCity(({ folder }) => {
  mkdirSync(join(own(folder), "procedures/bao_tro"), { recursive: true });
  writeFileSync(join(own(folder), "procedures/bao_tro/9.000001.toml"), another("9.000001", "effective_from = 2090-01-01"));
  writeFileSync(join(own(folder), "procedures/bao_tro/9.000002.toml"), another("9.000002", "effective_from = 2020-01-01\neffective_to = 2021-12-31"));
  return ["--own-catalogue", own(folder)];
});
const lay = (name: string, text: string) => writeFileSync(join(own(city.place.folder), "procedures/bao_tro", name), text);
const procedure = async () => done(await city.citizen().get("/api/public/v1/procedures/1.014027"));
const loaded = () => city.server.log().filter((line) => /catalogue/.test(line.message!)).length;

function loadCatalogue() {
  const { status, stdout } = spawnSync(program, ["load-catalogue", ...city.place.args, "--own-catalogue", own(city.place.folder)], { encoding: "utf8", env: environment });
  return { status, stdout };
}

test("a procedure that is not yet or no longer in force is neither shown nor taken", async () => {
  const desk = await city.commune().desk();
  for (const id of ["9.000001", "9.000002"]) {
    refused(await desk.post("/api/dossiers", socialPension({ procedure: id })), 409, "procedure_not_in_force");
    refused(await city.citizen().get(`/api/public/v1/procedures/${id}`), 404, "unknown_procedure");
  }
});

// Acceptance 10: changing a procedure's time limit does not change any open dossier.
test("a new time limit is for new dossiers: an open one keeps its date, also after a supplement", async () => {
  const commune = city.commune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  const before = await file(desk, socialPension({ forward_now: true }));
  expect((await procedure()).version).toBe(1);

  lay("1.014027.v2.toml", original.replace("version = 1", "version = 2").replace(/effective_from = .*/, `effective_from = ${vietnam(new Date().toISOString()).day}`)
    .replace("amount = 10\nunit = \"working_day\"", "amount = 5\nunit = \"working_day\""));
  const preview = loadCatalogue();
  expect(preview.status).toBe(0);
  city.server.signal("SIGHUP");
  await expect.poll(async () => (await procedure()).version, { timeout: 10_000 }).toBe(2);
  expect((await procedure()).limits[0].text).toContain("5");

  const after = await file(desk, socialPension());
  const limits = async (dossier: typeof before) => {
    const detail = await dossier.detail(desk);
    return { version: detail.procedure.version, due: detail.due_at, received: detail.received_at, pauses: detail.pauses };
  };
  const [old, fresh] = [await limits(before), await limits(after)];
  expect(old).toMatchObject({ version: 1, due: before.last.due_at });
  expect(fresh).toMatchObject({ version: 2, due: await dueAt(desk, fresh.received, [5, "working_day"], commune.code) });

  await before.act(expert, "request-supplement", { items: ["Căn cước"], reason: "Chưa rõ" });
  await before.act(desk, "receive-supplement", { documents: [] });
  const resumed = await limits(before);
  expect(resumed.due).toBe(await dueAt(desk, resumed.received, [10, "working_day"], commune.code, resumed.pauses));
});

test("a file whose version open dossiers use is not changed under them", async () => {
  const desk = await city.commune().desk();
  const dossier = await file(desk, socialPension());
  const used = (await dossier.detail(desk)).procedure.version;
  const name = used === 1 ? "1.014027.toml" : `1.014027.v${used}.toml`;
  const kept = used === 1 ? original : readFileSync(join(own(city.place.folder), "procedures/bao_tro", name), "utf8");
  city.expectedFaults.add("the catalogue stays as it was");

  lay(name, kept.replace(/amount = \d+\nunit = "working_day"/, 'amount = 1\nunit = "working_day"'));
  const preview = loadCatalogue();
  expect(preview.status).toBe(1);
  expect(preview.stdout).toContain("1.014027");
  const lines = loaded();
  city.server.signal("SIGHUP");
  await expect.poll(loaded, { timeout: 10_000 }).toBeGreaterThan(lines);
  expect((await procedure()).limits[0].text).not.toContain("01");
  const another = await file(desk, socialPension());
  expect((await another.detail(desk)).due_at).toBe(await dueAt(desk, another.last.received_at, [used === 1 ? 10 : 5, "working_day"], city.commune().code));

  lay(name, "this is = not [toml");
  const again = loaded();
  city.server.signal("SIGHUP");
  await expect.poll(loaded, { timeout: 10_000 }).toBeGreaterThan(again);
  done(await city.citizen().get("/api/public/v1/procedures/1.014027"), 200);
  lay(name, kept);  // The journal is verified with a whole catalogue at the end.
});
