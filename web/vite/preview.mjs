// Both built apps over the mock API: `npm run preview`, then http://127.0.0.1:8090/ and /noi-bo/.
import { fileURLToPath } from "node:url";

import { createServer } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const vite = await createServer({ root, configFile: false, appType: "custom", server: { middlewareMode: true, hmr: false, ws: false, watch: null }, optimizeDeps: { noDiscovery: true } });
const { serveMock } = await vite.ssrLoadModule("@motcua/test-kit");
const { url } = await serveMock(`${root}/apps`, Number(process.env.PORT ?? 8090));
console.log(url);
