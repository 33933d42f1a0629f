#include "platform/db/db.hpp"

#include "platform/db/postgres_database.hpp"
#include "platform/db/sqlite_database.hpp"

namespace motcua::db {

std::unique_ptr<Database> open(const Options& options)
{
    constexpr std::string_view sqlite = "sqlite:";
    if (options.url.starts_with(sqlite)) return std::make_unique<SqliteDatabase>(options.url.substr(sqlite.size()), options);
    if (options.url.starts_with("postgresql://") || options.url.starts_with("postgres://"))
        return std::make_unique<PostgresDatabase>(options);
    throw Error("a database is sqlite:<file>, sqlite::memory: or postgresql://…");  // The text may hold a password.
}

}  // namespace motcua::db
