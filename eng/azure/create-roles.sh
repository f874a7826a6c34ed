#!/usr/bin/env bash
# Gives the managed identity of each service its PostgreSQL role, and rights in its database. Running it again changes nothing.
set -euo pipefail
# shellcheck source=eng/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/../prepare.sh"

case ${1-} in
  --help | -h)
    say "Usage: eng/azure/create-roles.sh STAGE [HOST]    HOST is the PostgreSQL server; default: that of the stage's resource group"
    say "Run it as an Entra administrator of the server (az login), where its private endpoint can be reached."
    say "POSTGRES_ADMIN is the administrator's role: the name of the Entra group that Terraform calls platform_group. Default: the account of az."
    exit 0 ;;
esac
[ $# = 1 ] || [ $# = 2 ] || fail "Give a stage: eng/azure/create-roles.sh STAGE [HOST]."
[[ $1 =~ ^(dev|staging|prod)$ ]] || fail "Unknown stage: $1. The stages are dev, staging and prod."

namespace="otel-demo-$1"
PGHOST=${2-$(az postgres flexible-server list --resource-group "$namespace-rg" --query '[0].fullyQualifiedDomainName' --output tsv)}
export PGHOST PGSSLMODE=${PGSSLMODE-verify-full} PGSSLROOTCERT=${PGSSLROOTCERT-system}
PGUSER=${POSTGRES_ADMIN:-$(az account show --query user.name --output tsv)}
PGPASSWORD=$(az account get-access-token --resource-type oss-rdbms --query accessToken --output tsv)
export PGUSER PGPASSWORD

run_sql() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"; }

while read -r service database; do
  role="$namespace-$service"
  object=$(az identity show --name "$role" --resource-group "$namespace-rg" --query principalId --output tsv </dev/null)
  run_sql --dbname postgres --set role="$role" --set object="$object" --set database="$database" >/dev/null <<'SQL'
SELECT pgaadauth_create_principal_with_oid(:'role', :'object', 'service', false, false) WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role');
REVOKE CONNECT, TEMPORARY ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE :"database" TO :"role";
SQL
  # The service makes its schema and tables when it starts, and owns them. The list of its migrations is in the schema public.
  granted=$(run_sql --dbname "$database" --set role="$role" <<'SQL'
GRANT USAGE, CREATE ON SCHEMA public TO :"role";
SELECT has_schema_privilege(:'role', 'public', 'CREATE') AND has_database_privilege(:'role', current_database(), 'CREATE');
SQL
  )
  [ "$granted" = t ] || fail "$PGUSER may not grant rights in the database $database: run this as an Entra administrator of $PGHOST."
  say "$role may use the database $database."
done <<'SERVICES'
accounting accounting
checkout checkout
fraud-detection fraud
payment payment
product-catalog catalog
SERVICES
