#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "platform/db/db.hpp"

// Whole databases in the hands of those who keep them: copies, sizes, soundness.
namespace motcua::db {

// A consistent copy of a SQLite file, flushed to the disk, while other programs read and write the file. `target` must not be
// there yet; after a fault it is gone again. `progress` is told the percentage. Throws Unavailable (no such file, no room),
// Error (damaged, another program's).
void copy_sqlite(const std::string& source, const std::string& target, const std::function<void(int)>& progress = {});

// What is wrong with a SQLite file, at most ten sentences in English; none when every page, index, constraint and foreign key is
// sound. Changes nothing. Throws like copy_sqlite().
std::vector<std::string> faults_of_sqlite(const std::string& path);

// The variables under which libpq's programs (pg_dump, pg_restore, psql) find the same database: no password on a command line.
// Throws Error when the address cannot be read.
std::vector<std::pair<std::string, std::string>> postgres_environment(const std::string& url);

struct TableSize {
    std::string table;
    std::int64_t rows = 0;

    bool operator==(const TableSize&) const = default;
};
BOOST_DESCRIBE_STRUCT(TableSize, (), (table, rows))

// Every table of the program in the order of names. Counts row by row: takes its time in a large database.
std::vector<TableSize> table_sizes(Connection&);

// "SQLite 3.40.1", "PostgreSQL 15.8".
std::string engine_version(Connection&);

}  // namespace motcua::db
