#!/usr/bin/env bash
# Restores the databases of a stage to a server of its own, reconciles them there by a Job in the cluster, and deletes the server: restore-test.sh STAGE.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stage=${1-}
require_stage "$stage"
require_commands az jq kubectl
[ -n "${POSTGRES_ADMIN-}" ] || fail "Set POSTGRES_ADMIN: it names the group that administers the databases."
group=otel-demo-$stage-rg namespace=otel-demo-$stage restored=otel-demo-$stage-restore-$(date -u +%m%d%H%M) endpoint=pe-restore-test
server=$(az postgres flexible-server list --resource-group "$group" --query '[0]' --output json)
source=$(jq -r '.name // empty' <<<"$server")
[ -n "$source" ] || fail "There is no PostgreSQL server in $group."
started=$SECONDS
# What docs/recovery.md counts on.
declare -A limit_minutes=([dev]=60 [staging]=60 [prod]=15)

clean_up() {
  kubectl --namespace "$namespace" delete job/restore-test secret/restore-test configmap/restore-test networkpolicy/restore-test --ignore-not-found --wait >/dev/null || true
  az network private-endpoint delete --resource-group "$group" --name "$endpoint" --only-show-errors || true
  az postgres flexible-server delete --resource-group "$group" --name "$restored" --yes --only-show-errors || true
}
trap clean_up EXIT

az postgres flexible-server restore --resource-group "$group" --name "$restored" --source-server "$source" --restore-time "$(date -u -d '-10 minutes' +%Y-%m-%dT%H:%M:%SZ)" \
  --only-show-errors >/dev/null || fail "The backup of $source could not be restored."
id=$(az postgres flexible-server show --resource-group "$group" --name "$restored" --query id --output tsv)
subnet=$(az network private-endpoint list --resource-group "$group" --query "[?contains(name, 'postgres')].subnet.id | [0]" --output tsv)
took=$((SECONDS - started))
zone=$(az network private-dns zone list --resource-group "$group" --query "[?name=='privatelink.postgres.database.azure.com'].id | [0]" --output tsv)
az network private-endpoint create --resource-group "$group" --name "$endpoint" --subnet "$subnet" --private-connection-resource-id "$id" --group-id postgresqlServer \
  --connection-name "$endpoint" --only-show-errors >/dev/null
az network private-endpoint dns-zone-group create --resource-group "$group" --endpoint-name "$endpoint" --name default --private-dns-zone "$zone" --zone-name postgres --only-show-errors >/dev/null

kubectl --namespace "$namespace" delete job/restore-test secret/restore-test --ignore-not-found --wait >/dev/null
# Servers take no passwords: the identity of the pipeline signs in as a member of the group, with its own token. It reaches kubectl by a pipe, not by an argument.
az account get-access-token --resource-type oss-rdbms --query accessToken --output tsv | tr -d '\n' |
  kubectl --namespace "$namespace" create secret generic restore-test --from-literal="host=$restored.postgres.database.azure.com" --from-literal="user=$POSTGRES_ADMIN" --from-file=token=/dev/stdin >/dev/null
kubectl --namespace "$namespace" apply --kustomize "$root/deploy/operations/restore-test" >/dev/null
kubectl --namespace "$namespace" wait --for=condition=complete job/restore-test --timeout=10m >/dev/null || {
  kubectl --namespace "$namespace" logs job/restore-test >&2 || true
  fail "The restored databases of $stage lack rows or contradict each other: the restore test failed."
}
kubectl --namespace "$namespace" logs job/restore-test
[ "$took" -le $((limit_minutes[$stage] * 60)) ] || fail "The restore took $took s. docs/recovery.md promises $stage ${limit_minutes[$stage]} minutes."
say "The backup of $source was restored in $took s, and read and reconciled in $((SECONDS - started - took)) s."
