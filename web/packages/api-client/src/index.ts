import createClient from "openapi-fetch";

import type { components, paths } from "./schema";

export { feeOptions, suitsChannel, type FeeOption } from "./fees";

export type Schemas = components["schemas"];
export type Problem = Schemas["Problem"];

/** A refusal of the server, or the want of one: `code` is stable, `message` is what a person may read. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly problem?: Problem) {
    super(message);
    this.name = "ApiError";
  }

  /** Nobody is signed in, or no longer. */
  get isSignedOut() {
    return this.status === 401;
  }
}

export interface ApiOptions {
  baseUrl: string;
  /** Asked when the network or the server fails without a word of its own. */
  sentenceFor(status: number): string;
  /** Asked when the session has ended: true once somebody has signed in again, and the request is sent once more. */
  signInAgain?(): Promise<boolean>;
  onSignedOut?(): void;
  /** Where there are no cookies: what to send as bearer. */
  token?(): string | undefined;
  /** Told of every answer, before it is read. */
  onAnswer?(response: Response): void;
}

const isAboutSession = (address: string) => new URL(address, "http://x").pathname === "/api/session";

export type Api = ReturnType<typeof createApi>;

export function createApi(options: ApiOptions) {
  const client = createClient<paths>({ baseUrl: options.baseUrl, credentials: options.token ? "omit" : "same-origin" });
  // What was sent, to be sent again after a new sign-in: with the same idempotency key, so that nothing happens twice.
  const spares = new WeakMap<Request, Request>();
  client.use({
    onRequest({ request }) {
      if (request.method !== "GET" && !request.headers.has("Idempotency-Key")) request.headers.set("Idempotency-Key", randomKey());
      const token = options.token?.();
      if (token) request.headers.set("Authorization", `Bearer ${token}`);
      if (options.signInAgain && !isAboutSession(request.url)) spares.set(request, request.clone());
      return request;
    },
    async onResponse({ request, response }) {
      options.onAnswer?.(response);
      const spare = spares.get(request);
      if (response.status !== 401 || !spare || !(await options.signInAgain?.())) return undefined;
      return fetch(spare);
    },
    onError() {
      return new ApiError(0, "offline", options.sentenceFor(0));
    },
  });

  /** The body of an answer; throws ApiError for everything else. */
  async function unwrap<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
    const { data, error, response } = await answer;
    if (response.ok) return data as T;
    const problem = isProblem(error) ? error : undefined;
    const failure = new ApiError(response.status, problem?.code ?? "unexpected", problem?.detail ?? problem?.title ?? options.sentenceFor(response.status), problem);
    if (failure.isSignedOut && !isAboutSession(response.url)) options.onSignedOut?.();
    throw failure;
  }

  const bearer = (): Record<string, string> => {
    const token = options.token?.();
    return token ? { Authorization: `Bearer ${token}` } : {};
  };
  const credentials = options.token ? "omit" : "same-origin";

  async function sent(path: string, request: RequestInit): Promise<Response> {
    const response = await fetch(options.baseUrl + path, { ...request, credentials, headers: { ...bearer(), ...(request.headers as Record<string, string>) } });
    options.onAnswer?.(response);
    return response;
  }

  /** For paths that are put together; what comes back is taken to be of the type that is asked for. */
  function ask<T>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown, key = randomKey()): Promise<T> {
    const headers: Record<string, string> = method === "GET" ? {} : { "Idempotency-Key": key };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    return answered<T>(sent(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }));
  }

  /** A file that only its owner may see, for a link of this page. */
  async function fetchBytes(path: string): Promise<Blob> {
    const response = await sent(path, {}).catch(() => undefined);
    if (response?.ok) return response.blob();
    return answered<Blob>(response ? Promise.resolve(response) : Promise.reject(new Error("offline")));
  }

  /** Sends a file as it is; the server looks at the bytes to tell what it is. */
  async function upload<T>(path: string, file: File): Promise<T> {
    const headers = { "Content-Type": file.type || "application/octet-stream", "X-File-Name": encodeURIComponent(file.name) };
    const send = () => sent(path, { method: "POST", body: file, headers });
    return answered<T>(send().then(async (response) => (response.status === 401 && (await options.signInAgain?.()) ? send() : response)));
  }

  async function answered<T>(asking: Promise<Response>): Promise<T> {
    const response = await asking.catch(() => {
      throw new ApiError(0, "offline", options.sentenceFor(0));
    });
    const body: unknown = await response.json().catch(() => undefined);
    return unwrap<T>(Promise.resolve(response.ok ? { data: body as T, response } : { error: body, response }));
  }

  return { client, unwrap, upload, ask, fetchBytes };
}

/** Also where the page came over plain HTTP inside a hall, where randomUUID is missing. */
export function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "code" in error;
}
