#!/usr/bin/env bash
# Waits until a stage runs a tag and is healthy; aborts its rollouts when one degrades or the shop misses its objectives: watch-rollout.sh STAGE TAG.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stage=${1-} tag=${2-} limit=${ROLLOUT_TIMEOUT_SECONDS:-3600} namespace="otel-demo-${1-}"
require_stage "$stage"
require_image_tag "$tag"
require_commands jq kubectl
# A Rollout refers to the Deployment that holds its pod template, and takes over its pods.
kinds=deployments.apps,statefulsets.apps
[ "$stage" = dev ] || kinds=rollouts.argoproj.io,deployments.apps,statefulsets.apps

# summary OBJECTS: each workload of the shop's images with its state.
summary() {
  jq -c --arg tag ":$tag" '(.items | map(select(.kind == "Rollout"))) as $rollouts
    | [.items[] | select(.kind != "Rollout" and any(.spec.template.spec.containers[]; .image | contains("/otelshop/"))) | . as $workload
      | ($rollouts | map(select(.spec.workloadRef.name == $workload.metadata.name)) | first) as $rollout
      | { name: .metadata.name, rollout: ($rollout != null), tagged: any(.spec.template.spec.containers[]; .image | endswith($tag)) }
        + if $rollout then {
            degraded: ($rollout.status.phase == "Degraded"),
            done: ($rollout.status.phase == "Healthy" and ($rollout.status.workloadObservedGeneration // "0" | tonumber) >= (.metadata.generation // 0))
          } else {
            degraded: any(.status.conditions[]?; .reason == "ProgressDeadlineExceeded"),
            done: ((.status.observedGeneration // 0) >= (.metadata.generation // 0) and (.status.updatedReplicas // 0) >= (.spec.replicas // 1)
              and (.status.availableReplicas // 0) >= (.spec.replicas // 1) and (.status.replicas // 0) == (.status.updatedReplicas // 0))
          } end]' <<<"$1"
}

# abort SUMMARY REASON: traffic of every unfinished rollout returns to the version before.
abort() {
  local name
  for name in $(jq -r '.[] | select(.rollout and (.done | not)) | .name' <<<"$1"); do
    kubectl --namespace "$namespace" patch rollouts.argoproj.io "$name" --subresource=status --type=merge --patch '{"status":{"abort":true}}' >&2
  done
  fail "$2"
}

deadline=$((SECONDS + limit)) misses=0
while :; do
  objects=$(kubectl --namespace "$namespace" get "$kinds" --output json) || fail "The cluster of $stage does not answer."
  state=$(summary "$objects")
  [ "$state" != '[]' ] || fail "Nothing of the shop is in the namespace $namespace."
  degraded=$(jq -r '[.[] | select(.tagged and .degraded) | .name] | join(", ")' <<<"$state")
  [ -z "$degraded" ] || abort "$state" "The rollout of $tag failed in $stage: $degraded."
  waiting=$(jq -r '[.[] | select((.tagged and .done) | not) | .name] | join(", ")' <<<"$state")
  [ -n "$waiting" ] || break

  # Two misses in a row, because one scrape can be missing. Too few requests and a silent Prometheus are inconclusive.
  if [ "$stage" != dev ] && [ "$(jq 'any(.[]; .tagged)' <<<"$state")" = true ]; then
    judgement=0
    reason=$("$(dirname "${BASH_SOURCE[0]}")/check-slo.sh" "$stage" 2>&1) || judgement=$?
    case $judgement in 0) misses=0 ;; 2) ;; *) misses=$((misses + 1)) ;; esac
    [ "$misses" -lt 2 ] || abort "$state" "The rollout of $tag was aborted: $reason"
  fi
  [ "$SECONDS" -lt "$deadline" ] || abort "$state" "The rollout of $tag took longer than $limit s in $stage; it waits for $waiting."
  sleep "${POLL_SECONDS:-15}"
done
say "$stage runs $tag: $(jq length <<<"$state") workloads are healthy."
