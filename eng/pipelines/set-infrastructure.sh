#!/usr/bin/env bash
# Commits the hosts and identities that Terraform has made for a stage, for the chart and for what is beside it: set-infrastructure.sh STAGE.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stage=${1-} values="$root/artifacts/terraform/${1-}.values.json" identities="$root/artifacts/terraform/${1-}.identities.json"
require_stage "$stage"
require_commands jq terraform
sign_in_terraform
mkdir -p "$root/artifacts/terraform"
# output NAME FILTER...
output() {
  terraform -chdir="$root/deploy/terraform/environments/$stage" output -json "$1" | jq --sort-keys "${@:2}" || fail "Terraform has no output $1 for $stage: apply it first."
}

output helm_values . >"$values"
# An object for Kustomize, which stays out of the cluster.
output cluster_identities '{ apiVersion: "otelshop.dev/v1", kind: "Identities", metadata: { name: "identities", annotations: { "config.kubernetes.io/local-config": "true" } }, identities: . }' >"$identities"

insights=$(output application_insights . --raw-output)
# Collectors of dev do not send to Azure Monitor.
write() {
  [ ! -d "$root/deploy/gitops/$stage/telemetry" ] || printf '%s\n' "# Terraform's output application_insights. The pipeline infra changes it." \
    "APPLICATIONINSIGHTS_CONNECTION_STRING=$insights" >"$root/deploy/gitops/$stage/telemetry/azure-monitor.env"
  cp "$values" "$root/deploy/gitops/$stage/infrastructure.yaml"
  cp "$identities" "$root/deploy/gitops/$stage/identities/identities.yaml"
}
push_change "$stage" "$stage has the infrastructure of its plan" "" write
