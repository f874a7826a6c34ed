#!/usr/bin/env bash
# Starts the whole shop, as `aspire run` and `dotnet run --project AppHost` do, after installing and building what is missing.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/eng/prepare.sh"

usage() {
  cat <<'TEXT'
Runs the shop until Ctrl+C.

  --fresh                starts with empty data, and forgets that of earlier runs
  --backing processes    databases and broker are programs of this machine (default)
  --backing containers   they are containers of docker or podman
  --https                the shop is at https://localhost:8443, with the certificate of 'dotnet dev-certs https --trust'
  --mtls                 services call each other over mutual TLS, with certificates of a development authority
  --no-load              no simulated shoppers; the dashboard can start them
  --prometheus           Prometheus scrapes the services and evaluates the alerts, with windows of seconds; an Alertmanager takes them
  --help                 this text

Any --Section:Key=VALUE is a setting of the AppHost, for example --AppHost:DataDirectory=/tmp/shop.
TEXT
}

arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage; exit 0 ;;
    --fresh | --https | --mtls | --no-load | --prometheus | --backing=* | --?*:?*=*) arguments+=("$1") ;;
    --backing) [ $# -gt 1 ] || fail "--backing needs a value: processes or containers."; arguments+=("--backing=$2"); shift ;;
    *) fail "Unknown argument: $1. ./run.sh --help lists those that exist." ;;
  esac
  shift
done

require_dotnet
missing=()
find_program postgres || missing+=(postgresql)
find_program valkey-server redis-server || missing+=(redis-server)
case " ${arguments[*]-} " in *" --no-load "*) ;; *) find_program locust || missing+=(python3-locust) ;; esac
case " ${arguments[*]-} " in *" --backing=containers "*) missing=() ;; esac
case " ${arguments[*]-} " in
  *" --prometheus "*)
    find_program prometheus || missing+=(prometheus)
    find_program prometheus-alertmanager alertmanager || missing+=(prometheus-alertmanager)
    for exporter in node postgres redis; do find_program "prometheus-$exporter-exporter" || missing+=("prometheus-$exporter-exporter"); done
    ;;
esac
install_missing "${missing[@]}"
build AppHost/AppHost.csproj

export DOTNET_ENVIRONMENT=${DOTNET_ENVIRONMENT:-Development}
exec dotnet "$root/AppHost/bin/$configuration/net10.0/AppHost.dll" "${arguments[@]}"
