#!/usr/bin/env bash
# Refuses a tag unless every image of it is signed by this project's pipelines: verify-images.sh TAG.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

tag=${1-} registry=${REGISTRY:-otelshop.azurecr.io}
require_image_tag "$tag"
require_commands az cosign jq
if [ -n "${COSIGN_KEY-}" ]; then signer=(--key "$COSIGN_KEY")
else
  [ -n "${GITHUB_REPOSITORY-}" ] || fail "Set COSIGN_KEY: outside of GitHub images are signed with a key."
  signer=(--certificate-oidc-issuer https://token.actions.githubusercontent.com
    --certificate-identity "https://github.com/$GITHUB_REPOSITORY/.github/workflows/supply-chain.yml@refs/heads/main")
fi
az acr login --name "${registry%%.*}" --only-show-errors || fail "The identity may not pull from $registry."
for service in $("$(dirname "${BASH_SOURCE[0]}")/list-images.sh" | jq -r '.[]'); do
  cosign verify "${signer[@]}" "$registry/otelshop/$service:$tag" >/dev/null || fail "The image $registry/otelshop/$service:$tag is not signed by this project's pipelines."
done
say "All images of $tag are signed."
