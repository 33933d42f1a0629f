-- Hồ sơ. The row is what the journal adds up to; motcua verify-journal compares the two.
CREATE TABLE dossier (
    id {{identity}},
    code TEXT NOT NULL UNIQUE,
    version {{bigint}} NOT NULL,                -- The journal's last seq
    journal_hash {{bytes}} NOT NULL,            -- and its hash
    procedure_id TEXT NOT NULL,
    procedure_version {{bigint}} NOT NULL,
    workflow TEXT NOT NULL,
    workflow_version {{bigint}} NOT NULL,
    channel TEXT NOT NULL,
    intake_agency_id {{bigint}} NOT NULL REFERENCES agency (id),    -- Nơi tiếp nhận: a centre
    intake_unit_id {{bigint}} NOT NULL REFERENCES agency (id),
    deciding_agency_id {{bigint}} NOT NULL REFERENCES agency (id),  -- Cơ quan giải quyết
    deciding_unit_id {{bigint}} NOT NULL REFERENCES agency (id),
    division_agency_id {{bigint}} NOT NULL REFERENCES agency (id),  -- The part of it that does the work
    return_agency_id {{bigint}} NOT NULL REFERENCES agency (id),    -- Nơi trả kết quả: a centre
    return_method TEXT NOT NULL,
    state TEXT NOT NULL,
    submitted_at {{bigint}} NOT NULL,
    received_at {{bigint}},                     -- Complete and correct, as Mẫu 01 says
    clock_started_at {{bigint}},
    due_at {{bigint}},                          -- Empty while the clock stands, or when the law sets no limit
    first_due_at {{bigint}},                    -- What Mẫu 01 promised
    provisional {{boolean}} NOT NULL,           -- Tạm tính
    extended_from {{bigint}},                   -- The due date before an apology
    decided_at {{bigint}},
    outcome TEXT,
    finished_at {{bigint}},
    returned_at {{bigint}},
    timeliness TEXT,                            -- Of a finished one
    limit_unit TEXT,
    limit_hundredths {{bigint}} NOT NULL,
    pause_policy TEXT NOT NULL,
    pauses TEXT NOT NULL,                       -- JSON: [{"from":…,"to":…},…]
    position {{bigint}} NOT NULL,               -- Step of the workflow; -1 before the first
    next_task {{bigint}} NOT NULL,
    supplement_count {{bigint}} NOT NULL,
    extension_count {{bigint}} NOT NULL,
    fee_vnd {{bigint}} NOT NULL,
    fee_paid_at {{bigint}},
    result_version {{bigint}} NOT NULL,
    content_version {{bigint}} NOT NULL,
    -- For finding and listing; the sealed content has the rest.
    applicant_id {{bigint}} NOT NULL REFERENCES person (id),
    applicant_name TEXT NOT NULL,
    applicant_folded TEXT COLLATE {{bytewise}} NOT NULL,   -- "nguyen thi mau"
    applicant_reversed TEXT COLLATE {{bytewise}} NOT NULL, -- "mau thi nguyen"
    applicant_phone TEXT
){{strict}};
CREATE INDEX dossier_intake ON dossier (intake_agency_id, received_at, id);
CREATE INDEX dossier_intake_unit ON dossier (intake_unit_id, id);
CREATE INDEX dossier_deciding_unit ON dossier (deciding_unit_id, id);
CREATE INDEX dossier_division ON dossier (division_agency_id, id);
CREATE INDEX dossier_open_due ON dossier (deciding_unit_id, due_at, id) WHERE finished_at IS NULL;
CREATE INDEX dossier_procedure ON dossier (procedure_id, procedure_version);
CREATE INDEX dossier_applicant ON dossier (applicant_id, id);
CREATE INDEX dossier_folded ON dossier (applicant_folded, id);
CREATE INDEX dossier_reversed ON dossier (applicant_reversed, id);
CREATE INDEX dossier_phone ON dossier (applicant_phone, id) WHERE applicant_phone IS NOT NULL;

-- What was filed: one row a version, never changed. The journal holds the digest of each.
CREATE TABLE dossier_content (
    dossier_id {{bigint}} NOT NULL REFERENCES dossier (id),
    version {{bigint}} NOT NULL,
    sealed {{bytes}} NOT NULL,                  -- Applicant, representative, answers: JSON, encrypted
    PRIMARY KEY (dossier_id, version)
){{strict}};

