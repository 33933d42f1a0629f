-- Work that follows a change; see jobs.hpp.
CREATE TABLE job (
    id {{identity}},
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    dedupe_key TEXT,                        -- Kept after the job is done, so that it is not done again
    priority INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'later', 'running', 'done', 'failed')),
    run_at {{bigint}} NOT NULL,             -- later: not before; running: when the lease ends; done, failed: since when
    attempts INTEGER NOT NULL,              -- With the one that runs
    claim_number {{bigint}} NOT NULL,       -- Counts the claims; tells a server that its lease has passed to another
    last_error TEXT
){{strict}};
CREATE UNIQUE INDEX job_dedupe ON job (kind, dedupe_key);
CREATE INDEX job_ready ON job (priority DESC, run_at, id) WHERE state = 'ready';
CREATE INDEX job_due ON job (run_at) WHERE state IN ('later', 'running');
CREATE INDEX job_done ON job (run_at) WHERE state = 'done';
CREATE INDEX job_failed ON job (run_at, id) WHERE state = 'failed';
