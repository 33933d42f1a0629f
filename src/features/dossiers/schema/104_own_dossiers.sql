-- Dossiers that somebody filed from afar, with what right: their own, their child's, by authority. Nobody's at the counter.
CREATE TABLE dossier_filer (
    dossier_id {{bigint}} PRIMARY KEY REFERENCES dossier (id),
    person_id {{bigint}} NOT NULL REFERENCES person (id),
    account {{bigint}} NOT NULL,
    mandate TEXT NOT NULL                   -- "Cha, mẹ nộp cho con"; "" for one's own
){{strict}};
CREATE INDEX dossier_filer_person ON dossier_filer (person_id, dossier_id);
