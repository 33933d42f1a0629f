import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { Client, done } from "./support/client";
import { query } from "./support/database";
import { birthRegistration } from "./support/filings";
import { Contract } from "./support/schema";
import { Motcua, password, Place, sql, stage, type Engine } from "./support/server";

/** A place with the database that the first release left. */
function firstRelease(engine: Engine): Place {
  const place = Place.fresh(engine, "first_release");
  const dump = gunzipSync(readFileSync(join(__dirname, `fixtures/first-release.${engine}.sql.gz`)));
  copyFileSync(join(__dirname, "fixtures/first-release.key"), join(place.folder, "files/motcua.key"));
  chmodSync(join(place.folder, "files/motcua.key"), 0o600);
  if (engine === "sqlite") {
    for (const ending of ["", "-wal", "-shm"]) rmSync(join(place.folder, `motcua.db${ending}`), { force: true });
    execFileSync("sqlite3", [join(place.folder, "motcua.db")], { input: dump });
  } else {
    const name = /\/\/\/(\w+)/.exec(place.database)![1]!;
    sql("postgres", `DROP DATABASE ${name}`);
    sql("postgres", `CREATE DATABASE ${name}`);
    execFileSync("psql", [place.database, "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null"], { input: dump });
  }
  return place;
}

test("a database of the first release is brought up to date and goes on", async ({}, info) => {
  const place = firstRelease(info.project.name as Engine);
  const migrations = () => Number(query(place, "SELECT count(*) FROM schema_migration").trim());
  const codes = () => query(place, "SELECT code || ' ' || version FROM dossier ORDER BY id");
  const [before, were] = [migrations(), codes()];
  const server = await Motcua.start(place.args, place.folder);
  expect(migrations()).toBeGreaterThanOrEqual(before);
  expect(codes()).toBe(were);
  const contract = new Contract(JSON.parse(readFileSync(join(stage(), "openapi.json"), "utf8")));
  const desk = new Client(server.url, contract);
  done(await desk.post("/api/session", { username: "tiepnhan.tan-minh", password }), 200);
  expect(done(await desk.post("/api/dossiers", birthRegistration()), 201).version).toBe(2);

  // What was sealed then can be read now, in every commune that has an old dossier.
  const director = new Client(server.url, contract);
  const [code, slug] = query(place, `SELECT d.code, c.username FROM dossier d JOIN agency a ON a.id = d.intake_unit_id
    JOIN officer c ON c.username LIKE 'giamdoc.%' AND c.agency_id IN (SELECT id FROM agency WHERE unit_id = a.id) ORDER BY d.id LIMIT 1`).trim().split("|") as [string, string];
  done(await director.post("/api/session", { username: slug, password }), 200);
  expect(done(await director.get(`/api/dossiers/${code}`), 200).applicant.full_name).toMatch(/\S+ \S+/);
  expect(await server.stop()).toBe(0);
  const proof = place.verify();
  expect(proof.status, proof.text).toBe(0);
  place.remove();
});
