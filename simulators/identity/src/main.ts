import { createServer } from "node:http";

import { tokenFaults } from "./faults";
import { Portal } from "./portal";
import { bodyOf, send, Vneid } from "./vneid";
import { ZaloGraph } from "./zalo";

// Where the sample city's citizens sign in: VNeID at --port, the national portal at the next one, Zalo's graph at the one after, and at the
// fourth what tests tell them to do. Port 0 takes any four. Prints one line of JSON when all of them listen.
const argument = (name: string, otherwise: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1]!;
};

const port = Number(argument("port", "8090"));
const client = { id: "motcua", secret: argument("secret", "motcua-thu-nghiem"), app: argument("app", "http://127.0.0.1:8080") };
const vneid = new Vneid(client);
const portal = new Portal(client);
const zalo = new ZaloGraph();

const control = createServer(async (request, response) => {
  const wish = request.method === "POST" ? JSON.parse((await bodyOf(request)) || "{}") : {};
  switch (request.url) {
    case "/rotate": vneid.rotate(); break;
    case "/fault":
      if (!tokenFaults.includes(wish.fault)) return send(response, 400, { error: "no such fault" });
      vneid.fault = wish.fault;
      break;
    case "/down": vneid.isDown = wish.down === true; break;
    case "/app": vneid.appReallyAt = wish.url; break;
    case "/logout-token": return send(response, 200, { token: vneid.logoutToken(wish) });
    case "/last-logout-token": return send(response, 200, { token: vneid.lastLogoutToken ?? null });
    case "/phone-token": return send(response, 200, { token: zalo.phoneToken() });
    default: return send(response, 404, { error: "no such wish" });
  }
  send(response, 200, {});
});

const next = (step: number) => (port === 0 ? 0 : port + step);
await vneid.listen(port);
await portal.listen(next(1));
await zalo.listen(next(2));
await new Promise<void>((resolve) => control.listen(next(3), "127.0.0.1", () => resolve()));
const controlUrl = `http://127.0.0.1:${(control.address() as { port: number }).port}`;
console.log(JSON.stringify({ vneid: vneid.issuer, portal: portal.issuer, zalo: zalo.url, zalo_secret: zalo.secret, control: controlUrl }));

for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(0));
// Whoever started this is gone: so is the reason to be here.
const parent = process.ppid;
if (process.argv.includes("--with-parent")) setInterval(() => process.ppid === parent || process.exit(0), 500).unref();
