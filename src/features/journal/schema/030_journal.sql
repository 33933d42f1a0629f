-- Nhật ký: what happened to every dossier. Append-only; each row's hash covers the row before it.
CREATE TABLE journal (
    dossier_id {{bigint}} NOT NULL,
    seq {{bigint}} NOT NULL,                -- 1, 2, 3 … without a gap
    at {{bigint}} NOT NULL,
    officer_id {{bigint}},                  -- Empty: a citizen or the system
    agency_id {{bigint}},                   -- Where the officer sat
    actor TEXT NOT NULL,                    -- Name and title as they were
    act TEXT NOT NULL,
    body TEXT NOT NULL,                     -- JSON
    hash {{bytes}} NOT NULL,                -- SHA-256, 32 bytes
    PRIMARY KEY (dossier_id, seq)
){{strict}};
