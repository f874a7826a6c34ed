#!/usr/bin/env bash
# Sets the image tag that a stage runs, in deploy/gitops alone.
set -euo pipefail
# shellcheck source=eng/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

case ${1-} in
  --help | -h) say "Usage: eng/set-image-tag.sh STAGE TAG    STAGE is dev, staging or prod"; exit 0 ;;
esac
[ $# = 2 ] || fail "Give a stage and a tag: eng/set-image-tag.sh STAGE TAG."
[[ $1 =~ ^(dev|staging|prod)$ ]] || fail "Unknown stage: $1. The stages are dev, staging and prod."
require_image_tag "$2"

# A tag of digits alone would be a number in YAML. A comment behind the tag, such as a marker of Flux, stays.
sed -i -E "s/^( *tag: )\"[^\"]*\"/\1\"$2\"/" "$root/deploy/gitops/$1/values.yaml"
say "$1 runs the images of tag $2 once this change is merged."
