-- What belongs to this installation as a whole: a name, a value.
CREATE TABLE installation (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
){{strict}};
