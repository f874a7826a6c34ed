-- A database of version 0.1: its schema files as their migrator applied them, and some rows.
CREATE TABLE schema_version (
    version integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now());
INSERT INTO schema_version (version, name, checksum) VALUES (1, 'orders', '4a581c52b2ccd1cf86cd5fd46820f66366b8c880fa99d93dd5848339d7468fd1');

CREATE SCHEMA IF NOT EXISTS accounting;

-- Tables and columns are upstream's, so that its queries work; the keys differ where its own would refuse a valid order.
CREATE TABLE accounting."order" (
    order_id TEXT PRIMARY KEY
);

CREATE TABLE accounting.shipping (
    -- Not unique: two orders without a tracking id are two shipments.
    shipping_tracking_id        TEXT NOT NULL,
    shipping_cost_currency_code TEXT NOT NULL,
    shipping_cost_units         BIGINT NOT NULL,
    shipping_cost_nanos         INT NOT NULL,
    street_address              TEXT,
    city                        TEXT,
    state                       TEXT,
    country                     TEXT,
    zip_code                    TEXT,
    order_id                    TEXT PRIMARY KEY REFERENCES accounting."order" (order_id) ON DELETE CASCADE
);

CREATE INDEX shipping_by_tracking_id ON accounting.shipping (shipping_tracking_id);

CREATE TABLE accounting.orderitem (
    item_cost_currency_code TEXT NOT NULL,
    item_cost_units         BIGINT NOT NULL,
    item_cost_nanos         INT NOT NULL,
    product_id              TEXT NOT NULL,
    quantity                INT NOT NULL,
    order_id                TEXT NOT NULL REFERENCES accounting."order" (order_id) ON DELETE CASCADE,
    -- From 1, in the order of the message: one product may stand on two lines.
    line_number             INT NOT NULL,
    PRIMARY KEY (order_id, line_number)
);

CREATE INDEX orderitem_by_product ON accounting.orderitem (product_id);

INSERT INTO accounting."order" (order_id) VALUES ('former-order');
INSERT INTO accounting.shipping (order_id, shipping_tracking_id, shipping_cost_currency_code, shipping_cost_units, shipping_cost_nanos, city)
VALUES ('former-order', 'former-tracking', 'USD', 8, 990000000, 'Mountain View');
INSERT INTO accounting.orderitem (order_id, line_number, product_id, quantity, item_cost_currency_code, item_cost_units, item_cost_nanos)
VALUES ('former-order', 1, 'OLJCESPC7Z', 2, 'USD', 101, 960000000), ('former-order', 2, 'OLJCESPC7Z', 1, 'USD', 101, 960000000);
