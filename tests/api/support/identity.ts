import { expect } from "@playwright/test";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { City } from "./city";
import { done, type Answer, type Client } from "./client";
import { environment, repository, type Place } from "./server";

/** What redirects say: nobody listens there, the tests carry them to the server. */
export const app = "https://dichvu.example.vn";
const folder = join(repository, "simulators/identity");

export const people = {
  thu: "cong-dan-thu-nghiem-1",
  mau: "cong-dan-thu-nghiem-2",
  elder: "cong-dan-thu-nghiem-3",
  levelOne: "cong-dan-thu-nghiem-4",
  business: "doanh-nghiep-thu-nghiem-5",
};

interface Addresses {
  vneid: string;
  portal: string;
  zalo: string;
  zalo_secret: string;
  control: string;
}

/** The real OpenID provider with sample citizens, in a process of its own. */
export class Identity {
  private constructor(private readonly process: ChildProcess, readonly at: Addresses, private readonly app: string) {}

  /** `at` is where browsers find our application. */
  static async start(at = app): Promise<Identity> {
    if (!existsSync(join(folder, "node_modules"))) throw new Error("npm ci in simulators/identity first");
    const child = spawn("node", ["--import", "tsx", "src/main.ts", "--port", "0", "--app", at, "--with-parent"], { cwd: folder, env: environment, stdio: ["ignore", "pipe", "ignore"] });
    const addresses = await new Promise<Addresses>((resolve, reject) => {
      let said = "";
      child.stdout!.on("data", (part: Buffer) => {
        said += part.toString();
        const line = said.split("\n").find((one) => one.startsWith("{") && one.endsWith("}"));
        if (line) resolve(JSON.parse(line));
      });
      child.on("exit", (status) => reject(new Error(`the identity simulator ended with ${status}`)));
    });
    return new Identity(child, addresses, at);
  }

  /** The flags that make a server use it. */
  flags(place: Place): string[] {
    const file = join(place.folder, "identity.toml");
    const { at } = this;
    writeFileSync(file, `public_address = "${this.app}"
[vneid]
title = "VNeID"
issuer = "${at.vneid}"
client_id = "motcua"
client_secret = "motcua-thu-nghiem"
[portal]
title = "Cổng Dịch vụ công quốc gia"
issuer = "${at.portal}"
authorize_url = "${at.portal.replace("/oauth2/token", "/oauth2/authorize")}"
token_url = "${at.portal}"
keys_url = "${at.portal.replace("/oauth2/token", "/oauth2/jwks")}"
userinfo_url = "${at.portal.replace("/oauth2/token", "/oauth2/userinfo")}"
logout_url = "${at.portal.replace("/oauth2/token", "/oidc/logout")}"
client_id = "motcua"
client_secret = "motcua-thu-nghiem"
client_auth = "post"
acr_values = "LoA1"
user_info = "post"
nonce_is_returned = false
[mini_app]
app_id = "431234567890123456"
app_secret = "${at.zalo_secret}"
graph_url = "${at.zalo}"
`);
    return ["--config", file];
  }

  async tell(wish: string, body: object = {}): Promise<any> {
    const answer = await fetch(`${this.at.control}/${wish}`, { method: "POST", body: JSON.stringify(body) });
    expect(answer.status, wish).toBe(200);
    return answer.json();
  }

  stop() {
    this.process.kill("SIGTERM");
  }
}

/** A citizen's browser at somebody else's site: follows redirects there and keeps its cookies, until one leads to our application. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  async visit(url: string, form?: Record<string, string>): Promise<{ status: number; text: string; location: string }> {
    for (let step = 0; step < 10; ++step) {
      if (url.startsWith(app)) return { status: 303, text: "", location: url };
      const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(url, {
        method: form ? "POST" : "GET", redirect: "manual", headers: cookie ? { Cookie: cookie } : {}, body: form ? new URLSearchParams(form) : null,
      });
      for (const field of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(field)!;
        this.cookies.set(name!, value!);
      }
      const location = answer.headers.get("location");
      if (answer.status < 300 || answer.status >= 400 || !location) return { status: answer.status, text: await answer.text(), location: "" };
      url = new URL(location, url).toString();
      form = undefined;
    }
    throw new Error(`too many redirects: ${url}`);
  }

  /** Chooses who to be at a provider's page; gives the address in our application that the provider sends back to. */
  async chooseAt(providerUrl: string, sub: string, refuse = false): Promise<string> {
    const page = await this.visit(providerUrl);
    if (page.location) return page.location;  // Signed in there already.
    expect(page.status, page.text).toBe(200);
    const action = /action="([^"]+)"/.exec(page.text)![1]!.replaceAll("&amp;", "&");
    const back = await this.visit(new URL(action, providerUrl).toString(), refuse ? { refuse: "1" } : { sub });
    expect(back.location, back.text).toContain(app);
    return back.location;
  }
}

/** The path of an address of our application. */
export const pathOf = (location: string) => location.replace(app, "");

/** As far as the provider's answer: the address that the browser would open next. */
export async function leave(client: Client, sub: string, { provider = "vneid", returnTo = "/", browser = new Browser(), refuse = false } = {}): Promise<string> {
  const left = await client.get(`/api/public/v1/identity/${provider}/sign-in?return_to=${encodeURIComponent(returnTo)}`);
  expect(left.status).toBe(303);
  return pathOf(await browser.chooseAt(left.headers.location!, sub, refuse));
}

export async function signInAs(city: City, sub: string, options: Parameters<typeof leave>[2] = {}): Promise<Client> {
  const client = city.citizen();
  const back = await client.get(await leave(client, sub, options));
  expect({ status: back.status, location: back.headers.location }).toEqual({ status: 303, location: options?.returnTo ?? "/" });
  return client;
}

/** The sign-in did not succeed, and the page that tells why is shown. */
export function notSignedIn(answer: Answer, code: string) {
  expect({ status: answer.status, location: answer.headers.location }).toEqual({ status: 303, location: `/dang-nhap?loi=${code}` });
  expect((answer.headers["set-cookie"] ?? []).filter((field) => field.startsWith("motcua_citizen=") && !field.startsWith("motcua_citizen=;"))).toEqual([]);
}

export const whoIs = async (client: Client) => done(await client.get("/api/public/v1/citizen"), 200).citizen;
