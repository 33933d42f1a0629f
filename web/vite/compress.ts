import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import type { Plugin } from "vite";

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

/** Writes .br and .gz beside every text of the build, so that the server only has to send. Pages with `{{…}}` are filled in by the server and stay as they are. */
export function compress(): Plugin {
  let folder = "";
  return {
    name: "compress",
    apply: "build",
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    writeBundle() {
      for (const path of filesUnder(folder).filter((p) => /\.(html|js|css|svg|json|webmanifest)$/.test(p))) {
        const bytes = readFileSync(path);
        if (bytes.length < 512 || (path.endsWith(".html") && bytes.includes("{{"))) continue;
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}

/** Leaves out the one warning that every file of some packages gives: they mark themselves for servers that render pages. */
export function quiet(warning: { code?: string }, pass: (warning: never) => void) {
  if (warning.code !== "MODULE_LEVEL_DIRECTIVE") pass(warning as never);
}
