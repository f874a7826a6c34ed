#!/usr/bin/env bash
# Shows what a tag would change in a stage: the chart rendered as deployed against the chart rendered with the tag. diff-release.sh STAGE TAG.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stage=${1-} tag=${2-}
require_stage "$stage"
require_image_tag "$tag"
require_commands helm git
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What is deployed is the commit that set the stage's tag last.
deployed=$(git -C "$root" log -1 --format=%H -- "deploy/gitops/$stage/values.yaml")
git -C "$root" archive "$deployed" deploy/helm "deploy/gitops/$stage/values.yaml" | tar -x -C "$work"

# render FOLDER OUTPUT ARGUMENT...
render() {
  local folder=$1 output=$2
  shift 2
  helm template otelshop "$folder/deploy/helm/otelshop" --namespace "otel-demo-$stage" --values "$folder/deploy/helm/otelshop/values-$stage.yaml" \
    --values "$folder/deploy/gitops/$stage/values.yaml" "$@" >"$output" || fail "The chart of $stage does not render."
}

helm lint --strict --quiet "$root/deploy/helm/otelshop" --values "$root/deploy/helm/otelshop/values-$stage.yaml" >&2 || fail "helm lint finds faults in the chart of $stage."
render "$work" "$work/deployed.yaml"
render "$root" "$work/next.yaml" --set-string "image.tag=$tag"
if diff --unified=3 --label "$stage, deployed" --label "$stage, $tag" "$work/deployed.yaml" "$work/next.yaml"; then say "$stage would not change."; fi
