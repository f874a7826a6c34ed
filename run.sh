#!/usr/bin/env bash
# Starts the whole shop. Options go to the AppHost: ./run.sh --fresh | --backing containers | --help
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/eng/prepare.sh"

require_dotnet
missing=()
find_program postgres || missing+=(postgresql)
find_program valkey-server redis-server || missing+=(redis-server)
find_library librdkafka.so.1 || missing+=(librdkafka1)
install_missing "${missing[@]}"
build AppHost/AppHost.csproj

exec dotnet "$root/AppHost/bin/$configuration/net10.0/AppHost.dll" "$@"
