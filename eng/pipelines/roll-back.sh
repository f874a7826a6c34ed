#!/usr/bin/env bash
# Returns a stage to the image tag that it ran before: roll-back.sh STAGE.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stage=${1-}
require_stage "$stage"
git -C "$root" fetch --quiet origin "${DELIVERY_BRANCH:-main}"
now=$(current_tag "$stage" FETCH_HEAD) before=''
for commit in $(git -C "$root" log --format=%H FETCH_HEAD -- "deploy/gitops/$stage/values.yaml"); do
  before=$(current_tag "$stage" "$commit")
  [ "$before" = "$now" ] || break
done
[[ -n $before && $before != "$now" ]] || fail "$stage has run no other tag than $now: there is nothing to return to."
# The tag that the repository began with has no images.
[ -n "$(git -C "$root" log -1 --format=%H --grep="^deploy: $stage runs ${before//./\\.}$" FETCH_HEAD)" ] ||
  fail "The pipelines never deployed $before to $stage: there is nothing to return to, so $stage keeps $now."
exec "$(dirname "${BASH_SOURCE[0]}")/set-stage.sh" "$stage" "$before" "Rollback from $now." --rollback
