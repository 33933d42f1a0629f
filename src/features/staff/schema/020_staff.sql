-- Agencies of the city, officers, what they may do, and their sessions.

CREATE TABLE agency (
    id {{identity}},
    code TEXT NOT NULL UNIQUE,              -- "11779", "11779/trung-tam", "so-xay-dung"
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_id {{bigint}} REFERENCES agency (id),
    unit_id {{bigint}} REFERENCES agency (id),
    unit_code TEXT NOT NULL,                -- Of the commune or department it belongs to
    identifier TEXT UNIQUE,                 -- Mã định danh: only communes and departments have one
    active {{boolean}} NOT NULL
){{strict}};
CREATE INDEX agency_parent ON agency (parent_id);
CREATE INDEX agency_unit ON agency (unit_id);

CREATE TABLE officer (
    id {{identity}},
    username TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    title TEXT NOT NULL,
    agency_id {{bigint}} NOT NULL REFERENCES agency (id),
    password_hash TEXT NOT NULL,
    must_change_password {{boolean}} NOT NULL,
    active {{boolean}} NOT NULL,
    version {{bigint}} NOT NULL,
    created_at {{bigint}} NOT NULL
){{strict}};
CREATE INDEX officer_agency ON officer (agency_id, folded_name, id);

CREATE TABLE officer_role (
    officer_id {{bigint}} NOT NULL REFERENCES officer (id),
    agency_id {{bigint}} NOT NULL REFERENCES agency (id),
    role TEXT NOT NULL,
    PRIMARY KEY (officer_id, agency_id, role)
){{strict}};
CREATE INDEX officer_role_agency ON officer_role (agency_id);

-- Ủy quyền: another officer does the work of an absent one for a time.
CREATE TABLE delegation (
    id {{identity}},
    from_officer_id {{bigint}} NOT NULL REFERENCES officer (id),
    to_officer_id {{bigint}} NOT NULL REFERENCES officer (id),
    valid_from {{bigint}} NOT NULL,
    valid_until {{bigint}} NOT NULL,        -- Exclusive
    reason TEXT NOT NULL,
    made_by {{bigint}} NOT NULL REFERENCES officer (id),
    made_at {{bigint}} NOT NULL,
    ended_at {{bigint}}
){{strict}};
CREATE INDEX delegation_from ON delegation (from_officer_id);
CREATE INDEX delegation_to ON delegation (to_officer_id, valid_until);

-- What the roles and delegations of an officer come to, one row a permission and agency: the stores join it.
CREATE TABLE officer_grant (
    officer_id {{bigint}} NOT NULL REFERENCES officer (id),
    agency_id {{bigint}} NOT NULL REFERENCES agency (id),
    permission TEXT NOT NULL,
    delegation_id {{bigint}} NOT NULL,      -- 0: the officer's own
    valid_from {{bigint}} NOT NULL,
    valid_until {{bigint}} NOT NULL,
    PRIMARY KEY (officer_id, permission, agency_id, delegation_id)
){{strict}};
CREATE INDEX officer_grant_agency ON officer_grant (agency_id, permission);

CREATE TABLE session (
    token_digest TEXT PRIMARY KEY,
    officer_id {{bigint}} NOT NULL REFERENCES officer (id),
    started_at {{bigint}} NOT NULL,
    last_seen_at {{bigint}} NOT NULL,
    expires_at {{bigint}} NOT NULL
){{strict}};
CREATE INDEX session_officer ON session (officer_id);
CREATE INDEX session_expiry ON session (expires_at);

-- Failed sign-ins by (user name and source), by source, and by user name for devices that never signed in with it.
CREATE TABLE sign_in_failure (
    subject TEXT PRIMARY KEY,
    failures {{bigint}} NOT NULL,
    first_at {{bigint}} NOT NULL,
    blocked_until {{bigint}} NOT NULL
){{strict}};

-- What happened to accounts: who made, changed, delegated.
CREATE TABLE staff_log (
    id {{identity}},
    at {{bigint}} NOT NULL,
    officer_id {{bigint}} REFERENCES officer (id),
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL
){{strict}};
CREATE INDEX staff_log_officer ON staff_log (officer_id);
