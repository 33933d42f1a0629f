import { expect, test } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { done, refused, type Client } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration, file } from "./support/filings";
import { environment, program, repository } from "./support/server";

/** A city that rates its officers: its own file says so. */
const city = sampleCity(({ folder }) => {
  const own = join(folder, "own-catalogue");
  mkdirSync(join(own, "reports"), { recursive: true });
  const shipped = readFileSync(join(repository, "catalogue/reports/rating.toml"), "utf8");
  writeFileSync(join(own, "reports/rating.toml"), shipped.replace("enabled = false", "enabled = true"));
  return ["--own-catalogue", own];
});
const here = () => city.commune("tan-minh");
const elsewhere = () => city.commune("le-chan");
const year = "period=year";

/** Every dossier behind a figure, page by page. */
async function behind(who: Client, query: string) {
  const codes: string[] = [];
  for (let after = ""; ; ) {
    const page = done(await who.get(`/api/reports/dossiers?${query}&limit=200&after=${after}`));
    codes.push(...page.items.map((row: any) => row.code));
    if (!page.next) return codes;
    after = encodeURIComponent(page.next);
  }
}

const codeOf = async (who: Client) => done(await who.get("/api/reports/today")).scope.code as string;

test("a new dossier is in today's figures at once, and each figure opens into its dossiers", async () => {
  const director = await here().director();
  const before = done(await director.get("/api/reports/today")).today;
  const dossier = await file(await here().desk(), birthRegistration());
  const after = done(await director.get("/api/reports/today")).today;
  expect(after.received).toBe(before.received + 1);
  expect(after.pending).toBe(before.pending + 1);
  expect(await behind(director, "period=day&figure=received")).toContain(dossier.code);

  const form = done(await director.get(`/api/reports/ii06a?${year}&by=subject`));
  const { sum } = form;
  expect(sum.total).toBe(sum.online + sum.direct + sum.carried);
  expect(sum.finished).toBe(sum.early + sum.on_time + sum.late);
  expect(sum.pending).toBe(sum.in_time + sum.overdue);
  expect(sum.total).toBe(sum.finished + sum.pending);
  for (const figure of ["online", "finished", "late", "pending", "overdue"]) expect(await behind(director, `${year}&figure=${figure}`), figure).toHaveLength(sum[figure]);
  for (const row of form.rows.slice(0, 3)) expect(await behind(director, `${year}&figure=total&subject=${encodeURIComponent(row.code)}`), row.name).toHaveLength(row.total);
});

test("a director opens the own commune's figures and sees only figures of others; the control office opens all", async () => {
  const [director, other, control] = [await here().director(), await elsewhere().director(), await city.officer("kiemsoat")];
  const [own, foreign] = [await codeOf(director), await codeOf(other)];
  expect(own).not.toBe(foreign);
  for (const [who, scope, may] of [[director, own, true], [director, foreign, false], [other, own, false], [control, own, true], [control, foreign, true]] as const) {
    const form = done(await who.get(`/api/reports/ii06a?scope=${scope}&${year}`));
    expect(form.scope.may_open, scope).toBe(may);
    expect(form.sum.total).toBeGreaterThan(0);
    const list = await who.get(`/api/reports/dossiers?scope=${scope}&${year}&figure=total`);
    const officers = await who.get(`/api/reports/ii06a?scope=${scope}&${year}&by=officer`);
    const index = await who.get(`/api/reports/index?scope=${scope}&${year}&officer=tiepnhan.tan-minh`);
    const workbook = await who.get(`/api/reports/ii06a.xlsx?scope=${scope}&${year}&by=officer`);
    for (const answer of [list, officers, index, workbook]) {
      if (may) expect(answer.status).toBe(200);
      else refused(answer, 403, "figures_only");
    }
  }
  refused(await director.get(`/api/reports/dossiers?scope=31&${year}&figure=total`), 403, "figures_only");
  expect(done(await director.get(`/api/reports/centres?${year}`)).items).toHaveLength(114);
});

