import { Agent, request } from "node:http";

import { password } from "../../api/support/server";

export interface Reply {
  status: number;
  json: any;
}

/** An officer whose server may be gone at any moment: sends the same again until there is an answer. */
export class Desk {
  private cookie = "";
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });

  constructor(readonly address: () => string, readonly username: string) {}

  async signIn(): Promise<this> {
    const { status, json } = await insist(() => this.send("POST", "/api/session", { username: this.username, password }));
    if (status !== 200) throw new Error(`sign-in of ${this.username}: ${status} ${JSON.stringify(json)}`);
    return this;
  }

  /** One attempt; rejects when there is no whole answer. */
  send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const isRaw = Buffer.isBuffer(body);
    const bytes = body === undefined ? undefined : isRaw ? (body as Buffer) : Buffer.from(JSON.stringify(body));
    const all: Record<string, string> = { Cookie: this.cookie, ...headers };
    if (bytes) all["Content-Length"] = String(bytes.length);
    if (bytes && !isRaw) all["Content-Type"] = "application/json";
    return new Promise((resolve, reject) => {
      const asked = request(this.address() + path, { method, headers: all, agent: this.agent, timeout: 40_000 }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("close", () => (response.complete ? undefined : reject(new Error("half an answer"))));
        response.on("end", () => {
          for (const field of response.headers["set-cookie"] ?? []) if (field.startsWith("motcua_session=")) this.cookie = field.split(";")[0]!;
          const text = Buffer.concat(parts).toString("utf8");
          const isJson = /json/.test(response.headers["content-type"] ?? "");
          resolve({ status: response.statusCode!, json: isJson ? JSON.parse(text) : text });
        });
      });
      asked.on("timeout", () => asked.destroy(new Error("no answer for 40 seconds")));
      asked.on("error", reject);
      asked.end(bytes);
    });
  }

  get cookies() {
    return this.cookie;
  }

  close() {
    this.agent.destroy();
  }
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** "Later, please": the honest answers of a server that cannot work now. */
export const isLater = (status: number) => status === 503 || status === 429 || status === 502 || status === 504;

/** Until there is an answer other than "later". `told` hears of every attempt. */
export async function insist(attempt: () => Promise<Reply>, told: (outcome: number | "gone") => void = () => {}, patience = 120_000): Promise<Reply> {
  const until = Date.now() + patience;
  for (;;) {
    let reply: Reply | undefined;
    try {
      reply = await attempt();
      told(reply.status);
    } catch (error) {
      told("gone");
      if (Date.now() > until) throw error;
    }
    if (reply && !isLater(reply.status)) return reply;
    if (Date.now() > until) throw new Error(`no answer but ${reply?.status} for ${patience / 1000} s`);
    await pause(20 + Math.random() * 60);
  }
}
