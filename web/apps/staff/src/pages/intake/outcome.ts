import { checkAnswers, cleanedAnswers, controlId, shownProblems, type Answers, type ShownProblem } from "@motcua/forms";
import type { ApiError } from "@motcua/api-client";

import { formServices, type Filing, type Officer, type Procedure } from "../../services";
import { isCountedByHand, isReused, type Draft } from "./draft";
import { applicantForm, personProblems, representativeForm } from "./people";

export type Decision = Filing["decision"];

export interface Reasons {
  reason: string;
  items: string[];
  guidance: string;
}

export const noReasons: Reasons = { reason: "", items: [], guidance: "" };

/** Everything that keeps a dossier from being sent. Only one that is taken must be complete. */
export function problemsOf(draft: Draft, procedure: Procedure | undefined, decision: Decision, today: string): ShownProblem[] {
  const problems: ShownProblem[] = [];
  const add = (path: string, target: string, text: string, short = text) => problems.push({ path, target, text, short });
  if (!procedure) add("procedure", "thu-tuc", "Chưa chọn thủ tục.");
  problems.push(...personProblems(applicantForm, draft.applicant, today, "applicant."));
  if (draft.hasRepresentative) problems.push(...personProblems(representativeForm, draft.representative, today, "representative."));
  if (procedure?.form && decision === "receive") problems.push(...shownProblems(procedure.form, checkAnswers(procedure.form, draft.answers, today), "answers."));
  if (procedure && decision === "receive") {
    for (const paper of procedure.documents) {
      const isMissing = paper.required && !paper.present_only && !paper.held_by && !draft.documents[paper.code]?.isGiven;
      if (isMissing) add(`documents.${paper.code}`, `giay-${paper.code}`, `Thiếu giấy tờ bắt buộc: ${paper.name}. Nếu không có, dùng “Yêu cầu bổ sung”.`, "Bắt buộc, chưa nhận.");
    }
  }
  if (draft.return_method === "post" && !draft.return_address.trim()) add("return_address", "dia-chi-tra", "Chưa nhập địa chỉ nhận kết quả qua bưu chính.");
  return problems;
}

/** An address as one line: the server keeps what a person would write. */
async function addressText(address: Answers[string]): Promise<string | undefined> {
  if (!address || typeof address !== "object" || Array.isArray(address)) return undefined;
  const commune = address.commune_code ? await formServices.commune(String(address.commune_code)) : undefined;
  return [address.detail, commune?.text].filter(Boolean).join(", ") || undefined;
}

async function applicantOf(answers: Answers): Promise<Filing["applicant"]> {
  const { organisation_name, address, ...rest } = cleanedAnswers(applicantForm, answers);
  const person = rest as unknown as Filing["applicant"];
  return { ...person, full_name: String(rest.full_name ?? organisation_name ?? ""), address: await addressText(address) };
}

/** The body of POST /api/dossiers. */
export async function filingOf(draft: Draft, procedure: Procedure, officer: Officer, decision: Decision, reasons: Reasons): Promise<Filing> {
  const isTaken = decision === "receive";
  return {
    procedure: procedure.id,
    unit_code: draft.unit_code ?? officer.unit_code,
    channel: "counter",
    applicant: await applicantOf(draft.applicant),
    representative: draft.hasRepresentative ? (cleanedAnswers(representativeForm, draft.representative) as unknown as Filing["representative"]) : undefined,
    summary: draft.summary.trim() || undefined,
    answers: procedure.form ? cleanedAnswers(procedure.form, draft.answers) : undefined,
    documents: [
      ...Object.entries(draft.documents).filter(([, document]) => document.isGiven).map(([code, document]) => ({
        code, originals: document.originals, copies: document.copies, note: document.note.trim() || undefined, files: document.files.map((file) => file.digest),
      })),
      ...procedure.documents.filter((paper) => isReused(paper, draft.documents[paper.code])).map(({ code }) => ({ code, originals: 0, copies: 0, files: [], reused: true })),
    ],
    fee: procedure.fees.length > 0 ? feeOf(draft, procedure) : undefined,
    return_method: draft.return_method,
    return_unit_code: draft.return_method === "at_centre" ? draft.return_unit_code : undefined,
    return_address: draft.return_method === "post" ? draft.return_address.trim() : undefined,
    decision,
    reason: isTaken ? undefined : reasons.reason.trim(),
    items: decision === "request_supplement" ? reasons.items : [],
    guidance: isTaken ? undefined : reasons.guidance.trim() || undefined,
  };
}

function feeOf(draft: Draft, procedure: Procedure): Filing["fee"] {
  return {
    chosen: Object.entries(draft.chosen).map(([group, code]) => ({ group, code })), ...(isCountedByHand(procedure) ? { pages: draft.pages, copies: draft.copies } : {}), exemption: draft.exemption || undefined, collected: draft.collected,
  };
}

/** The server's refusal at the fields it names; what no field on this page carries comes back as a sentence without one. */
export function refusedProblems(error: ApiError): ShownProblem[] {
  return (error.problem?.fields ?? []).map((field) => {
    const path = field.field.replace(/\.province_code$/, ".commune_code");
    const text = field.message ?? `${field.field}: ${field.code}`;
    return { path, target: controlId(path), text, short: text };
  });
}
