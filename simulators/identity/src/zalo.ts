import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

import { send } from "./vneid";

/** graph.zalo.me as the server of a Mini App asks it: errors come with 200, a phone token is good once and for two minutes. */
export class ZaloGraph {
  readonly server: Server;
  readonly secret = "bi-mat-ung-dung-thu-nghiem";
  private readonly phoneTokens = new Map<string, number>();

  constructor() {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve) => this.server.listen(port, "127.0.0.1", () => resolve()));
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  /** What getPhoneNumber() would give the Mini App. */
  phoneToken(): string {
    const token = `so-dien-thoai-${Math.random().toString(36).slice(2)}`;
    this.phoneTokens.set(token, Date.now());
    return token;
  }

  private answer(request: IncomingMessage, response: ServerResponse) {
    const accessToken = String(request.headers["access_token"] ?? "");
    const user = /^nguoi-dung-(\d+)$/.exec(accessToken);
    const refuse = (error: number, message: string) => send(response, 200, { error, message });
    if (!user) return refuse(452, "Session key invalid");
    if (request.headers["appsecret_proof"] !== createHmac("sha256", this.secret).update(accessToken).digest("hex")) return refuse(-242, "Invalid appsecret_proof provided in the API argument");
    if (request.url!.startsWith("/v2.0/me?"))
      return send(response, 200, { error: 0, message: "Success", id: `55217727971758${user[1]!.padStart(5, "0")}`, name: `Người dùng ${user[1]}`, picture: { data: { url: "https://example.vn/a.png" } }, is_sensitive: false });
    if (request.url === "/v2.0/me/info") {
      const token = String(request.headers["code"] ?? "");
      const at = this.phoneTokens.get(token);
      this.phoneTokens.delete(token);
      if (request.headers["secret_key"] !== this.secret) return refuse(-1, "Invalid secret key");
      if (!at || Date.now() - at > 120_000) return refuse(-501, "Token is invalid or expired");
      return send(response, 200, { data: { number: `849000010${user[1]!.padStart(2, "0")}` }, error: 0, message: "Success" });
    }
    return refuse(404, "not found");
  }
}
