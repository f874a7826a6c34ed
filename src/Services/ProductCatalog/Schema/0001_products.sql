CREATE SCHEMA IF NOT EXISTS catalog;

CREATE TABLE catalog.products (
    id                  TEXT PRIMARY KEY,
    name                TEXT NOT NULL,
    description         TEXT,
    picture             TEXT,
    price_currency_code TEXT NOT NULL,
    price_units         BIGINT NOT NULL,
    price_nanos         INT NOT NULL CHECK (price_nanos BETWEEN -999999999 AND 999999999),
    -- Comma-separated.
    categories          TEXT
);
