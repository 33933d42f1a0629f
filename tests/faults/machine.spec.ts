import { expect, test } from "@playwright/test";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { query } from "../api/support/database";
import { Place, type Engine } from "../api/support/server";
import { Centre, Counts, isLong, motcua } from "./support/centre";
import { pause, type Desk } from "./support/desk";
import { Load } from "./support/load";
import { asRoot, mayMount, SmallDisk } from "./support/machine";
import { OwnPostgres } from "./support/postgres";

// The machine fails: its disk is full, its clock goes back, its database file is damaged.

const engineOf = (info: { project: { name: string } }) => info.project.name as Engine;
test.afterEach(() => SmallDisk.removeAll());

const list = "/api/dossiers?box=all&limit=50";

/** While a disk is full: reads are answered, writes say "later" and nothing else. */
async function whileFull(load: Load, desk: Desk) {
  await pause(400);
  const before = load.count(503);
  for (let i = 0; i < 5; ++i) expect((await desk.send("GET", list)).status).toBe(200);
  await pause(isLong ? 5000 : 800);
  expect(load.count(503), "writes told to come later").toBeGreaterThan(before);
  expect(load.count(500)).toBe(0);
}

/** Desks work while the disk is filled but for `spare` kilobytes, and after it has room again. */
async function fillUnderLoad(disk: SmallDisk, spare: number, desks: Desk[]): Promise<Load> {
  const load = new Load(desks, { uploads: true }).start();
  await pause(500);
  disk.fill(spare);
  await whileFull(load, desks[0]!);
  disk.clear();
  await pause(500);
  await load.stop();
  return load;
}

test("the disk is full for the database and the files, then it is not", async ({}, info) => {
  test.skip(!mayMount, "nobody may mount a small disk here");
  test.skip(engineOf(info) !== "sqlite", "one folder holds all of it");
  const template = Place.fresh("sqlite", "template");
  const disk = new SmallDisk(96, template.folder);
  const centre = new Centre(Place.in(disk.path));
  await centre.start({ logFile: join(template.folder, "server.log") });
  const counts = new Counts("sqlite, disk full");
  const desks = await centre.desks();
  for (let cycle = 0; cycle < (isLong ? 20 : 2); ++cycle) {
    const load = await fillUnderLoad(disk, cycle % 2 === 0 ? 0 : 100, desks);
    centre.check(load, counts);
  }
  counts.expectSound();
  await centre.close();
});

test("the disk is full for PostgreSQL's tables, then it is not", async ({}, info) => {
  test.skip(!mayMount || engineOf(info) !== "postgres", "nobody may mount a small disk here");
  const disk = new SmallDisk(96);
  const postgres = OwnPostgres.copyOf().start();
  asRoot("install", "-d", "-o", "postgres", join(disk.path, "tables"));
  postgres.sql(`CREATE TABLESPACE small LOCATION '${join(disk.path, "tables")}'`, "postgres");
  postgres.sql("ALTER DATABASE city SET TABLESPACE small", "postgres");
  const centre = new Centre(Place.on(postgres.url(), "full"));
  await centre.start();
  const counts = new Counts("postgres, disk full");
  const desks = await centre.desks();
  for (let cycle = 0; cycle < (isLong ? 20 : 1); ++cycle) {
    const load = await fillUnderLoad(disk, 0, desks);
    centre.check(load, counts);
  }
  counts.expectSound();
  await centre.close();
  postgres.remove();
});

test("the clock goes back an hour under load", async ({}, info) => {
  test.skip(engineOf(info) !== "sqlite" && !isLong, "the clock is the same for both");
  const faked = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
  const place = Place.fresh(engineOf(info), "clock");
  const step = join(place.folder, "clock-step");
  writeFileSync(step, "+0");
  const centre = new Centre(place);
  await centre.start({ env: { LD_PRELOAD: faked, FAKETIME_TIMESTAMP_FILE: step, FAKETIME_NO_CACHE: "1", FAKETIME_DONT_FAKE_MONOTONIC: "1",
    ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ""}:verify_asan_link_order=0` } });
  const counts = new Counts(`${place.engine}, clock back an hour`);
  const load = new Load(await centre.desks(), { uploads: true }).start();
  await pause(700);
  writeFileSync(step, "-3600");
  const before = load.writes;
  await pause(isLong ? 20_000 : 1200);
  await load.stop();
  expect(load.writes, "work goes on").toBeGreaterThan(before);
  expect(load.count(500)).toBe(0);
  const rows = query(place, "SELECT count(*) FROM journal b JOIN journal a ON a.dossier_id = b.dossier_id AND b.seq = a.seq + 1 WHERE b.at < a.at").trim();
  counts.notes.push(`entries dated before the one they follow: ${rows}`);
  centre.check(load, counts);
  counts.expectSound();
  await centre.close();
});

test("a damaged database file is refused with words", async ({}, info) => {
  test.skip(engineOf(info) !== "sqlite", "one file");
  const place = Place.fresh("sqlite", "damaged");
  const path = join(place.folder, "motcua.db");
  const whole = readFileSync(path);
  const damages: Record<string, (bytes: Buffer) => Buffer> = {
    "no SQLite file": () => Buffer.from("Đây không phải là cơ sở dữ liệu.\n".repeat(300)),
    "half of it": (bytes) => bytes.subarray(0, bytes.length / 2),
    "its first page in pieces": (bytes) => Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(3996, 0xa5), bytes.subarray(4096)]),
    "zeros in the middle": (bytes) => Buffer.concat([bytes.subarray(0, 4096 * 8), Buffer.alloc(bytes.length - 4096 * 9), bytes.subarray(bytes.length - 4096)]),
  };
  for (const [what, damage] of Object.entries(damages)) {
    for (const rest of ["-wal", "-shm"]) rmSync(path + rest, { force: true });
    writeFileSync(path, damage(Buffer.from(whole)));
    const refused = motcua("serve", ["--listen", "127.0.0.1:0", ...place.args], {}, 15_000);
    expect(refused.status, `${what}: ${refused.text}`).toBe(1);
    expect(refused.text, what).toMatch(/motcua\.db/);
    expect(refused.text, what).toMatch(/damaged|malformed|not a database|no SQLite|not whole/i);
  }
  place.remove();
});
