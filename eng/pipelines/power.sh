#!/usr/bin/env bash
# Stops the cluster and the database of a stage after hours, and starts them again: power.sh stop|start dev|staging.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

action=${1-} stage=${2-}
[[ $action =~ ^(stop|start)$ ]] || fail "Say what to do: power.sh stop or power.sh start."
[ "$stage" != prod ] || fail "prod is never stopped."
require_stage "$stage"
require_commands az jq
group=otel-demo-$stage-rg from=Running
[ "$action" = stop ] || from=Stopped

for cluster in $(az aks list --resource-group "$group" --output json | jq -r --arg state "$from" '.[] | select(.powerState.code == $state) | .name'); do
  az aks "$action" --resource-group "$group" --name "$cluster" --only-show-errors
done
database_state=Ready
[ "$action" = stop ] || database_state=Stopped
for server in $(az postgres flexible-server list --resource-group "$group" --output json | jq -r --arg state "$database_state" '.[] | select(.state == $state) | .name'); do
  az postgres flexible-server "$action" --resource-group "$group" --name "$server" --only-show-errors
done
say "$stage: $action is done."
