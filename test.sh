#!/usr/bin/env bash
# Builds everything and runs the tests; ./test.sh --help says which.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/eng/prepare.sh"

usage() {
  cat <<'TEXT'
Builds everything and runs every test but those of faults.

  ./test.sh Cart Quote   runs the test projects whose names contain one of the words
  ./test.sh --fuzz       gives each parser a million random inputs instead of 20,000 (FUZZ_INPUTS, FUZZ_SEED)
  ./test.sh --faults     runs the faults of the running shop under load instead: half an hour; each line has its figures
  ./test.sh --help       this text
TEXT
}

with_faults=''
with_fuzz=''
case ${1-} in
  --help | -h) usage; exit 0 ;;
  --faults) with_faults=yes; shift ;;
  --fuzz) with_fuzz=yes; shift ;;
  -*) fail "Unknown argument: $1. ./test.sh --help lists those that exist." ;;
esac

require_dotnet
missing=()
find_program postgres || missing+=(postgresql)
find_program valkey-server redis-server || missing+=(redis-server)
find_program kcat || missing+=(kcat)
find_program chromium-headless-shell || missing+=(chromium-headless-shell)
find_program node || missing+=(nodejs)
find_program npm || missing+=(npm)
find_program jq || missing+=(jq)
find_program shellcheck || missing+=(shellcheck)
find_program locust || missing+=(python3-locust)
find_program prometheus || missing+=(prometheus)
find_program prometheus-alertmanager || missing+=(prometheus-alertmanager)
for exporter in node postgres redis; do find_program "prometheus-$exporter-exporter" || missing+=("prometheus-$exporter-exporter"); done
find_python_grpc || missing+=(python3-grpcio)
install_missing "${missing[@]}"

# JavaScript peers of the interop tests; installed again only when their lock file changes. It is the network's time, so the build does not wait.
install_peers() {
  local lock folder
  for lock in $(find "$root/tests" -name package-lock.json -not -path "*/node_modules/*"); do
    folder=$(dirname "$lock")
    [ "$folder/node_modules/.package-lock.json" -nt "$lock" ] ||
      (cd "$folder" && npm ci --no-audit --no-fund --silent) || fail "npm could not install the test peers of $folder."
  done
}
install_peers &
peers=$!
trap wait EXIT

build OtelShop.sln
wait "$peers"
# Hosts of tests do not watch their settings: there are hundreds, and Linux lets a user watch with 128 at a time.
export DOTNET_hostBuilder__reloadConfigOnChange=false
# Profiles pay off after minutes; processes of tests live for seconds. Without them a fifth to a third of the processor time is saved.
export DOTNET_TieredPGO=0
# So does memory that Go's programs save by collecting garbage often: promtool, helm and kubectl spend a fifth of their time on it.
export GOGC=400

if [ -n "$with_faults" ]; then
  cd "$root/tests/Faults.Tests/bin/$configuration/net10.0"
  exec ./Faults.Tests -noColor -noLogo -diagnostics
fi

filter=
if [ -n "$with_fuzz" ]; then
  # The day of the year is the seed: each night has inputs of its own, and its run can be repeated.
  export FUZZ_INPUTS=${FUZZ_INPUTS:-1000000} FUZZ_SEED=${FUZZ_SEED:-$(date +%-j)}
  say "$FUZZ_INPUTS inputs for each parser, seed $FUZZ_SEED"
  filter="*FuzzTests"
fi

selected=()
for project in "$root"/tests/*.Tests/*.Tests.csproj; do
  name=$(basename "$project" .csproj)
  [ "$name" != Faults.Tests ] || continue
  [ -z "$with_fuzz" ] || compgen -G "${project%/*}/*FuzzTests.cs" >/dev/null || continue
  wanted=${1:+no}
  for word in "$@"; do case "$name" in *"$word"*) wanted= ;; esac; done
  [ -n "${wanted-}" ] || selected+=("$name")
done
[ ${#selected[@]} -gt 0 ] || fail "No test project has '$*' in its name."

# Tests make thousands of files, 300 for each database: in memory a database takes 10 ms, on a disk 250.
if [ -z "${TMPDIR-}" ] && [ -w /dev/shm ] && [ "$(df --output=avail --block-size=G /dev/shm | tail -n 1 | tr -dc 0-9)" -ge 8 ]; then
  temporary=$(mktemp -d /dev/shm/otelshop-tests-XXXXXX)
else
  temporary=$(mktemp -d)
fi
trap 'rm -rf "$temporary"' EXIT
# Servers that refuse to run as root run as another user.
chmod 711 "$temporary"
export TMPDIR=$temporary
results=$(mktemp -d)
# Each test project is a program. Its output is shown when a test failed; else the line that sums it up.
run_project() {
  local name=$1 folder="$root/tests/$1/bin/$configuration/net10.0" priority=0 code=0
  [[ ! $name =~ $computing ]] || priority=10
  (cd "$folder" && exec nice -n "$priority" "./$name" -noColor -noLogo ${filter:+-class "$filter"}) >"$results/$name" 2>&1 </dev/null || code=$?
  if [ "$code" = 0 ]; then grep -E '^ +[^ ]+ +Total: ' "$results/$name" | sed 's/^ *//' || true
  else grep -vE '^ +(Discovering|Discovered|Starting|Finished): ' "$results/$name" || true; fi
}
export -f run_project
# What only computes, and has no limits of time, fills the gaps of the others at a low priority.
computing='^(Images|Deploy|Terraform|Pipelines|Repository)\.Tests$'
export results root configuration filter computing
# Those that take long go first, so that no lane is still at one of them when the others are done.
first=(EndToEnd.Tests Images.Tests Deploy.Tests Pipelines.Tests Checkout.Tests Flagd.Tests ServiceDefaults.Tests KafkaDev.Tests Accounting.Tests Hosting.Tests Payment.Tests)
in_order() {
  local name
  for name in "${first[@]}" "${selected[@]}"; do
    case " ${selected[*]} " in *" $name "*) printf '%s\n' "$name" ;; esac
  done | awk '!seen[$0]++'
}

# One more than processors: the system tests, which come first, wait more than they compute.
in_order | xargs -r -P "$(($(nproc) + 1))" -I{} bash -c 'run_project {}' || true

# sum COLUMN of the summary lines: "Cart.Tests  Total: 40, Errors: 0, Failed: 1, Skipped: 0, Not Run: 0, Time: 3.1s".
sum() { grep -hE '^ +[^ ]+ +Total: ' "$results"/*.Tests | sed -nE "s/.*$1: *([0-9]+).*/\1/p" | awk '{ n += $1 } END { print n + 0 }'; }
broken=0
for name in "${selected[@]}"; do
  grep -qE '^ +[^ ]+ +Total: ' "$results/$name" || { say "$name ended without a result."; broken=$((broken + 1)); }
done
total=$(sum Total) failed=$(sum Failed) errors=$(sum Errors) skipped=$(sum Skipped)
passed=$((total - failed - skipped)) failed=$((failed + errors + broken))
say "$passed passed, $failed failed$([ "$skipped" = 0 ] || echo ", $skipped skipped")"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
