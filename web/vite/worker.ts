import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Plugin } from "vite";

/** Writes sw.js with the list of what the app is made of, so that it opens without a line. Other languages are left to the line. */
export function serviceWorker(source: string): Plugin {
  let root = "";
  return {
    name: "service-worker",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    writeBundle({ dir }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css|svg|woff2)$/.test(name) && !/\/en-/.test(name)).toSorted();
      const files = ["/", ...names.map((name) => `/${name}`)];
      const page = readFileSync(join(dir!, "index.html"));
      const version = createHash("sha256").update(files.join("\n")).update(page).digest("hex").slice(0, 12);
      const text = readFileSync(join(root, source), "utf8").replace("const files = [];", `const files = ${JSON.stringify(files)};`).replace('const version = "";', `const version = "${version}";`);
      writeFileSync(join(dir!, "sw.js"), text);
    },
  };
}
