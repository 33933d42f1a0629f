#include <atomic>
#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>
#include <unistd.h>

#include "platform/db/migrations.hpp"
#include "platform/db/testing.hpp"

namespace motcua::db {

namespace {

const char* postgres_url()
{
    const char* url = std::getenv("TEST_POSTGRES");
    return url && *url ? url : nullptr;
}

std::string with_search_path(std::string url, const std::string& schema)
{
    url += url.find('?') == url.npos ? '?' : '&';
    return url + "options=-csearch_path%3D" + schema + "%20-csynchronous_commit%3Doff";
}

// A schema of the database at TEST_POSTGRES.
class TemporarySchema {
public:
    TemporarySchema()
    {
        static std::atomic<int> count = 0;
        m_name = "test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
        run("CREATE SCHEMA " + m_name);
    }
    ~TemporarySchema()
    {
        try {
            run("SET LOCAL client_min_messages = warning; DROP SCHEMA " + m_name + " CASCADE");
        } catch (const std::exception&) {  // The server may be gone with the test.
        }
    }
    TemporarySchema(const TemporarySchema&) = delete;
    TemporarySchema& operator=(const TemporarySchema&) = delete;

    std::string url() const { return with_search_path(postgres_url(), m_name); }

private:
    static void run(const std::string& sql)
    {
        open({.url = postgres_url(), .readers = 1})->write([&](Connection& c) { c.run_script(sql); });
    }

    std::string m_name;
};

// Takes a schema back to what it was after the migrations: much cheaper than making it anew.
class MigratedSchema {
public:
    MigratedSchema()
    {
        auto database = open({.url = url(), .readers = 1});
        migrate(*database, all_migrations());
        database->write([&](Connection& c) { prepare_restoring(c); });
    }

    std::string url() const { return m_schema.url(); }
    void restore()
    {
        open({.url = url(), .readers = 1})->write([&](Connection& c) { c.run_script(m_restore); });
    }

private:
    void prepare_restoring(Connection& c)
    {
        m_restore = "SET LOCAL session_replication_role = replica;\n";
        auto tables = query<std::string>(c, "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() "
                                            "AND tablename <> 'schema_migration'");
        for (const auto& table : tables) {
            m_restore += "DELETE FROM " + table + ";\n";
            if (one<std::int64_t>(c, "SELECT count(*) FROM " + table) == 0) continue;
            c.run_script("CREATE TABLE kept_" + table + " AS TABLE " + table);
            m_restore += "INSERT INTO " + table + " OVERRIDING SYSTEM VALUE SELECT * FROM kept_" + table + ";\n";
        }
        each<std::string>(c, R"(
            SELECT format('SELECT setval(''%I'', %s, %L);', sequencename, coalesce(last_value, 1), last_value IS NOT NULL)
            FROM pg_sequences WHERE schemaname = current_schema())",
                          [&](const std::string& sql) { m_restore += sql + "\n"; });
    }

    TemporarySchema m_schema;
    std::string m_restore;
};

const TemporaryFolder& folder_of_this_process()
{
    static const TemporaryFolder folder;
    return folder;
}

std::string copy_of_migrated_file(const TemporaryFolder& folder)
{
    static const std::string original = [] {
        auto path = folder_of_this_process().path() + "/migrated.db";
        migrate(*open({.url = "sqlite:" + path, .readers = 1}), all_migrations());
        return path;
    }();
    std::filesystem::copy_file(original, folder.path() + "/test.db");
    return "sqlite:" + folder.path() + "/test.db";
}

void run_on(const std::string& name, const std::string& url, const std::function<void(Database&)>& body, Options options)
{
    INFO("on ", name);
    options.url = url;
    body(*open(options));
}

}  // namespace

void for_each_database(const std::function<void(Database&)>& body, Options options)
{
    auto on_fresh_memory = [&](Database& database) {
        migrate(database, all_migrations());
        body(database);
    };
    run_on("SQLite in memory", "sqlite::memory:", on_fresh_memory, options);
    {
        TemporaryFolder folder;
        run_on("a SQLite file", copy_of_migrated_file(folder), body, options);
    }
    if (!postgres_url()) return;
    static MigratedSchema schema;
    schema.restore();
    run_on("PostgreSQL", schema.url(), body, options);
}

void for_each_empty_database(const std::function<void(Database&)>& body, Options options)
{
    run_on("SQLite in memory", "sqlite::memory:", body, options);
    for_each_empty_url([&](const std::string& url) { run_on(url.starts_with("sqlite") ? "a SQLite file" : "PostgreSQL", url, body, options); });
}

void for_each_empty_url(const std::function<void(const std::string&)>& body)
{
    {
        TemporaryFolder folder;
        body("sqlite:" + folder.path() + "/test.db");
    }
    if (!postgres_url()) return;
    TemporarySchema schema;
    body(schema.url());
}

TemporaryFolder::TemporaryFolder()
{
    // In memory where there is such a place: the disk's fsync is not what these tests are about.
    auto parent = std::filesystem::exists("/dev/shm") ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
    m_path = (parent / "motcua_test_XXXXXX").string();
    if (!mkdtemp(m_path.data())) throw std::runtime_error("no temporary folder");
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

}  // namespace motcua::db
