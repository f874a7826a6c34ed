-- A database of version 0.1: its schema files as their migrator applied them, and some rows.
CREATE TABLE schema_version (
    version integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now());
INSERT INTO schema_version (version, name, checksum) VALUES (1, 'orders_and_outbox', '9e51ccbfe6a92ea8055beb00fd437a07a426088e8d40ed82dbd45ba91f9b68e7');

CREATE SCHEMA IF NOT EXISTS checkout;

-- pending -> confirmed, or pending -> refunding -> refunded. A row exists before its card is charged, so that a charge
-- is never without an order that says what to do about it.
CREATE TABLE checkout.orders (
    order_id        uuid PRIMARY KEY,
    user_id         text NOT NULL,
    state           text NOT NULL CHECK (state IN ('pending', 'confirmed', 'refunding', 'refunded')),
    currency_code   text NOT NULL,
    shipping_amount numeric NOT NULL,
    total_amount    numeric NOT NULL,
    transaction_id  text,
    tracking_id     text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    settled_at      timestamptz,
    CHECK (state <> 'confirmed' OR (transaction_id IS NOT NULL AND tracking_id IS NOT NULL))
);

CREATE INDEX orders_unsettled ON checkout.orders (created_at) WHERE state IN ('pending', 'refunding');

CREATE TABLE checkout.order_items (
    order_id   uuid NOT NULL REFERENCES checkout.orders,
    line       integer NOT NULL,
    product_id text NOT NULL,
    quantity   integer NOT NULL CHECK (quantity > 0),
    unit_price numeric NOT NULL,
    PRIMARY KEY (order_id, line)
);

-- What a confirmed order still has to tell others. Written in the transaction that confirms the order, deleted once told.
CREATE TABLE checkout.outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id    uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('event', 'email')),
    recipient   text,
    payload     bytea NOT NULL,
    traceparent text,
    tracestate  text,
    baggage     text,
    attempts    integer NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX outbox_order ON checkout.outbox (order_id, kind, id);

INSERT INTO checkout.orders (order_id, user_id, state, currency_code, shipping_amount, total_amount, transaction_id, tracking_id, settled_at)
VALUES ('5f0d2a4e-0000-4000-8000-000000000001', 'former user', 'confirmed', 'USD', 8.99, 20, 'transaction', 'tracking', now()),
       ('5f0d2a4e-0000-4000-8000-000000000002', 'former user', 'refunding', 'USD', 8.99, 20, NULL, NULL, NULL);
INSERT INTO checkout.order_items (order_id, line, product_id, quantity, unit_price) VALUES ('5f0d2a4e-0000-4000-8000-000000000001', 1, 'LAMP', 1, 11.01);
INSERT INTO checkout.outbox (order_id, kind, recipient, payload) VALUES ('5f0d2a4e-0000-4000-8000-000000000001', 'email', 'former@example.com', '');
