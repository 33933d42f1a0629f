-- Accounts of citizens at the providers of electronic identity, and their sessions.

-- Tài khoản: one row for each subject of a provider. What the provider says of the person is sealed.
CREATE TABLE citizen_account (
    id {{identity}},
    provider TEXT NOT NULL,                 -- "vneid", "portal"; "zalo" for the Mini App, which proves no identity
    subject TEXT NOT NULL,
    person_id {{bigint}} REFERENCES person (id),
    level {{bigint}} NOT NULL,              -- Mức độ định danh 0, 1, 2
    proven_until {{bigint}},                -- Of an account of Zalo that was tied to a proven one
    profile_sealed {{bytes}} NOT NULL,
    created_at {{bigint}} NOT NULL,
    last_sign_in_at {{bigint}} NOT NULL,
    UNIQUE (provider, subject)
){{strict}};
CREATE INDEX citizen_account_person ON citizen_account (person_id);

CREATE TABLE citizen_session (
    token_digest TEXT PRIMARY KEY,
    account_id {{bigint}} NOT NULL REFERENCES citizen_account (id),
    provider_session TEXT,                  -- sid of the provider, for its logout
    id_token_sealed {{bytes}},              -- For our own: the hint
    started_at {{bigint}} NOT NULL,
    last_seen_at {{bigint}} NOT NULL,
    expires_at {{bigint}} NOT NULL
){{strict}};
CREATE INDEX citizen_session_account ON citizen_session (account_id);
CREATE INDEX citizen_session_expiry ON citizen_session (expires_at);
CREATE INDEX citizen_session_provider ON citizen_session (provider_session) WHERE provider_session IS NOT NULL;

-- A browser that has left for a provider: its state is good once, for ten minutes, in the same browser.
CREATE TABLE citizen_sign_in (
    state_digest TEXT PRIMARY KEY,
    provider TEXT NOT NULL,
    browser_digest TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier_sealed {{bytes}} NOT NULL,
    return_to TEXT NOT NULL,
    expires_at {{bigint}} NOT NULL
){{strict}};
CREATE INDEX citizen_sign_in_expiry ON citizen_sign_in (expires_at);

-- A proven account lets an account of Zalo be the same person, by a code that is good once.
CREATE TABLE citizen_link_code (
    code_digest TEXT PRIMARY KEY,           -- Keyed
    account_id {{bigint}} NOT NULL REFERENCES citizen_account (id),
    expires_at {{bigint}} NOT NULL
){{strict}};
CREATE INDEX citizen_link_code_account ON citizen_link_code (account_id);

-- Logout tokens that were taken, until they expire: each is taken once.
CREATE TABLE citizen_logout_token (
    provider TEXT NOT NULL,
    token_id TEXT NOT NULL,
    expires_at {{bigint}} NOT NULL,
    PRIMARY KEY (provider, token_id)
){{strict}};
CREATE INDEX citizen_logout_token_expiry ON citizen_logout_token (expires_at);
