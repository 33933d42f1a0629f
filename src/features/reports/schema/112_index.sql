-- What the index 766 counted, as it stood at the end of each day: for its course over time.
CREATE TABLE index_day (
    day {{bigint}} NOT NULL,                    -- Days since 1 January 1970 in Viet Nam
    unit_id {{bigint}} NOT NULL,                -- 0: the city
    period TEXT NOT NULL,                       -- Code of a preset: from its first day to this one
    inputs TEXT NOT NULL,                       -- JSON: measure, numerator, denominator
    PRIMARY KEY (day, unit_id, period)
){{strict}};
