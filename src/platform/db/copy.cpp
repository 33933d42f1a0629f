#include "platform/db/copy.hpp"

#include <algorithm>

namespace motcua::db {

namespace {

std::vector<std::string> tables_of(Connection& c)
{
    auto names = query<std::string>(c, c.is_postgres() ? R"(
        SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema())"
                                                       : R"(
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\')");
    std::ranges::sort(names);
    return names;
}

}  // namespace

std::vector<TableSize> table_sizes(Connection& c)
{
    std::vector<TableSize> sizes;
    for (auto& table : tables_of(c)) {
        auto rows = one<std::int64_t>(c, "SELECT count(*) FROM \"" + table + "\"");
        sizes.push_back({std::move(table), rows});
    }
    return sizes;
}

std::string engine_version(Connection& c)
{
    if (!c.is_postgres()) return "SQLite " + one<std::string>(c, "SELECT sqlite_version()");
    auto version = one<std::string>(c, "SELECT current_setting('server_version')");
    return "PostgreSQL " + version.substr(0, version.find(' '));
}

}  // namespace motcua::db
