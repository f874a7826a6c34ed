#!/usr/bin/env bash
# Refuses a deployment once 75 % of an error budget of 30 days is spent; --critical lets a fix pass.
# It ends with 1 when it refuses, and with 2 when there is nothing to judge.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stage=${1-} critical=${2-}
require_stage "$stage"
[[ $critical =~ ^(--critical)?$ ]] || fail "Unknown argument: $critical. check-error-budget.sh takes STAGE and --critical."
require_commands jq

# The rules record what is spent of each budget, without planned maintenance. Services without which the shop still sells do not hold it up.
budgets=$(prometheus 'slo:error_budget_spent:ratio and on (service) shop:service:info{tier="critical"}')
# The policy's alerts judge, so that a gate never refuses what no alert names: few bad requests among few are chance.
frozen=$(prometheus 'slo:error_budget_spent:ratio and on (service) shop:service:info{tier="critical"} and on (service, operation, sli) ALERTS{policy=~"freeze|all-hands",alertstate="firing"}')
[ "$(jq length <<<"$budgets")" != 0 ] || { say "$stage has no error budget to judge: no request was measured, or Prometheus has not loaded the rules." >&2; exit 2; }
spent=$(jq -r 'sort_by(-(.value[1] | tonumber))
  | map("\(.metric.service) (\(.metric.operation), \(.metric.sli)): \((.value[1] | tonumber) * 1000 | round / 10) %") | join(", ")' <<<"$frozen")
if [ -z "$spent" ]; then
  say "$stage has error budget left: at most $(percent "$(jq '[.[].value[1] | select(. != "NaN") | tonumber] | max // 0' <<<"$budgets")") of a budget are spent."
elif [ -n "$critical" ]; then
  say "The error budget of $stage is nearly spent; this deployment is a critical fix. $spent."
else
  fail "The error budget of $stage is nearly spent: from $(percent "$budget_freeze") on only critical fixes are deployed. $spent."
fi
