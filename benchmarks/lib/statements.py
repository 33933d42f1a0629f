"""The statements of one intake, as the program sends them, for floors that run the same: taken from PostgreSQL's log."""
import json
import re
import sqlite3
import time

from bench import Postgres, load, run, sample, stage

# Ids that no other value is, so that parameters that hold them are known.
dossier, person = "77700001", "88800001"


def capture(postgres: Postgres, name: str):
    """Files two dossiers and returns what the second did between BEGIN and COMMIT: [(sql, [parameter or None])]."""
    postgres.create(name)
    server = sample(postgres.url(name), stage / "captured")
    load(server, "file", 1, 0.3, warm_up=0, communes=1)
    for table, start in (("dossier", dossier), ("person", person)):
        postgres.sql(name, f"ALTER TABLE {table} ALTER COLUMN id RESTART WITH {start}")
    postgres.sql("postgres", f"ALTER DATABASE {name} SET log_statement = 'all'")
    server.stop()
    before = (postgres.folder / "log").stat().st_size
    server = sample(postgres.url(name), stage / "captured")
    load(server, "file", 1, 0.02, warm_up=0, communes=1)
    server.stop()
    log = (postgres.folder / "log").read_text()[before:]
    postgres.sql("postgres", f"ALTER DATABASE {name} RESET log_statement")
    return statements_in(log)


def statements_in(log):
    entries = re.split(r"^(?=\d{4}-\d\d-\d\d [\d:.]+ \S+ \[\d+\] )", log, flags=re.M)
    found, transaction = [], {}
    for entry, following in zip(entries, entries[1:] + [""]):
        session = re.search(r"\[(\d+)\]", entry)
        said = re.search(r"LOG:  (?:execute [^:]*|statement): (.*)", entry, re.S)
        if not session or not said:
            continue
        text, key = said[1].strip(), session[1]
        if re.match(r"BEGIN", text, re.I):
            transaction[key] = []
        elif re.match(r"COMMIT", text, re.I) and key in transaction:
            done = transaction.pop(key)
            if any("INSERT INTO dossier " in sql for sql, _ in done) and any(dossier in (p or "") for _, ps in done for p in ps):
                found = found or done
        elif key in transaction and not re.match(r"SAVEPOINT|RELEASE|SET ", text, re.I):
            transaction[key].append((text, parameters_in(following)))
    if not found:
        raise RuntimeError("no intake in PostgreSQL's log")
    return found


def parameters_in(entry):
    detail = re.search(r"DETAIL:  parameters: (.*)", entry, re.S)
    if not detail:
        return []
    values = re.findall(r"\$\d+ = (NULL|'(?:[^']|'')*')", detail[1])
    return [None if value == "NULL" else value[1:-1].replace("''", "'") for value in values]


# What must be another value in each intake, by the column or the table that it goes to.
def is_unique_text(sql, value):
    return value is not None and (re.fullmatch(r"H[\d.]+-\d{6}-\d{4,}", value) or ("personal_id_index" in sql and re.fullmatch(r"[0-9a-f]{32,128}", value))
                                  or ("idempotency_key" in sql and re.fullmatch(r"\d+-\d+-\d+-create", value)) or ("INTO job" in sql and dossier in value))


def pgbench_script(statements, path):
    """The same statements for pgbench's prepared mode: what is constant becomes a variable of the command line."""
    script, constants = ["\\set n random(1, 2000000000)", "\\set m random(1, 2000000000)", "BEGIN;"], {}
    for s, (sql, values) in enumerate(statements):
        def parameter(match, sql=sql, values=values, s=s):
            value = values[int(match[1]) - 1]
            if value is None:
                return "NULL"
            if value == "":
                return "''"
            if value == dossier:
                return ":dossier"
            if value == person:
                return ":person"
            if is_unique_text(sql, value):
                return "(lpad(CAST(:n AS TEXT), 20, '0') || CAST(:m AS TEXT))"
            name = f"p{s}_{match[1]}"
            # One series of codes for each of the communes that clients file in.
            if "code_sequence" in sql:
                constants[name] = value
                return f"(:{name} || CAST(:client_id % 20 AS TEXT))"
            constants[name] = value
            return f":{name}"

        text = re.sub(r"\$(\d+)", parameter, sql).rstrip().rstrip(";")
        for table, variable in (("dossier", "dossier"), ("person", "person")):
            if re.search(rf"INSERT INTO {table}\s*\(", text) and "RETURNING" in text:
                text = re.sub(r"RETURNING\s+(\w+)", rf"RETURNING \1 AS {variable}", text) + " \\gset"
        script.append(re.sub(r"\s*\n\s*", " ", text) + ("" if text.endswith("\\gset") else ";"))
    script.append("COMMIT;")
    path.write_text("\n".join(script) + "\n")
    return [part for name, value in constants.items() for part in ("-D", f"{name}={value}")]


def pgbench(postgres, name, statements, clients, seconds):
    """Transactions a second."""
    path = stage / "intake.sql"
    constants = pgbench_script(statements, path)
    text = run("pgbench", "-n", "-M", "prepared", "-c", clients, "-j", 2, "-T", seconds, "-f", path, *constants, postgres.url(name))
    if re.search(r"number of failed transactions: [1-9]", text):
        raise RuntimeError(text)
    return float(re.search(r"tps = ([\d.]+)", text)[1])


def in_sqlite(value):
    """PostgreSQL logs bytes as \\x… and truth as t and f."""
    if value and value.startswith("\\x"):
        return bytes.fromhex(value[2:])
    return {"t": 1, "f": 0}.get(value, value)


def sqlite_loop(statements, database, seconds):
    """Intakes a second of one plain loop that commits each: the same statements, journal and durability."""
    connection = sqlite3.connect(database, isolation_level=None, cached_statements=200)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    prepared = [(re.sub(r"\$(\d+)", r"?\1", re.sub(r"FOR UPDATE( SKIP LOCKED| NOWAIT)?", "", sql)), sql, values) for sql, values in statements]
    done, begin, ids = 0, time.monotonic(), {}
    while time.monotonic() - begin < seconds:
        connection.execute("BEGIN IMMEDIATE")
        for text, sql, values in prepared:
            bound = [f"{v}-{begin}-{done}" if is_unique_text(sql, v) else ids.get(v, in_sqlite(v)) for v in values]
            rows = connection.execute(text, bound).fetchall()
            if rows and re.search(r"INSERT INTO (dossier|person)\s*\(", sql):
                ids[dossier if "INTO dossier" in sql else person] = rows[0][0]
        connection.execute("COMMIT")
        done += 1
    return done / (time.monotonic() - begin)
