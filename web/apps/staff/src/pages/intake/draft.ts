import { randomKey } from "@motcua/api-client";
import type { Answers } from "@motcua/forms";
import { useCallback, useEffect, useRef, useState } from "react";

import { store, type Filing, type Officer, type Procedure } from "../../services";

export interface DraftDocument {
  isGiven: boolean;
  originals: number;
  copies: number;
  note: string;
  files: { digest: string; name: string }[];
}

/** What an officer has typed so far. It stays on this computer until it is submitted, thrown away or the officer signs out. */
export interface Draft {
  /** The idempotency key: the same however often the same dossier is sent. */
  key: string;
  procedure?: string;
  unit_code?: string;
  applicant: Answers;
  hasRepresentative: boolean;
  representative: Answers;
  summary: string;
  answers: Answers;
  documents: Record<string, DraftDocument>;
  chosen: Record<string, string>;
  pages: number;
  copies: number;
  exemption: string;
  collected: boolean;
  return_method: Filing["return_method"];
  return_unit_code?: string;
  return_address: string;
}

export type ChangeDraft = (part: Partial<Draft>) => void;

export function emptyDraft(): Draft {
  return {
    key: randomKey(), applicant: { kind: "citizen" }, hasRepresentative: false, representative: {}, summary: "", answers: {}, documents: {}, chosen: {}, pages: 1, copies: 1, exemption: "",
    collected: false, return_method: "at_centre", return_address: "",
  };
}

export function emptyDocument(): DraftDocument {
  return { isGiven: false, originals: 0, copies: 0, note: "", files: [] };
}

const keyFor = (officer: Officer) => `draft.${officer.agency_code}.${officer.name}`;
const lifetime = 24 * 3600_000;

interface Kept {
  savedAt: number;
  draft: Draft;
}

export function keptDraft(officer: Officer, now = Date.now()): Kept | undefined {
  try {
    const kept = JSON.parse(store.get(keyFor(officer)) ?? "null") as Kept | null;
    return kept && now - kept.savedAt < lifetime && typeof kept.draft?.key === "string" ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function forgetDraft(officer: Officer) {
  store.set(keyFor(officer), "");
}

export function isWorthKeeping(draft: Draft): boolean {
  return Boolean(draft.procedure) || Object.keys(draft.applicant).length > 1 || draft.summary !== "";
}

/** The draft of this officer on this computer, kept a moment after each change and when the page is left. */
export function useDraft(officer: Officer) {
  const [restored, setRestored] = useState(() => keptDraft(officer));
  const [draft, setDraft] = useState(() => restored?.draft ?? emptyDraft());
  const latest = useRef(draft);
  const isOver = useRef(false);
  const save = useCallback(() => {
    if (isOver.current || !isWorthKeeping(latest.current)) return;
    store.set(keyFor(officer), JSON.stringify({ savedAt: Date.now(), draft: latest.current }));
  }, [officer]);
  useEffect(() => {
    latest.current = draft;
    const timer = setTimeout(save, 250);
    return () => clearTimeout(timer);
  }, [draft, save]);
  useEffect(() => {
    window.addEventListener("pagehide", save);
    return () => {
      save();
      window.removeEventListener("pagehide", save);
    };
  }, [save]);
  const change: ChangeDraft = useCallback((part) => setDraft((before) => ({ ...before, ...part })), []);
  const startAgain = useCallback(() => {
    forgetDraft(officer);
    setRestored(undefined);
    setDraft(emptyDraft());
    isOver.current = false;
  }, [officer]);
  const submitted = useCallback(() => {
    isOver.current = true;
    forgetDraft(officer);
    setRestored(undefined);
  }, [officer]);
  return { draft, change, startAgain, submitted, restoredAt: restored?.savedAt };
}

type FullProcedure = Pick<Procedure, "documents">;

/** Ticks a paper with as many originals and copies as the procedure asks. */
export function given(procedure: FullProcedure, code: string, before: DraftDocument | undefined): DraftDocument {
  const asked = procedure.documents.find((document) => document.code === code);
  const start = before ?? emptyDocument();
  if (start.originals > 0 || start.copies > 0) return { ...start, isGiven: true };
  return { ...start, isGiven: true, originals: asked?.originals ?? 1, copies: asked?.copies ?? 0 };
}
