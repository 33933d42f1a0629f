import { ApiError } from "@motcua/api-client";
import { describe, expect, test } from "vitest";

import { Batch, countOf, runBulk, Series, type BulkItem, type Outcome } from "./bulk";
import type { DossierRow } from "../../services";
import { bulkBody, bulkWords } from "./bulk-acts";
import { titleOfBatch, untouched } from "./kept-batch";

const items: BulkItem[] = Array.from({ length: 200 }, (_, i) => ({ code: `H24.258-261122-${String(i).padStart(4, "0")}`, version: 3 }));
const noWait = () => Promise.resolve();

async function run(act: (item: BulkItem, key: string) => Promise<unknown>, of = items, stop = new AbortController(), batch = new Batch()) {
  const outcomes = new Map<string, Outcome>(of.map((item) => [item.code, { state: "waiting" }]));
  await runBulk(of, batch, act, (code, outcome) => outcomes.set(code, outcome), stop.signal, noWait);
  return outcomes;
}

describe("an act on many dossiers", () => {
  test("is done to each once, never more than four at a time", async () => {
    let now = 0;
    let most = 0;
    const seen = new Map<string, number>();
    const outcomes = await run(async (item) => {
      most = Math.max(most, (now += 1));
      await Promise.resolve();
      seen.set(item.code, (seen.get(item.code) ?? 0) + 1);
      now -= 1;
    });
    expect(most).toBe(4);
    expect(seen.size).toBe(200);
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
    expect(countOf(outcomes.values())).toEqual({ done: 200, refused: 0, left: 0 });
  });

  test("goes on past a refusal and keeps its sentence", async () => {
    const outcomes = await run(async (item) => {
      if (item.code.endsWith("0007")) throw new ApiError(409, "not_at_this_step", "Hồ sơ chưa đến bước ký.");
      if (item.code.endsWith("0009")) throw new ApiError(409, "dossier_changed", "Vừa có người khác làm.");
    });
    expect(countOf(outcomes.values())).toEqual({ done: 198, refused: 2, left: 0 });
    expect(outcomes.get(items[7]!.code)).toEqual({ state: "refused", text: "Hồ sơ chưa đến bước ký.", isTryable: false });
    expect(outcomes.get(items[9]!.code)).toMatchObject({ isTryable: false });
  });

  test("is sent again with the same key when the network or the server fails, not for ever", async () => {
    const keys = new Map<string, string[]>();
    const outcomes = await run(async (item, key) => {
      const used = keys.get(item.code) ?? [];
      keys.set(item.code, [...used, key]);
      if (item === items[1]) throw new ApiError(0, "offline", "Không kết nối được.");
      if (used.length === 0) throw new ApiError(503, "server_busy", "Bận.");
    }, items.slice(0, 2));
    expect(keys.get(items[0]!.code)).toHaveLength(2);
    expect(new Set(keys.get(items[0]!.code)).size).toBe(1);
    expect(keys.get(items[1]!.code)).toHaveLength(4);
    expect(new Set([...keys.values()].flat()).size).toBe(2);
    expect(outcomes.get(items[1]!.code)).toMatchObject({ state: "refused", isTryable: true });
  });

  test("stops when asked; what has not begun is left", async () => {
    const stop = new AbortController();
    let count = 0;
    const outcomes = await run(async () => {
      if ((count += 1) === 10) stop.abort();
      await Promise.resolve();
    }, items, stop);
    const { done, left } = countOf(outcomes.values());
    expect(done).toBeLessThanOrEqual(14);
    expect(done + left).toBe(200);
  });

  test("is sent under the same key when it is taken up again, under another when the dossier has moved on", async () => {
    const batch = new Batch();
    const keys: string[] = [];
    const act = async (_: BulkItem, key: string) => {
      keys.push(key);
      throw new ApiError(0, "offline", "Không kết nối được.");
    };
    const [item] = items as [BulkItem];
    await run(act, [item], undefined, batch);
    await run(act, [item], undefined, batch);
    await run(act, [{ ...item, version: 4 }], undefined, batch);
    expect(keys).toHaveLength(12);
    expect(new Set(keys.slice(0, 8)).size).toBe(1);
    expect(new Set(keys).size).toBe(2);
  });
});

describe("results of many dossiers", () => {
  const values = { with_result: true, first_number: "41", symbol: "/QĐ-UBND", "result.name": "Quyết định", note: " Cả lô " };
  test("have numbers one after another; a refused one's goes to the next", () => {
    const series = new Series(41);
    const numberOf = (code: string) => bulkBody("approve", { code, version: 3 }, values, series);
    expect(numberOf("a")).toEqual({ version: 3, outcome: "granted", note: "Cả lô", result: { number: "41/QĐ-UBND", name: "Quyết định", files: [] } });
    expect(numberOf("b")).toMatchObject({ result: { number: "42/QĐ-UBND" } });
    expect(numberOf("c")).toMatchObject({ result: { number: "43/QĐ-UBND" } });
    expect(numberOf("a")).toMatchObject({ result: { number: "41/QĐ-UBND" } });
    series.giveBack("b");
    series.giveBack("c");
    expect(series.unused()).toEqual([]);
    expect(numberOf("d")).toMatchObject({ result: { number: "42/QĐ-UBND" } });
    expect(numberOf("e")).toMatchObject({ result: { number: "43/QĐ-UBND" } });
    series.giveBack("d");
    expect(series.unused()).toEqual([42]);
  });
  test("are not written where they are not asked for, whatever was typed before", () => {
    expect(bulkBody("approve", { code: "a", version: 3 }, { ...values, with_result: false }, new Series(1))).toEqual({ version: 3, outcome: "granted", note: "Cả lô" });
  });
});

test("what was typed for many has a name, and is offered for those that nobody has touched since", () => {
  const batch = { act: "forward", name: "Chuyển bước", question: {}, items: items.slice(0, 3), values: { note: "Cả lô" } };
  expect(titleOfBatch(batch)).toBe("Chuyển bước 3 hồ sơ");
  expect(titleOfBatch({ ...batch, values: { note: "  ", with_result: true } })).toBeUndefined();
  const now = items.slice(1, 5).map((item, i) => ({ ...item, version: i === 0 ? 4 : 3 })) as DossierRow[];
  expect(untouched(batch.items, now).map(({ code }) => code)).toEqual([items[2]!.code]);
});

test("each act on many sends what it shares", () => {
  const item = { code: "a", version: 3, task_number: 7 };
  const series = new Series(9);
  expect(bulkBody("take", item, {}, series)).toEqual({ version: 3, task: 7 });
  expect(bulkBody("forward", item, { note: "" }, series)).toEqual({ version: 3 });
  expect(bulkBody("record-result", item, { first_number: "9", "result.name": "Giấy phép" }, series)).toEqual({ version: 3, result: { number: "9", name: "Giấy phép", files: [] } });
  expect(bulkBody("hand-over", item, { checked: "post" }, series)).toEqual({ version: 3, checked: "post" });
  expect(bulkBody("reassign", item, { reason: "Nghỉ ốm", username: "an", agency_code: "p" }, series)).toEqual({ version: 3, reason: "Nghỉ ốm", username: "an", agency_code: "p" });
  expect(bulkBody("extend", item, { reason: "Mưa bão", due_at: "2026-12-01" }, series)).toEqual({ version: 3, reason: "Mưa bão", due_at: "2026-12-01T10:00:00Z" });
  expect(bulkWords("extend").fields.map(({ name }) => name)).toEqual(["reason", "due_at"]);
});
