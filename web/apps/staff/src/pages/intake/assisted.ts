import type { Answers } from "@motcua/forms";

import { api, procedureQuery, queries, type DraftContent, type Filing, type Officer, type Procedure, type ServerDraft, type Summary } from "../../services";
import { emptyDraft, type Draft } from "./draft";
import { filingOf, noReasons, type Decision, type Reasons } from "./outcome";

// Typing for a citizen: what is typed lies in a draft on the server, which the citizen confirms before it is taken.

const majority = 18;

/** Whether somebody born then is under age on this day. */
export function isUnderAge(birthDate: unknown, today: string): boolean {
  const born = typeof birthDate === "string" ? `${birthDate}-12-31`.slice(0, 10) : "";
  return born !== "" && `${Number(born.slice(0, 4)) + majority}${born.slice(4)}` > today;
}

/** What a draft on the server keeps of a filing. */
export function contentOf(filing: Filing, authorisationFiles: string[], today: string): DraftContent {
  const { unit_code, applicant, representative, answers, documents, fee, summary, return_method, return_unit_code, return_address } = filing;
  const mandate = !representative ? "self" : isUnderAge(applicant.birth_date, today) ? "child" : "authorised";
  return { mandate, unit_code, applicant, representative, authorisation_files: authorisationFiles, answers, documents, fee, summary, return_method, return_unit_code, return_address };
}

/** What a draft of the server is on the intake page; an address in words goes into the line for house and street. */
export function draftFrom(server: ServerDraft, key: string): Draft {
  const { content } = server;
  const { address, full_name, kind, ...rest } = content.applicant;
  const name = kind === "citizen" ? { full_name } : { organisation_name: full_name };
  const named = (digests: string[]) => digests.map((digest, i) => ({ digest, name: `Tệp ${i + 1}` }));
  return {
    ...emptyDraft(key),
    procedure: server.procedure_id,
    procedure_name: server.procedure_name,
    unit_code: content.unit_code,
    applicant: { kind, ...name, ...rest, address: address ? { detail: address } : undefined } as Answers,
    hasRepresentative: Boolean(content.representative),
    representative: (content.representative ?? {}) as unknown as Answers,
    authorisation_files: named(content.authorisation_files),
    summary: content.summary ?? "",
    answers: (content.answers ?? {}) as Answers,
    documents: Object.fromEntries(content.documents.filter((paper) => !paper.reused).map((paper) => [
      paper.code, { isGiven: true, originals: paper.originals, copies: paper.copies, note: paper.note ?? "", files: named(paper.files) },
    ])),
    chosen: Object.fromEntries((content.fee?.chosen ?? []).map(({ group, code }) => [group, code])),
    pages: content.fee?.pages ?? 1,
    copies: content.fee?.copies ?? 1,
    exemption: content.fee?.exemption ?? "",
    return_method: content.return_method,
    return_unit_code: content.return_unit_code,
    return_address: content.return_address ?? "",
  };
}

async function written(draft: Draft, procedure: Procedure, officer: Officer, today: string): Promise<DraftContent> {
  const filing = await filingOf(draft, procedure, officer, "receive", noReasons);
  return contentOf(filing, draft.authorisation_files.map((file) => file.digest), today);
}

/** Opens a draft of the server on the page, and remembers how it was: what the officer changes needs the citizen's word. */
export async function openedDraft(server: ServerDraft, officer: Officer, key: string, today: string): Promise<Draft> {
  const draft = draftFrom(server, key);
  const procedure = await queries.fetchQuery(procedureQuery(server.procedure_id));
  return { ...draft, server: { code: server.code, version: server.version, sent: JSON.stringify(await written(draft, procedure, officer, today)) } };
}

/** Puts what was typed into the draft on the server, begun here if there is none yet. */
export async function savedOnServer(draft: Draft, procedure: Procedure, officer: Officer, today: string): Promise<NonNullable<Draft["server"]>> {
  const content = await written(draft, procedure, officer, today);
  const sent = JSON.stringify(content);
  if (draft.server?.sent === sent) return draft.server;
  const { code, version } = draft.server ? await api.saveDraft(draft.server.code, draft.server.version, content) : await api.createDraft(procedure.id, content);
  return { code, version, sent };
}

/** Takes the dossier out of its draft. */
export function fileFrom(server: NonNullable<Draft["server"]>, draft: Draft, decision: Decision, { reason, items, guidance }: Reasons): Promise<Summary> {
  const isTaken = decision === "receive";
  return api.fileDraft(server.code, {
    version: server.version, decision, reason: isTaken ? undefined : reason.trim(), items: decision === "request_supplement" ? items : [], guidance: isTaken ? undefined : guidance.trim() || undefined,
    collected: draft.collected,
  }, draft.key);
}
