import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { environment, Motcua, password, postgresSocket, postgresUrl, program, repository, sql, type Engine } from "./support/server";

const engines = (process.env.MOTCUA_DATABASES ?? "sqlite postgres").split(" ") as Engine[];
const servers = join(repository, "tools/test_servers.sh");

/** Makes the sample city once for each engine, so that every test file starts from a copy. */
export default async function prepare() {
  if (!existsSync(program)) throw new Error(`${program} is not there: build motcua, or name it in MOTCUA_BIN`);
  const stage = mkdtempSync(join(tmpdir(), "motcua-api-"));
  chmodSync(stage, 0o755);
  process.env.MOTCUA_STAGE = stage;
  mkdirSync(join(stage, "template/files"), { recursive: true });
  const clear = () => {
    endServersLeftBehind(stage);
    if (existsSync(postgresSocket())) execFileSync(servers, ["stop-postgres", postgresSocket()]);
    if (!process.env.MOTCUA_KEEP) rmSync(stage, { recursive: true, force: true });
  };
  try {
    await makeCity(`sqlite:${join(stage, "template/motcua.db")}`, join(stage, "template"));
    if (engines.includes("postgres")) {
      execFileSync(servers, ["start-postgres", postgresSocket()]);
      sql("postgres", "CREATE DATABASE city");
      await makeCity(postgresUrl("city"), join(stage, "template"));
    }
    writeFileSync(join(stage, "openapi.json"), execFileSync(program, ["print-openapi"], { env: environment }));
  } catch (error) {
    clear();
    throw error;
  }
  return clear;
}

async function makeCity(database: string, folder: string) {
  const server = await Motcua.start(["--database", database, "--files", join(folder, "files"), "--sample", "--sample-password", password], folder);
  const status = await server.stop();
  if (status !== 0) throw new Error(`motcua ended with ${status}:\n${readFileSync(server.logFile, "utf8").slice(-2000)}`);
}

function endServersLeftBehind(stage: string) {
  if (!existsSync(join(stage, "pids"))) return;
  for (const pid of readdirSync(join(stage, "pids"))) {
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It has ended.
    }
  }
}
