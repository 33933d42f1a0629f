import { defineConfig } from "vitest/config";

const drawn = ["packages/*/src/**/*.test.tsx"];

// What draws is tested over React and over Preact: the officers' app has one, the citizens' the other.
export default defineConfig({
  test: {
    testTimeout: 15_000,
    projects: [
      { extends: true, test: { name: "plain", include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts"] } },
      { extends: true, test: { name: "react", environment: "happy-dom", include: drawn } },
      {
        extends: true,
        resolve: {
          alias: [
            { find: /^react\/jsx(-dev)?-runtime$/, replacement: "preact/jsx-runtime" },
            { find: "react-dom/client", replacement: "preact/compat/client" },
            { find: /^react(-dom)?$/, replacement: "preact/compat" },
          ],
        },
        test: { name: "preact", environment: "happy-dom", include: drawn },
      },
    ],
  },
});
