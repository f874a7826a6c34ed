#!/usr/bin/env bash
# Refuses a third-party chart whose repository does not have the version that deploy/gitops names; Flux has the same: check-charts.sh [--list].
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

require_commands helm
charts=$(find "$root/deploy/gitops" -name '*.yaml' -exec awk '
  $1 == "repoURL:" || $2 == "repoURL:" { repository = $NF; chart = "" }
  $1 == "chart:" { chart = $2 }
  $1 == "targetRevision:" && chart != "" { print repository, chart, $2; chart = "" }' {} + | sort -u)
[ -n "$charts" ] || fail "deploy/gitops names no chart."
if [ "${1-}" = --list ]; then
  say "$charts"
  exit
fi

missing=
while read -r repository chart version; do
  case $repository in
    http://* | https://*) source=("$chart" --repo "$repository") ;;
    *) source=("oci://$repository/$chart") ;;
  esac
  helm show chart "${source[@]}" --version "$version" >/dev/null || missing+=$'\n'"$chart $version of $repository"
done <<<"$charts"
[ -z "$missing" ] || fail "These charts are not there, or their repositories do not answer:$missing"
say "All charts are there."
