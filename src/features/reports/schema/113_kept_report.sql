-- Reports that were made when their period was over, and stay as they were then.
CREATE TABLE kept_report (
    id {{identity}},
    form TEXT NOT NULL,
    unit_id {{bigint}} NOT NULL,                -- 0: the city
    period TEXT NOT NULL,                       -- Code of a preset
    from_day {{bigint}} NOT NULL,               -- Days since 1 January 1970 in Viet Nam
    to_day {{bigint}} NOT NULL,
    made_at {{bigint}} NOT NULL,
    content TEXT NOT NULL                       -- JSON: the whole table, from which every format is made
){{strict}};
CREATE UNIQUE INDEX kept_report_once ON kept_report (unit_id, to_day, period, form);
