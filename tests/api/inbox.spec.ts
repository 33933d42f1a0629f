import { expect, test } from "@playwright/test";

import { done, refused, type Client } from "./support/client";
import { backdate } from "./support/database";
import { sampleCity, type Commune } from "./support/city";
import { birthRegistration, file, housePermit, socialPension, type Dossier } from "./support/filings";

const city = sampleCity();
const list = async (who: Client, query: string) => done(await who.get(`/api/dossiers?${query}`), 200);
const codes = (page: any) => page.items.map((item: any) => item.code);

async function all(who: Client, query: string, limit: number): Promise<any[]> {
  const rows: any[] = [];
  for (let after = ""; ; ) {
    const page = await list(who, `${query}&limit=${limit}${after && `&after=${encodeURIComponent(after)}`}`);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    rows.push(...page.items);
    if (!page.next) return rows;
    expect(page.items.length).toBe(limit);
    after = page.next;
  }
}

/** Dossiers of three procedures on their expert's desk, mixed. */
async function desktop(commune: Commune, rounds: number): Promise<Dossier[]> {
  const desk = await commune.desk();
  const dossiers: Dossier[] = [];
  for (let i = 0; i < rounds; ++i) for (const make of [socialPension, birthRegistration, housePermit]) dossiers.push(await file(desk, make({ forward_now: true })));
  return dossiers;
}

test("an inbox begins with what is due first and is read page by page, each task once", async () => {
  const commune = city.quietCommune();
  const dossiers = await desktop(commune, 9);
  const expert = await commune.expert();
  const rows = await all(expert, "box=inbox", 7);
  expect(rows.map((row) => row.code).sort()).toEqual(dossiers.map((dossier) => dossier.code).sort());
  const due = rows.map((row) => row.step_due_at);
  expect(due).toEqual([...due].sort());
  for (const row of rows) expect(row).toMatchObject({ task_kind: "step", taken: false, state: "processing", late: false });
  expect(done(await expert.get("/api/inbox-counts"))).toMatchObject({ open: 27, late: 0 });
  // A task that arrives while somebody turns pages shifts nothing.
  const first = await list(expert, "box=inbox&limit=10");
  await file(await commune.desk(), birthRegistration({ forward_now: true }));
  const second = await list(expert, `box=inbox&limit=10&after=${encodeURIComponent(first.next)}`);
  expect(codes(first).filter((code: string) => codes(second).includes(code))).toEqual([]);
});

test("late work stands before all other, is counted and can be asked for alone", async () => {
  const commune = city.quietCommune();
  const dossiers = await desktop(commune, 2);
  const expert = await commune.expert();
  const late = dossiers[0]!;
  const undo = backdate(city.place, late.code, 30);
  try {
    const page = await list(expert, "box=inbox");
    expect(page.items[0]).toMatchObject({ code: late.code, late: true });
    expect(codes(await list(expert, "box=inbox&late=true"))).toEqual([late.code]);
    expect(codes(await list(await commune.desk(), "box=all&late=true"))).toEqual([late.code]);
    expect(done(await expert.get("/api/inbox-counts"))).toMatchObject({ open: 6, late: 1 });
    expect((await late.detail(expert)).late).toBe(true);
  } finally {
    undo();
  }
});

test("what an officer has taken is in that officer's own box and in no other's", async () => {
  const commune = city.quietCommune();
  const dossiers = await desktop(commune, 1);
  const [expert, other] = [await commune.expert(), await city.officer(`vanhoa-1.${commune.slug}`)];
  const pension = dossiers[0]!;
  expect(codes(await list(other, "box=inbox"))).toEqual([pension.code]);
  await pension.act(expert, "take");
  expect(codes(await list(expert, "box=mine"))).toEqual([pension.code]);
  expect(codes(await list(expert, "box=inbox"))).toContain(pension.code);
  expect(codes(await list(other, "box=inbox"))).toEqual([]);
  expect((await list(expert, "box=mine")).items[0].taken).toBe(true);
  await pension.act(expert, "forward");
  expect(codes(await list(expert, "box=mine"))).toEqual([]);
});

test("a list is narrowed by state and by procedure", async () => {
  const commune = city.quietCommune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  const dossiers = await desktop(commune, 3);
  await dossiers[0]!.act(expert, "request-supplement", { items: ["Giấy"], reason: "Thiếu" });
  await dossiers[3]!.act(desk, "withdraw", { reason: "Thôi" });
  expect(codes(await list(desk, "box=all&state=supplementing"))).toEqual([dossiers[0]!.code]);
  expect(codes(await list(desk, "box=all&state=withdrawn"))).toEqual([dossiers[3]!.code]);
  expect(codes(await list(desk, "box=all&procedure=1.001193")).sort()).toEqual([dossiers[1]!, dossiers[4]!, dossiers[7]!].map((d) => d.code).sort());
  expect(codes(await list(desk, "box=all&procedure=1.014027&state=processing"))).toEqual([dossiers[6]!.code]);
  expect(codes(await list(expert, "box=inbox&procedure=1.013225")).sort()).toEqual([dossiers[2]!, dossiers[5]!, dossiers[8]!].map((d) => d.code).sort());
  expect(codes(await list(desk, "box=all&procedure=9.999999"))).toEqual([]);
});

test("all dossiers of an agency come newest first, and every page goes on where the last one ended", async () => {
  const commune = city.quietCommune();
  const dossiers = await desktop(commune, 5);
  const rows = await all(await commune.desk(), "box=all", 4);
  expect(rows.map((row) => row.code)).toEqual(dossiers.map((dossier) => dossier.code).reverse());
  expect((await all(await city.officer("kiemsoat"), "box=all", 200)).length).toBeGreaterThanOrEqual(15);
});

test("what cannot be asked for is refused by its parameter", async () => {
  const desk = await city.commune().desk();
  refused(await desk.get("/api/dossiers?box=attic"), 422, "invalid_input", ["box", "unknown_choice"]);
  refused(await desk.get("/api/dossiers?state=asleep"), 422, "invalid_input", ["state", "unknown_choice"]);
  for (const after of ["abc", "1", "1.2", "1.2.3.4", "1.2.x", "-", "1..3", "99999999999999999999.1.1", " 1.2.3"])
    refused(await desk.get(`/api/dossiers?after=${encodeURIComponent(after)}`), 422, "invalid_input", ["after", "bad_cursor"]);
  for (const limit of ["0", "-5", "viele", "1e9", "", "99999999999999999999"]) expect((await desk.get(`/api/dossiers?limit=${limit}`)).status).toBeLessThan(500);
});
