#!/usr/bin/env bash
# Refuses a change of prod without the number of an approved change ticket: check-ticket.sh CHG0012345.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[[ ${1-} =~ ^CHG[0-9]{7}$ ]] || fail "'${1-}' is no change ticket. Give the number of an approved one: CHG and seven digits, like CHG0012345."
say "Change ticket $1."
