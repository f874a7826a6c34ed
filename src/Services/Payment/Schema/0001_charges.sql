CREATE SCHEMA IF NOT EXISTS payment;

-- One row per charge, or per idempotency key that was given up before a charge arrived (state 'voided').
CREATE TABLE payment.charges (
    transaction_id  uuid PRIMARY KEY,
    idempotency_key text UNIQUE,
    state           text NOT NULL CHECK (state IN ('charged', 'refunded', 'voided')),
    currency_code   text,
    amount_units    bigint,
    amount_nanos    integer,
    card_brand      text,
    card_last_four  text CHECK (length(card_last_four) = 4),
    created_at      timestamptz NOT NULL,
    refund_id       uuid UNIQUE,
    refunded_at     timestamptz,
    CHECK ((state = 'voided') = (amount_units IS NULL)),
    CHECK ((state = 'refunded') = (refund_id IS NOT NULL))
);
