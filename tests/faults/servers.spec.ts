import { expect, test } from "@playwright/test";
import { connect, type Socket } from "node:net";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { query } from "../api/support/database";
import { type Engine } from "../api/support/server";
import { Centre, Counts, isLong } from "./support/centre";
import { pause } from "./support/desk";
import { Load } from "./support/load";

// Servers end, come in pairs, and have clients that never finish what they say.

const engineOf = (info: { project: { name: string } }) => info.project.name as Engine;

test("told to end under load: what is begun is finished, the exit is clean", async ({}, info) => {
  const centre = await Centre.open(engineOf(info), "told_to_end");
  const counts = new Counts(`${engineOf(info)}, SIGTERM under load`);
  const desks = await centre.desks();
  for (let cycle = 0; cycle < (isLong ? 30 : 1); ++cycle) {
    const load = new Load(desks, { uploads: true }).start();
    await pause(400 + Math.random() * 300);
    expect(await centre.server.stop(), "exit status").toBe(0);
    await centre.start();
    await pause(300);
    await load.stop();
    expect(load.count(500)).toBe(0);
    centre.check(load, counts);
  }
  counts.expectSound();
  await centre.close();
});

test("two servers on one database: sessions and codes are one's and the other's, one dies", async ({}, info) => {
  test.skip(engineOf(info) !== "postgres", "PostgreSQL only");
  const first = await Centre.open("postgres", "pair");
  const second = new Centre(first.place);
  await second.start({ logFile: join(first.place.folder, "second.log") });
  const counts = new Counts("postgres, two servers, one killed");
  let turn = 0;
  const alive = new Set([first, second]);
  const desks = await first.desks(4, () => [...alive][++turn % alive.size]!.url);
  for (let cycle = 0; cycle < (isLong ? 20 : 1); ++cycle) {
    const load = new Load(desks, { uploads: true }).start();
    await pause(1200);
    await second.server.kill();
    await pause(300);
    alive.delete(second);
    await pause(300);
    await second.start({ logFile: join(first.place.folder, "second.log") });
    alive.add(second);
    await pause(500);
    await load.stop();
    expect(load.count(500)).toBe(0);
    first.check(load, counts);
  }
  const twice = query(first.place, "SELECT count(*) FROM (SELECT kind, dedupe_key FROM job WHERE dedupe_key IS NOT NULL GROUP BY kind, dedupe_key HAVING count(*) > 1) AS again").trim();
  expect(twice, "jobs that are there twice").toBe("0");
  counts.expectSound();
  expect(await second.server.stop()).toBe(0);
  await first.close();
});

function halfOpen(port: number, said: string): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(said);
      resolve(socket);
    });
    socket.on("error", () => undefined);
  });
}

test("five hundred clients that never finish, and torn uploads, do not hold up the others", async ({}, info) => {
  test.skip(engineOf(info) !== "sqlite" && !isLong, "connections are the same for both");
  const centre = await Centre.open(engineOf(info), "slow");
  const counts = new Counts(`${engineOf(info)}, slow and torn clients`);
  const desks = await centre.desks();
  const port = Number(new URL(centre.url).port);
  const upload = `POST /api/files HTTP/1.1\r\nHost: x\r\nCookie: ${desks[0]!.cookies}\r\nContent-Type: application/octet-stream\r\nX-File-Name: nua.pdf\r\nContent-Length: 900000\r\n\r\n%PDF-1.4\n${"x".repeat(100_000)}`;
  const heads = await Promise.all(Array.from({ length: isLong ? 2000 : 400 }, () => halfOpen(port, "POST /api/dossiers HTTP/1.1\r\nHost: x\r\nX-Sl")));
  const uploads = await Promise.all(Array.from({ length: 100 }, () => halfOpen(port, upload)));
  const load = new Load(desks, { uploads: true }).start();
  await pause(isLong ? 60_000 : 1000);
  for (const socket of uploads.slice(0, 50)) socket.destroy();
  await pause(500);
  await load.stop();
  expect(load.writes).toBeGreaterThan(50);
  expect(load.count(500)).toBe(0);
  const stored = Number(query(centre.place, "SELECT count(*) FROM stored_file").trim());
  // Killed with fifty uploads half there: what they leave is no file.
  await centre.server.kill();
  for (const socket of [...heads, ...uploads]) socket.destroy();
  await centre.start();
  expect(Number(query(centre.place, "SELECT count(*) FROM stored_file").trim())).toBe(stored);
  expect(filesIn(join(centre.place.folder, "files")).filter((size) => size > 90_000 && size < 900_000)).toEqual([]);
  centre.check(load, counts);
  counts.expectSound();
  await centre.close();
});

/** Sizes of what is stored under names of digests. */
function filesIn(folder: string): number[] {
  const names = readdirSync(folder, { recursive: true }) as string[];
  return names.filter((name) => /[0-9a-f]{60}$/.test(name)).map((name) => statSync(join(folder, name)).size);
}
