#!/usr/bin/env bash
# Runs after azd deploy: places an order and prints the shop's address.
set -euo pipefail
# shellcheck source=eng/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/../prepare.sh"

kubectl --namespace otel-demo-dev wait gateway --all --for=condition=Programmed --timeout=5m >/dev/null || fail "The gateway has no address after five minutes."
address=$(kubectl --namespace otel-demo-dev get gateway --output jsonpath='{.items[0].status.addresses[0].value}')
host=$(kubectl --namespace otel-demo-dev get httproute --output jsonpath='{.items[0].spec.hostnames[0]}')
helm test otelshop --namespace otel-demo-dev >/dev/null || fail "The shop takes no order: helm test otelshop --namespace otel-demo-dev --logs says why."
say "The shop took an order. It is at http://$host once that name leads to $address; until then: curl --resolve $host:80:$address http://$host/"
