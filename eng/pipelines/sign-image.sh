#!/usr/bin/env bash
# Signs a pushed image and attests its SBOM; --provenance attests where it was built too: sign-image.sh SERVICE [--provenance].
# deploy/policies/signatures/signer.json says with what, as admission verifies it: with the identity of GitHub's workflow, or a key of Key Vault.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

service=${1-} images=$root/artifacts/images registry=${REGISTRY:-otelshop.azurecr.io}
[ -f "$images/$service.digest" ] || fail "The image of ${service:-a service} has no digest: run push-image.sh first."
require_commands cosign jq
image=$registry/otelshop/$service@$(cat "$images/$service.digest")
method=$(signer method)
if [ "$method" = kms ]; then
  key=$(signer key)
  # The provenance of GitHub's own attestation has no key.
  [ -z "${GITHUB_ACTIONS-}" ] || fail "Images are signed with the key $key by Azure Pipelines alone: take SigningKey out of AppHost/Program.cs and publish, so that GitHub's workflow signs."
  # Kyverno knows keys with this form alone.
  with=(--key "$key" --new-bundle-format=false --use-signing-config=false)
else
  [ -n "${GITHUB_ACTIONS-}" ] || fail "Images are signed by GitHub's workflow, without a key: set SigningKey in AppHost/Program.cs and publish, so that other pipelines sign."
  with=()
fi

if [ "${2-}" = --provenance ]; then
  "$(dirname "${BASH_SOURCE[0]}")/provenance.sh" >"$images/$service.provenance.json"
  cosign attest --yes "${with[@]}" --type slsaprovenance1 --predicate "$images/$service.provenance.json" "$image" || fail "The provenance of $service could not be attested."
  say "$image has its provenance."
else
  cosign sign --yes "${with[@]}" "$image" || fail "The image of $service could not be signed."
  cosign attest --yes "${with[@]}" --type cyclonedx --predicate "$images/$service.cdx.json" "$image" || fail "The SBOM of $service could not be attested."
  say "$image is signed and has its SBOM."
fi
