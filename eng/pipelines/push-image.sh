#!/usr/bin/env bash
# Pushes the image that was built and scanned, and writes its digest beside it: push-image.sh SERVICE TAG.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

service=${1-} tag=${2-} images=$root/artifacts/images registry=${REGISTRY:-otelshop.azurecr.io}
require_image_tag "$tag"
[ -d "$images/$service/blobs" ] || fail "There is no image of ${service:-a service} in $images: run build-image.sh first."
require_commands az skopeo
az acr login --name "${registry%%.*}" --only-show-errors || fail "The identity may not push to $registry."
skopeo copy --quiet --digestfile "$images/$service.digest" "oci:$images/$service" "docker://$registry/otelshop/$service:$tag" ||
  fail "The image of $service could not be pushed to $registry."
digest=$(cat "$images/$service.digest")
[ -z "${GITHUB_OUTPUT-}" ] || printf 'digest=%s\nname=%s\n' "$digest" "$registry/otelshop/$service" >>"$GITHUB_OUTPUT"
say "$registry/otelshop/$service:$tag is $digest."
