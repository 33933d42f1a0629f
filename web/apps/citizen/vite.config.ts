import { defineConfig } from "vite";

import { compress, quiet } from "../../vite/compress.ts";
import { mockApi } from "../../vite/mock.ts";

export default defineConfig(({ mode }) => ({
  base: "/",
  resolve: {
    alias: [
      { find: "react/jsx-runtime", replacement: "preact/jsx-runtime" },
      { find: "react/jsx-dev-runtime", replacement: "preact/jsx-runtime" },
      { find: "react-dom/client", replacement: "preact/compat/client" },
      { find: /^react-dom$/, replacement: "preact/compat" },
      { find: /^react$/, replacement: "preact/compat" },
    ],
  },
  build: { target: "es2019", cssTarget: "chrome80", assetsInlineLimit: 0, modulePreload: { polyfill: false }, rolldownOptions: { onwarn: quiet } },
  server: { proxy: mode === "mock" ? undefined : { "/api": process.env.MOTCUA_URL ?? "http://127.0.0.1:8080" } },
  plugins: [compress(), mode === "mock" && mockApi()],
}));
