#include <thread>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/db/migrations.hpp"
#include "platform/db/testing.hpp"

using namespace motcua;

namespace {

constexpr db::Migration first{1, "001_first", R"(
    -- Every word that the engines spell differently.
    CREATE TABLE first (id {{identity}}, at {{bigint}} NOT NULL, data {{bytes}}, flag {{boolean}} DEFAULT FALSE, share {{double}}) {{strict}};
    INSERT INTO first (at) VALUES (4000000000000))"};
constexpr db::Migration second{2, "002_second", "CREATE TABLE second (a TEXT); CREATE INDEX second_a ON second (a)"};
constexpr db::Migration tenth{10, "010_tenth", "CREATE TABLE tenth (a TEXT)"};

using List = std::vector<db::Migration>;

std::vector<std::string> applied(db::Database& database)
{
    return database.read([](db::Connection& c) { return db::query<std::string>(c, "SELECT name FROM schema_migration ORDER BY number"); });
}

bool has_table(db::Database& database, const std::string& name)
{
    try {
        database.read([&](db::Connection& c) { db::execute(c, "SELECT count(*) FROM " + name); });
        return true;
    } catch (const db::Error&) {
        return false;
    }
}

}  // namespace

TEST_CASE("migrations are applied in order and once")
{
    db::for_each_empty_database([](db::Database& database) {
        db::migrate(database, List{first});
        CHECK(applied(database) == std::vector<std::string>{"001_first"});
        db::migrate(database, List{first, second, tenth});
        db::migrate(database, List{first, second, tenth});
        CHECK(applied(database) == std::vector<std::string>{"001_first", "002_second", "010_tenth"});
        database.write([](db::Connection& c) {
            CHECK(db::query<std::int64_t>(c, "SELECT at FROM first") == std::vector<std::int64_t>{4'000'000'000'000});
            CHECK(db::one<int>(c, "INSERT INTO first (at, data, flag, share) VALUES ($1, $2, $3, $4) RETURNING id", 1, db::Bytes{"x"}, true, 0.5) == 2);
            CHECK(db::one<bool>(c, "SELECT flag FROM first WHERE id = 2"));
            CHECK_FALSE(db::one<bool>(c, "SELECT flag FROM first WHERE id = 1"));
        });
    });
}

TEST_CASE("a migration that fails leaves nothing of itself")
{
    db::for_each_empty_database([](db::Database& database) {
        db::Migration broken{2, "002_broken", "CREATE TABLE half (a TEXT); CREATE TABLE first (a TEXT)"};
        CHECK_THROWS_AS(db::migrate(database, List{first, broken}), db::Error);
        CHECK(applied(database) == std::vector<std::string>{"001_first"});
        CHECK_FALSE(has_table(database, "half"));
        db::migrate(database, List{first, second});
        CHECK(has_table(database, "second"));
    });
}

TEST_CASE("a database that another program has shaped is refused")
{
    db::for_each_empty_database([](db::Database& database) {
        db::migrate(database, List{first, tenth});
        CHECK_THROWS_WITH_AS(db::migrate(database, List{first}), "the database is newer than this program: it has migration 010_tenth", db::Error);
        CHECK_THROWS_WITH_AS(db::migrate(database, List{first, second, tenth}),
                             "migration 002_second is missing from the database, which has 010_tenth already", db::Error);
        auto changed = first;
        changed.sql = "CREATE TABLE first (id {{identity}})";
        CHECK_THROWS_WITH_AS(db::migrate(database, List{changed, tenth}), "migration 001_first was changed after it had been applied", db::Error);
        auto renamed = first;
        renamed.name = "001_other";
        CHECK_THROWS_WITH_AS(db::migrate(database, List{renamed, tenth}),
                             "the database has migration 001_first, which this program does not know", db::Error);
        CHECK_THROWS_WITH_AS(db::migrate(database, List{first, tenth, {11, "011_word", "CREATE TABLE x (a {{varchar}})"}}),
                             "a migration uses the unknown word {{varchar}})", db::Error);
    });
}

TEST_CASE("servers that start at once apply each migration once")
{
    db::for_each_empty_url([](const std::string& url) {
        std::vector<pid_t> processes;
        for (int i = 0; i < 4; ++i) {
            auto pid = fork();
            if (pid == 0) {
                bool good = true;
                auto start = [&] {
                    try {
                        db::migrate(*db::open({.url = url, .readers = 1}), List{first, second, tenth});
                    } catch (const std::exception& e) {
                        std::fprintf(stderr, "%s\n", e.what());
                        good = false;
                    }
                };
                std::thread other(start);
                start();
                other.join();
                _exit(good ? 0 : 1);
            }
            processes.push_back(pid);
        }
        for (auto pid : processes) {
            int status = -1;
            waitpid(pid, &status, 0);
            CHECK(status == 0);
        }
        auto database = db::open({.url = url});
        CHECK(applied(*database).size() == 3);
        CHECK(database->read([](db::Connection& c) { return db::one<int>(c, "SELECT count(*) FROM first"); }) == 1);
    });
}

TEST_CASE("the migrations of the program itself are numbered upwards and apply on both engines")
{
    auto all = db::all_migrations();
    REQUIRE(!all.empty());
    for (std::size_t i = 1; i < all.size(); ++i) CHECK(all[i - 1].number < all[i].number);
    db::for_each_database([&](db::Database& database) {
        CHECK(applied(database).size() == all.size());
        db::migrate(database, all);
    });
}
