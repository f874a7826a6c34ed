#!/usr/bin/env bash
# Compares five minutes of requests with the objectives: errors below 0.1 %, p95 below 500 ms, p99 below 1 s.
# It ends with 1 when they are missed, and with 2 when there is nothing to judge.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stage=${1-} service=${2:-frontend-proxy}
require_stage "$stage"
require_commands jq
# Each stage has a Prometheus of its own. Streams of flags last as long as a page is open; tools of operators are not the shop.
labels="job=\"otelshop/$service\",http_route!~\"/(feature|flagservice|loadgen|otlp-http)/.*\""
rate="sum(rate(http_server_request_duration_seconds_count{$labels}[5m]))"
quantile() { printf 'histogram_quantile(%s, sum by (le) (rate(http_server_request_duration_seconds_bucket{%s}[5m])))' "$1" "$labels"; }

errors=$(prometheus_value "(sum(rate(http_server_request_duration_seconds_count{$labels,http_response_status_code=~\"5..\"}[5m])) or vector(0)) / ($rate > 0)") || exit 2
p95=$(prometheus_value "$(quantile 0.95)") || exit 2
p99=$(prometheus_value "$(quantile 0.99)") || exit 2
[[ -n $errors && -n $p95 && -n $p99 ]] || { say "$service in $stage has no requests to judge: without traffic nothing is promoted." >&2; exit 2; }

! exceeds "$errors" "$max_error_rate" || fail "$service in $stage fails $(percent "$errors") of its requests; $(percent "$max_error_rate") are allowed."
! exceeds "$p95" "$max_p95" || fail "$service in $stage has a p95 of $p95 s; $max_p95 s are allowed."
! exceeds "$p99" "$max_p99" || fail "$service in $stage has a p99 of $p99 s; $max_p99 s are allowed."
say "$service in $stage meets its objectives: $(percent "$errors") errors, p95 $p95 s, p99 $p99 s."
