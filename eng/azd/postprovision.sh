#!/usr/bin/env bash
# Runs after azd provision: writes the values of the chart that Terraform decides. azd hands outputs to hooks as variables, objects as JSON.
set -euo pipefail
# shellcheck source=eng/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/../prepare.sh"

command -v jq >/dev/null || fail "The program jq is missing."
[ -n "${helm_values-}" ] || fail "Terraform's output helm_values is missing: run azd provision."
[ -n "${AZURE_CONTAINER_REGISTRY_ENDPOINT-}" ] || fail "Terraform's output AZURE_CONTAINER_REGISTRY_ENDPOINT is missing: run azd provision."
[ "${SHOP_HOME:-standalone}" = standalone ] ||
  fail "azd deploys the home standalone only, because the home $SHOP_HOME needs Prometheus and the ALB controller: unset SHOP_HOME, or use Argo CD or Flux with staging (docs/delivery.md)."
mkdir -p "$root/artifacts/azd"
# The chart's own values are those of dev. No Prometheus watches an environment that azd creates.
jq --arg registry "$AZURE_CONTAINER_REGISTRY_ENDPOINT" \
  '. + { home: "standalone", monitoring: { enabled: false }, image: { registry: $registry, tag: "" } }' <<<"$helm_values" >"$root/artifacts/azd/values.json" ||
  fail "Terraform's output helm_values is no JSON object."
say "The values of the chart are in artifacts/azd/values.json."
