import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

export const repository = join(__dirname, "../../..");
export const program = process.env.MOTCUA_BIN ?? join(repository, "build/dev/motcua");
export const password = "motcua-mau-2026";

/** The program reads MOTCUA_… as settings: those of the suite are not for it. */
export const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("MOTCUA_")));

/** Where one run of the suite keeps what its servers need: made by prepare.ts, removed at the end. */
export const stage = () => process.env.MOTCUA_STAGE!;
export const postgresSocket = () => join(stage(), "postgres");
const pidFolder = () => join(stage(), "pids");

export type Engine = "sqlite" | "postgres";

/** Where a server listens, where its log goes, what variables it has besides ours. */
export interface Surroundings {
  listen?: string;
  logFile?: string;
  env?: Record<string, string>;
}

export class Motcua {
  exit: Promise<number | null>;

  private constructor(private readonly process: ChildProcess, readonly url: string, readonly logFile: string) {
    this.exit = new Promise((resolve) => process.on("exit", (status) => resolve(status)));
    void this.exit.then(() => rmSync(join(pidFolder(), String(process.pid)), { force: true }));
  }

  static async start(args: string[], folder: string, { listen = "127.0.0.1:0", logFile = join(folder, "server.log"), env = {} }: Surroundings = {}): Promise<Motcua> {
    const log = openSync(logFile, "a");
    const child = spawn(program, ["serve", "--listen", listen, ...args], { stdio: ["ignore", "pipe", log], cwd: folder, env: { ...environment, ...env } });
    closeSync(log);
    mkdirSync(pidFolder(), { recursive: true });
    writeFileSync(join(pidFolder(), String(child.pid)), "");
    const url = await new Promise<string>((resolve, reject) => {
      let said = "";
      child.stdout!.on("data", (part: Buffer) => {
        said += part.toString();
        const line = /(http:\/\/[^/]+):(\d+)\//.exec(said);
        if (line) resolve(`${line[1]}:${line[2]}`);
      });
      child.on("exit", (status) => reject(new Error(`motcua ended with ${status}:\n${readFileSync(logFile, "utf8").slice(-2000)}`)));
      child.on("error", reject);
    });
    return new Motcua(child, url, logFile);
  }

  get pid() {
    return this.process.pid!;
  }

  get isAlive() {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  log(): Record<string, string>[] {
    return readFileSync(this.logFile, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  }

  /** Resident memory, in bytes. */
  memory(): number {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.pid}/status`, "utf8"))![1]) * 1024;
  }

  signal(name: NodeJS.Signals) {
    this.process.kill(name);
  }

  async stop(): Promise<number | null> {
    if (this.isAlive) this.process.kill("SIGTERM");
    return this.exit;
  }

  async kill() {
    this.process.kill("SIGKILL");
    await this.exit;
  }
}

/** A database with the sample city and a folder for files, which nobody else has. */
export class Place {
  readonly args: string[];
  readonly messages: string;
  private isOthers = false;

  private constructor(readonly engine: Engine, readonly folder: string, readonly database: string, private readonly drop = () => {}) {
    this.messages = join(folder, "messages.jsonl");
    this.args = ["--database", database, "--files", join(folder, "files"), "--messages-to", this.messages];
  }

  static fresh(engine: Engine, name: string): Place {
    const folder = folderFor(name);
    const unique = basename(folder);
    if (engine === "postgres") {
      sql("postgres", `CREATE DATABASE ${unique} TEMPLATE city`);
      return new Place(engine, folder, postgresUrl(unique), () => sql("postgres", `DROP DATABASE ${unique} WITH (FORCE)`));
    }
    for (const ending of ["", "-wal"])
      if (existsSync(join(stage(), `template/motcua.db${ending}`))) copyFileSync(join(stage(), `template/motcua.db${ending}`), join(folder, `motcua.db${ending}`));
    return new Place(engine, folder, `sqlite:${join(folder, "motcua.db")}`);
  }

  /** A folder for a database that is elsewhere, made and removed by others. */
  static on(database: string, name: string): Place {
    return new Place(database.startsWith("sqlite:") ? "sqlite" : "postgres", folderFor(name), database);
  }

  /** What is in a folder already, which is for others to remove. */
  static in(folder: string): Place {
    const place = new Place("sqlite", folder, `sqlite:${join(folder, "motcua.db")}`);
    place.isOthers = true;
    return place;
  }

  /** The journal of every dossier, proven by the program itself: what it prints and its exit status. */
  verify(): { status: number | null; text: string } {
    return this.command("verify-journal");
  }

  /** What the program says to a keeper's command here, beside the server. */
  command(...words: string[]): { status: number | null; text: string } {
    const { status, stdout, stderr } = spawnSync(program, [...words, ...this.args], { encoding: "utf8", env: environment });
    return { status, text: stdout + stderr };
  }

  remove() {
    this.drop();
    if (!process.env.MOTCUA_KEEP && !this.isOthers) rmSync(this.folder, { recursive: true, force: true });
  }
}

function folderFor(name: string): string {
  const folder = join(stage(), `${name}_${process.pid}_${Date.now().toString(36)}`.replace(/\W/g, "_").toLowerCase());
  mkdirSync(join(folder, "files"), { recursive: true });
  copyFileSync(join(stage(), "template/files/motcua.key"), join(folder, "files/motcua.key"));
  return folder;
}

export const postgresUrl = (name: string) => `postgresql:///${name}?host=${postgresSocket()}&user=postgres`;

export function sql(database: string, text: string): string {
  return execFileSync("psql", ["-h", postgresSocket(), "-U", "postgres", "-d", database, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text], { encoding: "utf8" });
}
