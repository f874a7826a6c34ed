#!/usr/bin/env bash
# Compares what containers of a stage request with what they used in a week, as a table in Markdown: right-sizing.sh STAGE [--check].
# --check ends with 1 when a container used more memory than it requests.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stage=${1-} check=${2-} namespace="otel-demo-${1-}"
require_stage "$stage"
[[ $check =~ ^(--check)?$ ]] || fail "Unknown argument: $check. right-sizing.sh takes STAGE and --check."
require_commands jq
selector="namespace=\"$namespace\",container!=\"\""

requests=$(prometheus "max by (container, resource) (kube_pod_container_resource_requests{$selector})")
memory=$(prometheus "max by (container) (quantile_over_time(0.95, container_memory_working_set_bytes{$selector}[7d]))")
cpu=$(prometheus "max by (container) (quantile_over_time(0.95, rate(container_cpu_usage_seconds_total{$selector}[5m])[7d:5m]))")
# Autoscalers aim at 70 % of the processor and 80 % of the memory that are requested.
rows=$(jq -nc --argjson requests "$requests" --argjson memory "$memory" --argjson cpu "$cpu" '
  def of($list; $container): [$list[] | select(.metric.container == $container) | .value[1] | tonumber] | first;
  def advice($used; $requested; $target): if $used == null or $requested == null then "no figures" elif $used > $requested then "raise"
    elif $used < $requested * $target / 2 then "lower" else "keep" end;
  [$requests[].metric.container] | unique | map(. as $container | {
    container: $container,
    cpuRequest: of([$requests[] | select(.metric.resource == "cpu")]; $container), cpuUsed: of($cpu; $container),
    memoryRequest: of([$requests[] | select(.metric.resource == "memory")]; $container), memoryUsed: of($memory; $container)
  } | .cpu = advice(.cpuUsed; .cpuRequest; 0.7) | .memory = advice(.memoryUsed; .memoryRequest; 0.8))')
[ "$rows" != '[]' ] || fail "Prometheus knows no requests of containers in $namespace."

printf '%s\n' "Right-sizing of $stage: p95 of seven days against requests." '' '| Container | CPU used | CPU requested | | Memory used | Memory requested | |' '|---|---|---|---|---|---|---|'
jq -r 'def milli: if . == null then "–" else "\(. * 1000 | round)m" end; def mebi: if . == null then "–" else "\(. / 1048576 | round)Mi" end;
  .[] | "| \(.container) | \(.cpuUsed | milli) | \(.cpuRequest | milli) | \(.cpu) | \(.memoryUsed | mebi) | \(.memoryRequest | mebi) | \(.memory) |"' <<<"$rows"
if [ -n "$check" ]; then
  short=$(jq -r '[.[] | select(.memory == "raise") | .container] | join(", ")' <<<"$rows")
  [ -z "$short" ] || fail "These containers of $stage use more memory than they request: $short."
fi
