import { useCallback, useEffect, useRef, useState } from "react";

import { useOfficer } from "../officer";
import { api, store } from "../services";
import { KeptStore } from "./kept-store";

const stores = new Map<string, KeptStore>();

export function keptOf(username: string): KeptStore {
  const found = stores.get(username) ?? new KeptStore(store, username, {
    all: async () => (await api.keptWorks()).items,
    content: async (place) => (await api.keptContent(place)).content,
    keep: api.keepWork,
    forget: api.forgetWork,
  });
  stores.set(username, found);
  return found;
}

/** Before signing out; whoever signs in next begins anew. */
export async function leaveKept(username: string) {
  await keptOf(username).leave();
  stores.delete(username);
}

/** When a session has ended and its officer does not sign in again. */
export function abandonKept() {
  for (const kept of stores.values()) kept.abandon();
}

const saveDelay = 250;

/**
 * State that survives a refresh, a sign-out and an ended session until `forget` is called. `titleOf` names it in the list of unfinished
 * work; nothing is kept while it gives none.
 */
export function useKept<T extends object>(place: string, empty: () => T, titleOf: (value: T) => string | undefined) {
  const kept = keptOf(useOfficer().username);
  const [restoredAt, setRestoredAt] = useState(() => kept.read<T>(place)?.savedAt);
  const [value, setValue] = useState<T>(() => kept.read<T>(place)?.value ?? empty());
  const latest = useRef({ value, titleOf, isTouched: false, isOver: false });

  const save = useCallback(() => {
    const { value: now, titleOf: name, isTouched, isOver } = latest.current;
    const title = name(now);
    if (isTouched && !isOver && title !== undefined) kept.write(place, title, now);
  }, [kept, place]);

  useEffect(() => {
    Object.assign(latest.current, { value, titleOf });
    const timer = setTimeout(save, saveDelay);
    return () => clearTimeout(timer);
  }, [value, titleOf, save]);

  useEffect(() => {
    window.addEventListener("pagehide", save);
    kept.savers.add(save);
    return () => {
      window.removeEventListener("pagehide", save);
      kept.savers.delete(save);
      save();
    };
  }, [kept, save]);

  useEffect(() => {
    if (kept.read(place)) return;
    let isGone = false;
    void kept.fetch<T>(place).then((found) => {
      if (!found || isGone || latest.current.isTouched) return;
      setValue(found.value);
      setRestoredAt(found.savedAt);
    }).catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [kept, place]);

  const change = useCallback((next: T | ((before: T) => T)) => {
    latest.current.isTouched = true;
    latest.current.isOver = false;
    setValue(next);
  }, []);
  const forget = useCallback(() => {
    latest.current.isOver = true;
    kept.forget(place);
    setRestoredAt(undefined);
  }, [kept, place]);
  return { value, change, forget, restoredAt };
}
