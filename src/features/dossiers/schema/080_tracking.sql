-- Mã xác thực một lần: opens the details of a dossier to who holds the applicant's phone.
CREATE TABLE one_time_code (
    dossier_id {{bigint}} PRIMARY KEY REFERENCES dossier (id),
    code_digest TEXT NOT NULL,              -- Keyed
    expires_at {{bigint}} NOT NULL,
    attempts {{bigint}} NOT NULL,           -- Wrong ones since it was sent
    sent_at {{bigint}} NOT NULL,
    sent_since {{bigint}} NOT NULL,         -- Start of the hour in which `sent_count` counts
    sent_count {{bigint}} NOT NULL
){{strict}};
