import { ApiError, createApi, type Schemas } from "@motcua/api-client";
import type { CommuneChoice, FormServices } from "@motcua/forms";
import { browserStore } from "@motcua/platform";
import { capitalised, fold, vi } from "@motcua/text";
import { QueryClient, queryOptions } from "@tanstack/react-query";

import { askToSignIn } from "./parts/session";

export type Officer = Schemas["SignedInOfficer"];
export type Procedure = Schemas["Procedure"];
export type ProcedureRow = Schemas["ProcedureRow"];
export type DossierRow = Schemas["DossierRow"];
export type Detail = Schemas["Detail"];
export type Summary = Schemas["Summary"];
export type Filing = Schemas["Filing"];
export type ServerDraft = Schemas["Draft"];
export type DraftContent = Schemas["DraftContent"];
export type RegisterLine = Schemas["RegisterLine"];
export type FeeQuestion = Schemas["FeeQuestion"];
export type FeeQuote = Schemas["FeeQuote"];

export const store = browserStore();
/** What this window alone remembers, also after a reload. */
export const windowStore = browserStore(() => sessionStorage);

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      retryDelay: 800,
    },
  },
});

let leave = () => {};
/** What to do when the server says that nobody is signed in any more. */
export function whenSignedOut(action: () => void) {
  leave = action;
}

let doubt = () => {};
/** What to do when a request found no server. */
export function whenUnreachable(action: () => void) {
  doubt = action;
}

export const { client, unwrap, upload } = createApi({
  baseUrl: "",
  sentenceFor: (status) => {
    if (status === 0) doubt();
    return status === 0 ? vi.network.offline : status >= 500 || status === 429 ? vi.network.busy : vi.network.unexpected;
  },
  signInAgain: askToSignIn,
  onSignedOut: () => leave(),
});

export interface DossierQuestion {
  box?: "inbox" | "mine" | "coordination" | "all";
  q?: string;
  state?: string;
  procedure?: string;
  work?: string;
  late?: boolean;
  limit?: number;
  after?: string;
}

export interface RegisterQuestion {
  unit_code?: string;
  from?: string;
  to?: string;
  after?: string;
}

