import { useSyncExternalStore } from "react";

// The service worker answers from what it has kept when the line is cut, and says when it got it.

const listeners = new Set<() => void>();
let keptAt: string | undefined;

/** Looks at every answer: an old one tells that the line is cut, a fresh one that it is back. */
export function noteAnswer(response: Response) {
  const at = response.headers.get("X-Kept-At") ?? undefined;
  if (at === keptAt) return;
  keptAt = at;
  for (const tell of listeners) tell();
}

/** When what is shown was fetched, while it is not fresh. */
export function useKeptAt(): string | undefined {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, () => keptAt, () => undefined);
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
