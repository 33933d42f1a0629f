import { useCallback, useEffect, useRef, useState } from "react";

import { ApiError } from "@motcua/api-client";

import type { Draft, DraftContent } from "./citizen-types";
import { api, platform } from "./services";

export type Saving = "saved" | "saving" | "offline" | "conflict";

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

export const forgetDraft = (id: string) => keep(id, undefined);

/**
 * A draft as it is being filled in: kept on this device with every key, on the server a moment later and when the line is back.
 * What was typed on this device after the server's version goes before what the server has; a version that somebody else has
 * saved meanwhile is a conflict, and the person says which one to go on with.
 */
export function useDraft(draft: Draft) {
  const started = useRef(readKept(draft.code));
  const isOurs = started.current !== undefined && started.current.version === draft.version;
  const [content, setContent] = useState<DraftContent>(() => started.current?.content ?? draft.content);
  const [saving, setSaving] = useState<Saving>(started.current === undefined ? "saved" : isOurs ? "offline" : "conflict");
  const version = useRef(draft.version);
  const latest = useRef(content);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean>>(undefined);

  const save = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (running.current) await running.current;
    const kept = readKept(draft.code);
    if (!kept) return true;
    const sent = latest.current;
    setSaving("saving");
    running.current = api.saveDraft(draft.code, version.current, sent).then((saved) => {
      version.current = saved.version;
      if (latest.current === sent) keep(draft.code, undefined);
      else keep(draft.code, { version: saved.version, content: latest.current });
      setSaving("saved");
      return latest.current === sent;
    }, (error: unknown) => {
      setSaving(error instanceof ApiError && error.status === 409 ? "conflict" : "offline");
      return false;
    });
    const isSaved = await running.current;
    running.current = undefined;
    return isSaved;
  }, [draft.code]);

  const change = useCallback((part: Partial<DraftContent>) => {
    latest.current = { ...latest.current, ...part };
    setContent(latest.current);
    keep(draft.code, { version: version.current, content: latest.current });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), pause);
  }, [draft.code, save]);

  const isConflict = saving === "conflict";
  useEffect(() => {
    if (isConflict) return undefined;
    const again = () => void save();
    again();
    addEventListener("online", again);
    const regularly = setInterval(() => readKept(draft.code) && again(), 15_000);
    return () => {
      removeEventListener("online", again);
      clearInterval(regularly);
    };
  }, [isConflict, save, draft.code]);

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
