#!/usr/bin/env bash
# Runs the repository tests on a PostgreSQL 15 server (Debian's), as `npm test` runs them on the embedded one.
set -euo pipefail
cd "$(dirname "$0")/.."

bin=/usr/lib/postgresql/15/bin
if [ ! -x "$bin/postgres" ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql-15 >/dev/null
fi
data=$(mktemp -d /tmp/parcours-pg15.XXXXXX)
chown postgres "$data"
as_postgres() { runuser -u postgres -- "$@"; }
trap 'as_postgres "$bin/pg_ctl" -D "$data/pg" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$data"' EXIT
port=$(node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")
as_postgres "$bin/initdb" -D "$data/pg" --auth=trust --username=postgres >/dev/null
as_postgres "$bin/pg_ctl" -D "$data/pg" -w -o "-c listen_addresses=127.0.0.1 -c port=$port -c fsync=off -c unix_socket_directories=$data" -l "$data/log" start >/dev/null
export TEST_DATABASE_URL="postgresql://postgres@127.0.0.1:$port/postgres"
node --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js \
  --selectProjects=system --testPathPatterns=libs/persistence
