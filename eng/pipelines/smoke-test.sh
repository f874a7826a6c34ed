#!/usr/bin/env bash
# Buys one telescope in a running shop: smoke-test.sh https://dev.otel-demo.example.com.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[[ ${1-} =~ ^https?://[^/]+/?$ ]] || fail "Give the shop's address: smoke-test.sh https://dev.otel-demo.example.com."
require_commands curl jq
shop=${1%/} user="smoke-test-$$-$(date +%s)"

# send PATH BODY: the answer. An order is repeated under its key only, so that no retry orders twice.
send() {
  curl --fail-with-body --silent --show-error --max-time 30 --retry "${SMOKE_RETRIES:-5}" --retry-connrefused --header 'content-type: application/json' \
    --header "Idempotency-Key: $user" --data "$2" "$shop$1" || fail "$shop refuses a request of the smoke test: $1."
}

send /api/cart "$(jq -cn --arg user "$user" '{ userId: $user, item: { productId: "OLJCESPC7Z", quantity: 1 } }')" >/dev/null
order=$(send /api/checkout "$(jq -cn --arg user "$user" '{
  userId: $user, userCurrency: "USD", email: "smoke-test@example.com",
  address: { streetAddress: "1 Observatory Road", city: "Flagstaff", state: "AZ", country: "United States", zipCode: "86001" },
  creditCard: { creditCardNumber: "4432801561520454", creditCardCvv: 672, creditCardExpirationYear: 2039, creditCardExpirationMonth: 1 } }')")
id=$(jq -r '.orderId // empty' <<<"$order" 2>/dev/null) || id=''
[ -n "$id" ] || fail "$shop answered without an order: $order"
say "$shop took order $id."
