#!/usr/bin/env bash
# Prints the image tag of a commit: its time and its hash, so that tags sort by age and none is used twice.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

commit=$(git -C "$root" rev-parse --verify --quiet "${1:-HEAD}^{commit}") || fail "There is no commit ${1:-HEAD}."
TZ=UTC git -C "$root" show --no-patch --date=format-local:%Y%m%d%H%M%S --format="%cd-${commit:0:12}" "$commit"
