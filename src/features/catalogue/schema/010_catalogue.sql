-- Which versions of procedures, forms and workflows have been loaded: what dossiers keep must not change under them.
-- The content itself is in the files of the catalogue.

CREATE TABLE catalogue_version (
    kind TEXT NOT NULL,                     -- "procedure", "form", "workflow"
    id TEXT NOT NULL,
    version {{bigint}} NOT NULL,
    name TEXT NOT NULL,
    effective_from TEXT,
    effective_to TEXT,
    digest TEXT NOT NULL,                   -- SHA-256 of the file
    loaded_at {{bigint}} NOT NULL,
    PRIMARY KEY (kind, id, version)
){{strict}};
