-- What officers have typed and not sent yet. It may name people: title and content are sealed.
CREATE TABLE kept_work (
    officer_id {{bigint}} NOT NULL REFERENCES officer (id),
    place TEXT NOT NULL,
    title {{bytes}} NOT NULL,
    content {{bytes}} NOT NULL,
    kept_at {{bigint}} NOT NULL,
    PRIMARY KEY (officer_id, place)
){{strict}};
CREATE INDEX kept_work_age ON kept_work (kept_at);
