import { randomKey } from "@motcua/api-client";
import type { Answers } from "@motcua/forms";
import { useCallback } from "react";

import { useKept } from "../../parts/kept";
import { windowStore, type Filing, type Officer, type Procedure } from "../../services";

export interface DraftDocument {
  isGiven: boolean;
  originals: number;
  copies: number;
  note: string;
  files: { digest: string; name: string }[];
}

/** Why a dossier is not taken as it is, as it stands in the boxes of the dialog. */
export interface TypedReasons {
  reason: string;
  items: string;
  guidance: string;
}

/** What an officer has typed so far; kept (see kept-store.ts) until it is submitted or thrown away. */
export interface Draft {
  /** The idempotency key: the same however often the same dossier is sent. */
  key: string;
  procedure?: string;
  procedure_name?: string;
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
  authorisation_files: { digest: string; name: string }[];
  reasons?: Partial<Record<Exclude<Filing["decision"], "receive">, Partial<TypedReasons>>>;
  /** The draft on the server that this is typed into: a citizen's own, or one that the citizen shall confirm. */
  server?: { code: string; version: number; sent: string };
}

export type ChangeDraft = (part: Partial<Draft> | ((before: Draft) => Partial<Draft>)) => void;

export function emptyDraft(key = randomKey()): Draft {
  return {
    key, applicant: { kind: "citizen" }, hasRepresentative: false, representative: {}, summary: "", answers: {}, documents: {}, chosen: {}, pages: 1, copies: 1, exemption: "",
    collected: false, return_method: "at_centre", return_address: "", authorisation_files: [],
  };
}

export function emptyDocument(): DraftDocument {
  return { isGiven: false, originals: 0, copies: 0, note: "", files: [] };
}

export function isWorthKeeping(draft: Draft): boolean {
  return Boolean(draft.procedure) || Object.keys(draft.applicant).length > 1 || draft.summary !== "";
}

const prefix = "tiep-nhan.";
export const placeOf = (key: string) => prefix + key;
/** The key of the draft that lies in a place of kept work; nothing for other work. */
export const keyIn = (place: string) => (place.startsWith(prefix) ? place.slice(prefix.length) : undefined);

/** Who and what, for the list of unfinished work. */
export function draftTitle(draft: Draft): string | undefined {
  if (!isWorthKeeping(draft)) return undefined;
  const name = String(draft.applicant.full_name ?? draft.applicant.organisation_name ?? "").trim();
  return [name || "Chưa có tên", draft.procedure_name].filter(Boolean).join(" · ").slice(0, 280);
}

const openKey = (officer: Officer) => `tiep-nhan.${officer.username}`;

/** Which draft this officer has open in this window: a number that says nothing. Two windows serve two people. */
export function openDraft(officer: Officer): string {
  return windowStore.get(openKey(officer)) || startDraft(officer);
}

export function startDraft(officer: Officer, key = randomKey()): string {
  windowStore.set(openKey(officer), key);
  return key;
}

/** The draft of this key, kept from the first word on. */
export function useDraft(key: string) {
  const { value, change: replace, forget, restoredAt } = useKept(placeOf(key), () => emptyDraft(key), draftTitle);
  const change: ChangeDraft = useCallback((part) => replace((before) => ({ ...before, ...(typeof part === "function" ? part(before) : part) })), [replace]);
  return { draft: value, change, forget, restoredAt };
}

type FullProcedure = Pick<Procedure, "documents">;

/** Ticks a paper with as many originals and copies as the procedure asks. */
export function given(procedure: FullProcedure, code: string, before: DraftDocument | undefined): DraftDocument {
  const asked = procedure.documents.find((document) => document.code === code);
  const start = before ?? emptyDocument();
  if (start.originals > 0 || start.copies > 0) return { ...start, isGiven: true };
  return { ...start, isGiven: true, originals: asked?.originals ?? 1, copies: asked?.copies ?? 0 };
}

/** Pages and copies are counted by the officer where no answer of the form counts them. */
export const isCountedByHand = (procedure: Pick<Procedure, "fees" | "form">) => procedure.fees.some((fee) => fee.per === "trang" && !(fee.counted_by && procedure.form));

type Paper = Procedure["documents"][number];

/** Databases that the centre is connected to. */
export const heldWhere: Record<string, string> = { dan_cu: "dân cư", ho_tich: "hộ tịch", bhxh: "bảo hiểm xã hội", vbdlis: "đất đai" };

/** A paper that must be there, but as data that the state already has: it is not asked of the citizen (NĐ 118/2025 Đ4.2a). */
export const isReused = (paper: Paper, given: DraftDocument | undefined) => Boolean(paper.held_by) && paper.required && !paper.present_only && !given?.isGiven;
