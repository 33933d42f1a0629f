import { useCallback, useEffect, useRef, useState } from "react";

import { ApiError } from "@motcua/api-client";

import type { Draft, DraftContent } from "./citizen-types";
import { api, platform } from "./services";

export type Saving = "saved" | "saving" | "offline" | "conflict" | "signed_out";

interface Kept {
  version: number;
  content: DraftContent;
}

const keyOf = (id: string) => `draft.${id}`;
const pause = 1200;

function readKept(id: string): Kept | undefined {
  try {
    return JSON.parse(platform.store.get(keyOf(id)) ?? "") as Kept;
  } catch {
    return undefined;
  }
}

/** What is not on the server yet stays on this device, until it is. */
const keep = (id: string, kept: Kept | undefined) => platform.store.set(keyOf(id), kept ? JSON.stringify(kept) : "");

/** Saves; an answer that was lost on the way back is not taken for somebody else's change. */
async function saved(code: string, version: number, content: DraftContent): Promise<Draft> {
  try {
    return await api.saveDraft(code, version, content);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409) throw error;
    const theirs = await api.draft(code);
    if (!isSame(theirs.content, content)) throw error;
    return theirs;
  }
}

function stateAfter(error: unknown): Saving {
  if (!(error instanceof ApiError)) return "offline";
  if (error.isSignedOut) return "signed_out";
  return error.status === 409 ? "conflict" : "offline";
}

export const forgetDraft = (id: string) => keep(id, undefined);

/** Whether two drafts say the same, however their members are ordered. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return a === b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isSame((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]));
}

/**
 * A draft as it is being filled in: kept on this device with every key, on the server a moment later and when the line is back.
 * What was typed on this device after the server's version goes before what the server has; a version that somebody else has
 * saved meanwhile is a conflict, and the person says which one to go on with.
 */
export function useDraft(draft: Draft) {
  const [started] = useState(() => readKept(draft.code));
  const isSaved = started === undefined || isSame(started.content, draft.content);
  const [content, setContent] = useState<DraftContent>(() => started?.content ?? draft.content);
  const [saving, setSaving] = useState<Saving>(isSaved ? "saved" : started.version === draft.version ? "offline" : "conflict");
  const version = useRef(draft.version);
  const latest = useRef(content);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const queue = useRef<Promise<boolean>>(Promise.resolve(true));

  const saveOnce = useCallback(async (): Promise<boolean> => {
    if (!readKept(draft.code)) return true;
    const sent = latest.current;
    setSaving("saving");
    try {
      version.current = (await saved(draft.code, version.current, sent)).version;
    } catch (error) {
      setSaving(stateAfter(error));
      return false;
    }
    const isNewest = latest.current === sent;
    keep(draft.code, isNewest ? undefined : { version: version.current, content: latest.current });
    setSaving("saved");
    return isNewest;
  }, [draft.code]);

  /** One after the other, so that none is taken for somebody else's. */
  const save = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    queue.current = queue.current.then(saveOnce, saveOnce);
    return queue.current;
  }, [saveOnce]);

  const change = useCallback((part: Partial<DraftContent>) => {
    latest.current = { ...latest.current, ...part };
    setContent(latest.current);
    keep(draft.code, { version: version.current, content: latest.current });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), pause);
  }, [draft.code, save]);

  const mustWait = saving === "conflict" || saving === "signed_out";
  useEffect(() => {
    if (mustWait) return undefined;
    const again = () => void save();
    again();
    addEventListener("online", again);
    const regularly = setInterval(() => readKept(draft.code) && again(), 15_000);
    return () => {
      removeEventListener("online", again);
      clearInterval(regularly);
    };
  }, [mustWait, save, draft.code]);

  /** Ends a conflict: with what this device has, over the other version, or with the other version. */
  const settle = useCallback(async (mine: boolean) => {
    const theirs = await api.draft(draft.code);
    version.current = theirs.version;
    if (mine) {
      keep(draft.code, { version: theirs.version, content: latest.current });
      setSaving("offline");
    } else {
      latest.current = theirs.content;
      setContent(latest.current);
      keep(draft.code, undefined);
      setSaving("saved");
    }
  }, [draft.code]);

  return { content, saving, change, save, settle, version: () => version.current };
}

export type DraftInWork = ReturnType<typeof useDraft>;
