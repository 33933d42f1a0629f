import { ApiError, createApi, type Schemas } from "@motcua/api-client";
import { webPlatform, zaloPlatform } from "@motcua/platform";
import { say, vi } from "@motcua/text";
import { QueryClient } from "@tanstack/react-query";

import { citizenApi } from "./citizen-api";
import { noteAnswer } from "./offline";

export const siteName = "Trung tâm Phục vụ hành chính công";
// Which one is known when the app is built: the Mini App carries the address of its API, the web app stands beside it.
export const platform = import.meta.env.VITE_ZALO ? zaloPlatform(siteName, import.meta.env.VITE_API_BASE ?? "") : webPlatform(siteName);

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      networkMode: "always",
      retry: (count, error) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      retryDelay: 800,
    },
    mutations: { networkMode: "always" },
  },
});


/** The session of the Mini App, where there are no cookies. */
export const bearer = {
  keep: (text: string) => platform.store.set("token", text),
  forget: () => bearer.keep(""),
};

const base = createApi({
  baseUrl: platform.apiBase,
  sentenceFor: (status) => say(status === 0 ? vi.network.offline : status >= 500 || status === 429 ? vi.network.busy : vi.network.unexpected),
  token: platform.hostTokens ? () => platform.store.get("token") ?? undefined : undefined,
  onAnswer: noteAnswer,
});
const { client, unwrap } = base;

export type Procedure = Schemas["Procedure"];
export type ProcedureRow = Schemas["ProcedureRow"];
export type Centre = Schemas["Centre"];
export type FeeQuestion = Schemas["FeeQuestion"];

export const api = {
  procedures: (question: { q?: string; subject?: string; after?: string; limit?: number }) =>
    unwrap(client.GET("/api/public/v1/procedures", { params: { query: { limit: 20, ...question } } })),
  procedure: (id: string) => unwrap(client.GET("/api/public/v1/procedures/{id}", { params: { path: { id } } })),
  fees: (id: string, body: FeeQuestion) => unwrap(client.POST("/api/public/v1/procedures/{id}/fees", { params: { path: { id } }, body })),
  units: () => unwrap(client.GET("/api/public/v1/units")),
  centre: (code: string) => unwrap(client.GET("/api/public/v1/units/{code}", { params: { path: { code } } })),
  communes: (q: string, province_code?: string) => unwrap(client.GET("/api/public/v1/communes", { params: { query: { q, province_code, limit: 20 } } })),
  provinces: () => unwrap(client.GET("/api/public/v1/provinces")),
  dossier: (code: string) => unwrap(client.GET("/api/public/v1/dossiers/{code}", { params: { path: { code } } })),
  sendCode: (code: string) => unwrap(client.POST("/api/public/v1/dossiers/{code}/one-time-codes", { params: { path: { code } }, body: {} })),
  details: (code: string, oneTimeCode: string) =>
    unwrap(client.POST("/api/public/v1/dossiers/{code}/details", { params: { path: { code } }, body: { one_time_code: oneTimeCode } })),
  ask: (body: Schemas["Question"]) => unwrap(client.POST("/api/public/v1/assistant/answers", { body })),
  askForOfficer: (body: Schemas["HandOver"]) => unwrap(client.POST("/api/public/v1/assistant/hand-overs", { body })),
  said: (body: Schemas["MessagesQuestion"]) => unwrap(client.POST("/api/public/v1/assistant/messages", { body })),
  forgetConversation: (body: Schemas["ForgetBody"]) => unwrap(client.POST("/api/public/v1/assistant/forget", { body })),
  ...citizenApi(base),
};

const exemptionKey = (procedure: string) => ["exemption", procedure];
/** What somebody said of their case on a procedure's page goes along to its application. */
export const rememberExemption = (procedure: string, exemption: string | undefined) => void queries.setQueryData(exemptionKey(procedure), exemption ?? "");
export const chosenExemption = (procedure: string) => queries.getQueryData<string>(exemptionKey(procedure)) || undefined;

export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : say(vi.network.unexpected);
}

const signedInKey = "signed-in";

// The session is a cookie that no script reads; this only saves asking where nobody has signed in.
export const mayBeSignedIn = () => platform.store.get(signedInKey) === "1";
export const rememberSignedIn = (is: boolean) => platform.store.set(signedInKey, is ? "1" : "");

export const isSignedOut = (error: unknown) => error instanceof ApiError && error.isSignedOut;
