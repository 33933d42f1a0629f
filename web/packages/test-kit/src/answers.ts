export interface Asked {
  url: URL;
  parts: string[];
  // oxlint-disable-next-line typescript/no-explicit-any -- what a test sends is looked at, not trusted.
  body: any;
  /** The cookie of the session. */
  token?: string;
  user?: string;
  /** The session of a citizen, from the cookie or as bearer. */
  citizen?: string;
  bytes?: Buffer;
  headers?: Record<string, string | string[] | undefined>;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  bytes?: Buffer;
}

export const ok = (body: unknown, status = 200): Answer => ({ status, body });
export const done = (): Answer => ({ status: 204 });

export const refuse = (status: number, code: string, detail: string, fields: { field: string; code: string; message?: string }[] = []): Answer => ({
  status, body: { type: `/problems/${code}`, title: detail, status, code, detail, fields },
});
export const notFound = () => refuse(404, "not_found", "Không tìm thấy.");

export function paged<T>(items: T[], url: URL, standard: number) {
  const start = Number(url.searchParams.get("after") ?? 0);
  const limit = Number(url.searchParams.get("limit") ?? standard);
  const next = start + limit < items.length ? String(start + limit) : undefined;
  return ok({ items: items.slice(start, start + limit), next });
}
