import type { createApi } from "@motcua/api-client";
import type { Answers } from "@motcua/forms";

import type { Citizen, Confirmation, ConsentCode, Draft, DraftCheck, DraftContent, DraftRow, FileRef, LinkCode, MyDossier, MyDossierRow, PaperInDraft, Prefill, Provider, Rating, Submission } from "./citizen-types";

type Base = ReturnType<typeof createApi>;

const root = "/api/public/v1/";
const part = encodeURIComponent;

/** What the signed-in citizen asks of the server. */
export function citizenApi({ ask, upload, fetchBytes }: Base) {
  const get = <T>(path: string) => ask<T>("GET", root + path);
  const post = <T>(path: string, body: unknown, key?: string) => ask<T>("POST", root + path, body, key);
  return {
    providers: () => get<{ items: Provider[] }>("identity"),
    citizen: () => get<{ citizen: Citizen }>("citizen"),
    signOut: () => ask<{ go_to?: string }>("DELETE", `${root}citizen`),
    enterFromHost: (tokens: { access_token: string; phone_token?: string }) => post<{ token: string; citizen: Citizen }>("mini-app/session", tokens),
    linkCode: () => post<LinkCode>("citizen/link-codes", {}),
    link: (code: string) => post<{ citizen: Citizen }>("citizen/links", { code }),

    prefill: (procedure: string) => get<Prefill>(`citizen/prefill?procedure=${part(procedure)}`),
    upload: (file: File) => upload<FileRef>(`${root}citizen/files`, file),
    drafts: () => get<{ items: DraftRow[] }>("citizen/drafts"),
    startDraft: (procedure: string, content: DraftContent) => post<Draft>("citizen/drafts", { procedure, content }),
    draft: (code: string) => get<Draft>(`citizen/drafts/${part(code)}`),
    saveDraft: (code: string, version: number, content: DraftContent) => post<Draft>(`citizen/drafts/${part(code)}`, { version, content }),
    dropDraft: (code: string) => ask<void>("DELETE", `${root}citizen/drafts/${part(code)}`),
    checkDraft: (code: string) => get<DraftCheck>(`citizen/drafts/${part(code)}/check`),
    submitDraft: (code: string, version: number, key: string) => post<Submission>(`citizen/drafts/${part(code)}/submit`, { version }, key),
    letOfficerIn: (code: string) => post<ConsentCode>(`citizen/drafts/${part(code)}/consents`, {}),
    keepOfficersOut: (code: string) => ask<void>("DELETE", `${root}citizen/drafts/${part(code)}/consents`),

    myDossiers: (after?: string) => get<{ items: MyDossierRow[]; next?: string }>(`citizen/dossiers?limit=20${after ? `&after=${part(after)}` : ""}`),
    myDossier: (code: string) => get<MyDossier>(`citizen/dossiers/${part(code)}`),
    answerSupplement: (code: string, version: number, documents: PaperInDraft[], answers?: Answers) => post<MyDossier>(`citizen/dossiers/${part(code)}/supplement`, { version, documents, answers }),
    withdraw: (code: string, version: number, reason: string) => post<MyDossier>(`citizen/dossiers/${part(code)}/withdraw`, { version, reason }),
    rate: (code: string, rating: Rating) => post<Rating>(`citizen/dossiers/${part(code)}/rating`, rating),
    ownFile: (digest: string) => fetchBytes(`${root}citizen/files/${digest}`),
    dossierFile: (code: string, digest: string) => fetchBytes(`${root}citizen/dossiers/${part(code)}/files/${digest}`),
    letter: (code: string, number: number) => fetchBytes(`${root}citizen/dossiers/${part(code)}/letters/${number}.pdf`),

    submissionNote: (code: string) => fetchBytes(`${root}citizen/dossiers/${part(code)}/submission.pdf`),

    viewConfirmation: (token: string) => post<Confirmation>("confirmations/view", { token }),
    answerConfirmation: (token: string, confirmed: boolean, remark?: string) => post<{ outcome: "confirmed" | "refused" }>("confirmations/answer", { token, confirmed, remark }),
  };
}
