import { join } from "node:path";

import { serveMock } from "../../web/packages/test-kit/src/index";

/** Starts the mock unless MOTCUA_URL names a server; tests read the address from MOTCUA_URL either way. */
export default async function setUp() {
  if (process.env.MOTCUA_URL) return undefined;
  const { url, server } = await serveMock(join(__dirname, "../../web/apps"));
  process.env.MOTCUA_URL = url;
  process.env.MOTCUA_MOCK = "1";
  return () => {
    server.closeAllConnections();
    server.close();
  };
}
