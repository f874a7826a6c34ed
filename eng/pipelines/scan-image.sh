#!/usr/bin/env bash
# Refuses an image with a fixable vulnerability that is high or critical: scan-image.sh SERVICE.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly trivy=ghcr.io/aquasecurity/trivy:0.69.3@sha256:bcc376de8d77cfe086a917230e818dc9f8528e3c852f7b1aff648949b6258d1c
service=${1-} images=$root/artifacts/images
[ -d "$images/$service/blobs" ] || fail "There is no image of ${service:-a service} in $images: run build-image.sh first."
require_commands docker

docker run --rm --volume "$images:/images" "$trivy" image --input "/images/$service" --quiet --ignore-unfixed \
  --severity HIGH,CRITICAL --exit-code 1 --format sarif --output "/images/$service.sarif" ||
  fail "The image of $service has a fixable vulnerability that is high or critical; $images/$service.sarif lists it."
say "The image of $service has no fixable vulnerability that is high or critical."
