import { expect, test } from "@playwright/test";
import { spawn } from "node:child_process";

import { Place } from "../api/support/server";
import { Centre, Counts, isLong } from "./support/centre";
import { pause } from "./support/desk";
import { Load } from "./support/load";
import { anyOf, OwnPostgres } from "./support/postgres";

// PostgreSQL goes away in every way it can. What was acknowledged is there when it is back; meanwhile "later", never a fault.

test.beforeEach(({}, info) => test.skip(info.project.name !== "postgres", "PostgreSQL only"));

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);

/** Nothing was done for a while, nobody was told of a fault of ours, and nothing is lost. */
function checkAway(centre: Centre, load: Load, counts: Counts) {
  expect(load.longestSilence, "it was away").toBeGreaterThan(300);
  expect(load.count(500)).toBe(0);
  counts.notes.push(`away ${seconds(load.longestSilence)} s`);
  centre.check(load, counts);
}

test("stopped, killed and started again under load", async () => {
  const postgres = OwnPostgres.copyOf().start();
  const centre = new Centre(Place.on(postgres.url(), "restarts"));
  await centre.start();
  const counts = new Counts("PostgreSQL restarted");
  for (let cycle = 0; cycle < (isLong ? 30 : 2); ++cycle) {
    const load = new Load(await centre.desks(), { uploads: true }).start();
    await pause(700);
    if (cycle % 2 === 0) postgres.kill();
    else postgres.stop("fast");
    await pause(cycle % 3 === 0 ? 1500 : 300);
    postgres.start();
    await pause(500);
    await load.stop();
    checkAway(centre, load, counts);
  }
  counts.expectSound();
  await centre.close();
  postgres.remove();
});

test("out of connections", async () => {
  const postgres = OwnPostgres.copyOf();
  postgres.configure({ max_connections: "14", client_connection_check_interval: "'100ms'" });
  postgres.start();
  const centre = new Centre(Place.on(postgres.url(), "crowded"), ["--readers", "6"]);
  await centre.start();
  const counts = new Counts("PostgreSQL out of connections");
  const load = new Load(await centre.desks()).start();
  await pause(500);
  // Others take every connection that is left, and those that the server loses, until it has none.
  const ending = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name LIKE 'motcua%'";
  const endings = Array.from({ length: 10 }, () => ["-c", ending, "-c", "SELECT pg_sleep(0.1)"]).flat();
  const killer = spawn("psql", [postgres.url("postgres"), "-qc", "SELECT pg_sleep(1)", ...endings], { stdio: "ignore" });
  await pause(300);
  const others = Array.from({ length: 30 }, () => spawn("sh", ["-c", 'while ! psql "$0" -qc "SELECT pg_sleep(60)"; do :; done', postgres.url("postgres")], { stdio: "ignore", detached: true }));
  await new Promise((resolve) => killer.on("exit", resolve));
  await pause(1500);
  for (const other of others) process.kill(-other.pid!);
  await pause(1500);
  await load.stop();
  checkAway(centre, load, counts);
  counts.expectSound();
  await centre.close();
  postgres.remove();
});

test("the primary dies and its synchronous standby takes over", async () => {
  const primary = OwnPostgres.copyOf();
  primary.configure({ wal_level: "replica", max_wal_senders: "5" });
  primary.start();
  const standby = OwnPostgres.copyOf(primary, { standby: true });
  standby.start();
  primary.configure({ synchronous_standby_names: "'*'", synchronous_commit: "on" });
  primary.reload();
  const centre = new Centre(Place.on(anyOf([primary, standby]), "failover"));
  await centre.start();
  const counts = new Counts("PostgreSQL failing over");
  const load = new Load(await centre.desks(), { uploads: true }).start();
  await pause(1500);
  const before = load.writes;
  primary.kill();
  await pause(500);
  standby.promote();
  await pause(1000);
  await load.stop();
  expect(load.writes).toBeGreaterThan(before);
  expect(load.count(500)).toBe(0);
  counts.notes.push(`away ${seconds(load.longestSilence)} s`);
  centre.check(load, counts);
  counts.expectSound();
  await centre.close();
  standby.remove();
});
