import { ApiError, randomKey } from "@motcua/api-client";

export interface BulkItem {
  code: string;
  version: number;
  task_number?: number;
}

export type Outcome = { state: "waiting" } | { state: "running" } | { state: "done" } | { state: "refused"; text: string; isTryable: boolean };

export const mostAtOnce = 200;
const inFlight = 4;
const tries = 4;

const isPassing = (error: unknown) => error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The same request, with the same key, until it is answered: the server does it once. */
async function doOnce(item: BulkItem, act: (item: BulkItem, key: string) => Promise<unknown>, signal: AbortSignal, wait: (ms: number) => Promise<unknown>) {
  const key = randomKey();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act(item, key);
    } catch (error) {
      if (!isPassing(error) || attempt === tries || signal.aborted) throw error;
      await wait(500 * 2 ** attempt);
    }
  }
}

/** One act on each of many dossiers, four at a time; every outcome is told as it comes. Stopping lets what has begun end. */
export async function runBulk(items: BulkItem[], act: (item: BulkItem, key: string) => Promise<unknown>, tell: (code: string, outcome: Outcome) => void, signal: AbortSignal, wait = pause) {
  const queue = [...items];
  const work = async () => {
    for (let item = queue.shift(); item && !signal.aborted; item = queue.shift()) {
      tell(item.code, { state: "running" });
      try {
        await doOnce(item, act, signal, wait);
        tell(item.code, { state: "done" });
      } catch (error) {
        // What a colleague has changed is looked at before it is done again: only what did not arrive may be tried once more.
        tell(item.code, { state: "refused", text: error instanceof ApiError ? error.message : "Có lỗi chưa rõ.", isTryable: isPassing(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, items.length) }, work));
}

export interface BulkCounts {
  done: number;
  refused: number;
  left: number;
}

export function countOf(outcomes: Iterable<Outcome>): BulkCounts {
  const counts: BulkCounts = { done: 0, refused: 0, left: 0 };
  for (const { state } of outcomes) counts[state === "done" ? "done" : state === "refused" ? "refused" : "left"] += 1;
  return counts;
}
