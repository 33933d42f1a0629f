import { expect, test } from "@playwright/test";

import { done } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration, file, somebody } from "./support/filings";

const city = sampleCity();
const wanted = 1000;
const clients = 50;

// Acceptance 2: counters that take dossiers in parallel at one agency get unique codes, and no fault.
test("a thousand dossiers from fifty clients at one agency: codes 1 to 1000, each once, none out of order", async () => {
  test.setTimeout(180_000);
  const commune = city.quietCommune();
  const officers = await Promise.all(["tiepnhan", ...[1, 2, 3, 4, 5, 6, 7].map((n) => `tiepnhan-${n}`)].map((prefix) => city.officer(`${prefix}.${commune.slug}`)));
  const regular = somebody();  // Somebody who comes again and again, to several counters at once.
  const begin = Date.now();
  const taken = await Promise.all(Array.from({ length: clients }, async (_, client) => {
    const codes: string[] = [];
    for (let i = 0; i < wanted / clients; ++i)
      codes.push((await file(officers[client % officers.length]!, birthRegistration(i % 10 === 0 ? { applicant: regular } : {}))).code);
    return codes;
  }));
  const seconds = (Date.now() - begin) / 1000;

  const number = (code: string) => Number(code.slice(code.lastIndexOf("-") + 1));
  const codes = taken.flat();
  expect(new Set(codes).size).toBe(wanted);
  const days = new Map<string, number[]>();
  for (const code of codes) days.set(code.slice(0, code.lastIndexOf("-")), [...(days.get(code.slice(0, code.lastIndexOf("-"))) ?? []), number(code)]);
  for (const numbers of days.values()) expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1));  // Two days at midnight.
  for (const own of taken)  // What one client asked for later has the later number.
    for (let i = 1; i < own.length; ++i) expect(own[i]! > own[i - 1]! || own[i]!.length > own[i - 1]!.length).toBe(true);
  console.log(`${city.engine}: ${wanted} dossiers from ${clients} clients in ${seconds.toFixed(1)} s`);

  // The numbers go on after a restart.
  expect(await city.server.stop()).toBe(0);
  await city.start();
  const desk = await city.signIn(`tiepnhan.${commune.slug}`);
  const next = await file(desk, birthRegistration());
  const last = days.get(next.code.slice(0, next.code.lastIndexOf("-")))?.length ?? 0;
  expect(number(next.code)).toBe(last + 1);
  expect(done(await desk.get(`/api/dossiers?q=${codes[0]}`)).items).toHaveLength(1);
});
