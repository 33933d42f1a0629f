import { defineConfig } from "@playwright/test";

import api from "../api/playwright.config";

// What must survive: the program is killed, not stopped.
export default defineConfig({
  ...api,
  testDir: ".",
  outputDir: "../../web/node_modules/.cache/fault-tests",
  globalSetup: "../api/prepare.ts",
  workers: process.env.MOTCUA_FAULTS === "long" ? 1 : 2,
  forbidOnly: true,
  timeout: process.env.MOTCUA_FAULTS === "long" ? 7_200_000 : 600_000,
  reporter: [["list"], ["../browser/closing-line.ts"]],
  projects: api.projects!.map(({ name }) => ({ name })),
});