test("on every route and in every format of the figures: one's own opens, of others there are the sums alone, without the right nothing", async () => {
  const [director, desk, control, department] = [await here().director(), await here().desk(), await city.officer("kiemsoat"), await city.officer("lanhdao.so-tu-phap")];
  const [own, foreign, seat] = [await codeOf(director), await codeOf(await elsewhere().director()), await codeOf(department)];
  const paths = Object.keys(city.contract.document.paths).filter((path) => path.startsWith("/api/reports/"));
  const kept = done(await control.get("/api/reports/kept?scope=31")).items[0]?.id ?? 999999;
  // What names dossiers or officers, by a path of its own or by what is asked of one.
  const naming = [["/api/reports/dossiers", "figure=total"], ["/api/reports/dossiers", "figure=index_offline&from=2026-01-01&to=2026-01-31&known_on=2026-01-05"], ["/api/reports/rating", ""], ["/api/reports/index", "officer=tiepnhan.tan-minh"],
    ...["", ".xlsx", ".pdf", ".csv"].map((ending) => [`/api/reports/ii06a${ending}`, "by=officer"])] as const;
  for (const [path] of naming) expect(paths).toContain(path);
  const onlyNaming = ["/api/reports/dossiers", "/api/reports/rating"];
  const opens: [Client, string[]][] = [[director, [own]], [department, [seat]], [control, [own, foreign, seat]]];
  let asked = 0;
  for (const [who, mine] of opens)
    for (const scope of [own, foreign, seat]) {
      for (const [path, query] of naming) {
        const answer = await who.get(`${path}?scope=${scope}&${year}&${query}`);
        const name = `${path}?${query} of ${scope}: ${answer.text.slice(0, 100)}`;
        if (mine.includes(scope)) expect(answer.status, name).toBe(200);
        else refused(answer, 403, "figures_only");
        ++asked;
      }
      for (const path of paths.filter((one) => !onlyNaming.includes(one))) {
        const query = `scope=${scope}&${year}${path.endsWith("/procedures") ? "&measure=offered_online" : ""}`;
        const answer = await who.get(`${path.replace("{number}", String(kept))}?${query}`);
        expect(path.includes("{number}") ? [200, 404] : [200], `${path} of ${scope}: ${answer.text.slice(0, 100)}`).toContain(answer.status);
        if (!mine.includes(scope) && /json|csv/.test(answer.headers["content-type"] ?? "")) expect(answer.text, `${path} of ${scope}`).not.toMatch(/H24\.\d+-\d{6}-\d{4}|chuyenvien\.|tiepnhan\./);
        ++asked;
      }
    }
  for (const path of paths) refused(await desk.get(path.replace("{number}", "1")), 403, "not_allowed");
  console.log(`routes of figures: ${paths.length}, ${asked} questions`);
});

