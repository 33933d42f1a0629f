import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

import { mockHandler } from "./mock";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".json": "application/json", ".webmanifest": "application/manifest+json", ".png": "image/png",
};

const policy = (style: string) =>
  `default-src 'self'; script-src 'self'; style-src 'self'${style}; img-src 'self' blob:; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** The page of an app as the real server sends it: its own content security policy, the nonce filled in. */
function page(file: string, response: ServerResponse) {
  const nonce = randomBytes(16).toString("base64");
  const text = readFileSync(file, "utf8");
  const isStaff = text.includes("{{nonce}}");
  response.writeHead(200, { "content-type": types[".html"]!, "cache-control": "no-cache", "content-security-policy": policy(isStaff ? ` 'nonce-${nonce}'` : "") });
  response.end(text.replaceAll("{{nonce}}", nonce));
}

function serveFile(request: IncomingMessage, response: ServerResponse, apps: string) {
  const path = normalize(new URL(request.url ?? "/", "http://x").pathname);
  const isStaff = path.startsWith("/noi-bo/") || path === "/noi-bo";
  const root = join(apps, isStaff ? "staff" : "citizen", "dist");
  const file = join(root, isStaff ? path.slice("/noi-bo".length) : path);
  if (!existsSync(file) || statSync(file).isDirectory()) return page(join(root, "index.html"), response);
  const packed = String(request.headers["accept-encoding"]).includes("br") && existsSync(`${file}.br`);
  response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream", ...(packed ? { "content-encoding": "br" } : {}) });
  response.end(readFileSync(packed ? `${file}.br` : file));
}

/** Both built apps and the mock API on one port of this machine. */
export async function serveMock(apps: string, port = 0): Promise<{ url: string; server: Server }> {
  const handle = mockHandler();
  const server = createServer((request, response) => {
    void handle(request, response).then((isDone) => isDone || serveFile(request, response, apps));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
