#!/usr/bin/env bash
# Runs Terraform on a copy of deploy/terraform with providers that know schemas only: no account, no registry, nothing is created.
#   eng/terraform.sh environments/dev plan
#   eng/terraform.sh modules/network test
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

[ $# -ge 2 ] || fail "Name a folder of deploy/terraform and a command: eng/terraform.sh environments/dev plan"
[ -d "$root/deploy/terraform/$1" ] || fail "deploy/terraform has no folder $1."
command -v terraform >/dev/null || fail "Terraform is missing: install version 1.9 or later."
require_dotnet
[ -d "$root/tests/Terraform.Tests/peers/node_modules" ] || (cd "$root/tests/Terraform.Tests/peers" && npm ci --no-audit --no-fund --silent) ||
  fail "npm could not install the schemas of the providers."
build tests/Terraform.Tests/Terraform.Tests.csproj
exec "$root/tests/Terraform.Tests/bin/$configuration/net10.0/Terraform.Tests" terraform "$@"
