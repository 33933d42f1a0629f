#include <array>

#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

namespace motcua::db {

namespace {

// Any number that no other program uses as a lock in the same database.
constexpr std::int64_t lock_number = 0x6D6F74637561;  // "motcua"

struct Word {
    std::string_view token;
    std::string_view on_sqlite;
    std::string_view on_postgres;
};
constexpr std::array<Word, 7> words{{
    {"{{identity}}", "INTEGER PRIMARY KEY", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"},
    {"{{bigint}}", "INTEGER", "BIGINT"},
    {"{{boolean}}", "INTEGER", "BOOLEAN"},
    {"{{double}}", "REAL", "DOUBLE PRECISION"},
    {"{{bytes}}", "BLOB", "BYTEA"},
    {"{{bytewise}}", "BINARY", "\"C\""},  // A collation: COLLATE {{bytewise}}.
    {"{{strict}}", "STRICT", ""},  // After the closing bracket of a table.
}};

struct Applied {
    int number = 0;
    std::string name;
    std::string sha256;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (number, name, sha256))

std::string in_dialect(std::string_view sql, bool postgres)
{
    std::string text(sql);
    for (const auto& word : words) {
        auto replacement = postgres ? word.on_postgres : word.on_sqlite;
        for (auto at = text.find(word.token); at != text.npos; at = text.find(word.token, at + replacement.size()))
            text.replace(at, word.token.size(), replacement);
    }
    if (auto at = text.find("{{"); at != text.npos) throw Error("a migration uses the unknown word " + text.substr(at, 20));
    return text;
}

void wait_for_other_servers(Connection& c)
{
    if (!c.is_postgres()) return;  // There a write() has the database for itself.
    c.run_script("SET LOCAL statement_timeout = 0");
    c.run("SELECT pg_advisory_xact_lock($1)", Parameters(lock_number), [](const Row&) {});
}

std::vector<Applied> applied_before(Connection& c)
{
    c.run_script(in_dialect("CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
                            "sha256 TEXT NOT NULL) {{strict}}",
                            c.is_postgres()));
    return query<Applied>(c, "SELECT number, name, sha256 FROM schema_migration ORDER BY number");
}

void require_same_history(std::span<const Applied> applied, std::span<const Migration> known)
{
    for (std::size_t i = 0; i < applied.size(); ++i) {
        if (i == known.size() || applied[i].number > known[i].number)
            throw Error(i == known.size() ? "the database is newer than this program: it has migration " + applied[i].name
                                          : "migration " + std::string(known[i].name) + " is missing from the database, which has "
                                                + applied[i].name + " already");
        if (applied[i].number != known[i].number || applied[i].name != known[i].name)
            throw Error("the database has migration " + applied[i].name + ", which this program does not know");
        if (applied[i].sha256 != crypto::sha256_hex(known[i].sql))
            throw Error("migration " + applied[i].name + " was changed after it had been applied");
    }
}

// False when nothing is left to do.
bool apply_next(Database& database, std::span<const Migration> migrations)
{
    return database.write([&](Connection& c) {
        wait_for_other_servers(c);
        auto applied = applied_before(c);
        require_same_history(applied, migrations);
        if (applied.size() == migrations.size()) return false;
        const auto& next = migrations[applied.size()];
        c.run_script(in_dialect(next.sql, c.is_postgres()));
        execute(c, "INSERT INTO schema_migration (number, name, sha256) VALUES ($1, $2, $3)", next.number, next.name,
                crypto::sha256_hex(next.sql));
        return true;
    });
}

}  // namespace

void migrate(Database& database, std::span<const Migration> migrations)
{
    while (apply_next(database, migrations)) {
    }
}

MigrationState migration_state(Database& database, std::span<const Migration> migrations)
{
    std::vector<Applied> applied;
    database.read([&](Connection& c) {
        auto tables = c.is_postgres() ? "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migration'"
                                      : "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'";
        if (one<std::int64_t>(c, tables) > 0)
            applied = query<Applied>(c, "SELECT number, name, sha256 FROM schema_migration ORDER BY number");
    });
    MigrationState state;
    for (const auto& one : applied) state.applied.push_back(one.name);
    for (std::size_t i = applied.size(); i < migrations.size(); ++i) state.waiting.emplace_back(migrations[i].name);
    try {
        require_same_history(applied, migrations);
    } catch (const Error& e) {
        state.fault = e.what();
    }
    return state;
}

}  // namespace motcua::db
