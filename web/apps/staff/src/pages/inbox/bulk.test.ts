import { ApiError } from "@motcua/api-client";
import { describe, expect, test } from "vitest";

import { countOf, runBulk, type BulkItem, type Outcome } from "./bulk";

const items: BulkItem[] = Array.from({ length: 200 }, (_, i) => ({ code: `H24.258-261122-${String(i).padStart(4, "0")}`, version: 3 }));
const noWait = () => Promise.resolve();

async function run(act: (item: BulkItem, key: string) => Promise<unknown>, of = items, stop = new AbortController()) {
  const outcomes = new Map<string, Outcome>(of.map((item) => [item.code, { state: "waiting" }]));
  await runBulk(of, act, (code, outcome) => outcomes.set(code, outcome), stop.signal, noWait);
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
});
