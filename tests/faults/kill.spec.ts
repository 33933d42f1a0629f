import { expect, test } from "@playwright/test";

import { done, type Client } from "../api/support/client";
import { sampleCity, type Commune } from "../api/support/city";
import { birthRegistration, somebody } from "../api/support/filings";
import { aPdf, send } from "../api/support/uploads";
import { isLong } from "./support/centre";

const city = sampleCity();
const clients = 50;
const uploaders = 5;

interface Intake {
  /** Which officer: a key is an officer's own. */
  desk: number;
  key: string;
  name: string;
  body: any;
  /** The code of the 201 that was received, if one was. */
  code?: string;
}

/** A name in letters for each number: who filed what is seen in every list. */
const nameOf = (n: number) => `Nguyễn Thị ${[...String(n)].map((digit) => "Abcdefghik"[Number(digit)]).join("")}`;

/** Files dossiers, one after the other, until the server is gone. */
async function fileUntilKilled(desks: Client[], desk: number, next: (desk: number) => Intake, log: Intake[]) {
  for (;;) {
    const intake = next(desk);
    log.push(intake);
    try {
      const answer = await desks[desk]!.post("/api/dossiers", intake.body, { headers: { "Idempotency-Key": intake.key } });
      intake.code = done(answer, 201).code;
    } catch (error) {
      if (!isGone(error)) throw error;
      return;
    }
  }
}

async function uploadUntilKilled(desk: Client, digests: string[], seed: string) {
  for (let i = 0; ; ++i) {
    try {
      const bytes = Buffer.concat([aPdf(`${seed}-${i}`), Buffer.alloc(50_000, "x")]);
      digests.push(done(await send(desk, "tệp.pdf", bytes), 201).digest);
    } catch (error) {
      if (!isGone(error)) throw error;
      return;
    }
  }
}

const isGone = (error: unknown) => ["ECONNRESET", "ECONNREFUSED", "EPIPE"].includes((error as { code?: string }).code ?? "") || /socket hang up/.test(String(error));

/** The program's own proof of journal and files, which reads all of it: what broke once stays broken. */
function prove() {
  const proof = city.place.verify();
  expect(proof.status, proof.text).toBe(0);
}

async function signInEverybody(commune: Commune): Promise<Client[]> {
  return Promise.all(["tiepnhan", "tiepnhan-1", "tiepnhan-2", "tiepnhan-3"].map((prefix) => city.signIn(`${prefix}.${commune.slug}`)));
}

/** How many of these intakes are not there under the code that was told, or not as they were sent. */
async function countLost(desk: Client, told: Intake[]): Promise<number> {
  let lost = 0;
  const queue = told.filter((one) => one.code);
  const look = async () => {
    for (let one = queue.pop(); one; one = queue.pop()) {
      const answer = await desk.get(`/api/dossiers/${one.code}`);
      if (answer.status !== 200 || answer.json.applicant.full_name !== one.name) ++lost;
    }
  };
  await Promise.all(Array.from({ length: 8 }, look));
  return lost;
}

/** Every dossier of the commune: code → applicant. */
async function whatIsThere(desk: Client): Promise<Map<string, string>> {
  const there = new Map<string, string>();
  for (let after = ""; ; ) {
    const page = done(await desk.get(`/api/dossiers?box=all&limit=200${after && `&after=${encodeURIComponent(after)}`}`));
    for (const item of page.items) there.set(item.code, item.applicant_name);
    if (!page.next) return there;
    after = page.next;
  }
}

test("kill -9 during fifty intakes at once: what was acknowledged is there, nothing is half there, nothing twice", async () => {
  const cycles = Number(process.env.MOTCUA_KILLS ?? (isLong ? 100 : 3));
  const commune = city.quietCommune();
  const intakes: Intake[] = [];
  const digests: string[] = [];
  const starts: number[] = [];
  let lost = 0;
  let duplicated = 0;
  let retried = 0;

  for (let cycle = 0; cycle < cycles; ++cycle) {
    const desks = await signInEverybody(commune);
    const log: Intake[] = [];
    const next = (desk: number): Intake => {
      const n = intakes.length + log.length;
      return { desk, key: `giet-${n}`, name: nameOf(n), body: birthRegistration({ applicant: somebody({ full_name: nameOf(n), personal_id: undefined }) }) };
    };
    const work = [
      ...Array.from({ length: clients }, (_, i) => fileUntilKilled(desks, i % desks.length, next, log)),
      ...Array.from({ length: uploaders }, (_, i) => uploadUntilKilled(desks[i % desks.length]!, digests, `${cycle}-${i}`)),
    ];
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 500));
    // On a busy machine the first upload may take longer than that.
    for (let wait = 0; wait < 100 && digests.length === 0; ++wait) await new Promise((resolve) => setTimeout(resolve, 50));
    await city.server.kill();
    await Promise.all(work);
    intakes.push(...log);

    const begin = Date.now();
    await city.start();
    starts.push((Date.now() - begin) / 1000);
    if (cycle < 3 || cycle % 10 === 9 || cycle === cycles - 1) prove();

    const again = await signInEverybody(commune);
    lost += await countLost(again[0]!, log);
    // Who got no answer sends the same again: it was done or is done now, never both.
    for (const one of log.filter((intake) => !intake.code)) {
      ++retried;
      one.code = done(await again[one.desk]!.post("/api/dossiers", one.body, { headers: { "Idempotency-Key": one.key } }), 201).code;
    }
  }

  const desk = (await signInEverybody(commune))[0]!;
  const there = await whatIsThere(desk);
  const acknowledged = intakes.filter((one) => one.code).length;
  lost += intakes.filter((one) => there.get(one.code!) !== one.name).length;
  const times = new Map<string, number>();
  for (const name of there.values()) times.set(name, (times.get(name) ?? 0) + 1);
  duplicated += [...times.values()].filter((count) => count > 1).length;
  const numbers = [...there.keys()].map((code) => code.slice(code.indexOf("-") + 1)).sort();
  starts.sort((a, b) => a - b);
  console.log(`${city.engine}: ${cycles} cycles, ${acknowledged} acknowledged, ${lost} lost, ${duplicated} duplicated, ${retried} sent again, ` +
    `start-up ${starts[starts.length >> 1]!.toFixed(2)} s (slowest ${starts.at(-1)!.toFixed(2)} s)`);
  expect({ lost, duplicated }).toEqual({ lost: 0, duplicated: 0 });
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(there.size).toBe(intakes.length);
  expect(intakes.length).toBeGreaterThan(cycles * clients);

  const files = digests.slice(-200);
  expect(files.length).toBeGreaterThan(0);
  const dossier = done(await desk.post("/api/dossiers", birthRegistration({
    documents: [{ code: "giay-chung-sinh", originals: 1, copies: 0, files: files.slice(0, 50) }, { code: "khac", name: "Tệp", originals: 0, copies: 1, files: files.slice(50, 100) }] })), 201);
  for (const digest of files.slice(0, 100)) expect((await desk.get(`/api/dossiers/${dossier.code}/files/${digest}`)).status).toBe(200);
});
