-- A database of version 0.1: its schema files as their migrator applied them, and some rows.
CREATE TABLE schema_version (
    version integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now());
INSERT INTO schema_version (version, name, checksum) VALUES (1, 'charges', 'e30f2712ee0e7c4448997d1c0f11a78fce798e241dab90ab353171c67fdb450b');

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

INSERT INTO payment.charges (transaction_id, idempotency_key, state, currency_code, amount_units, amount_nanos, card_brand, card_last_four, created_at)
VALUES ('5f0d2a4e-0000-4000-8000-000000000001', 'former order', 'charged', 'USD', 12, 340000000, 'visa', '0454', '2026-11-01T00:00:00Z');
INSERT INTO payment.charges (transaction_id, idempotency_key, state, created_at)
VALUES ('5f0d2a4e-0000-4000-8000-000000000002', 'former voided order', 'voided', '2026-11-01T00:00:00Z');
