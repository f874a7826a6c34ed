#!/usr/bin/env bash
# Builds one image as an OCI layout, with its SBOM: build-image.sh SERVICE TAG. Nothing is pushed before it was scanned.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

service=${1-} tag=${2-} images=$root/artifacts/images
[ -n "$service" ] || fail "Give a service and a tag: build-image.sh cart TAG."
"$root/eng/build-images.sh" "$tag" --output "$images" "$service"
rm -rf "${images:?}/$service"
mkdir "$images/$service"
tar -xf "$images/$service.tar" -C "$images/$service"
say "The layout is in $images/$service, the SBOM in $images/$service.cdx.json."
