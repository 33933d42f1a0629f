import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { type Client } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration, file, housePermit, pensionAnswers, socialPension, somebody } from "./support/filings";
import { postgresSocket, sql, stage } from "./support/server";
import { aPdf, upload } from "./support/uploads";

// No statement walks through a table that grows with the years. Every plan of a broad day's work is taken from PostgreSQL with
// sequential scans made dear, so that one is chosen only where no index will do; the same texts are put to SQLite.
const city = sampleCity();
const largeTables = ["dossier", "dossier_content", "journal", "task", "handover", "submitted_document", "submitted_file", "letter", "person", "person_reading",
  "stored_file", "job", "idempotency_key", "counted_dossier", "counted_lateness", "counted_payment", "access_record", "citizen", "rating", "draft"];

/** Walks on purpose: through a partial index of what waits, up to the first row; through that of all open dossiers of the city. */
const allowed = [/SELECT EXISTS \(SELECT 1 FROM job WHERE state = 'ready'\)/, /^SELECT f\.(holder_id, f\.state|channel AS key), .* AND f\.finished_day IS NULL (AND f\.received_day <= \$3 )?GROUP BY/];

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Cond"?: string;
  "Index Name"?: string;
  Plans?: Plan[];
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

function nodes(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodes)];
}

/** Every GET of the interface, with values that find something. */
async function readEverything(who: Client, values: Record<string, string[]>) {
  for (const [path, operations] of Object.entries(city.contract.document.paths)) {
    const operation = operations["get"];
    if (!operation || path === "/api/events") continue;
    const filledIn = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[path.includes("procedures") && name === "id" ? "procedure" : name]?.[0] ?? "1"));
    await who.get(filledIn);
    for (const { name } of (operation.parameters ?? []).filter((one) => one.in === "query"))
      for (const value of values[name] ?? ["1"]) await who.get(`${filledIn}?${name}=${encodeURIComponent(value)}`);
  }
}

async function aDaysWork() {
  const commune = city.commune();
  const [desk, expert, chair, director] = [await commune.desk(), await commune.expert(), await commune.chair(), await commune.director()];
  const mother = somebody({ full_name: "Trần Thị Kế Hoạch" });
  const scan = await upload(desk, "giấy.pdf", aPdf("kế hoạch"));
  const birth = await file(desk, birthRegistration({ applicant: mother, documents: [{ code: "giay-chung-sinh", originals: 1, copies: 0, files: [scan.digest] }] }));
  await birth.act(desk, "forward");
  await birth.act(expert, "take");
  await birth.act(expert, "forward");
  await birth.act(chair, "approve", { outcome: "granted", result: { number: "1", name: "Giấy khai sinh", files: [] } });
  await birth.act(desk, "hand-over", { checked: "receipt" });
  const old = somebody({ full_name: "Phạm Thị Kế Hoạch", birth_date: "1951" });
  const pension = await file(desk, socialPension({ applicant: old, answers: pensionAnswers(old) }));
  await pension.act(desk, "forward");
  await pension.act(director, "reassign", { username: `chuyenvien.${commune.slug}`, reason: "Thử" });
  await pension.act(expert, "request-supplement", { items: ["Bản sao"], reason: "Thiếu" });
  await pension.act(desk, "receive-supplement", { documents: [] });
  const permit = await file(desk, housePermit());
  await permit.act(desk, "withdraw", { reason: "Không làm nữa" });
  const values = {
    code: [birth.code], number: ["1"], digest: [scan.digest], username: [`tiepnhan.${commune.slug}`], box: ["inbox", "mine", "all", "coordination"], procedure: ["1.001193"],
    q: ["Trần Thị", "mau", birth.code, mother.phone, mother.personal_id, "đăng ký khai sinh"], state: ["processing"], late: ["true"], work: ["process_dossiers"],
    limit: ["2"], from: ["2026-01-01"], to: ["2026-12-31"], unit_code: [commune.code], subject: ["Hộ tịch"], period: ["quarter"],
    figure: ["total", "carried", "finished", "pending", "in_time", "overdue", "due", "to_accept", "resolved", "index_late", "index_offline", "index_undigitised"],
    by: ["unit", "division", "subject", "procedure", "officer", "channel"], measure: ["services_used"], officer: [`chuyenvien.${commune.slug}`],
  };
  for (const who of [desk, expert, director, await city.signIn("quantri"), await city.signIn("kiemsoat"), await city.officer("lanhdao.so-tu-phap"), city.citizen()])
    await readEverything(who, values);
  const [before, yesterday] = [100, 1].map((days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10));
  for (const who of [director, await city.signIn("kiemsoat")])
    for (const figure of ["index_late", "index_paper_result"])
      expect((await who.get(`/api/reports/dossiers?figure=${figure}&from=${before}&to=${yesterday}&known_on=${yesterday}`)).status).toBe(200);
}

