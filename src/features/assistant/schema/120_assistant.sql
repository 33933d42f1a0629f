-- Conversations that a person agreed to keep, or that came through Zalo. What was said is sealed, numbers of people are struck out.
CREATE TABLE assistant_conversation (
    id {{identity}},
    code TEXT NOT NULL UNIQUE,              -- Of the token that the person holds; random
    channel TEXT NOT NULL,                  -- app, zalo
    unit_code TEXT NOT NULL,                -- '' when no centre was named
    state TEXT NOT NULL,                    -- assistant, waiting, officer
    zalo_user {{bytes}},                    -- Sealed; NULL in the app
    topic TEXT NOT NULL,                    -- What it was last about: names of procedures
    officer_id {{bigint}} REFERENCES officer (id),
    asked_at {{bigint}},                    -- When the waiting began
    due_at {{bigint}},                      -- When an officer should have answered
    started_at {{bigint}} NOT NULL,
    last_at {{bigint}} NOT NULL
){{strict}};
CREATE INDEX assistant_conversation_work ON assistant_conversation (state, unit_code, due_at);
CREATE INDEX assistant_conversation_age ON assistant_conversation (last_at);

CREATE TABLE assistant_message (
    conversation_id {{bigint}} NOT NULL REFERENCES assistant_conversation (id),
    number {{bigint}} NOT NULL,
    author TEXT NOT NULL,                   -- person, assistant, officer
    officer_id {{bigint}} REFERENCES officer (id),
    words {{bytes}} NOT NULL,
    at {{bigint}} NOT NULL,
    PRIMARY KEY (conversation_id, number)
){{strict}};

-- Questions that were not understood, those of the same words together.
CREATE TABLE assistant_unknown (
    id {{identity}},
    words TEXT NOT NULL UNIQUE,             -- The words that tell something, folded, in order
    sample TEXT NOT NULL,
    times {{bigint}} NOT NULL,
    state TEXT NOT NULL,                    -- open, accepted, dismissed
    first_at {{bigint}} NOT NULL,
    last_at {{bigint}} NOT NULL
){{strict}};
CREATE INDEX assistant_unknown_work ON assistant_unknown (state, times);

-- What keepers taught: a way of saying it, an article that answers whole.
CREATE TABLE assistant_saying (
    id {{identity}},
    target TEXT NOT NULL,                   -- "1.001193", "service:opening_hours", "article:<code>"
    words TEXT NOT NULL,
    active {{boolean}} NOT NULL,
    officer_id {{bigint}} NOT NULL REFERENCES officer (id),
    changed_at {{bigint}} NOT NULL
){{strict}};

CREATE TABLE assistant_article (
    code TEXT PRIMARY KEY,
    unit_code TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    source TEXT NOT NULL,
    from_day TEXT,
    until_day TEXT,
    active {{boolean}} NOT NULL,
    officer_id {{bigint}} NOT NULL REFERENCES officer (id),
    changed_at {{bigint}} NOT NULL
){{strict}};

-- Việc cần nhớ of one officer. What it says is sealed.
CREATE TABLE assistant_reminder (
    id {{identity}},
    officer_id {{bigint}} NOT NULL REFERENCES officer (id),
    words {{bytes}} NOT NULL,
    due_at {{bigint}} NOT NULL,
    done_at {{bigint}},
    made_at {{bigint}} NOT NULL
){{strict}};
CREATE INDEX assistant_reminder_work ON assistant_reminder (officer_id, done_at, due_at);

-- Events of the Zalo webhook that were taken, so that none is answered twice.
CREATE TABLE zalo_event (
    id TEXT PRIMARY KEY,
    at {{bigint}} NOT NULL
){{strict}};
CREATE INDEX zalo_event_age ON zalo_event (at);
