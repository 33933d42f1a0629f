import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const answer = (url: string, at?: string) => ({ url, headers: new Headers(at ? { "X-Kept-At": at } : {}) }) as Response;

test("what is shown old is asked anew until it is fresh, and a fresh answer of something else does not hide that", async () => {
  vi.stubGlobal("addEventListener", () => undefined);
  const { keepFresh, noteAnswer } = await import("./offline");
  let isBack = false;
  const ask = vi.fn(async () => noteAnswer(answer("/dossier", isBack ? undefined : "2026-11-22T01:00:00Z")));
  keepFresh(ask);
  noteAnswer(answer("/dossier", "2026-11-22T01:00:00Z"));
  noteAnswer(answer("/citizen"));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ask).toHaveBeenCalledTimes(1);
  isBack = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ask).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(2);
});

test("what was kept of a page that is not shown any more is forgotten with the next asking", async () => {
  vi.stubGlobal("addEventListener", () => undefined);
  const { keepFresh, noteAnswer } = await import("./offline");
  const ask = vi.fn(async () => undefined);
  keepFresh(ask);
  noteAnswer(answer("/other", "2026-11-22T01:00:00Z"));
  await vi.advanceTimersByTimeAsync(40_000);
  expect(ask).toHaveBeenCalledTimes(1);
});