/** Statement → its plan, of the databases that auto_explain is on for: ours alone. */
function plansIn(log: string): Map<string, Plan> {
  const plans = new Map<string, Plan>();
  for (const entry of log.split(/^(?=\d{4}-\d\d-\d\d )/m)) {
    const found = /duration: [\d.]+ ms {2}plan:\s+(\{[\s\S]*)/.exec(entry);
    if (!found) continue;
    const { "Query Text": text, Plan: plan } = JSON.parse(found[1]!);
    plans.set(oneLine(text), plan);
  }
  return plans;
}

test("no statement walks through a table that grows", async () => {
  test.skip(city.engine !== "postgres", "both engines are asked in one go");
  test.setTimeout(180_000);
  const log = `${postgresSocket()}.log`;
  const name = /\/\/\/(\w+)/.exec(city.place.database)![1]!;
  for (const [setting, value] of Object.entries({ session_preload_libraries: "auto_explain", "auto_explain.log_min_duration": "0", "auto_explain.log_format": "json", enable_seqscan: "off", enable_bitmapscan: "off" }))
    sql("postgres", `ALTER DATABASE ${name} SET ${setting} = '${value}'`);
  await city.server.stop();
  const before = statSync(log).size;
  await city.start();
  await aDaysWork();
  await city.server.stop();
  const plans = plansIn(readFileSync(log).subarray(before).toString("utf8"));
  await city.start();
  expect(plans.size).toBeGreaterThan(60);

  const faults: string[] = [];
  const texts = [...plans.keys()].filter((text) => !allowed.some((one) => one.test(text)));
  for (const text of texts)
    for (const node of nodes(plans.get(text)!))
      if (largeTables.includes(node["Relation Name"] ?? "") && /Scan/.test(node["Node Type"]) && !node["Index Cond"] && !(node["Index Name"] && /LIMIT/i.test(text)))
        faults.push(`PostgreSQL: ${node["Node Type"]} over ${node["Relation Name"]}: ${text}`);

  const template = join(stage(), "template/motcua.db");
  let asked = 0;
  for (const text of texts) {
    let plan = "";
    try {
      plan = execFileSync("sqlite3", ["-readonly", template, `EXPLAIN QUERY PLAN ${text.replace(/FOR (NO KEY )?UPDATE( OF \w+)?( SKIP LOCKED| NOWAIT)?/gi, "")}`], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    } catch {
      continue;  // PostgreSQL's own words.
    }
    ++asked;
    // What is in the order of an index ends after a page; what must be sorted first costs more every year.
    if (/FROM dossier d\b.*ORDER BY d\.id DESC LIMIT \d+\s*$/is.test(text) && /TEMP B-TREE/.test(plan)) faults.push(`SQLite sorts: ${text}`);
    for (const line of plan.split("\n")) {
      const scanned = /SCAN (\w+)(?! USING)/.exec(line)?.[1];
      const table = scanned && (new RegExp(`\\b(\\w+) (?:AS )?${scanned}\\b`).exec(text)?.[1] ?? scanned);
      if (scanned && [scanned, table].some((one) => largeTables.includes(one!)) && !/USING/.test(line)) faults.push(`SQLite: ${line.trim()}: ${text}`);
    }
  }
  console.log(`${plans.size} statements, ${asked} of them on SQLite too, ${faults.length} walk through a table that grows`);
  expect(faults).toEqual([]);
});
