import { ApiError, createApi, type Schemas } from "@motcua/api-client";
import { webPlatform } from "@motcua/platform";
import { say, vi } from "@motcua/text";
import { QueryClient } from "@tanstack/react-query";

export const siteName = "Trung tâm Phục vụ hành chính công";
export const platform = webPlatform(siteName);

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      retryDelay: 800,
    },
  },
});

const { client, unwrap } = createApi({
  baseUrl: platform.apiBase,
  sentenceFor: (status) => say(status === 0 ? vi.network.offline : status >= 500 || status === 429 ? vi.network.busy : vi.network.unexpected),
});

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
  dossier: (code: string) => unwrap(client.GET("/api/public/v1/dossiers/{code}", { params: { path: { code } } })),
  sendCode: (code: string) => unwrap(client.POST("/api/public/v1/dossiers/{code}/one-time-codes", { params: { path: { code } }, body: {} })),
  details: (code: string, oneTimeCode: string) =>
    unwrap(client.POST("/api/public/v1/dossiers/{code}/details", { params: { path: { code } }, body: { one_time_code: oneTimeCode } })),
};

export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : say(vi.network.unexpected);
}
