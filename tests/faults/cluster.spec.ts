import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { query } from "../api/support/database";
import { password, Place, repository, stage } from "../api/support/server";
import { Centre, Counts, isLong } from "./support/centre";
import { pause } from "./support/desk";
import { Load } from "./support/load";

// A city's cluster: three PostgreSQL nodes, two servers, HAProxy. Whichever part dies, nothing acknowledged is lost.

const mayRun = (isLong || process.env.MOTCUA_CLUSTER === "1") && process.getuid!() === 0;

test("the primary of the cluster dies under load, and a server", async ({}, info) => {
  test.skip(info.project.name !== "postgres" || !mayRun, "MOTCUA_CLUSTER=1 tests/faults/run cluster, as root");
  test.setTimeout(900_000);
  const folder = join(stage(), "cluster");
  const cluster = (...args: string[]) => execFileSync(join(repository, "deploy/cluster/cluster"), args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
  try {
    // The first line of output that is an address: others are what daemons say.
    const url = cluster("up", folder).split("\n").at(-1)!;
    const place = Place.on(url, "cluster");
    const servers = [new Centre(place, ["--sample", "--sample-password", password]), new Centre(place)];
    await servers[0]!.start({ listen: "127.0.0.1:28081" });
    await servers[1]!.start({ listen: "127.0.0.1:28082", logFile: join(place.folder, "second.log") });
    const counts = new Counts("cluster, primary killed");
    const desks = await servers[0]!.desks(4, () => "http://127.0.0.1:28080");
    for (let cycle = 0; cycle < (isLong ? 5 : 2); ++cycle) {
      const load = new Load(desks).start();
      await pause(3000);
      const lost = cluster("primary", folder);
      const before = load.writes;
      cluster("kill", lost, folder);
      await pause(25_000);
      const now = cluster("primary", folder);
      expect(now).not.toBe(lost);
      await load.stop();
      expect(load.writes, "work goes on").toBeGreaterThan(before + 20);
      expect(load.count(500)).toBe(0);
      counts.notes.push(`node ${lost} killed, node ${now} took over, nothing done for ${(load.longestSilence / 1000).toFixed(1)} s`);
      servers[0]!.check(load, counts);
      cluster("revive", lost, folder);
      await pause(20_000);
    }
    const load = new Load(desks).start();
    await pause(2000);
    await servers[1]!.server.kill();
    await pause(3000);
    await load.stop();
    expect(load.count(500)).toBe(0);
    counts.notes.push(`a server killed, nothing done for ${(load.longestSilence / 1000).toFixed(1)} s`);
    servers[0]!.check(load, counts);
    const twice = query(place, "SELECT count(*) FROM (SELECT kind, dedupe_key FROM job WHERE dedupe_key IS NOT NULL GROUP BY kind, dedupe_key HAVING count(*) > 1) AS again").trim();
    expect(twice, "jobs that are there twice").toBe("0");
    counts.expectSound();
    await servers[0]!.close();
  } finally {
    cluster("down", folder);
  }
});
