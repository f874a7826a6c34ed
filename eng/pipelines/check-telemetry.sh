#!/usr/bin/env bash
# Waits until every service of a stage has reported metrics and spans, and an order has been counted, in the last ten minutes.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stage=${1-} limit=${TELEMETRY_TIMEOUT_SECONDS:-300}
require_stage "$stage"
require_commands jq
expected=$("$(dirname "${BASH_SOURCE[0]}")/list-images.sh")

# silent SERIES: the services without such a series. The collector counts spans before it samples them.
silent() {
  local reporting
  reporting=$(prometheus "count by (job) (last_over_time($1{job=~\"otelshop/.+\"}[10m]))") || exit 1
  jq -r --argjson expected "$expected" '$expected - map(.metric.job | ltrimstr("otelshop/")) | join(", ")' <<<"$reporting"
}

deadline=$((SECONDS + limit))
while :; do
  metrics=$(silent dotnet_process_memory_working_set_bytes)
  spans=$(silent traces_span_metrics_calls_total)
  orders=$(prometheus_value "sum(increase(demo_payment_transactions_total{job=~\"otelshop/.+\"}[10m]))")
  [ -n "$metrics$spans" ] || ! exceeds "${orders:-0}" 0 || break
  [ "$SECONDS" -lt "$deadline" ] || fail "$stage lacks telemetry after $limit s: ${metrics:+no metrics of $metrics; }${spans:+no spans of $spans; }${orders:-0} orders were counted."
  sleep "${POLL_SECONDS:-10}"
done
say "All $(jq length <<<"$expected") services of $stage report, and orders are counted."
