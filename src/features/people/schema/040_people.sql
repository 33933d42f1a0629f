-- People and organisations that apply. A personal number is sealed; its keyed digest finds it again.
CREATE TABLE person (
    id {{identity}},
    kind TEXT NOT NULL,
    full_name TEXT NOT NULL,
    personal_id_sealed {{bytes}},
    personal_id_index TEXT UNIQUE,
    organisation_number TEXT UNIQUE,
    birth_date TEXT,                        -- "1952", "1952-03" or "1952-03-07"
    sex TEXT,
    phone TEXT,
    email TEXT,
    address TEXT,
    created_at {{bigint}} NOT NULL,
    updated_at {{bigint}} NOT NULL
){{strict}};

-- Who opened whose data, when and why. Append-only.
CREATE TABLE person_reading (
    id {{identity}},
    person_id {{bigint}} NOT NULL REFERENCES person (id),
    dossier_id {{bigint}},
    officer_id {{bigint}} NOT NULL REFERENCES officer (id),
    at {{bigint}} NOT NULL,
    purpose TEXT NOT NULL
){{strict}};
CREATE INDEX person_reading_person ON person_reading (person_id, id);
CREATE INDEX person_reading_officer ON person_reading (officer_id, id);
