#!/usr/bin/env bash
# Runs before azd provision: says what is missing before Terraform begins.
set -euo pipefail
# shellcheck source=eng/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/../prepare.sh"

[ "${AZURE_ENV_NAME-}" = dev ] ||
  fail "azd creates the stage dev only, not '${AZURE_ENV_NAME-}': azd env new dev. The pipelines create staging and prod, whose releases belong to Argo CD (docs/azure.md)."
for name in terraform az kubectl kubelogin helm jq git; do
  command -v "$name" >/dev/null || fail "The program $name is missing; docs/azure.md lists what azd needs here."
done
for name in PLATFORM_GROUP_ID PLATFORM_GROUP_NAME ALERT_EMAIL TFSTATE_STORAGE_ACCOUNT; do
  [ -n "${!name-}" ] || fail "$name is not set: azd env set $name VALUE. docs/azure.md says what it is."
done
[[ $PLATFORM_GROUP_ID =~ ^[0-9a-fA-F-]{36}$ ]] || fail "PLATFORM_GROUP_ID is the object id of an Entra group, like 00000000-0000-0000-0000-000000000000."
# Terraform signs in as the user of the Azure CLI, azd as its own user.
az account show --output none 2>/dev/null || fail "The Azure CLI is not logged in: az login, and az account set --subscription NAME."
[ "$(az account show --query id --output tsv)" = "${AZURE_SUBSCRIPTION_ID-}" ] ||
  fail "The Azure CLI uses another subscription than azd: az account set --subscription ${AZURE_SUBSCRIPTION_ID-}."
