import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { query } from "../api/support/database";
import { Place } from "../api/support/server";
import { Centre, Counts, isLong } from "./support/centre";
import { pause } from "./support/desk";
import { Load } from "./support/load";
import { OwnPostgres } from "./support/postgres";

test("PostgreSQL is brought back to a moment: what was done before is there, what came after is not", async ({}, info) => {
  test.skip(info.project.name !== "postgres" || !isLong, "PostgreSQL only, MOTCUA_FAULTS=long");
  const postgres = OwnPostgres.copyOf();
  const archive = join(postgres.folder, "archive");
  mkdirSync(archive, { mode: 0o777 });
  execFileSync("chmod", ["777", archive]);
  postgres.configure({ wal_level: "replica", max_wal_senders: "5", archive_mode: "on", archive_command: `'cp %p ${archive}/%f'` });
  postgres.start();
  const centre = new Centre(Place.on(postgres.url(), "archived"));
  await centre.start();
  const backup = OwnPostgres.copyOf(postgres);
  const desks = await centre.desks();
  const before = new Load(desks).start();
  await pause(1500);
  await before.stop();
  const moment = postgres.sql("SELECT now()").trim();
  await pause(1100);
  const mistake = new Load(desks).start();
  await pause(1000);
  await mistake.stop();
  await centre.server.stop();
  postgres.sql("SELECT pg_switch_wal()");
  await pause(500);
  postgres.stop("fast");

  backup.configure({ archive_mode: "off", restore_command: `'cp ${archive}/%f %p'`, recovery_target_time: `'${moment}'`, recovery_target_action: "'promote'" });
  backup.recover();
  const place = Place.on(backup.url(), "brought_back");
  const counts = new Counts("PostgreSQL brought back to a moment");
  new Centre(place).check(before, counts);
  const names = new Set(query(place, "SELECT applicant_name FROM dossier").split("\n"));
  expect(mistake.intakes.filter((one) => names.has(one.name))).toEqual([]);
  expect(mistake.writes).toBeGreaterThan(0);
  counts.expectSound();
  await centre.close();
  backup.remove();
});
