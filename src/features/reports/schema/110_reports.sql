-- What the reports count: one row a dossier, written in the transaction of every act on it. `motcua verify-reports` and a nightly job
-- compare it with the journal. Days are numbers, days since 1 January 1970 in Viet Nam, because the reports reckon with them in SQL.
CREATE TABLE counted_dossier (
    dossier_id {{bigint}} PRIMARY KEY,
    version {{bigint}} NOT NULL,
    code TEXT NOT NULL,
    unit_id {{bigint}} NOT NULL,         -- Decides: a commune, a department, the city
    division_id {{bigint}} NOT NULL,     -- Of it, does the work
    intake_unit_id {{bigint}} NOT NULL,
    procedure_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    submitted_day {{bigint}} NOT NULL,
    received_day {{bigint}},
    due_at {{bigint}},                          -- The promise; kept when the clock stands or the dossier is finished
    late_day {{bigint}},                        -- The first day at whose end it is late, as things stand
    late_before_pause {{boolean}} NOT NULL,
    finished_day {{bigint}},
    ending TEXT,                                -- early, on_time, late
    supplements {{bigint}} NOT NULL,
    marks {{bigint}} NOT NULL,                  -- Bits: what became true of it (counting.hpp)
    received_by {{bigint}},
    handled_by {{bigint}},
    holder_id {{bigint}},
    held_by {{bigint}},
    leg TEXT NOT NULL,
    late_agency_id {{bigint}},
    fee_vnd {{bigint}} NOT NULL,
    paid_vnd {{bigint}} NOT NULL
){{strict}};
CREATE INDEX counted_dossier_received ON counted_dossier (unit_id, received_day) WHERE received_day IS NOT NULL;
CREATE INDEX counted_dossier_finished ON counted_dossier (unit_id, finished_day) WHERE finished_day IS NOT NULL;
CREATE INDEX counted_dossier_late ON counted_dossier (unit_id, finished_day) WHERE ending = 'late';
CREATE INDEX counted_dossier_open ON counted_dossier (unit_id, late_day) WHERE finished_day IS NULL;

-- Lateness that is over, because the dossier was finished, its clock stood, or its date moved: late at the end of each day from
-- from_day on and before to_day.
CREATE TABLE counted_lateness (
    dossier_id {{bigint}} NOT NULL,
    from_day {{bigint}} NOT NULL,
    to_day {{bigint}} NOT NULL,
    unit_id {{bigint}} NOT NULL,
    PRIMARY KEY (dossier_id, from_day)
){{strict}};
CREATE INDEX counted_lateness_unit ON counted_lateness (unit_id, to_day);

CREATE TABLE counted_payment (
    dossier_id {{bigint}} NOT NULL,
    seq {{bigint}} NOT NULL,                    -- Of the journal
    day {{bigint}} NOT NULL,
    unit_id {{bigint}} NOT NULL,
    vnd {{bigint}} NOT NULL,
    PRIMARY KEY (dossier_id, seq)
){{strict}};
CREATE INDEX counted_payment_unit ON counted_payment (unit_id, day);

-- Sums from the first day on, as at the end of a day that is over: what was counted of such a day does not change any more, so a
-- period is the difference of two rows. One row for each unit, and one for each procedure and level.
CREATE TABLE running_total (
    day {{bigint}} NOT NULL,
    unit_id {{bigint}} NOT NULL,                -- 0: of a procedure
    level TEXT NOT NULL,                        -- commune, city
    procedure_id TEXT NOT NULL,                 -- "": of a unit
    received_counter {{bigint}} NOT NULL,
    received_online {{bigint}} NOT NULL,
    received_post {{bigint}} NOT NULL,
    received_kiosk {{bigint}} NOT NULL,
    received_mobile {{bigint}} NOT NULL,
    refused {{bigint}} NOT NULL,                -- Finished without having been received
    early {{bigint}} NOT NULL,
    on_time {{bigint}} NOT NULL,
    late {{bigint}} NOT NULL,
    late_pending {{bigint}} NOT NULL,           -- Late and not finished at the end of this day; no sum
    electronic_results {{bigint}} NOT NULL,
    payments {{bigint}} NOT NULL,
    paid_vnd {{bigint}} NOT NULL,
    PRIMARY KEY (day, unit_id, level, procedure_id)
){{strict}};

-- One row.
CREATE TABLE report_state (
    one {{bigint}} PRIMARY KEY,
    closed_day {{bigint}} NOT NULL              -- The last day with running totals; 0: none
){{strict}};
INSERT INTO report_state (one, closed_day) VALUES (1, 0);
