-- Every order that was screened, once. The velocity windows are read from here, so they survive a restart.
CREATE TABLE screened_orders (
    order_id    TEXT PRIMARY KEY,
    screened_at TIMESTAMPTZ NOT NULL,
    -- SHA-256 of the normalized address; NULL when there is none. The address itself is not kept.
    address_key TEXT,
    pieces      BIGINT NOT NULL,
    currency    TEXT NOT NULL,
    amount      NUMERIC NOT NULL,
    -- 0 to 100.
    score       INT NOT NULL
);

CREATE INDEX screened_orders_by_address ON screened_orders (address_key, screened_at);

CREATE TABLE fraud_alerts (
    order_id   TEXT PRIMARY KEY REFERENCES screened_orders (order_id) ON DELETE CASCADE,
    rules      TEXT[] NOT NULL,
    score      INT NOT NULL,
    -- Rule to what it found.
    details    JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX fraud_alerts_by_time ON fraud_alerts (created_at);
