#!/usr/bin/env bash
# Refuses a tag unless every image of it is signed by this project's pipelines: verify-images.sh TAG.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

tag=${1-} registry=${REGISTRY:-otelshop.azurecr.io}
require_image_tag "$tag"
require_commands az cosign jq
method=$(signer method)
if [ "$method" = kms ]; then
  key=$(signer key)
  by=(--key "$key" --new-bundle-format=false)
else
  issuer=$(signer issuer) identity=$(signer identity)
  by=(--certificate-oidc-issuer "$issuer" --certificate-identity "$identity")
fi
az acr login --name "${registry%%.*}" --only-show-errors || fail "The identity may not pull from $registry."
for service in $("$(dirname "${BASH_SOURCE[0]}")/list-images.sh" | jq -r '.[]'); do
  cosign verify "${by[@]}" "$registry/otelshop/$service:$tag" >/dev/null || fail "The image $registry/otelshop/$service:$tag is not signed by this project's pipelines."
done
say "All images of $tag are signed."
