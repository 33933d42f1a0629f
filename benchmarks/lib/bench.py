"""What the sections share: databases, servers, load, and lines of ours beside theirs."""
import atexit
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import time

root = pathlib.Path(__file__).resolve().parents[2]
built = root / "build" / os.environ.get("BENCH_PRESET", "release")
work = root / "build/bench"
quick = os.environ.get("BENCH_QUICK") == "1"
dossiers = int(os.environ.get("BENCH_DOSSIERS", "50000" if quick else "1000000"))
engines = os.environ.get("BENCH_ENGINES", "sqlite postgres").replace(",", " ").split()
password = "motcua-mau-2026"
pg_programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
stage = work / f"stage-{os.getpid()}"
lines = []
running = []


def clear():
    for one in reversed(running):
        one.stop()
    shutil.rmtree(stage, ignore_errors=True)


stage.mkdir(parents=True)
stage.chmod(0o755)
atexit.register(clear)
signal.signal(signal.SIGTERM, lambda *_: exit(1))


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))[:300]}: {done.returncode}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}")
    return done.stdout


def as_postgres(*command, **options):
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    return run(*prefix, *command, cwd="/", **options)


class Postgres:
    """A durable PostgreSQL of the benchmark's own, with the settings that a server of this size gets."""

    def __init__(self, folder=None, port=5433):
        self.folder = pathlib.Path(folder or stage / "postgres")
        self.port = port
        fresh = not (self.folder / "data").exists()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        if fresh:
            as_postgres(pg_programs / "initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-D", self.folder / "data")
        settings = {"listen_addresses": "''", "port": str(port), "unix_socket_directories": f"'{self.folder}'", "shared_buffers": "'2GB'", "max_connections": "200",
                    "max_wal_size": "'8GB'", "checkpoint_timeout": "'15min'", "jit": "off", "effective_cache_size": "'12GB'", "work_mem": "'16MB'", "random_page_cost": "1.1"}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        as_postgres(pg_programs / "pg_ctl", "-D", self.folder / "data", "-w", "-s", "-t", "900", "-l", self.folder / "log", "-o", options, "start", stdin=subprocess.DEVNULL)
        running.append(self)

    def url(self, name):
        return f"postgresql:///{name}?host={self.folder}&port={self.port}&user=postgres"

    def sql(self, name, text):
        return run("psql", self.url(name), "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text).strip()

    def create(self, name, template=None):
        self.sql("postgres", f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        return self.url(name)

    def stop(self):
        if self in running:
            running.remove(self)
            as_postgres(pg_programs / "pg_ctl", "-D", self.folder / "data", "-w", "-s", "-m", "fast", "-t", "900", "stop")


class Server:
    """Our program on a port of its own."""

    def __init__(self, database, files=None, *more, prefix=()):
        self.files = pathlib.Path(files or stage / f"files-{time.time_ns()}")
        self.files.mkdir(parents=True, exist_ok=True)
        log = stage / "server.log"
        command = [*prefix, built / "motcua", "serve", "--listen", "127.0.0.1:0", "--database", database, "--files", self.files, "--catalogue", root / "catalogue",
                   "--messages-to", stage / "messages.jsonl", *more]
        if (root / "web/apps/citizen/dist").exists():
            command += ["--web", root / "web/apps"]
        begin = time.monotonic()
        self.process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=open(log, "a"), text=True, cwd=stage)
        running.append(self)
        said = self.process.stdout.readline()
        if not said:
            raise RuntimeError(f"motcua did not start:\n{log.read_text()[-2000:]}")
        self.seconds_to_start = time.monotonic() - begin
        self.port = int(re.search(r"http://[^/]+:(\d+)/", said)[1])

    def memory_mb(self):
        return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{self.process.pid}/status").read_text())[1]) / 1024

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        if self in running:
            running.remove(self)
            self.process.terminate()
            self.process.wait(300)


def load(server, journey, clients=50, seconds=10, **more):
    """What the load generator saw; see load/main.cpp. The server: ours or another with `port` and `cpu_seconds`."""
    arguments = ["--port", server.port, "--password", password, "--journey", journey, "--clients", clients, "--seconds", seconds]
    for name, value in more.items():
        arguments += [f"--{name.replace('_', '-')}", value]
    before = server.cpu_seconds()
    seen = json.loads(run(built / "motcua_load", *arguments))
    seen["cpu_us"] = (server.cpu_seconds() - before) * 1e6 / max(1, seen["good"])
    if seen["good"] == 0:
        raise RuntimeError(f"{journey}: nothing succeeded: {seen['statuses']}")
    return seen


def sample(database, files=None):
    """The sample city: filled when the database is empty."""
    return Server(database, files, "--sample", "--sample-password", password)


def base(folder, count):
    """The simulated quarter in SQLite, from which the others are made."""
    where = ["--database", f"sqlite:{folder}/motcua.db", "--files", folder / "files", "--catalogue", root / "catalogue"]
    run(built / "motcua", "simulate", *where, "--sample-password", password, "--simulate-city", count * 2 // 7, "--simulate-communes", count - count * 2 // 7)


def to_postgres(path, files, postgres, name):
    """The same rows in PostgreSQL."""
    postgres.sql("postgres", f"DROP DATABASE IF EXISTS {name}")
    postgres.create(name)
    Server(postgres.url(name), stage / "schema-files").stop()
    source = sqlite3.connect(path)
    source.text_factory = bytes
    tables = [row[0].decode() for row in source.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration'")]
    postgres.sql(name, "TRUNCATE " + ", ".join(tables))
    for table in tables:
        copy_table(source, table, postgres.url(name))
    postgres.sql(name, "VACUUM ANALYZE")


def copy_table(source, table, url):
    columns = source.execute(f"PRAGMA table_info({table})").fetchall()
    names = [column[1].decode() for column in columns]
    blobs = [column[2] == b"BLOB" for column in columns]
    with subprocess.Popen(["psql", url, "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null"], stdin=subprocess.PIPE) as psql:
        # Rows may come before those that they refer to.
        psql.stdin.write(f"SET session_replication_role = replica;\nCOPY {table} ({', '.join(names)}) FROM STDIN;\n".encode())
        for row in source.execute(f"SELECT {', '.join(names)} FROM {table}"):
            psql.stdin.write(b"\t".join(map(copied, row, blobs)) + b"\n")
        psql.stdin.write(b"\\.\n")
        if any(column[1] == b"id" and column[2] == b"INTEGER" and column[5] == 1 for column in columns) and len(names) > 1:
            psql.stdin.write(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), COALESCE((SELECT max(id) FROM {table}), 1));\n".encode())
    if psql.returncode != 0:
        raise RuntimeError(f"{table}: psql {psql.returncode}")


def copied(value, is_bytes):
    """A value in the text format of COPY."""
    if value is None:
        return b"\\N"
    if is_bytes:
        return b"\\\\x" + value.hex().encode()
    text = value if isinstance(value, bytes) else str(value).encode()
    return text.replace(b"\\", b"\\\\").replace(b"\t", b"\\t").replace(b"\n", b"\\n").replace(b"\r", b"\\r")


def seeded(engine, count=None):
    """A database with the simulated quarter copied until there are `count` dossiers, and its files; made once and kept."""
    count = count or dossiers
    size = min(count, 20_000)
    simulated = work / "seeds" / f"base-{size}"
    folder = work / "seeds" / f"{engine}-{count}"
    # Measured: 9.2 kB a dossier in PostgreSQL, and its write-ahead log beside it while it is made; 6.6 kB in SQLite.
    needed = count * 10_000 + min(8_500_000_000, count * 10_000) if engine == "postgres" else count * 7_500
    if not (folder / "whole").exists() and shutil.disk_usage(work).free < needed:
        raise RuntimeError(f"{count:,} dossiers in {engine} need {needed / 1e9:.0f} GB of disk; see BENCH_DOSSIERS and BENCH_ENGINES in benchmarks/README.md")
    postgres = Postgres(folder / "postgres", 5440) if engine == "postgres" else None
    database = postgres.url("city") if postgres else f"sqlite:{folder}/motcua.db"
    if not (folder / "whole").exists():
        if not (simulated / "whole").exists():
            shutil.rmtree(simulated, ignore_errors=True)
            simulated.mkdir(parents=True)
            base(simulated, size)
            (simulated / "whole").touch()
        begin = time.monotonic()
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(simulated / "files", folder / "files", dirs_exist_ok=True)
        if postgres:
            to_postgres(simulated / "motcua.db", folder / "files", postgres, "city")
        else:
            for old in folder.glob("motcua.db*"):
                old.unlink()
            shutil.copy(simulated / "motcua.db", folder)
        run(built / "motcua_seed", database, max(0, count // size - 1))
        if postgres:
            postgres.sql("city", "VACUUM ANALYZE")
        seconds = time.monotonic() - begin
        line(f"{engine}: dossiers made by copying", count / seconds, "/s", size_bytes=size_of(folder))
        (folder / "whole").touch()
    return database, folder / "files"


def query(database, sql):
    """Rows as lines, columns between |."""
    if database.startswith("sqlite:"):
        return run("sqlite3", "-readonly", database.removeprefix("sqlite:"), input=sql).strip()
    return run("psql", database, "-qAtX", "-v", "ON_ERROR_STOP=1", input=sql).strip()


def codes_of(database, count, where="true"):
    """As many codes by chance of all that there are, in a file for the load generator."""
    greatest = int(query(database, "SELECT max(id) FROM dossier"))
    ids = random.Random(2026).sample(range(1, greatest + 1), min(greatest, count))
    codes = stage / f"codes-{time.time_ns()}"
    codes.write_text(query(database, f"SELECT code FROM dossier d WHERE id IN ({','.join(map(str, ids))}) AND {where}") + "\n")
    return codes


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def size_of(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def wrk(url, clients=50, seconds=5, codes=None):
    """Requests a second; with a file of codes, each with one of them by chance at the end of the address."""
    script = stage / "wrk.lua"
    if codes:
        script.write_text(f"""local codes, prefix = {{}}, nil
function init()
  for line in io.lines("{codes}") do codes[#codes + 1] = line end
  prefix = wrk.path
  math.randomseed(2026)
end
function request() return wrk.format(nil, prefix .. codes[math.random(#codes)]) end
""")
    text = run("wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", *(["-s", script] if codes else []), url)
    if "Non-2xx" in text:
        raise RuntimeError(text)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])


class Nginx:
    """Serves the files of a folder."""

    def __init__(self, folder, port=18099):
        self.port = port
        conf = stage / "nginx.conf"
        conf.write_text(f"""
worker_processes 1; pid {stage}/nginx.pid; error_log {stage}/nginx.log; daemon on; user root;
events {{ worker_connections 2048; }}
http {{ access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000; default_type application/json; types {{ text/html html; text/javascript js; }}
  gzip_static on; open_file_cache max=20000;
  server {{ listen 127.0.0.1:{port}; root {folder}; }} }}""")
        run("/usr/sbin/nginx", "-c", conf)
        running.append(self)

    def stop(self):
        if self in running:
            running.remove(self)
            os.kill(int((stage / "nginx.pid").read_text()), signal.SIGQUIT)


def number(value):
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def line(what, ours, unit, peer=None, peer_name="", better="more", goal="", **more):
    """Prints ours, theirs and the ratio: above 1 is ahead, whichever way is better."""
    ratio = None
    if peer and ours:
        ratio = ours / peer if better == "more" else peer / ours
    lines.append({"what": what, "ours": ours, "unit": unit, "peer": peer, "peer_name": peer_name, "ratio": ratio, "goal": goal, **more})
    text = f"   {what:<58} {number(ours):>9} {unit}"
    if peer:
        text += f"   {peer_name} {number(peer)}"
    if ratio is not None:
        text += f"   ×{ratio:.2f}"
    if goal:
        text += f"   goal {goal}"
    print(text, flush=True)


def finish(section):
    target = pathlib.Path(os.environ.get("BENCH_JSON", work / f"{section}.json"))
    target.write_text(json.dumps({"section": section, "quick": quick, "lines": lines}, ensure_ascii=False, indent=1) + "\n")
