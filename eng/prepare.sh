# Sourced by run.sh and test.sh: installs what a job needs and builds what has changed.
# Both steps cost well under a second when there is nothing to do.

readonly root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly configuration=Release
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

require_dotnet() {
  command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing. Install it from https://dot.net/download and run this again."
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    fail "A .NET SDK is here, but not the version that global.json asks for (10.0). Get it from https://dot.net/download."
}

# find_program NAME...: succeeds when one of the names is on PATH or among PostgreSQL's own binaries.
find_program() {
  local name
  for name in "$@"; do
    command -v "$name" >/dev/null 2>&1 && return 0
    compgen -G "/usr/lib/postgresql/*/bin/$name" >/dev/null && return 0
  done
  return 1
}

find_python_grpc() { [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import grpc' 2>/dev/null; }

# install_missing PACKAGE...: through apt where that is possible, else one sentence that names what is missing.
install_missing() {
  [ $# -gt 0 ] || return 0
  local sudo=
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  if ! command -v apt-get >/dev/null; then
    fail "Missing on this machine: $*. These are Debian's package names; install their counterparts and run this again."
  elif [ -n "$sudo" ] && ! $sudo true 2>/dev/null; then
    fail "Missing on this machine: $*. Install them with: sudo apt-get install -y $*"
  fi
  say "Installing $* ..."
  # RUNLEVEL=1 keeps the packages from starting system services: the shop runs its own instances.
  $sudo apt-get update -qq &&
    $sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    fail "apt-get could not install: $*. Run 'sudo apt-get install $*' to see why."
}

# What has to be there for a build to be skipped: same files, same sizes, same times as when it was made.
source_fingerprint() {
  (cd "$root" && find AppHost ServiceDefaults protos src tests bench ./*.props ./*.sln global.json nuget.config .editorconfig \
    \( -name bin -o -name obj -o -name node_modules -o -name TestResults -o -name .otelshop \) -prune -o \
    -type f -printf '%p %s %T@\n' 2>/dev/null | LC_ALL=C sort | sha256sum)
}

# build PROJECT_OR_SOLUTION
build() {
  local target=$1 stamp="$root/artifacts/built-$(basename "$1")" fingerprint
  fingerprint=$(source_fingerprint)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$fingerprint" ] && return 0
  say "Building $target; the first time this takes a few minutes ..."
  # The compiler server gets a name of its own, so that it can be ended without touching anybody else's.
  local pipe="otelshop-$$"
  (cd "$root" && dotnet build "$target" -c "$configuration" -v minimal "-clp:NoSummary" -tl:off -nodeReuse:false "-p:SharedCompilationId=$pipe" | show_progress) ||
    { stop_compiler "$pipe"; fail "The build failed; the errors are above."; }
  stop_compiler "$pipe"
  mkdir -p "$root/artifacts" && printf '%s\n' "$fingerprint" >"$stamp"
}

# One line per project that is built, and every error.
show_progress() { sed -un -e 's|^ *\([A-Za-z0-9_.]*\) -> .*|  \1|p' -e '/: error /p'; }

stop_compiler() {
  local sdk
  sdk=$(cd "$root" && dotnet --list-sdks | awk -v v="$(dotnet --version)" '$1 == v { gsub(/[][]/, "", $2); print $2 "/" $1 }')
  dotnet exec "$sdk/Roslyn/bincore/VBCSCompiler.dll" -shutdown "-pipename:$1" >/dev/null 2>&1 || true
}

# require_image_tag TAG
require_image_tag() {
  [[ $1 =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ ]] || fail "'$1' is no image tag: up to 128 letters, digits, '_', '.' and '-', but not starting with '.' or '-'."
  [ "$1" != latest ] || fail "The tag 'latest' names no version: give the version or the commit."
}
