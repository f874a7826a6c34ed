#!/usr/bin/env bash
# Scans what is rendered from the chart (Trivy) and the Terraform files (Checkov) for unsafe settings: scan-config.sh manifests|terraform.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly trivy=ghcr.io/aquasecurity/trivy:0.69.3@sha256:bcc376de8d77cfe086a917230e818dc9f8528e3c852f7b1aff648949b6258d1c
readonly checkov=docker.io/bridgecrew/checkov:3.2.527@sha256:f4c7c5bde21df03432ca8d9d1305ffe21b7205ea752c3d4e65559abae67ead4a
require_commands docker
case ${1-} in
  manifests)
    require_commands helm
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    for stage in dev staging prod; do
      helm template otelshop "$root/deploy/helm/otelshop" --namespace "otel-demo-$stage" --values "$root/deploy/helm/otelshop/values-$stage.yaml" \
        --values "$root/deploy/gitops/$stage/values.yaml" >"$work/$stage.yaml"
    done
    docker run --rm --volume "$work:/work:ro" "$trivy" config --quiet --severity HIGH,CRITICAL --exit-code 1 /work || fail "Trivy finds unsafe settings in the rendered chart." ;;
  terraform)
    docker run --rm --volume "$root/deploy/terraform:/terraform:ro" "$checkov" --directory /terraform --framework terraform --compact --quiet ||
      fail "Checkov finds unsafe settings in deploy/terraform." ;;
  *) fail "Say what to scan: scan-config.sh manifests or scan-config.sh terraform." ;;
esac
say "No unsafe settings in ${1}."
