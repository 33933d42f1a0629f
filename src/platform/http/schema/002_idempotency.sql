-- Answers to writes that may be sent again; see idempotency.hpp. Forgotten after a day.
CREATE TABLE idempotency_key (
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request_digest TEXT NOT NULL,
    status {{bigint}} NOT NULL,             -- 0 inside the transaction that is still working on it
    headers TEXT NOT NULL,
    body {{bytes}} NOT NULL,
    created_at {{bigint}} NOT NULL,
    PRIMARY KEY (actor, key)
){{strict}};
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
