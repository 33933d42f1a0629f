#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "domain/time.hpp"
#include "platform/db/copy.hpp"

namespace motcua::keeping {

// manifest.json: what a backup holds, with the digests (SHA-256, hexadecimal) that prove it.
struct DatabaseCopy {
    std::string engine;          // "sqlite" or "postgresql"
    std::string version;         // Of the engine
    std::string file;            // Beside the manifest
    std::int64_t size = 0;       // Bytes
    std::string digest;
    std::string migration;       // The last one applied
    std::vector<db::TableSize> tables;
};
BOOST_DESCRIBE_STRUCT(DatabaseCopy, (), (engine, version, file, size, digest, migration, tables))

struct FileList {
    std::int64_t count = 0;
    std::int64_t bytes = 0;
    std::string digest;          // Of files.txt: a line "<digest> <size>" for each file, in the order of digests
    std::vector<std::string> missing;    // Digests of files that were missing or damaged already when the backup was made
};
BOOST_DESCRIBE_STRUCT(FileList, (), (count, bytes, digest, missing))

struct Manifest {
    int format = 1;
    std::string program;         // Version
    Instant made_at{};
    std::string key;             // Fingerprint of the master key, which is not in the backup
    DatabaseCopy database;
    FileList files;
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (format, program, made_at, key, database, files))

}  // namespace motcua::keeping
