#!/usr/bin/env bash
# A PostgreSQL of their own for tests: nothing outside of its folder, no port, nothing left behind.
#   tools/test_servers.sh with-postgres COMMAND…   run the command with TEST_POSTGRES set to an empty database's address
#   tools/test_servers.sh start-postgres FOLDER    start one whose data lie in FOLDER; prints its socket's folder
#   tools/test_servers.sh stop-postgres FOLDER
set -euo pipefail

programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[[ -n $programs ]] || programs=$(dirname "$(command -v initdb)")

# PostgreSQL refuses to run as root.
as_postgres() {
  if [[ $(id -u) == 0 ]]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

# Durability is what a server of a test does not need; how the program survives a crash is not PostgreSQL's matter here.
start_postgres() {
  local folder=$1
  mkdir -p "$folder"
  [[ $(id -u) != 0 ]] || chown postgres "$folder"
  chmod 755 "$folder"
  as_postgres "$programs/initdb" --no-sync -A trust -U postgres -E UTF8 --locale=C.UTF-8 -D "$folder/data" >"$folder.log" 2>&1 ||
    { cat "$folder.log" >&2; return 1; }
  as_postgres "$programs/pg_ctl" -D "$folder/data" -w -s -l "$folder/server.log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off -c synchronous_commit=off -c full_page_writes=off
        -c max_connections=150 -c shared_buffers=64MB -c jit=off -c autovacuum=off" start >>"$folder.log" 2>&1 ||
    { cat "$folder.log" "$folder/server.log" >&2; return 1; }
  printf '%s\n' "$folder"
}

stop_postgres() {
  as_postgres "$programs/pg_ctl" -D "$1/data" -m immediate -s stop || true
}

case ${1:-} in
  start-postgres) start_postgres "$2" ;;
  stop-postgres) stop_postgres "$2" ;;
  with-postgres)
    shift
    place=$(mktemp -d "${TMPDIR:-/tmp}/motcua-postgres-XXXXXX")
    chmod 755 "$place"
    trap 'stop_postgres "$place/postgres"; rm -rf "$place"' EXIT
    socket=$(start_postgres "$place/postgres")
    "$programs/createdb" -h "$socket" -U postgres motcua
    TEST_POSTGRES="postgresql:///motcua?host=$socket&user=postgres" "$@"
    ;;
  *)
    sed -n '2,5s/^# \?//p' "$0" >&2
    exit 2
    ;;
esac
