import { defineConfig } from "@playwright/test";

import { password } from "../../api/support/server";
import { browser } from "../playwright.config";

process.env.MOTCUA_PASSWORD = password;

// What pages look like and offer does not depend on the database: on the second engine dossiers live their lives, and a citizen follows one.
const looksOnly = ["accessible", "administration", "assistant", "assisted", "together"].map((name) => `${name}.spec.ts`);

// Both built apps in front of the real program: every worker has a server of its own with the sample city, on each engine.
export default defineConfig({
  testDir: ".",
  outputDir: "../../../web/node_modules/.cache/browser-server-tests",
  globalSetup: "../../api/prepare.ts",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["../closing-line.ts"]],
  use: { ...browser, actionTimeout: 30_000, viewport: { width: 1366, height: 768 } },
  projects: (process.env.MOTCUA_DATABASES ?? "sqlite postgres").split(" ").map((name, i) => ({ name, testIgnore: i > 0 ? looksOnly : [] })),
});
