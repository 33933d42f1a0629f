import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

import { choicePage, citizens } from "./citizens";
import { SigningKey } from "./faults";
import { bodyOf, send, type Client } from "./vneid";

/**
 * The national portal's sign-in as WSO2 serves it: no discovery, the secret in the body of the token request, user info by POST, no heed to
 * PKCE or nonce, and numbers as texts.
 */
export class Portal {
  readonly server: Server;
  issuer = "";
  private readonly key = new SigningKey("wso2-1");
  private readonly codes = new Map<string, { sub: string; redirect: string; at: number }>();
  private readonly tokens = new Map<string, string>();

  constructor(private readonly client: Client) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve) => {
      this.server.listen(port, "127.0.0.1", () => {
        this.issuer = `http://127.0.0.1:${(this.server.address() as { port: number }).port}/oauth2/token`;
        resolve();
      });
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, "http://portal");
    switch (`${request.method} ${url.pathname}`) {
      case "GET /oauth2/authorize": {
        const redirect = url.searchParams.get("redirect_uri");
        if (url.searchParams.get("client_id") !== this.client.id || redirect !== `${this.client.app}/api/public/v1/identity/portal/callback`) return send(response, 400, "invalid client");
        response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
        return void response.end(choicePage("Cổng Dịch vụ công quốc gia (thử nghiệm)", `/commonauth?${url.searchParams}`));
      }
      case "POST /commonauth": {
        const sub = new URLSearchParams(await bodyOf(request)).get("sub") ?? "";
        const code = randomBytes(16).toString("hex");
        const redirect = url.searchParams.get("redirect_uri")!;
        this.codes.set(code, { sub, redirect, at: Date.now() });
        const back = new URLSearchParams({ code, state: url.searchParams.get("state") ?? "", session_state: randomBytes(8).toString("hex") });
        response.writeHead(302, { Location: `${redirect}?${back}` });
        return void response.end();
      }
      case "POST /oauth2/token": return this.exchange(new URLSearchParams(await bodyOf(request)), response);
      case "POST /oauth2/userinfo": {
        const sub = this.tokens.get((request.headers.authorization ?? "").replace("Bearer ", ""));
        const known = citizens.find((one) => one.sub === sub);
        if (!known) return send(response, 401, { error: "invalid_token" });
        const texts = Object.fromEntries(Object.entries(known.claims).map(([name, value]) => [name, String(value)]));
        return send(response, 200, { sub, ...texts, loginIdp: "BCA" });
      }
      case "GET /oauth2/jwks": return send(response, 200, { keys: [this.key.publicJwk] });
      case "GET /oidc/logout":
        response.writeHead(302, { Location: url.searchParams.get("post_logout_redirect_uri") ?? "/" });
        return void response.end();
      default: return send(response, 404, { error: "not_found" });
    }
  }

  private exchange(form: URLSearchParams, response: ServerResponse) {
    if (form.get("client_id") !== this.client.id || form.get("client_secret") !== this.client.secret) return send(response, 401, { error: "invalid_client" });
    const known = this.codes.get(form.get("code") ?? "");
    this.codes.delete(form.get("code") ?? "");
    if (!known || known.redirect !== form.get("redirect_uri") || Date.now() - known.at > 300_000) return send(response, 400, { error: "invalid_grant" });
    const now = Math.floor(Date.now() / 1000);
    const access_token = randomBytes(16).toString("hex");
    this.tokens.set(access_token, known.sub);
    const id_token = this.key.token({ iss: this.issuer, sub: known.sub, aud: [this.client.id], azp: this.client.id, iat: now, exp: now + 3600 });
    send(response, 200, { access_token, refresh_token: randomBytes(16).toString("hex"), scope: "openid", id_token, token_type: "Bearer", expires_in: 3600 });
  }
}