test("a quarter's rating counts what the form counts, officer by officer, and each opens into the dossiers", async () => {
  const director = await here().director();
  const { rating, legal_basis } = done(await director.get(`/api/reports/rating?${year}`));
  const form = done(await director.get(`/api/reports/ii06a?${year}&by=officer`));
  expect(legal_basis).toContain("TT 01/2018");
  expect(rating.unit.indicators.map((one: any) => one.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(rating.dossiers).toBe(form.sum.finished);
  expect(rating.officers.length).toBeGreaterThan(0);
  for (const officer of rating.officers) {
    const finished = form.rows.find((row: any) => row.code === officer.code)?.finished ?? 0;
    expect(officer.indicators[0].counted, officer.code).toBe(finished);
    expect(await behind(director, `${year}&figure=finished&officer=${officer.code}`), officer.code).toHaveLength(finished);
    expect(finished > 0 || officer.code.endsWith(".tan-minh"), officer.code).toBe(true);
    expect(officer.grade, "an indicator has no data").toBeUndefined();
  }
  refused(await (await city.officer("kiemsoat")).get(`/api/reports/rating?scope=31&${year}`), 422, "invalid_input");
});

test("counting anew and comparing want a database that is there, and make none", async () => {
  const nowhere = join(city.place.folder, "khong-co", "motcua.db");
  for (const command of ["verify-reports", "recount-reports", "verify-journal"]) {
    const { status, stderr } = spawnSync(program, [command, "--database", `sqlite:${nowhere}`, "--files", join(city.place.folder, "files")], { encoding: "utf8", env: environment });
    expect(status, command).not.toBe(0);
    expect(stderr, command).toContain("Không thấy cơ sở dữ liệu");
    expect(existsSync(join(city.place.folder, "khong-co")), command).toBe(false);
  }
});

test("the city's form is the sum of its units, its levels and its subjects; the next period carries what this one leaves", async () => {
  const control = await city.officer("kiemsoat");
  const sums = [];
  for (const by of ["unit", "level", "subject", "procedure", "channel"]) sums.push(done(await control.get(`/api/reports/ii06a?scope=31&${year}&by=${by}`)).sum);
  for (const sum of sums) expect(sum).toEqual(sums[0]);
  expect(done(await control.get(`/api/reports/ii06b?${year}`)).sum).toEqual(sums[0]);
  const on = (period: string, day: string) => control.get(`/api/reports/ii06a?scope=31&period=${period}&on=${day}`);
  const today = done(await control.get("/api/reports/today?scope=31")).today.day as string;
  const month = done(await on("month", today));
  const before = done(await on("month", new Date(Date.parse(month.period.from) - 86_400_000).toISOString().slice(0, 10)));
  expect(month.period.from.slice(8)).toBe("15");
  expect(month.period.to.slice(8)).toBe("14");
  expect(month.sum.carried).toBe(before.sum.pending);
});

test("the index says its counts, its lost points and what it has no data for, now and as of a past day", async () => {
  const control = await city.officer("kiemsoat");
  const answer = done(await control.get(`/api/reports/index?scope=31&${year}`));
  const parts = answer.index.groups.flatMap((group: any) => group.components.flatMap((component: any) => component.parts));
  const part = (measure: string) => parts.find((one: any) => one.measure === measure);
  expect(answer.index.max).toBe(10000);
  expect(part("petitions_on_time").state).toBe("no_data");
  expect(part("petitions_on_time").score).toBe(0);
  const lists = [["on_time", "index_late"], ["electronic_results", "index_paper_result"], ["digitised", "index_undigitised"]] as const;
  for (const [measure, figure] of lists)
    expect(await behind(control, `scope=31&${year}&figure=${figure}`), measure).toHaveLength(part(measure).denominator - part(measure).numerator);
  const lacking = done(await control.get(`/api/reports/index/procedures?scope=31&${year}&measure=offered_online`)).items;
  expect(lacking).toHaveLength(part("offered_online").denominator - part("offered_online").numerator);
  const yesterday = new Date(Date.parse(answer.counted_at) + 7 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
  const yearOfYesterday = `from=${yesterday.slice(0, 4)}-01-01&to=${yesterday}`;
  const past = done(await control.get(`/api/reports/index?scope=31&${yearOfYesterday}&known_on=${yesterday}&replay=true`));
  expect(past.source).toBe("replay");
  expect(past.index.score).toBeGreaterThan(0);
  const partsThen = past.index.groups.flatMap((group: any) => group.components.flatMap((component: any) => component.parts));
  for (const [measure, figure] of [...lists, ["online_dossiers", "index_offline"], ["reused", "index_unreused"]] as const) {
    const then = partsThen.find((one: any) => one.measure === measure);
    expect(await behind(control, `scope=31&${yearOfYesterday}&figure=${figure}&known_on=${yesterday}`), `${measure} of ${yesterday}`).toHaveLength(then.denominator - then.numerator);
  }
  for (const query of ["figure=total&known_on=" + yesterday, "figure=index_late&known_on=2090-01-01", "figure=index_late&known_on=hôm-qua"])
    refused(await control.get(`/api/reports/dossiers?scope=31&${year}&${query}`), 422, "invalid_input");
  for (const path of ["index", "index/procedures?measure=services_used", "index/units-without-copies", "index.csv"])
    refused(await control.get(`/api/reports/${path}${path.includes("?") ? "&" : "?"}known_on=2090-01-01`), 422, "invalid_input");
});

test("every format carries the same figures", async () => {
  const control = await city.officer("kiemsoat");
  const form = done(await control.get(`/api/reports/ii06a?scope=31&${year}&by=unit`));
  const csv = (await control.get(`/api/reports/ii06a.csv?scope=31&${year}&by=unit`)).bytes.toString("utf8");
  const last = csv.trim().split("\r\n").at(-1)!.split(",");
  expect(last.slice(2).map(Number)).toEqual(["total", "online", "direct", "carried", "finished", "early", "on_time", "late", "pending", "in_time", "overdue"].map((name) => form.sum[name]));
  for (const name of ["ii06a", "ii06b", "lateness", "index"]) {
    const [workbook, paper] = [await control.get(`/api/reports/${name}.xlsx?scope=31&${year}`), await control.get(`/api/reports/${name}.pdf?scope=31&${year}`)];
    expect(workbook.bytes.subarray(0, 2).toString(), name).toBe("PK");
    expect(paper.bytes.subarray(0, 4).toString(), name).toBe("%PDF");
  }
  refused(await control.get("/api/reports/kept/999999.pdf"), 404, "unknown_report");
});
