import { useSyncExternalStore } from "react";

// The session has ended while somebody was working: the page stays, and what waits for an answer waits for a new sign-in.

let waiting: Promise<boolean> | undefined;
let settle: (isSignedIn: boolean) => void = () => {};
let hasOfficer = false;
const listeners = new Set<() => void>();

const tell = () => {
  for (const listener of listeners) listener();
};

/** Whether somebody was signed in on this page: only then there is work to go on with. */
export function noteOfficer(isThere: boolean) {
  hasOfficer = isThere;
}

/** True once the officer has signed in again. */
export function askToSignIn(): Promise<boolean> {
  if (!hasOfficer) return Promise.resolve(false);
  waiting ??= new Promise<boolean>((resolve) => {
    settle = resolve;
  }).finally(() => {
    waiting = undefined;
    tell();
  });
  tell();
  return waiting;
}

export function endWaiting(isSignedIn: boolean) {
  settle(isSignedIn);
}

export function useIsSessionEnded(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => waiting !== undefined);
}
