import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { compress, quiet } from "../../vite/compress.ts";
import { mockApi } from "../../vite/mock.ts";

export default defineConfig(({ mode }) => ({
  base: "/noi-bo/",
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, rolldownOptions: { onwarn: quiet } },
  server: { proxy: mode === "mock" ? undefined : { "/api": process.env.MOTCUA_URL ?? "http://127.0.0.1:8080" } },
  plugins: [react(), compress(), mode === "mock" && mockApi()],
}));
