#!/usr/bin/env bash
# Refuses packages of NuGet and npm, indirect ones included, with a known vulnerability that is high or critical: audit-packages.sh.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

require_commands dotnet jq npm
report=$(mktemp)
trap 'rm -f "$report"' EXIT

dotnet restore "$root/OtelShop.sln" --verbosity quiet || fail "The packages of NuGet could not be restored."
dotnet list "$root/OtelShop.sln" package --vulnerable --include-transitive --format json >"$report" || fail "NuGet's list of vulnerabilities could not be read."
found=$(jq -r '[.projects[].frameworks[]? | (.topLevelPackages[]?, .transitivePackages[]?) as $package
  | $package.vulnerabilities[] | select(.severity | IN("High", "Critical")) | "\($package.id) \($package.resolvedVersion): \(.severity), \(.advisoryurl)"] | unique[]' "$report") ||
  fail "NuGet's list of vulnerabilities has another form than expected."
[ -z "$found" ] || fail "Packages of NuGet have known vulnerabilities:"$'\n'"$found"

while read -r lock; do
  npm audit --prefix "$(dirname "$lock")" --package-lock-only --audit-level high >"$report" || { cat "$report" >&2; fail "Packages of npm in $(dirname "$lock") have known vulnerabilities, or npm did not answer."; }
done < <(git -C "$root" ls-files --full-name '*package-lock.json' | sed "s|^|$root/|")
say "No package has a known vulnerability that is high or critical."
