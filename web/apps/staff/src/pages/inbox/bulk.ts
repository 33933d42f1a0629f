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

/** What one officer does to many dossiers in one go: it may be stopped and taken up again. */
export class Batch {
  private readonly keys = new Map<string, string>();

  /** The same key for the same version of a dossier, however often it is sent: the server does it once. */
  keyOf({ code, version }: BulkItem): string {
    const place = `${code} ${version}`;
    const key = this.keys.get(place) ?? randomKey();
    this.keys.set(place, key);
    return key;
  }
}

/** Numbers of results, one after another. What was refused gives its number to the next. */
export class Series {
  private readonly given = new Map<string, number>();
  private free: number[] = [];

  constructor(private next: number) {}

  numberFor(code: string): number {
    const number = this.given.get(code) ?? this.free.shift() ?? this.next++;
    this.given.set(code, number);
    return number;
  }

  giveBack(code: string) {
    const number = this.given.get(code);
    if (number === undefined) return;
    this.given.delete(code);
    this.free = [...this.free, number].toSorted((a, b) => a - b);
  }

  /** Numbers that were left out because nothing came after what was refused. */
  unused(): number[] {
    const last = Math.max(0, ...this.given.values());
    return this.free.filter((number) => number < last);
  }
}

/** The same request, with the same key, until it is answered: the server does it once. */
async function doOnce(item: BulkItem, key: string, act: (item: BulkItem, key: string) => Promise<unknown>, signal: AbortSignal, wait: (ms: number) => Promise<unknown>) {
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
export async function runBulk(items: BulkItem[], batch: Batch, act: (item: BulkItem, key: string) => Promise<unknown>, tell: (code: string, outcome: Outcome) => void, signal: AbortSignal, wait = pause) {
  const queue = [...items];
  const work = async () => {
    for (let item = queue.shift(); item && !signal.aborted; item = queue.shift()) {
      tell(item.code, { state: "running" });
      try {
        await doOnce(item, batch.keyOf(item), act, signal, wait);
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