-- Việc: a leg of the workflow, a consultation, a forwarding that somebody has to do.
CREATE TABLE task (
    dossier_id {{bigint}} NOT NULL REFERENCES dossier (id),
    number {{bigint}} NOT NULL,
    kind TEXT NOT NULL,
    position {{bigint}} NOT NULL,
    agency_id {{bigint}} NOT NULL REFERENCES agency (id),
    permission TEXT NOT NULL,
    from_agency_id {{bigint}},
    officer_id {{bigint}},                      -- Who has taken it, or was given it
    opened_at {{bigint}} NOT NULL,
    taken_at {{bigint}},
    due_at {{bigint}},                          -- Empty while the clock stands
    sort_at {{bigint}} NOT NULL,                -- due_at, or the end of time
    closed_at {{bigint}},
    timeliness TEXT,                            -- Of a closed one
    subject TEXT,                               -- Of a consultation
    PRIMARY KEY (dossier_id, number)
){{strict}};
CREATE INDEX task_inbox ON task (agency_id, permission, sort_at, dossier_id, number) WHERE closed_at IS NULL;
CREATE INDEX task_officer ON task (officer_id, sort_at, dossier_id, number) WHERE closed_at IS NULL;
CREATE INDEX task_agency ON task (agency_id, dossier_id);

-- Giao, nhận hồ sơ (Mẫu 06): a row for each giving and each taking, never changed.
CREATE TABLE handover (
    dossier_id {{bigint}} NOT NULL REFERENCES dossier (id),
    number {{bigint}} NOT NULL,
    kind TEXT NOT NULL,                         -- given, taken
    at {{bigint}} NOT NULL,
    from_agency_id {{bigint}},
    to_agency_id {{bigint}} NOT NULL,
    officer TEXT NOT NULL,                      -- Name of who gave, or took
    timeliness TEXT,                            -- Of the leg that a giving ends
    note TEXT,
    PRIMARY KEY (dossier_id, number)
){{strict}};

-- Thành phần hồ sơ đã nộp.
CREATE TABLE submitted_document (
    dossier_id {{bigint}} NOT NULL REFERENCES dossier (id),
    number {{bigint}} NOT NULL,
    code TEXT NOT NULL,                         -- Of the required document; "khac" for another
    name TEXT NOT NULL,
    originals {{bigint}} NOT NULL,
    copies {{bigint}} NOT NULL,
    note TEXT,
    digitised {{boolean}} NOT NULL,
    digitised_by {{bigint}},                    -- The officer who confirmed it
    reused {{boolean}} NOT NULL,                -- From data the state already has
    originals_returned {{bigint}} NOT NULL,
    returned_at {{bigint}},
    added_at {{bigint}} NOT NULL,
    PRIMARY KEY (dossier_id, number)
){{strict}};

CREATE TABLE submitted_file (
    dossier_id {{bigint}} NOT NULL REFERENCES dossier (id),
    document_number {{bigint}} NOT NULL,        -- 0: the result
    digest TEXT NOT NULL REFERENCES stored_file (digest),
    name TEXT NOT NULL,
    added_at {{bigint}} NOT NULL,
    PRIMARY KEY (dossier_id, document_number, digest)
){{strict}};
CREATE INDEX submitted_file_digest ON submitted_file (digest);

-- The last running number of an agency identifier on a day: codes are unique and never used again.
CREATE TABLE code_sequence (
    series TEXT NOT NULL,                       -- "H24.158-260702", "receipt/12/2026"
    last {{bigint}} NOT NULL,
    PRIMARY KEY (series)
){{strict}};

-- Phiếu: every slip that was issued, so that the same one can be printed again.
CREATE TABLE letter (
    dossier_id {{bigint}} NOT NULL REFERENCES dossier (id),
    number {{bigint}} NOT NULL,                 -- 1, 2 … within the dossier
    form TEXT NOT NULL,                         -- "receipt", "supplement_request", …
    agency_id {{bigint}} NOT NULL REFERENCES agency (id),
    series_number {{bigint}} NOT NULL,          -- Within the agency's series of the form and year
    issued_at {{bigint}} NOT NULL,
    sealed {{bytes}} NOT NULL,                  -- Content as JSON, encrypted
    PRIMARY KEY (dossier_id, number)
){{strict}};
CREATE INDEX letter_agency ON letter (agency_id, form, series_number);
