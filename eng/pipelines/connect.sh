#!/usr/bin/env bash
# Points kubectl at the cluster of a stage, as the identity that is logged in to Azure: connect.sh STAGE.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stage=${1-}
require_stage "$stage"
require_commands az kubectl
if ! command -v kubelogin >/dev/null; then
  az aks install-cli --kubelogin-version 0.1.4 --kubelogin-install-location "$HOME/.local/bin/kubelogin" --install-location "$HOME/.local/bin/kubectl" --only-show-errors || fail "kubelogin is missing on this agent and could not be installed."
  add_to_path "$HOME/.local/bin"
fi
group=otel-demo-$stage-rg
cluster=${AKS_CLUSTER_NAME:-$(az aks list --resource-group "$group" --query '[0].name' --output tsv)}
[ -n "$cluster" ] || fail "There is no cluster in the resource group $group: run the pipeline infra first."
az aks get-credentials --resource-group "$group" --name "$cluster" --format exec --overwrite-existing --only-show-errors || fail "The identity may not read the credentials of $cluster."
kubelogin convert-kubeconfig --login azurecli
say "kubectl talks to $cluster."
