import { readFileSync } from "node:fs";
import { extname, join } from "node:path";

import type { BrowserContext, Route } from "playwright-core";

// The host of Mini Apps as far as a test needs it: its page at its address, its bridge answering the SDK. Nothing leaves the machine.

export const zaloHome = "https://h5.zdn.vn/zapps/123456789";
const types: Record<string, string> = { ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

const cors = { "access-control-allow-origin": "https://h5.zdn.vn", "access-control-allow-headers": "authorization, content-type, idempotency-key, x-file-name", "access-control-allow-methods": "GET, POST, DELETE", "access-control-expose-headers": "x-kept-at" };

export interface ZaloHost {
  /** Asked for and not known: nothing of it was sent. */
  strangers: string[];
  /** Takes the line away, or gives it back: the page learns of it as a phone would tell. */
  cut(is: boolean): Promise<void>;
}

interface HostOptions {
  /** What Zalo gives the Mini App for the person who holds the phone. */
  accessToken?: string;
  phoneToken?: string;
  /** The server itself says which pages may ask it, and is asked before (CORS); else everything may. */
  asksBefore?: boolean;
}

/** Serves the Mini App of `folder` at Zalo's address, and its API from `server`. */
export async function hostZalo(context: BrowserContext, folder: string, server: string, options: HostOptions = {}): Promise<ZaloHost> {
  const { accessToken = "thu-nghiem", phoneToken = "thu-nghiem", asksBefore = false } = options;
  const strangers: string[] = [];
  let isCut = false;
  const config = JSON.parse(readFileSync(join(folder, "app-config.json"), "utf8")) as { listCSS: string[]; listSyncJS: string[] };
  const page = `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><base href="/zapps/123456789/">
    ${config.listCSS.map((path) => `<link rel="stylesheet" href="${path}">`).join("")}</head><body><div id="app"></div>${config.listSyncJS.map((path) => `<script type="module" src="${path}"></script>`).join("")}</body></html>`;
  const file = (route: Route, path: string) => {
    const type = types[extname(path)];
    return type ? route.fulfill({ contentType: type, body: readFileSync(join(folder, path)) }) : route.fulfill({ contentType: "text/html", body: page });
  };
  await context.route("**/*", (route) => {
    const url = new URL(route.request().url());
    if (url.href.startsWith(zaloHome)) return file(route, url.pathname.replace(/^\/zapps\/\d+\/?/, ""));
    if (url.pathname.endsWith("/access_token")) return route.fulfill({ headers: cors, contentType: "application/json", body: JSON.stringify({ access_token: accessToken, refresh_token: "", expires_in: "3600" }) });
    if (url.pathname === "/log/async") return route.fulfill({ status: 204, headers: cors });
    if (url.origin === "https://motcua.test") return isCut ? route.abort("internetdisconnected") : relay(route, server + url.pathname + url.search, asksBefore);
    strangers.push(url.href);
    return route.abort();
  });
  await context.addInitScript(bridge, phoneToken);
  return {
    strangers,
    async cut(is) {
      isCut = is;
      await context.setOffline(is);
    },
  };
}

/** Whether the server lets pages of Zalo's address ask this, as a browser finds out before; Playwright's own answer would be yes to all. */
async function isLet(route: Route, address: string): Promise<boolean> {
  const request = route.request();
  const asked = Object.keys(request.headers()).filter((name) => /^(authorization|content-type|idempotency-key|x-)/.test(name) && !name.startsWith("x-devtools"));
  const headers = { origin: "https://h5.zdn.vn", "access-control-request-method": request.method(), "access-control-request-headers": asked.join(", ") };
  const answer = await fetch(address, { method: "OPTIONS", headers });
  const names = (answer.headers.get("access-control-allow-headers") ?? "").toLowerCase().split(/,\s*/);
  return answer.ok && answer.headers.get("access-control-allow-origin") === "https://h5.zdn.vn" && asked.every((name) => names.includes(name));
}

async function relay(route: Route, address: string, asksBefore: boolean) {
  const request = route.request();
  if (request.method() === "OPTIONS") return route.fulfill({ status: 204, headers: cors });
  if (asksBefore && !(await isLet(route, address))) return route.abort("accessdenied");
  const { host: _, origin: __, referer: ___, cookie: ____, ...headers } = request.headers();
  if (asksBefore) headers.origin = "https://h5.zdn.vn";
  const body = request.postDataBuffer();
  const response = await fetch(address, { method: request.method(), headers, body: body ? new Uint8Array(body) : undefined });
  // What fetch has unpacked already is not packed any more.
  const { "content-encoding": _____, "content-length": ______, ...answered } = Object.fromEntries(response.headers);
  return route.fulfill({ status: response.status, headers: { ...answered, ...(asksBefore ? {} : cors) }, body: Buffer.from(await response.arrayBuffer()) });
}

/** Answers the SDK as the app of Zalo does: with what was signed in there, and an empty yes to the rest. */
function bridge(phoneToken: string) {
  const cookies = ["zoauth", "zoauth_vrf", "zlink3rd"].map((name) => ({ name: `h5.zdn.vn_${name}`, value: "thu-nghiem" }));
  const asked: string[] = [];
  const jsCall = (_token: string, action: string, _access: string, options: string, callback: string) => {
    asked.push(`${action} ${options}`);
    const [, serial, name] = /"([^"]+)", "([^"]+)"/.exec(callback) ?? [];
    const data = { cookiesOAuthLogins: cookies, miniProgramConfig: {}, token: phoneToken, authSetting: {} };
    setTimeout(() => (window as unknown as { onNativeMessage(serial?: string, name?: string): (result: string) => void }).onNativeMessage(serial, name)(JSON.stringify({ error_code: 0, action, data })), 5);
  };
  Object.assign(window, { ZaloJavaScriptInterface: { jsCall, jsH5EventCallback() {} }, ZJSBridge: {}, APP_ID: "123456789", askedOfZalo: asked });
}
