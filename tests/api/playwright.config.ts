import { defineConfig } from "@playwright/test";

// The real program over HTTP. Every file has a server and a database of its own; MOTCUA_DATABASES chooses the engines.
export default defineConfig({
  testDir: ".",
  outputDir: "../../web/node_modules/.cache/api-tests",
  globalSetup: "./prepare.ts",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  reporter: [["list"], ["../browser/closing-line.ts"]],
  projects: (process.env.MOTCUA_DATABASES ?? "sqlite postgres").split(" ").map((name, i) => ({ name, testIgnore: i > 0 ? "hostile-clients.spec.ts" : [] })),
});
