-- What the nightly comparison of figures and journal found.
CREATE TABLE report_check (
    id {{identity}},
    started_at {{bigint}} NOT NULL,
    finished_at {{bigint}} NOT NULL,
    dossiers {{bigint}} NOT NULL,
    differing {{bigint}} NOT NULL,
    first_difference TEXT NOT NULL              -- "": none
){{strict}};
