import { join } from "node:path";

import { serveMock } from "../../web/packages/test-kit/src/index";

/** Starts the mock; tests read its address from MOTCUA_URL. */
export default async function setUp() {
  const { url, server } = await serveMock(join(__dirname, "../../web/apps"));
  process.env.MOTCUA_URL = url;
  return () => {
    server.closeAllConnections();
    server.close();
  };
}
