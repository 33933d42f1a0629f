import { expect } from "@playwright/test";
import { spawnSync } from "node:child_process";

import { query } from "../../api/support/database";
import { freePort } from "../../api/support/free-port";
import { environment, Motcua, Place, program, type Engine, type Surroundings } from "../../api/support/server";
import { Desk } from "./desk";
import type { Load } from "./load";

/** A run that takes hours instead of seconds: MOTCUA_FAULTS=long. */
export const isLong = process.env.MOTCUA_FAULTS === "long";

export interface Ran {
  status: number | null;
  text: string;
}

/** Another command of the program, with the settings of a place. */
export function motcua(command: string, args: string[], env: Record<string, string> = {}, timeout = 600_000): Ran {
  const { status, stdout, stderr } = spawnSync(program, [command, ...args], { encoding: "utf8", timeout, env: { ...environment, ...env } });
  return { status, text: stdout + stderr };
}

/** Counted over all faults of one test, printed as one line. */
export class Counts {
  cycles = 0;
  acknowledged = 0;
  lost = 0;
  duplicated = 0;
  unverified = 0;
  readonly notes: string[] = [];

  constructor(readonly what: string) {}

  expectSound() {
    const { lost, duplicated, unverified } = this;
    console.log(`${this.what}: ${this.cycles} cycles, ${this.acknowledged} acknowledged writes, lost ${lost}, duplicated ${duplicated}, unverified ${unverified}` +
      this.notes.map((note) => `; ${note}`).join(""));
    expect({ lost, duplicated, unverified }).toEqual({ lost: 0, duplicated: 0, unverified: 0 });
    expect(this.acknowledged).toBeGreaterThan(0);
  }
}

/** A server on a port of its own that can be taken away and come back, with a database that nobody else has. */
export class Centre {
  server!: Motcua;
  private port = 0;
  private readonly desksOpened: Desk[] = [];

  constructor(readonly place: Place, private readonly extraArgs: string[] = []) {}

  static async open(engine: Engine, name: string, extraArgs: string[] = [], surroundings: Surroundings = {}): Promise<Centre> {
    const centre = new Centre(Place.fresh(engine, name), extraArgs);
    await centre.start(surroundings);
    return centre;
  }

  async start(surroundings: Surroundings = {}) {
    this.port ||= Number(surroundings.listen?.split(":")[1] ?? (await freePort()));
    this.server = await Motcua.start([...this.place.args, ...this.extraArgs], this.place.folder, { listen: `127.0.0.1:${this.port}`, ...surroundings });
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Officers at the counter of the sample's commune, signed in. */
  desks(count = 4, address = () => this.url): Promise<Desk[]> {
    return Promise.all(Array.from({ length: count }, (_, i) => {
      const desk = new Desk(address, `tiepnhan${i === 0 ? "" : `-${i}`}.tan-minh`);
      this.desksOpened.push(desk);
      return desk.signIn();
    }));
  }

  /** What clients were told against what is there. The journal and every file are proven by the program itself. */
  check(load: Load, counts: Counts) {
    const rows = query(this.place, "SELECT applicant_name, code, version FROM dossier ORDER BY id").trim().split("\n").map((line) => line.split("|") as [string, string, string]);
    const byName = new Map<string, { code: string; version: number }[]>();
    for (const [name, code, version] of rows) byName.set(name, [...(byName.get(name) ?? []), { code, version: Number(version) }]);
    for (const intake of load.intakes) {
      const there = byName.get(intake.name) ?? [];
      if (there.length > 1) ++counts.duplicated;
      if (intake.code && !there.some((one) => one.code === intake.code && one.version >= intake.version!)) ++counts.lost;
      if (!intake.code) ++counts.unverified;
    }
    const stored = new Set(query(this.place, "SELECT digest FROM stored_file").trim().split("\n"));
    counts.lost += load.digests.filter((digest) => !stored.has(digest)).length;
    if (new Set(rows.map(([, code]) => code)).size !== rows.length) ++counts.duplicated;
    for (const proof of [this.place.verify(), motcua("verify", this.place.args)])
      if (proof.status !== 0) {
        ++counts.unverified;
        console.log(proof.text);
      }
    ++counts.cycles;
    counts.acknowledged += load.writes;
  }

  async close() {
    for (const desk of this.desksOpened) desk.close();
    if (this.server?.isAlive) expect(await this.server.stop(), "exit status").toBe(0);
    this.place.remove();
  }
}
