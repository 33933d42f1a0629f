-- What citizens prepare, send and say online, and what officers type for them.

-- Bản nháp: a dossier that is being prepared, by the citizen or by an officer for the citizen.
CREATE TABLE citizen_draft (
    id {{identity}},
    code TEXT NOT NULL UNIQUE,              -- Random: stands in addresses
    person_id {{bigint}} REFERENCES person (id),                  -- Whose account made it; none for an officer's
    officer_id {{bigint}} REFERENCES officer (id),                -- Who made it, or was let in last
    agency_id {{bigint}} REFERENCES agency (id),                  -- The centre that may go on with it
    applicant_index TEXT,                   -- Keyed digest of the applicant's personal number: found again at the counter
    procedure_id TEXT NOT NULL,
    version {{bigint}} NOT NULL,
    sealed {{bytes}},                       -- The whole content as JSON; nothing once it was filed
    officer_typed {{boolean}} NOT NULL,     -- An officer has changed something
    created_at {{bigint}} NOT NULL,
    updated_at {{bigint}} NOT NULL,
    expires_at {{bigint}} NOT NULL,
    filed_code TEXT,                        -- Of the dossier that it became
    filed_at {{bigint}}
){{strict}};
CREATE INDEX citizen_draft_person ON citizen_draft (person_id, id);
CREATE INDEX citizen_draft_agency ON citizen_draft (agency_id, id);
CREATE INDEX citizen_draft_officer ON citizen_draft (officer_id);
CREATE INDEX citizen_draft_applicant ON citizen_draft (applicant_index) WHERE applicant_index IS NOT NULL;
CREATE INDEX citizen_draft_expiry ON citizen_draft (expires_at);

-- Who typed what into a draft: savings of the same hand in a row are one. Goes with the draft, or stays with the dossier it became.
CREATE TABLE draft_change (
    draft_id {{bigint}} NOT NULL REFERENCES citizen_draft (id),
    version {{bigint}} NOT NULL,
    at {{bigint}} NOT NULL,
    officer_id {{bigint}} REFERENCES officer (id),                -- None: the citizen
    parts TEXT NOT NULL,                    -- "applicant, answers.child_name": names of fields, never what stands in them
    PRIMARY KEY (draft_id, version)
){{strict}};
CREATE INDEX draft_change_officer ON draft_change (officer_id);

-- Đồng ý: the citizen lets the officers of one centre go on with a draft, by a code that is good once.
CREATE TABLE draft_consent (
    id {{identity}},
    draft_id {{bigint}} NOT NULL REFERENCES citizen_draft (id),
    code_digest TEXT NOT NULL UNIQUE,       -- Keyed
    wording TEXT NOT NULL,                  -- What the citizen agreed to, as it was shown
    given_at {{bigint}} NOT NULL,
    expires_at {{bigint}} NOT NULL,
    used_at {{bigint}},
    used_by {{bigint}} REFERENCES officer (id)
){{strict}};
CREATE INDEX draft_consent_draft ON draft_consent (draft_id);
CREATE INDEX draft_consent_officer ON draft_consent (used_by);

-- Xác nhận: the citizen has read what an officer typed.
CREATE TABLE draft_confirmation (
    id {{identity}},
    draft_id {{bigint}} NOT NULL REFERENCES citizen_draft (id),
    draft_version {{bigint}} NOT NULL,      -- Only of this one; a later change needs another
    way TEXT NOT NULL,                      -- screen, qr, sms
    token_digest TEXT NOT NULL UNIQUE,      -- Of the link, or keyed of the code by SMS
    asked_by {{bigint}} NOT NULL REFERENCES officer (id),
    asked_at {{bigint}} NOT NULL,
    expires_at {{bigint}} NOT NULL,
    attempts {{bigint}} NOT NULL,
    outcome TEXT,                           -- confirmed, refused
    answered_at {{bigint}},
    remark_sealed {{bytes}}                 -- What is wrong, in the citizen's words
){{strict}};
CREATE INDEX draft_confirmation_draft ON draft_confirmation (draft_id, id);
CREATE INDEX draft_confirmation_officer ON draft_confirmation (asked_by);

-- Files that a citizen has sent: only these, and those of earlier dossiers, may go into the citizen's own.
CREATE TABLE citizen_upload (
    person_id {{bigint}} NOT NULL REFERENCES person (id),
    digest TEXT NOT NULL REFERENCES stored_file (digest),
    name TEXT NOT NULL,
    at {{bigint}} NOT NULL,
    PRIMARY KEY (person_id, digest)
){{strict}};
CREATE INDEX citizen_upload_time ON citizen_upload (person_id, at);
CREATE INDEX citizen_upload_digest ON citizen_upload (digest);

-- Đánh giá: one for each dossier and rater (TT 01/2018/TT-VPCP Đ12–15).
CREATE TABLE dossier_rating (
    id {{identity}},
    dossier_id {{bigint}} NOT NULL REFERENCES dossier (id),
    rater_id {{bigint}} NOT NULL REFERENCES person (id),
    unit_id {{bigint}} NOT NULL REFERENCES agency (id),          -- Of the centre that took it
    at {{bigint}} NOT NULL,
    satisfaction {{bigint}} NOT NULL,       -- 1 … 5
    waiting TEXT,                           -- shorter, as_promised, longer
    contacts {{bigint}},                    -- Times the person had to come or call to complete the dossier
    agencies {{bigint}},                    -- Agencies the person had to go to
    attitude {{bigint}},                    -- 1 … 5
    information {{bigint}},                 -- 1 … 5
    extra_costs {{boolean}},                -- Asked for money beyond the rules
    comment_sealed {{bytes}},               -- Private
    UNIQUE (dossier_id, rater_id)
){{strict}};
CREATE INDEX dossier_rating_unit ON dossier_rating (unit_id, at);
CREATE INDEX dossier_rating_rater ON dossier_rating (rater_id);

-- The officers who acted in the dossier, as the journal says at the time of the rating.
CREATE TABLE rated_officer (
    rating_id {{bigint}} NOT NULL REFERENCES dossier_rating (id),
    officer_id {{bigint}} NOT NULL REFERENCES officer (id),
    part TEXT NOT NULL,                     -- received, processed, approved, handed_over
    PRIMARY KEY (rating_id, officer_id, part)
){{strict}};
CREATE INDEX rated_officer_officer ON rated_officer (officer_id);
