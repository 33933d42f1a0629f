import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Plugin } from "vite";

/** Writes app-config.json, by which Zalo makes its own page: the styles and the script that begins. */
export function zaloConfig(title: string): Plugin {
  return {
    name: "zalo-config",
    apply: "build",
    writeBundle({ dir }, bundle) {
      const outputs = Object.values(bundle);
      const listSyncJS = outputs.filter((output) => output.type === "chunk" && output.isEntry).map((output) => output.fileName);
      const listCSS = outputs.filter((output) => output.fileName.endsWith(".css")).map((output) => output.fileName);
      writeFileSync(join(dir!, "app-config.json"), JSON.stringify({ app: { title, headerColor: "#a5121b", textColor: "white" }, listCSS, listSyncJS, listAsyncJS: [] }, null, 2));
    },
  };
}
