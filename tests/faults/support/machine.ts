import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { stage } from "../../api/support/server";

// What only root may do. A machine where nobody may has the tests that need it passed over, and told so.

const isRoot = process.getuid!() === 0;
const prefix = isRoot ? [] : ["sudo", "-n"];

const mayBeRoot = isRoot || spawnSync("sudo", ["-n", "true"]).status === 0;

export function asRoot(command: string, ...args: string[]): string {
  const [first, ...rest] = [...prefix, command, ...args];
  return execFileSync(first!, rest, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Whether a small disk can be made here: root may not everywhere, a container can forbid it. */
export const mayMount = mayBeRoot && canMount();

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "motcua-mount-"));
  try {
    asRoot("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder);
    asRoot("umount", folder);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}

const disks: SmallDisk[] = [];

/** A small disk of its own: a tmpfs. */
export class SmallDisk {
  readonly path = join(stage(), `disk-${process.pid}-${disks.length}`);

  constructor(megabytes: number, contents?: string) {
    disks.push(this);
    mkdirSync(this.path);
    asRoot("mount", "-t", "tmpfs", "-o", `size=${megabytes}m,mode=777`, "tmpfs", this.path);
    if (contents) asRoot("cp", "-a", `${contents}/.`, this.path);
  }

  /** Fills it to the last byte, but for `spare` kilobytes. */
  fill(spare = 0) {
    spawnSync("dd", ["if=/dev/zero", `of=${this.ballast}`, "bs=64k"]);
    if (spare > 0) asRoot("truncate", "-s", `-${spare * 1024}`, this.ballast);
  }

  clear() {
    writeFileSync(this.ballast, "");
  }

  static removeAll() {
    for (const disk of disks.splice(0)) asRoot("umount", "-l", disk.path);
  }

  private get ballast() {
    return join(this.path, "ballast");
  }
}
