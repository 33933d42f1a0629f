#include <thread>

#include <doctest/doctest.h>

#include "platform/db/testing.hpp"

using namespace motcua;
using namespace std::chrono_literals;

namespace {

// While it lives, commits of the test's server wait for a standby that will never come. The server's processes read their settings
// one after the other: commits go on as before for a moment, both when it begins and when it ends.
class AbsentStandby {
public:
    explicit AbsentStandby(const std::string& url) : m_database(db::open({.url = url, .readers = 1})) { set("nobody"); }
    ~AbsentStandby() { set(""); }
    AbsentStandby(const AbsentStandby&) = delete;
    AbsentStandby& operator=(const AbsentStandby&) = delete;

private:
    void set(const std::string& name)
    {
        m_database->read([&](db::Connection& c) {
            c.run("ALTER SYSTEM SET synchronous_standby_names = '" + name + "'", {}, [](const db::Row&) {});
            c.run("SELECT CAST(pg_reload_conf() AS TEXT)", {}, [](const db::Row&) {});
        });
    }

    std::unique_ptr<db::Database> m_database;
};

std::string waiting_for_standby(std::string url)
{
    constexpr std::string_view off = "synchronous_commit%3Doff";
    return url.replace(url.find(off), off.size(), "synchronous_commit%3Don");
}

int count(db::Database& database)
{
    return database.read([](db::Connection& c) { return db::one<int>(c, "SELECT count(*) FROM note"); });
}

}  // namespace

TEST_CASE("a commit that does not reach the standby in time is not told as done")
{
    db::for_each_empty_url([](const std::string& url) {
        if (url.starts_with("sqlite")) return;
        auto database = db::open({.url = waiting_for_standby(url), .readers = 2, .statement_timeout = 300ms});
        database->write([](db::Connection& c) { c.run_script("CREATE TABLE note (id BIGINT PRIMARY KEY)"); });
        int written = 0;
        auto insert = [&] { database->write([&](db::Connection& c) { db::execute(c, "INSERT INTO note (id) VALUES ($1)", ++written); }); };
        auto is_told_as_done = [&] {
            try {
                insert();
                return true;
            } catch (const db::Unavailable&) {
                return false;
            }
        };
        auto limit = std::chrono::steady_clock::now() + 30s;
        {
            AbsentStandby absent(url);
            while (is_told_as_done() && std::chrono::steady_clock::now() < limit) std::this_thread::sleep_for(1ms);
            auto begin = std::chrono::steady_clock::now();
            CHECK_THROWS_WITH_AS(insert(), "the commit has not reached the standby, so that its outcome is unknown", db::Unavailable);
            auto taken = std::chrono::steady_clock::now() - begin;
            CHECK(taken >= 300ms);
            CHECK(taken < 20s);
            CHECK(count(*database) == written);  // On this machine alone.
        }
        while (!is_told_as_done() && std::chrono::steady_clock::now() < limit) {}
        CHECK_NOTHROW(insert());
        CHECK(count(*database) == written);
    });
}
