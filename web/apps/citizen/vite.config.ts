import { defineConfig } from "vite";

import { compress, quiet } from "../../vite/compress.ts";
import { mockApi } from "../../vite/mock.ts";
import { serviceWorker } from "../../vite/worker.ts";
import { zaloConfig } from "../../vite/zalo.ts";

const title = "Trung tâm Phục vụ hành chính công";

// One source, two builds: the web app, and with `--mode zalo` the Mini App (VITE_API_BASE names the server it talks to).
export default defineConfig(({ mode }) => {
  const isZalo = mode === "zalo";
  return {
    base: isZalo ? "./" : "/",
    publicDir: isZalo ? false : "public",
    define: isZalo ? { "import.meta.env.VITE_ZALO": '"1"' } : {},
    resolve: {
      alias: [
        { find: "react/jsx-runtime", replacement: "preact/jsx-runtime" },
        { find: "react/jsx-dev-runtime", replacement: "preact/jsx-runtime" },
        { find: "react-dom/client", replacement: "preact/compat/client" },
        { find: /^react-dom$/, replacement: "preact/compat" },
        { find: /^react$/, replacement: "preact/compat" },
      ],
    },
    build: {
      target: "es2019", cssTarget: "chrome80", assetsInlineLimit: 0, modulePreload: { polyfill: false }, outDir: isZalo ? "zalo/dist" : "dist", cssCodeSplit: !isZalo,
      rolldownOptions: {
        onwarn: quiet,
        output: isZalo ? { entryFileNames: "assets/[name].[hash].module.js", chunkFileNames: "assets/[name].[hash].module.js", assetFileNames: "assets/[name].[hash][extname]" } : {},
      },
    },
    server: { proxy: mode === "mock" ? undefined : { "/api": process.env.MOTCUA_URL ?? "http://127.0.0.1:8080" } },
    plugins: [...(isZalo ? [zaloConfig(title)] : [serviceWorker("worker.js"), compress()]), mode === "mock" && mockApi()],
  };
});
