-- Dossiers that somebody's account prepared, with what right: their own, their child's, by authority.
CREATE TABLE dossier_filer (
    dossier_id {{bigint}} PRIMARY KEY REFERENCES dossier (id),
    person_id {{bigint}} NOT NULL REFERENCES person (id),
    mandate TEXT NOT NULL                   -- "nộp cho con"; "" for one's own
){{strict}};
CREATE INDEX dossier_filer_person ON dossier_filer (person_id, dossier_id);
