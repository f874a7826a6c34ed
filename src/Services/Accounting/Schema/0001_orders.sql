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
