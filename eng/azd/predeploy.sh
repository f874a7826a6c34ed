#!/usr/bin/env bash
# Runs before azd deploy: pushes the images and installs what the chart needs in the cluster.
set -euo pipefail
# shellcheck source=eng/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/../prepare.sh"

values="$root/artifacts/azd/values.json"
[ -f "$values" ] || fail "artifacts/azd/values.json is missing: run azd provision."
registry=$(jq -r .image.registry "$values")
tag=$("$root/eng/pipelines/image-tag.sh")

if [ "$(az acr repository show-tags --name "${registry%%.*}" --repository otelshop/shipping --query "contains(@, '$tag')" --output tsv 2>/dev/null)" != true ]; then
  az acr login --name "${registry%%.*}" --only-show-errors || fail "You may not push to $registry: ask for the role AcrPush."
  "$root/eng/build-images.sh" "$tag" --push --registry "$registry"
fi
jq --arg tag "$tag" '.image.tag = $tag' "$values" >"$values.new" && mv "$values.new" "$values"

# The versions are those of deploy/gitops/addons. install RELEASE NAMESPACE CHART VERSION [ARGUMENT...]
install() {
  local release=$1 namespace=$2 chart=$3 version=$4
  shift 4
  helm upgrade --install "$release" "$chart" --version "$version" --namespace "$namespace" --create-namespace --wait --timeout 10m "$@" >/dev/null ||
    fail "$release could not be installed in the cluster."
}

install keda keda keda 2.19.0 --repo https://kedacore.github.io/charts
install external-secrets external-secrets external-secrets 2.9.0 --repo https://charts.external-secrets.io
install envoy-gateway envoy-gateway-system oci://docker.io/envoyproxy/gateway-helm v1.9.0
kubectl apply --kustomize "$root/deploy/gitops/addons/gateway-class" >/dev/null
say "Images of tag $tag are in $registry; KEDA, External Secrets and Envoy Gateway are in the cluster."
