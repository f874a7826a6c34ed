#!/usr/bin/env bash
# Signs a pushed image and attests its SBOM; --provenance attests where it was built too: sign-image.sh SERVICE [--provenance].
# Without COSIGN_KEY (azurekms://VAULT/KEY) cosign uses the identity token of the pipeline.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

service=${1-} images=$root/artifacts/images registry=${REGISTRY:-otelshop.azurecr.io}
[ -f "$images/$service.digest" ] || fail "The image of ${service:-a service} has no digest: run push-image.sh first."
require_commands cosign
image=$registry/otelshop/$service@$(cat "$images/$service.digest")
key=()
[ -z "${COSIGN_KEY-}" ] || key=(--key "$COSIGN_KEY")

if [ "${2-}" = --provenance ]; then
  "$(dirname "${BASH_SOURCE[0]}")/provenance.sh" >"$images/$service.provenance.json"
  cosign attest --yes "${key[@]}" --type slsaprovenance1 --predicate "$images/$service.provenance.json" "$image" || fail "The provenance of $service could not be attested."
  say "$image has its provenance."
else
  cosign sign --yes "${key[@]}" "$image" || fail "The image of $service could not be signed."
  cosign attest --yes "${key[@]}" --type cyclonedx --predicate "$images/$service.cdx.json" "$image" || fail "The SBOM of $service could not be attested."
  say "$image is signed and has its SBOM."
fi
