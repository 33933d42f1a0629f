import { expect } from "@playwright/test";
import { Agent, request as httpRequest, type IncomingHttpHeaders } from "node:http";

import type { Contract } from "./schema";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  /** The body as JSON; fails when it is none. */
  json: any;
  text: string;
}

export interface Sending {
  json?: unknown;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 128 });

/** A browser of an officer or of a citizen: keeps its cookies and holds every answer against the OpenAPI document. */
export class Client {
  readonly cookies = new Map<string, string>();
  /** Sent with every request, for instance the address of a client behind the proxy. */
  headers: Record<string, string> = {};

  constructor(readonly url: string, private readonly contract: Contract) {}

  get = (path: string, sending: Sending = {}) => this.send("GET", path, sending);
  post = (path: string, json?: unknown, sending: Sending = {}) => this.send("POST", path, { json: json ?? {}, ...sending });
  delete = (path: string) => this.send("DELETE", path, {});

  async send(method: string, path: string, sending: Sending): Promise<Answer> {
    const body = sending.json === undefined ? sending.body : JSON.stringify(sending.json);
    const headers: Record<string, string> = { ...this.headers };
    if (this.cookies.size > 0) headers["Cookie"] = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (sending.json !== undefined) headers["Content-Type"] = "application/json";
    if (body !== undefined) headers["Content-Length"] = String(Buffer.byteLength(body));
    Object.assign(headers, sending.headers);
    const answer = await exchange(this.url + path, method, headers, body);
    this.keepCookies(answer.headers["set-cookie"] ?? []);
    const contentType = answer.headers["content-type"] ?? "";
    const given = { method, path: decodeURI(path.split("?")[0]!), status: answer.status, contentType, body: answer.bytes };
    expect(this.contract.faults(given)).toEqual([]);
    return answer;
  }

  private keepCookies(fields: string[]) {
    for (const field of fields) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(field)!;
      if (value === "") this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
  }
}

function exchange(url: string, method: string, headers: Record<string, string>, body?: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => resolve(new Received(response.statusCode!, response.headers, Buffer.concat(parts))));
    });
    request.on("error", reject);
    request.end(body);
  });
}

class Received implements Answer {
  constructor(readonly status: number, readonly headers: IncomingHttpHeaders, readonly bytes: Buffer) {}

  get text() {
    return this.bytes.toString("utf8");
  }

  get json() {
    return JSON.parse(this.text);
  }
}

/** The JSON of an answer that says yes. */
export function done(answer: Answer, status?: number): any {
  if (answer.status >= 300) throw new Error(`expected success, got ${answer.status}: ${answer.text}`);
  if (status !== undefined) expect(answer.status).toBe(status);
  return answer.bytes.length > 0 ? answer.json : undefined;
}

/** The answer says no, with this stable code and a sentence for people; `field` names a field and its code. */
export function refused(answer: Answer, status: number, code: string, field?: [name: string, code: string]): any {
  const problem = answer.status >= 300 ? answer.json : {};
  expect.soft({ status: answer.status, code: problem.code, fields: problem.fields }).toMatchObject({ status, code });
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect(problem.detail, "a sentence in Vietnamese").toMatch(vietnamese);
  for (const one of problem.fields ?? []) expect(one.message, `a sentence for ${one.code}`).toMatch(vietnamese);
  if (field) expect(problem.fields).toEqual(expect.arrayContaining([expect.objectContaining({ field: field[0], code: field[1] })]));
  return problem;
}

const vietnamese = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i;
