#!/usr/bin/env bash
# Compares orders, charges and books of a restored server to the smallest unit: reconcile.sh [SINCE]. PGHOST and its like say where it is.
# SINCE is the time at which dumps of the databases began: what is younger may be in one of them alone.
set -euo pipefail
since=${1:-infinity}

ask() { psql --no-psqlrc --tuples-only --no-align --set ON_ERROR_STOP=1 --set "since=$since" --dbname "$1"; }

# The queries of docs/reconciliation.md. Books first and charges last: of a server in use, what a later answer has more is younger.
books=$(ask accounting <<<"
SELECT order_id, total_currency_code, trim_scale(total_amount)
FROM accounting.\"order\"
ORDER BY order_id COLLATE \"C\"")
orders=$(ask checkout <<<"
SELECT order_id::text, currency_code, trim_scale(total_amount)
FROM checkout.orders WHERE state = 'confirmed'
ORDER BY order_id::text COLLATE \"C\"")
charges=$(ask payment <<<"
SELECT idempotency_key, currency_code, trim_scale(amount_units + amount_nanos / 1e9)
FROM payment.charges WHERE state = 'charged'
ORDER BY idempotency_key COLLATE \"C\"")

# Orders that checkout finishes or undoes when it starts, and orders whose event is on its way to the books.
unsettled=$(ask checkout <<<"SELECT order_id FROM checkout.orders WHERE state IN ('pending', 'refunding', 'unrefunded')")
unbooked=$(ask checkout <<<"
SELECT order_id FROM checkout.outbox WHERE kind = 'event'
UNION SELECT order_id FROM checkout.published_events WHERE published_at > (SELECT max(published_at) FROM checkout.published_events) - interval '5 minutes'
UNION SELECT order_id FROM checkout.orders WHERE settled_at >= :'since'")
uncounted=$(ask payment <<<"SELECT idempotency_key FROM payment.charges WHERE created_at >= :'since'")

lines() { [ -z "$1" ] || LC_ALL=C sort <<<"$1"; }
# only_in LEFT RIGHT IDS: lines of LEFT that RIGHT lacks, without those of IDS.
only_in() { LC_ALL=C comm -23 <(lines "$1") <(lines "$2") | LC_ALL=C join -t'|' -v1 - <(lines "$3"); }

faults=0
report() {
  [ -z "$2" ] || { faults=1; printf '%s\n' "$2" | sed "s/^/$1: /"; }
}
report "order without its charge" "$(only_in "$orders" "$charges" "")"
report "charge without an order" "$(only_in "$charges" "$orders" "$unsettled"$'\n'"$uncounted")"
report "order that is not in the books" "$(only_in "$orders" "$books" "$unbooked")"
report "book entry without an order" "$(only_in "$books" "$orders" "")"
[ -n "$orders" ] || report "no order" "the database checkout is empty"
[ "$faults" = 0 ] || exit 1

lines "$orders" | awk -F'|' '{ count[$2]++; sum[$2] += $3 } END { for (currency in count) printf "reconciled: %d orders of %s, %.2f in all\n", count[currency], currency, sum[currency] }' | LC_ALL=C sort
