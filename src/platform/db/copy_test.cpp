#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

#include <doctest/doctest.h>

#include "platform/db/copy.hpp"
#include "platform/db/testing.hpp"

using namespace motcua;

namespace {

// Two tables whose rows are written in pairs: a copy in which they differ is not of one moment.
struct Pairs {
    Pairs()
    {
        database = db::open({.url = "sqlite:" + path});
        database->write([](db::Connection& c) {
            c.run_script("CREATE TABLE one (id INTEGER PRIMARY KEY, words TEXT) STRICT; CREATE TABLE other (id INTEGER PRIMARY KEY, words TEXT) STRICT");
        });
    }
    void add(int id)
    {
        database->write([&](db::Connection& c) {
            db::execute(c, "INSERT INTO one (id, words) VALUES ($1, $2)", id, std::string(2000, 'a'));
            db::execute(c, "INSERT INTO other (id, words) VALUES ($1, $2)", id, std::string(2000, 'b'));
        });
    }

    db::TemporaryFolder folder;
    std::string path = folder.path() + "/source.db";
    std::string target = folder.path() + "/copy.db";
    std::unique_ptr<db::Database> database;
};

std::int64_t rows(const std::vector<db::TableSize>& sizes, std::string_view table)
{
    for (const auto& size : sizes)
        if (size.table == table) return size.rows;
    return -1;
}

std::vector<db::TableSize> sizes_of(const std::string& path)
{
    return db::open({.url = "sqlite:" + path, .readers = 1})->read([](db::Connection& c) { return db::table_sizes(c); });
}

void overwrite(const std::string& path, std::streamoff at, const std::string& bytes)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    file << bytes;
}

}  // namespace

TEST_CASE("a copy made while others write is of one moment, sound and complete up to it")
{
    Pairs pairs;
    for (int i = 0; i < 1500; ++i) pairs.add(i);
    std::atomic<bool> stop = false;
    std::atomic<int> written = 1500;
    std::thread writer([&] {
        for (int i = 1500; !stop; ++i) {
            pairs.add(i);
            written = i + 1;
        }
    });
    while (written < 1600) std::this_thread::yield();
    auto before = written.load();
    std::vector<int> told;
    db::copy_sqlite(pairs.path, pairs.target, [&](int percent) { told.push_back(percent); });
    stop = true;
    writer.join();
    CHECK(db::faults_of_sqlite(pairs.target).empty());
    auto sizes = sizes_of(pairs.target);
    CHECK(rows(sizes, "one") == rows(sizes, "other"));
    CHECK(rows(sizes, "one") >= before);
    CHECK(rows(sizes, "one") <= written);
    REQUIRE(!told.empty());
    CHECK(told.back() == 100);
    CHECK(std::ranges::is_sorted(told));
}

TEST_CASE("a copy does not overwrite, and says what is not there")
{
    Pairs pairs;
    std::ofstream(pairs.target) << "something";
    CHECK_THROWS_AS(db::copy_sqlite(pairs.path, pairs.target), db::Unavailable);
    CHECK(std::filesystem::file_size(pairs.target) == 9);
    CHECK_THROWS_AS(db::copy_sqlite(pairs.folder.path() + "/none.db", pairs.folder.path() + "/new.db"), db::Unavailable);
    CHECK_FALSE(std::filesystem::exists(pairs.folder.path() + "/none.db"));
    CHECK_FALSE(std::filesystem::exists(pairs.folder.path() + "/new.db"));
}

TEST_CASE("what is no database is not copied")
{
    db::TemporaryFolder folder;
    std::ofstream(folder.path() + "/a.db") << std::string(8192, 'x');
    CHECK_THROWS_AS(db::copy_sqlite(folder.path() + "/a.db", folder.path() + "/b.db"), db::Error);
    CHECK_FALSE(std::filesystem::exists(folder.path() + "/b.db"));
}

TEST_CASE("damaged pages, and rows that break a foreign key, are named")
{
    Pairs pairs;
    for (int i = 0; i < 200; ++i) pairs.add(i);
    pairs.database->write([](db::Connection& c) {
        c.run_script("CREATE TABLE child (one_id INTEGER NOT NULL REFERENCES one (id) DEFERRABLE INITIALLY DEFERRED) STRICT; INSERT INTO child VALUES (1)");
    });
    pairs.database.reset();
    CHECK(db::faults_of_sqlite(pairs.path).empty());
    overwrite(pairs.path, 40 * 4096, std::string(4096, '\xff'));
    CHECK_FALSE(db::faults_of_sqlite(pairs.path).empty());
    CHECK(db::faults_of_sqlite(pairs.path).size() <= 10);
    overwrite(pairs.path, 0, std::string(64, 'x'));
    CHECK_FALSE(db::faults_of_sqlite(pairs.path).empty());
}

TEST_CASE("every table is counted, in the order of names, on both engines")
{
    db::for_each_empty_database([](db::Database& database) {
        database.write([](db::Connection& c) {
            c.run_script("CREATE TABLE zulu (id INTEGER); CREATE TABLE alpha (id INTEGER); INSERT INTO zulu VALUES (1), (2)");
        });
        database.read([](db::Connection& c) {
            CHECK(db::table_sizes(c) == std::vector<db::TableSize>{{"alpha", 0}, {"zulu", 2}});
            auto version = db::engine_version(c);
            CHECK(version.starts_with(c.is_postgres() ? "PostgreSQL " : "SQLite 3."));
        });
    });
}

TEST_CASE("an address becomes libpq's variables, password and all")
{
    auto variables = db::postgres_environment("postgresql://motcua:mat%20khau@h1:5432,h2:5433/tp?target_session_attrs=read-write&sslmode=require");
    std::map<std::string, std::string> found(variables.begin(), variables.end());
    CHECK(found["PGUSER"] == "motcua");
    CHECK(found["PGPASSWORD"] == "mat khau");
    CHECK(found["PGHOST"] == "h1,h2");
    CHECK(found["PGPORT"] == "5432,5433");
    CHECK(found["PGDATABASE"] == "tp");
    CHECK(found["PGTARGETSESSIONATTRS"] == "read-write");
    CHECK(found["PGSSLMODE"] == "require");
    CHECK_THROWS_AS(db::postgres_environment("postgresql://[half"), db::Error);
}

TEST_CASE("how far a database is can be asked without changing it")
{
    const db::Migration one{1, "001_one", "CREATE TABLE one (id INTEGER) {{strict}}"};
    const db::Migration two{2, "002_two", "CREATE TABLE two (id INTEGER) {{strict}}"};
    const db::Migration both[] = {one, two};
    db::for_each_empty_database([&](db::Database& database) {
        auto fresh = db::migration_state(database, both);
        CHECK(fresh.applied.empty());
        CHECK(fresh.waiting == std::vector<std::string>{"001_one", "002_two"});
        CHECK(fresh.fault.empty());
        CHECK(database.read([](db::Connection& c) { return db::table_sizes(c); }).empty());
        db::migrate(database, std::span(both, 1));
        auto half = db::migration_state(database, both);
        CHECK(half.applied == std::vector<std::string>{"001_one"});
        CHECK(half.waiting == std::vector<std::string>{"002_two"});
        db::migrate(database, both);
        CHECK(db::migration_state(database, both).waiting.empty());
        CHECK(db::migration_state(database, std::span(both, 1)).fault.find("newer") != std::string::npos);
    });
}
