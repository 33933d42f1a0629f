import type { Plugin } from "vite";

/** The mock API of the test kit inside Vite's own server: `npm run dev -w @motcua/citizen -- --mode mock`. */
export function mockApi(): Plugin {
  return {
    name: "mock-api",
    apply: "serve",
    async configureServer(server) {
      const { mockHandler } = (await server.ssrLoadModule("@motcua/test-kit")) as typeof import("../packages/test-kit/src/index");
      const handle = mockHandler();
      server.middlewares.use((request, response, next) => void handle(request, response).then((isDone) => isDone || next()));
    },
  };
}
