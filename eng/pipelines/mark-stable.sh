#!/usr/bin/env bash
# Gives the images of a tag the tag stable as well, once prod has run it: mark-stable.sh TAG. Deployments name the first tag, never stable.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

require_image_tag "${1-}"
require_commands az jq
registry=${REGISTRY:-otelshop.azurecr.io}
for service in $("$(dirname "${BASH_SOURCE[0]}")/list-images.sh" | jq -r '.[]'); do
  az acr import --name "${registry%%.*}" --source "$registry/otelshop/$service:$1" --image "otelshop/$service:stable" --force --only-show-errors ||
    fail "The image of $service could not be marked as stable."
done
say "The images of $1 are stable."
