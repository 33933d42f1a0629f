-- Files that were handed in or issued: kept once, under the SHA-256 of their bytes, in the files folder.
CREATE TABLE stored_file (
    digest TEXT PRIMARY KEY,                -- 64 hexadecimal characters
    size {{bigint}} NOT NULL,
    media_type TEXT NOT NULL,               -- As the bytes say, not as the sender says
    name TEXT NOT NULL,                     -- Of the first upload
    stored_by {{bigint}},
    stored_at {{bigint}} NOT NULL,
    scanned_at {{bigint}}                   -- By the virus scanner, where one is configured
){{strict}};