export const api = {
  session: () => unwrap(client.GET("/api/session")),
  signIn: (username: string, password: string) => unwrap(client.POST("/api/session", { body: { username, password } })),
  signOut: () => unwrap(client.DELETE("/api/session")),
  changePassword: (old_password: string, new_password: string) => unwrap(client.POST("/api/session/password", { body: { old_password, new_password } })),
  procedures: (q: string) => unwrap(client.GET("/api/public/v1/procedures", { params: { query: { q: q || undefined, limit: 12 } } })),
  procedure: (id: string) => unwrap(client.GET("/api/public/v1/procedures/{id}", { params: { path: { id } } })),
  fees: (id: string, body: FeeQuestion) => unwrap(client.POST("/api/public/v1/procedures/{id}/fees", { params: { path: { id } }, body })),
  units: () => unwrap(client.GET("/api/public/v1/units")),
  communes: (q: string, province_code?: string) => unwrap(client.GET("/api/public/v1/communes", { params: { query: { q, province_code, limit: 20 } } })),
  provinces: () => unwrap(client.GET("/api/public/v1/provinces")),
  agencies: () => unwrap(client.GET("/api/agencies")),
  dossiers: (query: DossierQuestion) => unwrap(client.GET("/api/dossiers", { params: { query: { ...query, limit: query.limit ?? 50 } } })),
  dossier: (code: string) => unwrap(client.GET("/api/dossiers/{code}", { params: { path: { code } } })),
  keptWorks: () => unwrap(client.GET("/api/kept-work")),
  keptContent: (place: string) => unwrap(client.GET("/api/kept-work/{place}", { params: { path: { place } } })),
  keepWork: (place: string, title: string, content: string) => unwrap(client.POST("/api/kept-work", { body: { place, title, content } })),
  forgetWork: (place: string) => unwrap(client.DELETE("/api/kept-work/{place}", { params: { path: { place } } })),
  counts: () => unwrap(client.GET("/api/inbox-counts")),
  submit: (body: Filing, key: string) => unwrap(client.POST("/api/dossiers", { body, headers: { "Idempotency-Key": key } })),
  /** One path stands for all acts: they differ only in their bodies, which acts.ts makes from fields. */
  act: (code: string, act: string, body: { version: number }, key?: string) => {
    ownChanges.set(code, Date.now());
    return unwrap(client.POST(`/api/dossiers/{code}/${act}` as "/api/dossiers/{code}/forward", { params: { path: { code } }, body, headers: key ? { "Idempotency-Key": key } : {} }));
  },
  personAtCounter: (personal_id: string, procedure?: string) => unwrap(client.GET("/api/counter/person", { params: { query: { personal_id, procedure } } })),
  serverDraft: (code: string) => unwrap(client.GET("/api/drafts/{code}", { params: { path: { code } } })),
  openDraft: (consent_code: string) => unwrap(client.POST("/api/drafts/open", { body: { consent_code } })),
  createDraft: (procedure: string, content: DraftContent) => unwrap(client.POST("/api/drafts", { body: { procedure, content } })),
  saveDraft: (code: string, version: number, content: DraftContent) => unwrap(client.POST("/api/drafts/{code}", { params: { path: { code } }, body: { version, content } })),
  askConfirmation: (code: string, version: number, way: Schemas["ConfirmationWay"]) => unwrap(client.POST("/api/drafts/{code}/confirmations", { params: { path: { code } }, body: { version, way } })),
  confirmByCode: (code: string, id: string, one_time_code: string) => unwrap(client.POST("/api/drafts/{code}/confirmations/{id}/code", { params: { path: { code, id } }, body: { one_time_code } })),
  fileDraft: (code: string, body: Schemas["CounterDecision"], key: string) => unwrap(client.POST("/api/drafts/{code}/file", { params: { path: { code } }, body, headers: { "Idempotency-Key": key } })),
  officerChoices: (agency_code: string) => unwrap(client.GET("/api/officer-choices", { params: { query: { agency_code } } })),
  register: (query: RegisterQuestion) => unwrap(client.GET("/api/register", { params: { query: { ...query, limit: 50 } } })),
  conversations: () => unwrap(client.GET("/api/assistant/conversations", { params: { query: {} } })),
  conversation: (id: number) => unwrap(client.GET("/api/assistant/conversations/{id}", { params: { path: { id: String(id) } } })),
  replyInConversation: (id: number, text: string, key: string) =>
    unwrap(client.POST("/api/assistant/conversations/{id}/replies", { params: { path: { id: String(id) } }, body: { text }, headers: { "Idempotency-Key": key } })),
  giveConversationBack: (id: number) => unwrap(client.POST("/api/assistant/conversations/{id}/give-back", { params: { path: { id: String(id) } } })),
  unknownQuestions: () => unwrap(client.GET("/api/assistant/unknown")),
  teach: (id: number, target: string) => unwrap(client.POST("/api/assistant/unknown/{id}/accept", { params: { path: { id: String(id) } }, body: { target } })),
  dismissQuestion: (id: number) => unwrap(client.POST("/api/assistant/unknown/{id}/dismiss", { params: { path: { id: String(id) } } })),
  askDesk: (text: string, key: string) => unwrap(client.POST("/api/assistant/desk", { body: { text }, headers: { "Idempotency-Key": key } })),
  reminders: () => unwrap(client.GET("/api/assistant/reminders")),
  reminderDone: (id: number) => unwrap(client.POST("/api/assistant/reminders/{id}/done", { params: { path: { id: String(id) } } })),
  draftKinds: () => unwrap(client.GET("/api/assistant/draft-kinds")),
  draft: (body: Schemas["PaperRequest"]) => unwrap(client.POST("/api/assistant/drafts", { body })),
  draftFile: async (body: Schemas["PaperRequest"], format: "docx" | "pdf") => {
    const answer = await fetch(`/api/assistant/drafts/${format}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (!answer.ok) throw new ApiError(answer.status, "", vi.network.unexpected);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `du-thao.${format}`;
    link.click();
    URL.revokeObjectURL(link.href);
  },
  storeFile: (file: File) => upload<Schemas["StoredFile"]>("/api/files", file),
};

export const sessionQuery = queryOptions({ queryKey: ["session"], queryFn: api.session, staleTime: Infinity, retry: false });
export const procedureQuery = (id: string) => queryOptions({ queryKey: ["procedure", id], queryFn: () => api.procedure(id), staleTime: 5 * 60_000 });
export const dossierQuery = (code: string) => queryOptions({ queryKey: ["dossier", code], queryFn: () => api.dossier(code), staleTime: 60_000, refetchOnWindowFocus: false });

export const countsQuery = queryOptions({ queryKey: ["counts"], queryFn: api.counts, refetchInterval: 5 * 60_000 });

const ownChanges = new Map<string, number>();
const echoTime = 5000;

/** Whether what the line tells of this dossier is most likely what was done on this page a moment ago. */
export const isOwnChange = (code: string) => Date.now() - (ownChanges.get(code) ?? 0) < echoTime;

/** Each reading of a dossier is recorded, so it is read again only when it has changed. */
export function dossierChanged(code: string) {
  ownChanges.set(code, Date.now());
  void queries.invalidateQueries({ queryKey: ["dossiers"] });
  void queries.invalidateQueries({ queryKey: ["counts"] });
  return queries.invalidateQueries({ queryKey: dossierQuery(code).queryKey });
}
export const unitsQuery = queryOptions({ queryKey: ["units"], queryFn: api.units, staleTime: Infinity });
export const agenciesQuery = queryOptions({ queryKey: ["agencies"], queryFn: api.agencies, staleTime: 5 * 60_000 });

type Commune = Schemas["Commune"];
const communeChoice = (c: Commune): CommuneChoice => ({ code: c.code, province_code: c.province_code, text: `${c.type.charAt(0).toUpperCase()}${c.type.slice(1)} ${c.name}, ${c.province_name}` });

// Communes that were offered on this computer: a draft that comes back names them again.
const offered = new Map<string, CommuneChoice>(keptCommunes());

function keptCommunes(): [string, CommuneChoice][] {
  try {
    return JSON.parse(store.get("communes") ?? "[]") as [string, CommuneChoice][];
  } catch {
    return [];
  }
}

/** "tan minh" and also "tan minh hai phong", as people say it. */
async function communesFor(question: string): Promise<Commune[]> {
  const found = (await api.communes(question)).items;
  const folded = fold(question);
  if (found.length > 0 || !folded.includes(" ")) return found;
  const provinces = (await queries.ensureQueryData({ queryKey: ["provinces"], queryFn: api.provinces, staleTime: Infinity })).items;
  const named = provinces.find((province) => folded.endsWith(` ${fold(province.name)}`));
  return named ? (await api.communes(folded.slice(0, -fold(named.name).length).trim(), named.code)).items : [];
}

export const formServices: FormServices = {
  dates: "text",
  findCommunes: async (question) => {
    const found = (await communesFor(question)).map(communeChoice);
    for (const choice of found) offered.set(choice.code, choice);
    store.set("communes", JSON.stringify([...offered].slice(-300)));
    return found;
  },
  commune: async (code) => offered.get(code),
  store: api.storeFile,
};

/** Titles of slips are law and printed in capitals; on the screen they are a name among others. */
export const letterTitle = (title: string) => (title === title.toUpperCase() ? capitalised(title.toLowerCase()) : title);

export const letterAddress = (code: string, number: number) => `/api/dossiers/${encodeURIComponent(code)}/letters/${number}.pdf`;

export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : vi.network.unexpected;
}
