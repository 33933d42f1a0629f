import { useEffect, useSyncExternalStore } from "react";

import { handleAgain, rememberHandle } from "./handle";

// The part of File System Access that is used here: https://wicg.github.io/file-system-access/
interface FileHandle {
  readonly kind: "file";
  readonly name: string;
  getFile(): Promise<File>;
}
export interface FolderHandle {
  readonly kind: "directory";
  readonly name: string;
  values(): AsyncIterable<FileHandle | { kind: "directory"; name: string }>;
  queryPermission?(wanted: { mode: "read" }): Promise<PermissionState>;
  requestPermission?(wanted: { mode: "read" }): Promise<PermissionState>;
}
type Picker = (options: { id: string; mode: "read" }) => Promise<FolderHandle>;

/** A file that the scanner has laid down and nobody has put on a paper yet. */
export interface Scan {
  id: string;
  name: string;
  size: number;
  file(): Promise<File>;
}

const between = 1500;
const scanned = /\.(pdf|jpe?g|png|webp|heic|tiff?)$/i;
// So many old files are not looked at again each time; scanners that write over their files keep few.
const many = 500;

/** The folder that the scanner of the counter writes to. New files are told once they have stopped growing. */
export class ScanFolder {
  name: string | undefined;
  /** Chosen on another day: the browser wants to be asked once more. */
  waiting: FolderHandle | undefined;
  scans: readonly Scan[] = [];
  failure: string | undefined;
  private handle: FolderHandle | undefined;
  private readonly known = new Map<string, string>();
  private readonly growing = new Map<string, string>();
  private readonly watchers = new Set<() => void>();
  private version = 0;

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => {
      this.watchers.delete(watcher);
    };
  };
  changes = () => this.version;

  /** What lies there already is of no interest. */
  async follow(handle: FolderHandle) {
    this.handle = handle;
    this.name = handle.name;
    this.waiting = undefined;
    this.failure = undefined;
    this.known.clear();
    this.growing.clear();
    await this.each((name, stamp) => this.known.set(name, stamp));
    this.tell();
  }

  leave() {
    this.handle = undefined;
    this.name = undefined;
    this.scans = [];
    this.tell();
  }

  wait(handle: FolderHandle) {
    if (this.handle) return;
    this.waiting = handle;
    this.tell();
  }

  async look() {
    const before = this.scans;
    const followed = this.handle;
    await this.each((name, stamp, file, handle) => {
      if (this.known.get(name) === stamp) return;
      if (file.size === 0 || this.growing.get(name) !== stamp) {
        this.growing.set(name, stamp);
        return;
      }
      this.growing.delete(name);
      this.known.set(name, stamp);
      this.scans = [...this.scans, { id: `${name} ${stamp}`, name, size: file.size, file: () => handle.getFile() }];
    });
    if (this.scans !== before && this.handle === followed) this.tell();
  }

  remove(id: string) {
    this.scans = this.scans.filter((scan) => scan.id !== id);
    this.tell();
  }

  putBack(scan: Scan) {
    this.scans = [scan, ...this.scans.filter(({ id }) => id !== scan.id)];
    this.tell();
  }

  private async each(see: (name: string, stamp: string, file: File, handle: FileHandle) => void) {
    if (!this.handle) return;
    try {
      const found = [];
      for await (const entry of this.handle.values()) if (entry.kind === "file" && scanned.test(entry.name)) found.push(entry);
      const isLarge = found.length > many;
      const asked = found.filter(({ name }) => !isLarge || !this.known.has(name));
      const files = await Promise.all(asked.map(async (handle) => ({ handle, file: await handle.getFile() })));
      for (const { handle, file } of files.toSorted((a, b) => a.file.lastModified - b.file.lastModified)) see(handle.name, `${file.size} ${file.lastModified}`, file, handle);
      if (this.failure) this.tell(undefined);
    } catch {
      this.tell("Không đọc được thư mục quét. Kiểm tra ổ đĩa, mạng hoặc chọn lại thư mục.");
    }
  }

  private tell(failure?: string) {
    this.failure = failure;
    this.version += 1;
    for (const watcher of this.watchers) watcher();
  }
}

const folder = new ScanFolder();
const picker = (globalThis as { showDirectoryPicker?: Picker }).showDirectoryPicker;

async function choose() {
  const handle = await picker?.call(window, { id: "ban-quet", mode: "read" }).catch(() => undefined);
  if (!handle) return;
  await folder.follow(handle);
  void rememberHandle(handle);
}

async function goOn() {
  const { waiting } = folder;
  if (waiting && (await waiting.requestPermission?.({ mode: "read" })) === "granted") await folder.follow(waiting);
}

function stop() {
  folder.leave();
  void rememberHandle(undefined);
}

let isLookedUp = false;
/** The folder of another day, where the browser still knows it. */
async function lookUp() {
  if (isLookedUp || !picker) return;
  isLookedUp = true;
  const handle = await handleAgain<FolderHandle>();
  if (!handle || folder.name) return;
  if ((await handle.queryPermission?.({ mode: "read" })) === "granted") await folder.follow(handle);
  else folder.wait(handle);
}

/** The scan folder of this computer, followed while somebody looks; nothing where the browser gives no folders. */
export function useScanFolder() {
  useSyncExternalStore(folder.watch, folder.changes);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const again = async () => {
      if (document.visibilityState === "visible") await folder.look();
      if (!isOver) timer = setTimeout(() => void again(), between);
    };
    void lookUp();
    void again();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, []);
  return picker && { folder, choose: () => void choose(), goOn: () => void goOn(), stop };
}
