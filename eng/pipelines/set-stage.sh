#!/usr/bin/env bash
# Commits the image tag of a stage and pushes it; Argo CD syncs from there: set-stage.sh STAGE TAG [REASON [--rollback]].
# Tags of commits sort by time: an older one is refused unless it is a rollback.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

require_stage "${1-}"
require_image_tag "${2-}"
[[ ${4-} =~ ^(--rollback)?$ ]] || fail "Unknown argument: $4. set-stage.sh takes STAGE, TAG, REASON and --rollback."

# set_tag STAGE TAG [--rollback]
set_tag() {
  local now
  now=$(current_tag "$1")
  [[ -n ${3-} || ! $now =~ ^[0-9]{14}- || ! $2 =~ ^[0-9]{14}- || ! ${2:0:14} < ${now:0:14} ]] ||
    fail "$1 runs $now, which is newer than $2: eng/pipelines/roll-back.sh $1 returns to the tag before."
  "$root/eng/set-image-tag.sh" "$1" "$2"
}
push_change "$1" "$1 runs $2" "${3-}" set_tag "$1" "$2" "${4-}"
