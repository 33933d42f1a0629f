import { expect, test } from "@playwright/test";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { Client, done } from "./client";
import { quietCommunes } from "./database";
import { Contract } from "./schema";
import { Motcua, Place, password, stage, type Engine } from "./server";

/** What an officer chooses in the place of a password that somebody else has set. */
export const ownPassword = "một mật khẩu của riêng mình";

/** A commune, ward or special zone and the officers that everyone has there. */
export interface Commune {
  slug: string;
  code: string;
  name: string;
  /** Its name as an agency: "Ủy ban nhân dân xã Tân Minh". */
  committee: string;
  /** What dossier codes begin with. */
  identifier: string;
  /** tiepnhan: takes dossiers and hands results over. */
  desk(): Promise<Client>;
  /** chuyenvien: works on them, in every part of the commune. */
  expert(): Promise<Client>;
  /** lanhdao: signs. */
  chair(): Promise<Client>;
  /** giamdoc: coordinates the centre. */
  director(): Promise<Client>;
}

/** The sample city on a server of this file's own. */
export class City {
  place!: Place;
  server!: Motcua;
  contract!: Contract;
  private readonly signedIn = new Map<string, Promise<Client>>();
  private readonly communes = new Map<string, Commune>();
  private quiet?: string[];
  /** Codes of incidents that a test provokes on purpose. */
  readonly expectedFaults = new Set<string>();

  constructor(readonly extraArgs: (place: Place) => string[]) {}

  get engine(): Engine {
    return this.place.engine;
  }

  async open(engine: Engine, name: string) {
    this.contract = new Contract(JSON.parse(readFileSync(join(stage(), "openapi.json"), "utf8")));
    this.place = Place.fresh(engine, name);
    await this.start();
    const { items } = done(await this.citizen().get("/api/public/v1/units"));
    const identifiers = new Map<string, any>();
    for (const agency of done(await (await this.officer("quantri")).get("/api/agencies")).items) identifiers.set(agency.code, agency);
    for (const unit of items) this.communes.set(unit.slug, this.asCommune(unit, identifiers.get(unit.code)));
  }

  async start() {
    this.server = await Motcua.start([...this.place.args, ...this.extraArgs(this.place)], this.place.folder);
  }

  /** Ends the server and looks whether it was well to the end: alive, without faults of its own, every journal whole. */
  async close() {
    const wasAlive = this.server.isAlive;
    const status = await this.server.stop();
    const faults = this.server.log().filter((line) => line.level === "error" && !this.expectedFaults.has(line.message!));
    const proof = this.place.verify();
    this.place.remove();
    expect.soft(faults, "errors in the server's log").toEqual([]);
    expect.soft(wasAlive, "the server was alive at the end").toBe(true);
    expect.soft(status, "exit status").toBe(0);
    expect(proof.status, `verify-journal: ${proof.text}`).toBe(0);
  }

  /** Somebody who has not signed in. */
  citizen(): Client {
    return new Client(this.server.url, this.contract);
  }

  /** An officer's browser, signed in once for the whole file. */
  officer(username: string): Promise<Client> {
    let client = this.signedIn.get(username);
    if (!client) this.signedIn.set(username, (client = this.signIn(username)));
    return client;
  }

  async signIn(username: string, word = password): Promise<Client> {
    const client = this.citizen();
    done(await client.post("/api/session", { username, password: word }), 200);
    return client;
  }

  /** An officer whose account has just been made: the first password is changed before anything else. */
  async firstSignIn(username: string): Promise<Client> {
    const client = await this.signIn(username);
    done(await client.post("/api/session/password", { old_password: password, new_password: ownPassword }), 204);
    return client;
  }

  commune(slug = "tan-minh"): Commune {
    const found = this.communes.get(slug);
    if (!found) throw new Error(`no commune ${slug}`);
    return found;
  }

  /** A commune that nobody has filed a dossier in or for, and that no other test of this file gets. */
  quietCommune(): Commune {
    this.quiet ??= quietCommunes(this.place);
    const code = this.quiet.pop();
    for (const commune of this.communes.values()) if (commune.code === code) return commune;
    throw new Error("no commune is quiet any more");
  }

  private asCommune(unit: any, agency: any): Commune {
    const who = (role: string) => () => this.officer(`${role}.${unit.slug}`);
    return {
      slug: unit.slug, code: unit.code, name: unit.name, committee: agency.name, identifier: agency.identifier,
      desk: who("tiepnhan"), expert: who("chuyenvien"), chair: who("lanhdao"), director: who("giamdoc"),
    };
  }

  /** What was sent to a phone so far, oldest first. */
  messagesTo(phone: string): string[] {
    if (!existsSync(this.place.messages)) return [];
    const lines = readFileSync(this.place.messages, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
    return lines.filter((line) => line.to === phone).map((line) => line.text);
  }
}

/** Gives the file that calls it a city of its own, from a copy: a server and a database, gone at the end. */
export function sampleCity(extraArgs: (place: Place) => string[] = () => []): City {
  const city = new City(extraArgs);
  test.beforeAll(async () => {
    const info = test.info();
    await city.open(info.project.name as Engine, basename(info.file, ".spec.ts"));
  });
  test.afterAll(async () => {
    if (city.server) await city.close();
  });
  return city;
}
