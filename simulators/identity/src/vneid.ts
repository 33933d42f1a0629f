import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import Provider from "oidc-provider";

import { choicePage, citizens, claimNames } from "./citizens";
import { partsOf, SigningKey, spoiled, type TokenFault } from "./faults";

export interface Client {
  id: string;
  secret: string;
  /** The address that the application has in redirects. */
  app: string;
}

/** A provider like VNeID's: the certified oidc-provider with the national claims, before it a layer that can spoil what it says. */
export class Vneid {
  readonly server: Server;
  issuer = "";
  /** Spoils the next ID token. */
  fault?: TokenFault;
  isDown = false;
  /** Where back-channel logouts really go, when the application's own address does not lead there. */
  appReallyAt?: string;
  lastLogoutToken?: string;
  private key = new SigningKey("khoa-1");
  private readonly original = this.key;
  /** What the provider itself signed, by what went out in its place. */
  private readonly resigned = new Map<string, string>();
  private provider!: Provider;

  constructor(private readonly client: Client) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve) => {
      this.server.listen(port, "127.0.0.1", () => {
        this.issuer = `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
        this.provider = this.build();
        resolve();
      });
    });
  }

  /** From now on tokens are signed with another key, and only that one is published. */
  rotate() {
    this.key = new SigningKey(`khoa-${Number(this.key.kid.split("-")[1]) + 1}`);
  }

  logoutToken(change: object = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
    return this.key.token({ iss: this.issuer, aud: this.client.id, sub: citizens[0]!.sub, iat: now, exp: now + 120, jti: `${now}-${Math.random()}`, events, ...change }, { typ: "logout+jwt" });
  }

  private build(): Provider {
    const { client } = this;
    const provider = new Provider(this.issuer, {
      clients: [{
        client_id: client.id, client_secret: client.secret, redirect_uris: [`${client.app}/api/public/v1/identity/vneid/callback`],
        post_logout_redirect_uris: [`${client.app}/`], backchannel_logout_uri: `${client.app}/api/public/v1/identity/vneid/logout`,
        backchannel_logout_session_required: true, token_endpoint_auth_method: "client_secret_basic",
      }],
      jwks: { keys: [this.original.privateJwk as never] },
      cookies: { keys: ["thu-nghiem"] },
      claims: { openid: ["sub", ...claimNames] },
      pkce: { required: () => true },
      features: {
        devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, revocation: { enabled: true }, introspection: { enabled: true },
        rpInitiatedLogout: { enabled: true, logoutSource: (ctx: any, form: string) => { ctx.body = logoutPage(form); } },
      },
      findAccount: (_: unknown, sub: string) => {
        const known = citizens.find((one) => one.sub === sub);
        return known && { accountId: sub, claims: async () => ({ sub, ...known.claims }) };
      },
      interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
      // Everybody agrees to tell the application who they are.
      loadExistingGrant: async (ctx: any) => {
        const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
        grant.addOIDCScope("openid");
        await grant.save();
        return grant;
      },
      // Its own would not call addresses of this machine.
      fetch: (url: URL | string, options: any) => this.callApp(String(url), options),
      ttl: { Session: 3600, Interaction: 600, Grant: 3600, AccessToken: 1800, IdToken: 1800 },
    } as never);
    provider.on("server_error", (_, error) => console.error(error));
    return provider;
  }

  private async callApp(url: string, { dispatcher: _, ...options }: any) {
    const target = this.appReallyAt ? url.replace(this.client.app, this.appReallyAt) : url;
    const body = new URLSearchParams(String(options.body ?? ""));
    const token = body.get("logout_token");
    if (token) {
      const [header, claims] = partsOf(token);
      this.lastLogoutToken = this.key === this.original ? token : this.key.token(claims, { typ: header.typ });
      body.set("logout_token", this.lastLogoutToken);
    }
    return fetch(target, token ? { ...options, body: body.toString() } : options);
  }

  private async answer(request: IncomingMessage, response: ServerResponse) {
    if (this.isDown) return void request.socket.destroy();
    const path = request.url!.split("?")[0]!;
    if (path.startsWith("/interaction/")) return this.interact(request, response);
    if (path === "/jwks") return void send(response, 200, { keys: [this.key.publicJwk] }, "application/jwk-set+json");
    if (path === "/session/end") for (const [ours, own] of this.resigned) request.url = request.url!.replace(ours, own);
    if (path === "/token") this.watchTokens(response);
    this.provider.callback()(request, response);
  }

  private async interact(request: IncomingMessage, response: ServerResponse) {
    if (request.method === "GET") {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
      return void response.end(choicePage("Đăng nhập VNeID (thử nghiệm)", request.url!));
    }
    const form = new URLSearchParams(await bodyOf(request));
    const result = form.get("refuse") ? { error: "access_denied", error_description: "refused" } : { login: { accountId: form.get("sub") ?? "" } };
    await this.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  private signedAnew(token: string): string {
    const anew = this.key.token(partsOf(token)[1]);
    this.resigned.set(anew, token);
    return anew;
  }

  /** Signs anew after a rotation, and spoils what it was told to spoil. */
  private watchTokens(response: ServerResponse) {
    const end = response.end.bind(response);
    response.end = ((body: unknown, ...rest: any[]) => {
      const text = Buffer.isBuffer(body) ? body.toString() : typeof body === "string" ? body : "";
      if (!text.includes("id_token")) return end(body as never, ...rest);
      const answer = JSON.parse(text);
      if (this.key !== this.original) answer.id_token = this.signedAnew(answer.id_token);
      if (this.fault) answer.id_token = spoiled(answer.id_token, this.fault, this.key);
      this.fault = undefined;
      const changed = JSON.stringify(answer);
      response.setHeader("Content-Length", Buffer.byteLength(changed));
      return end(changed, ...rest);
    }) as never;
  }
}

const logoutPage = (form: string) => `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Đăng xuất</title>
<body>${form}<button form="op.logoutForm" name="logout" value="yes" autofocus>Đăng xuất khỏi VNeID (thử nghiệm)</button>
<button form="op.logoutForm">Ở lại</button></body></html>`;

export function send(response: ServerResponse, status: number, answer: unknown, type = "application/json;charset=UTF-8") {
  response.writeHead(status, { "Content-Type": type });
  response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
