import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { postgresSocket, stage } from "../../api/support/server";

const programs = "/usr/lib/postgresql/15/bin";
const isRoot = process.getuid!() === 0;
let made = 0;

/** PostgreSQL refuses to run as root. */
function run(command: string, args: string[], options: { mayFail?: boolean } = {}): string {
  const [program, all] = isRoot ? ["runuser", ["-u", "postgres", "--", command, ...args]] : [command, args];
  const { status, stdout, stderr } = spawnSync(program, all, { encoding: "utf8", cwd: "/" });
  if (status !== 0 && !options.mayFail) throw new Error(`${command} ${args.join(" ")}: ${status}\n${stdout}${stderr}`);
  return stdout;
}

/** A PostgreSQL of a test's own, durable, with the sample city in the database "city"; can be killed and have a standby. */
export class OwnPostgres {
  readonly folder = join(stage(), `pg-${process.pid}-${++made}`);
  readonly port = 5432 + made;

  private constructor() {
    mkdirSync(this.folder);
    chmodSync(this.folder, 0o755);
    if (isRoot) execFileSync("chown", ["postgres", this.folder]);
  }

  /** A copy of the stage's server, or of another one's; `waldir` puts the write-ahead log elsewhere. */
  static copyOf(source?: OwnPostgres, { waldir, standby }: { waldir?: string; standby?: boolean } = {}): OwnPostgres {
    const copy = new OwnPostgres();
    const from = source ? ["-h", source.folder, "-p", String(source.port)] : ["-h", postgresSocket()];
    run(`${programs}/pg_basebackup`, [...from, "-U", "postgres", "-D", copy.data, "-X", "stream", "-c", "fast", "--no-sync",
      ...(waldir ? [`--waldir=${waldir}`] : []), ...(standby ? ["--write-recovery-conf"] : [])]);
    copy.configure({
      listen_addresses: "''", unix_socket_directories: `'${copy.folder}'`, port: String(copy.port), shared_buffers: "'32MB'", max_connections: "40",
      autovacuum: "off", jit: "off", wal_keep_size: "'64MB'", min_wal_size: "'32MB'", max_wal_size: "'64MB'", wal_recycle: "off", wal_init_zero: "off",
    });
    return copy;
  }

  get data() {
    return join(this.folder, "data");
  }

  get logFile() {
    return join(this.folder, "server.log");
  }

  /** Lines at the end of postgresql.auto.conf win over those before, whoever wrote them. */
  configure(settings: Record<string, string>) {
    appendFileSync(join(this.data, "postgresql.auto.conf"), Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`).join(""));
  }

  reload() {
    run(`${programs}/pg_ctl`, ["-D", this.data, "-s", "reload"]);
  }

  /** After a kill some process of the old one may still be ending. */
  start() {
    for (let attempt = 1; ; ++attempt) {
      try {
        run(`${programs}/pg_ctl`, ["-D", this.data, "-w", "-s", "-l", this.logFile, "start"]);
        return this;
      } catch (error) {
        if (attempt === 5) throw new Error(`${String(error)}\n${readFileSync(this.logFile, "utf8").slice(-1500)}`);
        spawnSync("sleep", ["0.3"]);
      }
    }
  }

  /** Starts as a copy that takes in the archive up to its target. */
  recover() {
    run("touch", [join(this.data, "recovery.signal")]);
    this.start();
    for (let attempt = 0; this.sql("SELECT pg_is_in_recovery()").trim() === "t"; ++attempt) {
      if (attempt > 100) throw new Error("still in recovery");
      spawnSync("sleep", ["0.2"]);
    }
  }

  stop(mode: "fast" | "immediate" = "fast") {
    run(`${programs}/pg_ctl`, ["-D", this.data, "-w", "-s", "-m", mode, "stop"], { mayFail: true });
  }

  /** As if its machine had lost power. */
  kill() {
    const pid = Number(readFileSync(join(this.data, "postmaster.pid"), "utf8").split("\n")[0]);
    const children = spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" }).stdout.trim().split("\n").filter(Boolean).map(Number);
    for (const one of [pid, ...children]) {
      try {
        process.kill(one, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
  }

  promote() {
    run(`${programs}/pg_ctl`, ["-D", this.data, "-w", "-s", "promote"]);
  }

  sql(text: string, database = "city"): string {
    return execFileSync("psql", ["-h", this.folder, "-p", String(this.port), "-U", "postgres", "-d", database, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text], { encoding: "utf8" });
  }

  url(database = "city") {
    return `postgresql:///${database}?host=${this.folder}&port=${this.port}&user=postgres`;
  }

  remove() {
    this.stop("immediate");
  }
}

/** The address of several servers: whichever takes writes. */
export const anyOf = (servers: OwnPostgres[], database = "city") =>
  `postgresql:///${database}?host=${servers.map((one) => one.folder).join(",")}&port=${servers.map((one) => one.port).join(",")}&user=postgres&target_session_attrs=read-write`;

