import type { Answers } from "@motcua/forms";

// The bodies of what a signed-in citizen asks and is told, as the server's OpenAPI has them.

export interface Provider { name: string; title: string }
export interface Citizen { provider: string; proven: boolean; level: number; full_name: string; masked_id?: string; birth_date?: string; sex?: "male" | "female"; phone?: string; email?: string; address?: string }
export interface LinkCode { code: string; expires_at: string }

export interface Person { kind: "citizen" | "enterprise" | "agency" | "other"; full_name: string; personal_id?: string; organisation_number?: string; birth_date?: string; sex?: "male" | "female"; phone?: string; email?: string; address?: string }
export interface Representative { full_name: string; personal_id?: string; address?: string; phone?: string; email?: string; authorisation: string }
export interface FileRef { digest: string; name: string; size: number; media_type: string }

export interface EarlierPaper { code: string; name: string; file: FileRef; dossier_code: string; procedure_name: string; at: string }
export interface EarlierAnswer { field: string; label: string; text: string; value: Answers[string]; dossier_code: string; procedure_name: string; at: string }
export interface Prefill { applicant: Person; answers: Answers; earlier: EarlierAnswer[]; papers: EarlierPaper[] }

export type Mandate = "self" | "child" | "authorised";
export interface PaperInDraft { code: string; name?: string; originals: number; copies: number; note?: string; files: string[]; reused?: boolean }

export interface DraftContent {
  mandate: Mandate;
  unit_code?: string;
  applicant?: Person;
  representative?: Representative;
  authorisation_files: string[];
  answers: Answers;
  documents: PaperInDraft[];
  fee?: { chosen: { group: string; code: string }[]; pages?: number; copies?: number; exemption?: string };
  return_method: "at_centre" | "post" | "online";
  return_unit_code?: string;
  return_address?: string;
}

export interface DraftRow { code: string; version: number; procedure_id: string; procedure_name: string; unit_code?: string; updated_at: string; expires_at: string; officer_typed: boolean; centre?: string }
export interface Draft extends DraftRow { content: DraftContent; changes: { version: number; at: string; by_officer?: string; parts: string[] }[] }

export interface FeeQuote { lines: { code: string; name: string; quantity: number; amount_vnd: number; legal_basis: string }[]; total_vnd: number; open_groups: string[]; unknown_amount: boolean; exempt_because?: string }
export interface Labelled { label: string; text: string }
export interface DraftCheck { ready: boolean; fields: { field: string; code: string; message: string }[]; fee?: FeeQuote; readable: Labelled[]; intake_agency: string; deciding_agency: string; limit_text: string; answer_by?: string; mandate_words?: string }
export interface Submission { code: string; version: number; state: string; state_name: string; procedure_name: string; submitted_at: string; answer_by?: string; intake_agency: string; deciding_agency: string; limit_text: string; fee_vnd: number; mandate_words?: string; lookup_url: string }
export interface ConsentCode { code: string; wording: string; expires_at: string }

export interface MyDossierRow {
  code: string; procedure_name: string; applicant_name: string; role: "applicant" | "filer"; mandate_words?: string; state: string; state_name: string; percent: number;
  submitted_at: string; received_at?: string; due_at?: string; provisional: boolean; late: boolean; holder?: string; waits_for?: "supplement" | "payment" | "collection" | "rating"; finished_at?: string;
}

export interface Rating { satisfaction: number; waiting?: "shorter" | "as_promised" | "longer"; attitude?: number; information?: number; extra_costs?: boolean; comment?: string; at?: string }

export interface MyDossier {
  code: string; version: number; procedure_id: string; procedure_name: string; role: "applicant" | "filer"; mandate_words?: string; applicant: Person; state: string; state_name: string; percent: number;
  submitted_at: string; received_at?: string; due_at?: string; provisional: boolean; late: boolean; due_explanation: string[]; answer_by?: string; holder?: string;
  return_method: string; return_place?: string; supplement?: { items: string[]; reason: string; guidance?: string; asked_at: string }; fee_vnd: number; fee_owed_vnd: number; fee_paid: boolean;
  timeline: { at: string; what: string; where?: string }[]; answers_readable: Labelled[]; documents: { code: string; name: string; files: FileRef[] }[];
  result?: { number?: string; name?: string; issued_on?: string; outcome?: string; files: FileRef[] }; letters: { number: number; form: string; title: string; number_text?: string; issued_at: string }[];
  acts: { act: "supplement" | "withdraw" | "rate"; allowed: boolean; refusal_code?: string; refusal?: string }[]; rating?: Rating;
}

export interface Confirmation { procedure_name: string; centre: string; officer: string; mandate_words?: string; applicant: Labelled[]; readable: Labelled[]; documents: string[]; fee_vnd?: number; asked_at: string; expires_at: string; outcome?: "confirmed" | "refused" }
