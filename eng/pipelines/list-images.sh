#!/usr/bin/env bash
# Prints the services that have an image, as the matrix of a build: a JSON array, or with --azure an object of legs for Azure Pipelines.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

names=$(sed -nE 's|^ +image: otelshop/([a-z-]+)$|\1|p' "$root"/deploy/kustomize/base/*.yaml | sort -u | jq -Rnc '[inputs]')
case ${1-} in
  --azure) jq -c 'map({ key: gsub("-"; "_"), value: { service: . } }) | from_entries' <<<"$names" ;;
  '') say "$names" ;;
  *) fail "Unknown argument: $1. list-images.sh takes --azure or nothing." ;;
esac
