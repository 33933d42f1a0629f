import { useSyncExternalStore } from "react";

// The service worker answers from what it has kept when the line is cut, and says when it got it. What is shown then is asked
// anew until it is fresh.

const pause = 10_000;
const kept = new Map<string, string>();
const listeners = new Set<() => void>();
let shown: string | undefined;
let askAll: (() => Promise<unknown>) | undefined;
let isAsking = false;
let timer: ReturnType<typeof setTimeout> | undefined;

function settle() {
  if (kept.size > 0) timer ??= setTimeout(refresh, pause);
  const oldest = [...kept.values()].toSorted()[0];
  if (oldest === shown) return;
  shown = oldest;
  for (const tell of listeners) tell();
}

/** Looks at every answer: an old one tells that the line is cut, a fresh one of the same address that it is back. */
export function noteAnswer(response: Response) {
  const at = response.headers.get("X-Kept-At");
  if (at) kept.set(response.url, at);
  else kept.delete(response.url);
  if (!isAsking) settle();
}

/** Asks anew for all that is on the page; what is kept of other pages says nothing about this one. */
async function refresh() {
  clearTimeout(timer);
  timer = undefined;
  if (isAsking || !askAll) return;
  isAsking = true;
  kept.clear();
  await askAll().catch(() => undefined);
  isAsking = false;
  settle();
}

/** `ask` fetches what the page shows: when the line is back, and now and then as long as something old is shown. */
export function keepFresh(ask: () => Promise<unknown>) {
  askAll = ask;
  addEventListener("online", () => void refresh());
}

/** When the oldest of what is shown was fetched, while it is not fresh. */
export function useKeptAt(): string | undefined {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, () => shown, () => undefined);
}

export function useIsOnline(): boolean {
  return useSyncExternalStore((tell) => {
    addEventListener("online", tell);
    addEventListener("offline", tell);
    return () => {
      removeEventListener("online", tell);
      removeEventListener("offline", tell);
    };
  }, () => navigator.onLine, () => true);
}
