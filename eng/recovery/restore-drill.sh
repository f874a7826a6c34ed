#!/usr/bin/env bash
# Restores the shop's databases to a server of its own on this machine, and reconciles orders, charges and books to the smallest unit.
#
#   restore-drill.sh dump SERVER             dumps every database of the server while it is in use, and restores the dumps
#   restore-drill.sh point-in-time BASE WAL TIME
#                                            restores a plain base backup, and the archived log of the folder WAL up to TIME
#
# SERVER is an address for psql without a database, such as postgresql://postgres@127.0.0.1:5432. The server that is made listens on a socket in a
# temporary folder alone, and goes with the script. KEEP=FOLDER keeps the dumps.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../pipelines/lib.sh"

usage() { fail "Usage: restore-drill.sh dump SERVER | point-in-time BASE WAL TIME"; }
require_commands psql pg_dump pg_restore createdb awk
# The newest PostgreSQL of this machine; Debian keeps servers away from PATH.
programs=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
PATH=${programs:+$programs:}$PATH
require_commands initdb pg_ctl

work=$(mktemp -d)
# PostgreSQL refuses to run as root.
as=() owner=$(id -un)
if [ "$(id -u)" = 0 ]; then as=(setpriv --reuid=nobody --regid=nogroup --clear-groups --) owner=nobody:nogroup; fi
chown "$owner" "$work"

server() { "${as[@]}" pg_ctl --pgdata "$work/data" --log "$work/log" --silent --wait "$@"; }
clean_up() {
  [ ! -f "$work/data/postmaster.pid" ] || server --mode immediate stop || true
  rm -rf "$work"
}
trap clean_up EXIT
start() {
  server --options "-c listen_addresses= -c unix_socket_directories=$work -c fsync=off -c archive_mode=off" --timeout 3600 start >/dev/null ||
    { tail -n 5 "$work/log" >&2; fail "The restored server did not start."; }
}

began=$EPOCHREALTIME
# lap TEXT: what was done since the last one, and how long it took.
lap() { say "$(awk -v from="$began" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f s", to - from }') $1"; began=$EPOCHREALTIME; }

restore_dumps() {
  local source=${1-} dumps=${KEEP:-$work} database since databases
  [ -n "$source" ] || usage
  since=$(psql "$source/postgres" -XAtc 'SELECT now()') || fail "The server $source does not answer."
  # Books first and charges last: what a later dump has more is younger than the earlier one, and never missing.
  databases=$(psql "$source/postgres" -XAtc "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY datname = 'payment', datname")
  for database in $databases; do pg_dump --format custom --file "$dumps/$database.dump" "$source/$database"; done
  lap "dumped $(wc -w <<<"$databases") databases"
  "${as[@]}" initdb --pgdata "$work/data" --username postgres --auth trust --encoding UTF8 --no-locale --no-sync >/dev/null
  start
  export PGHOST=$work PGUSER=postgres
  for database in $databases; do
    createdb "$database"
    pg_restore --exit-on-error --no-owner --no-privileges --dbname "$database" "$dumps/$database.dump"
  done
  lap "restored them"
  reconcile "$since"
}

restore_point_in_time() {
  local base=${1-} wal=${2-} time=${3-}
  if [ ! -f "$base/backup_label" ] || [ ! -d "$wal" ] || [ -z "$time" ]; then usage; fi
  cp -R "$base" "$work/data"
  cat >>"$work/data/postgresql.auto.conf" <<TEXT
restore_command = 'cp "$wal/%f" "%p"'
recovery_target_time = '$time'
recovery_target_action = 'promote'
TEXT
  # A server replays the log only with at least the connections and locks of the one that wrote it.
  pg_controldata --pgdata "$work/data" |
    sed -nE 's/^max_locks_per_xact setting: +/max_locks_per_transaction = /p; s/^max_prepared_xacts setting: +/max_prepared_transactions = /p; s/^(max_(connections|worker_processes|wal_senders)) setting: +/\1 = /p' \
      >>"$work/data/postgresql.auto.conf"
  touch "$work/data/recovery.signal"
  chown -R "$owner" "$work/data"
  chmod 700 "$work/data"
  lap "copied the base backup"
  start
  export PGHOST=$work PGUSER=postgres
  until [ "$(psql -XAtd postgres -c 'SELECT pg_is_in_recovery()')" = f ]; do
    [ -f "$work/data/postmaster.pid" ] || { tail -n 5 "$work/log" >&2; fail "The log does not reach $time."; }
    sleep 0.1
  done
  lap "replayed the log up to $time"
  reconcile
}

reconcile() {
  "$root/deploy/operations/restore-test/reconcile.sh" "$@" || fail "The restored databases contradict each other."
  lap "reconciled"
}

case ${1-} in
  dump) restore_dumps "${2-}" ;;
  point-in-time) restore_point_in_time "${@:2}" ;;
  *) usage ;;
esac
