-- A database of version 0.1: its schema files as their migrator applied them, and some rows.
CREATE TABLE schema_version (
    version integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now());
INSERT INTO schema_version (version, name, checksum) VALUES (1, 'screening', 'f20eb64c11130ae8fa535e1b528661509a38b9661cfc8fbab9ef061f9b03b2ad');

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

INSERT INTO screened_orders (order_id, screened_at, address_key, pieces, currency, amount, score)
VALUES ('former-order', '2026-01-02T03:04:05Z', NULL, 41, 'USD', 4180.36, 90);
INSERT INTO fraud_alerts (order_id, rules, score, details, created_at)
VALUES ('former-order', ARRAY['high-amount', 'large-quantity'], 90, '{"high-amount": "4180.36 USD"}', '2026-01-02T03:04:05Z');
