#!/usr/bin/env bash
# Writes what the infrastructure of a stage costs a month by current list prices, as JSON and Markdown: estimate-cost.sh STAGE. It needs INFRACOST_API_KEY.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stage=${1-} output=$root/artifacts/terraform
require_stage "$stage"
[ -n "${INFRACOST_API_KEY-}" ] || fail "Set INFRACOST_API_KEY: Infracost looks prices up with it."
require_commands infracost
mkdir -p "$output"
infracost breakdown --path "$root/deploy/terraform/environments/$stage" --format json --out-file "$output/$stage.cost.json" --log-level warn
infracost output --path "$output/$stage.cost.json" --format github-comment --out-file "$output/$stage.cost.md" --log-level warn
say "The cost of $stage is in $output/$stage.cost.md."
