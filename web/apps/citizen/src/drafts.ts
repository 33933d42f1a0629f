import { useCallback, useEffect, useRef, useState } from "react";

import { ApiError } from "@motcua/api-client";

import type { Draft, DraftContent } from "./citizen-types";
import { api, platform } from "./services";

export type Saving = "saved" | "saving" | "offline" | "conflict" | "signed_out" | "filed";

interface Kept {
  version: number;
  content: DraftContent;
  /** What the server had when this device began to differ. */
  base?: DraftContent;
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
    if (!(error instanceof ApiError) || error.code !== "draft_changed") throw error;
    const theirs = await api.draft(code);
    if (!isSame(theirs.content, content)) throw error;
    return theirs;
  }
}

function stateAfter(error: unknown): Saving {
  if (!(error instanceof ApiError)) return "offline";
  if (error.isSignedOut) return "signed_out";
  if (error.code === "draft_filed") return "filed";
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
 * saved meanwhile is a conflict, and the person says what of both to go on with.
 */
export function useDraft(draft: Draft) {
  const [started] = useState(() => readKept(draft.code));
  const isSaved = started === undefined || isSame(started.content, draft.content);
  const [content, setContent] = useState<DraftContent>(() => started?.content ?? draft.content);
  const [saving, setSaving] = useState<Saving>(isSaved ? "saved" : started.version === draft.version ? "offline" : "conflict");
  const version = useRef(draft.version);
  const base = useRef<DraftContent | undefined>(isSaved ? draft.content : started.base);
  const [filedWords, setFiledWords] = useState("");
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
      const state = stateAfter(error);
      if (state === "filed") {
        setFiledWords((error as ApiError).message);
        keep(draft.code, undefined);
      }
      setSaving(state);
      return false;
    }
    const isNewest = latest.current === sent;
    base.current = sent;
    keep(draft.code, isNewest ? undefined : { version: version.current, content: latest.current, base: sent });
    setSaving("saved");
    return isNewest;
  }, [draft.code]);

  /** One after the other, so that none is taken for somebody else's. */
  const save = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    queue.current = queue.current.then(saveOnce, saveOnce);
    return queue.current;
  }, [saveOnce]);

  const change = useCallback((part: Partial<DraftContent> | ((now: DraftContent) => Partial<DraftContent>)) => {
    latest.current = { ...latest.current, ...(typeof part === "function" ? part(latest.current) : part) };
    setContent(latest.current);
    keep(draft.code, { version: version.current, content: latest.current, base: base.current });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), pause);
  }, [draft.code, save]);

  const mustWait = saving === "conflict" || saving === "signed_out" || saving === "filed";
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

  /** Ends a conflict: `content` goes on from the version that is on the server now. */
  const settle = useCallback((theirs: Draft, content: DraftContent) => {
    version.current = theirs.version;
    base.current = theirs.content;
    latest.current = content;
    setContent(content);
    keep(draft.code, { version: theirs.version, content, base: theirs.content });
    setSaving("saving");
  }, [draft.code]);

  return { content, saving, filedWords, change, save, settle, version: () => version.current, base: () => base.current };
}

export type DraftInWork = ReturnType<typeof useDraft>;
