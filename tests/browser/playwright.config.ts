import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";

/** Debian's Chromium, in Vietnamese, quiet on the network. */
export const browser: PlaywrightTestConfig["use"] = {
  locale: "vi-VN",
  timezoneId: "Asia/Ho_Chi_Minh",
  serviceWorkers: "block",
  trace: "off",
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"],
  },
};

// Both built apps on the mock API; server/ has the tests against the real program.
export default defineConfig({
  testDir: ".",
  outputDir: "../../web/node_modules/.cache/browser-tests",
  globalSetup: "./set-up.ts",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Limits, not pauses: what is there goes on at once, and a busy machine fails nothing.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["./closing-line.ts"]],
  use: browser,
  projects: [
    { name: "phone", use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, testMatch: "citizen/*.spec.ts" },
    { name: "desktop", use: { viewport: { width: 1366, height: 768 } }, testMatch: ["staff/*.spec.ts", "lighthouse/*.spec.ts", "citizen/keyboard.spec.ts", "budget.spec.ts"] },
  ],
});
