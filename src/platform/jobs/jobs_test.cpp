#include <latch>
#include <set>
#include <thread>

#include <doctest/doctest.h>

#include "platform/db/migrations.hpp"
#include "platform/db/testing.hpp"
#include "platform/jobs/queue.hpp"

using namespace motcua;
using namespace std::chrono_literals;

namespace {

// Runs jobs of the kind "note" by a clock that stands still, and writes down what it is given.
struct Desk {
    explicit Desk(db::Database& its_database, jobs::Runner::Options options = {}) : database(its_database), runner(database, clock, options)
    {
        runner.on("note", [this](const jobs::Job& job) {
            seen.push_back(job);
            if (fault) fault();
        });
    }
    void enqueue(const jobs::NewJob& job)
    {
        database.write([&](db::Connection& c) { jobs::enqueue(c, job, clock.now()); });
    }
    std::vector<std::string> payloads()
    {
        std::vector<std::string> list;
        for (const auto& job : std::exchange(seen, {})) list.push_back(job.payload);
        return list;
    }
    std::vector<jobs::FailedJob> failed()
    {
        return database.read([](db::Connection& c) { return jobs::failed(c, 10); });
    }
    int rows()
    {
        return database.read([](db::Connection& c) { return db::one<int>(c, "SELECT count(*) FROM job"); });
    }

    db::Database& database;
    ManualClock clock{Instant(std::chrono::sys_days(std::chrono::year(2026) / 9 / 1))};
    jobs::Runner runner;
    std::vector<jobs::Job> seen;
    std::function<void()> fault;
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a stored job is run once with what it was given")
{
    db::for_each_database([](db::Database& database) {
        Desk desk(database);
        desk.enqueue({.kind = "note", .payload = R"({"tên":"Đỗ"})", .dedupe_key = "key"});
        CHECK(desk.runner.run_due() == 1);
        REQUIRE(desk.seen.size() == 1);
        CHECK(desk.seen[0].id > 0);
        CHECK(desk.seen[0].kind == "note");
        CHECK(desk.seen[0].payload == R"({"tên":"Đỗ"})");
        CHECK(desk.seen[0].dedupe_key == "key");
        CHECK(desk.seen[0].attempts == 0);
        CHECK(desk.runner.run_due() == 0);
    });
}

TEST_CASE("a job is stored with the transaction that asks for it or not at all")
{
    db::for_each_database([](db::Database& database) {
        Desk desk(database);
        CHECK_THROWS_AS(database.write([&](db::Connection& c) {
            jobs::enqueue(c, {.kind = "note", .payload = "lost"}, desk.clock.now());
            throw std::logic_error("no");
        }),
                        std::logic_error);
        CHECK(desk.runner.run_due() == 0);
    });
}

TEST_CASE("a second job with the same key is not stored, not even when the first is done, until the key is forgotten")
{
    db::for_each_database([](db::Database& database) {
        Desk desk(database);
        desk.runner.on("other", [](const jobs::Job&) {});
        desk.enqueue({.kind = "note", .payload = "1", .dedupe_key = "key"});
        desk.enqueue({.kind = "note", .payload = "2", .dedupe_key = "key"});
        desk.enqueue({.kind = "other", .payload = "3", .dedupe_key = "key"});
        desk.enqueue({.kind = "note", .payload = "4"});
        desk.enqueue({.kind = "note", .payload = "5"});
        CHECK(desk.runner.run_due() == 4);
        CHECK(desk.payloads() == Texts{"1", "4", "5"});
        desk.clock.advance(std::chrono::hours(24) * 89);
        desk.enqueue({.kind = "note", .payload = "6", .dedupe_key = "key"});
        CHECK(desk.runner.run_due() == 0);
        CHECK(desk.rows() == 2);
        CHECK(database.read([](db::Connection& c) { return db::query<std::string>(c, "SELECT payload FROM job"); }) == Texts{"", ""});
        desk.clock.advance(std::chrono::hours(24) * 2);
        CHECK(desk.runner.run_due() == 0);
        CHECK(desk.rows() == 0);
        desk.enqueue({.kind = "note", .payload = "7", .dedupe_key = "key"});
        CHECK(desk.runner.run_due() == 1);
    });
}

TEST_CASE("jobs run when they are due, the more urgent first, then the one that has waited longest")
{
    db::for_each_database([](db::Database& database) {
        Desk desk(database);
        auto now = desk.clock.now();
        desk.enqueue({.kind = "note", .payload = "in an hour", .run_at = now + 1h});
        desk.enqueue({.kind = "note", .payload = "urgent in an hour", .run_at = now + 1h, .priority = 10});
        desk.enqueue({.kind = "note", .payload = "bulk 1"});
        desk.clock.advance(1s);
        desk.enqueue({.kind = "note", .payload = "bulk 2"});
        desk.enqueue({.kind = "note", .payload = "urgent", .priority = 10});
        desk.enqueue({.kind = "note", .payload = "least", .priority = -1});
        CHECK(desk.runner.run_due() == 4);
        CHECK(desk.payloads() == Texts{"urgent", "bulk 1", "bulk 2", "least"});
        desk.clock.set(now + 1h - 1ms);
        CHECK(desk.runner.run_due() == 0);
        desk.clock.set(now + 1h);
        CHECK(desk.runner.run_due() == 2);
        CHECK(desk.payloads() == Texts{"urgent in an hour", "in an hour"});
    });
}

TEST_CASE("a job that fails is tried again after longer and longer pauses, then stays visible")
{
    db::for_each_database([](db::Database& database) {
        Desk desk(database, {.max_attempts = 4});
        desk.fault = [] { throw std::runtime_error("the gateway is closed"); };
        desk.enqueue({.kind = "note", .payload = "x"});
        for (auto pause : {5s, 10s, 20s}) {
            CHECK(desk.runner.run_due() == 1);
            desk.clock.advance(pause - 1ms);
            CHECK(desk.runner.run_due() == 0);
            CHECK(desk.failed().empty());
            desk.clock.advance(1ms);
        }
        CHECK(desk.runner.run_due() == 1);
        std::vector<int> attempts;
        for (const auto& job : desk.seen) attempts.push_back(job.attempts);
        CHECK(attempts == std::vector{0, 1, 2, 3});

        auto failed = desk.failed();
        REQUIRE(failed.size() == 1);
        CHECK(failed[0].kind == "note");
        CHECK(failed[0].last_error == "the gateway is closed");
        CHECK(failed[0].attempts == 4);
        CHECK(failed[0].failed_at == desk.clock.now());
        desk.clock.advance(std::chrono::hours(24 * 400));
        CHECK(desk.runner.run_due() == 0);
        CHECK(desk.failed().size() == 1);
    });
}

TEST_CASE("a failed job can be given its attempts back")
{
    db::for_each_database([](db::Database& database) {
        Desk desk(database);
        desk.fault = [] { throw jobs::PermanentFailure("no such phone number"); };
        desk.enqueue({.kind = "note", .payload = "x", .dedupe_key = "key"});
        CHECK(desk.runner.run_due() == 1);
        auto failed = desk.failed();
        REQUIRE(failed.size() == 1);
        CHECK(failed[0].last_error == "no such phone number");
        CHECK(failed[0].attempts == 1);

        auto retry = [&](std::int64_t id) { return database.write([&](db::Connection& c) { return jobs::retry(c, id, desk.clock.now()); }); };
        CHECK_FALSE(retry(failed[0].id + 1));
        CHECK(retry(failed[0].id));
        CHECK_FALSE(retry(failed[0].id));
        desk.fault = nullptr;
        desk.seen.clear();
        CHECK(desk.runner.run_due() == 1);
        CHECK(desk.seen[0].attempts == 0);
        CHECK(desk.failed().empty());
    });
}

TEST_CASE("whatever a handler throws is recorded")
{
    db::for_each_database([](db::Database& database) {
        Desk desk(database, {.max_attempts = 1});
        std::vector<std::function<void()>> faults{
            [] { throw 5; },
            [] { throw std::runtime_error("cut \xe1\xbb"); },
            [] { throw std::runtime_error(std::string(2000, 'x')); },
        };
        for (const auto& fault : faults) {
            desk.fault = fault;
            desk.enqueue({.kind = "note"});
            CHECK(desk.runner.run_due() == 1);
            desk.clock.advance(1s);
        }
        auto failed = desk.failed();
        REQUIRE(failed.size() == 3);
        CHECK(failed[2].last_error == "an error of an unknown kind");
        CHECK(failed[1].last_error == "an error that is not readable");
        CHECK(failed[0].last_error == std::string(500, 'x'));
    });
}

TEST_CASE("the pause doubles from five seconds to an hour")
{
    CHECK(jobs::pause_after(1) == 5s);
    CHECK(jobs::pause_after(2) == 10s);
    CHECK(jobs::pause_after(10) == 2560s);
    CHECK(jobs::pause_after(11) == 3600s);
    CHECK(jobs::pause_after(1000) == 3600s);
}

TEST_CASE("a job of a kind without a handler waits for a server that has one")
{
    db::for_each_database([](db::Database& database) {
        Desk desk(database);
        desk.enqueue({.kind = "unknown", .priority = 10});
        desk.enqueue({.kind = "note"});
        CHECK(desk.runner.run_due() == 1);
        CHECK(desk.rows() == 1);
    });
}

TEST_CASE("the next job is found by its index, however many wait")
{
    auto database = db::open({.url = "sqlite::memory:"});
    db::migrate(*database, db::all_migrations());
    database->read([](db::Connection& c) {
        std::string plan;
        c.run("EXPLAIN QUERY PLAN " + jobs::select_next_ready(2, 1), db::Parameters("note", "other"),
              [&](const db::Row& row) { plan += std::string(row.text(3)) + "; "; });
        CHECK(plan == "SCAN job USING INDEX job_ready; ");
    });
}

TEST_CASE("the next of a sudden crowd of jobs is found by its index before anybody has counted them")
{
    db::for_each_database([](db::Database& database) {
        if (!database.is_postgres()) return;
        Desk desk(database);
        database.write([&](db::Connection& c) {
            for (int i = 0; i < 2000; ++i) jobs::enqueue(c, {.kind = "note"}, desk.clock.now());
            jobs::keep_to_order_of_index(c);
            std::string plan;
            c.run("EXPLAIN " + jobs::select_next_ready(2, 1), db::Parameters("note", "other"),
                  [&](const db::Row& row) { plan += std::string(row.text(0)) + '\n'; });
            CAPTURE(plan);
            CHECK(plan.find("Index Scan using job_ready") != plan.npos);
            CHECK(plan.find("Sort") == plan.npos);
        });
    });
}

TEST_CASE("a job whose server has died is taken over when its lease has ended, and the dead one changes nothing any more")
{
    db::for_each_database([](db::Database& database) {
        Desk desk(database, {.max_attempts = 2});
        auto now = desk.clock.now();
        desk.enqueue({.kind = "note", .payload = "x"});
        auto claim = [&] { return database.write([&](db::Connection& c) { return jobs::claim(c, {"other", "note"}, now + 60s); }); };
        auto dead = claim();
        REQUIRE(dead);
        CHECK_FALSE(claim());
        desk.clock.set(now + 60s - 1ms);
        CHECK(desk.runner.run_due() == 0);
        desk.clock.set(now + 60s);

        auto change = [&](auto how, auto... with) { return database.write([&](db::Connection& c) { return how(c, *dead, with...); }); };
        desk.fault = [&] {
            CHECK_FALSE(change(jobs::finish, now));
            CHECK_FALSE(change(jobs::extend, now));
            CHECK_FALSE(change(jobs::postpone, now, "late"));
            CHECK_FALSE(change(jobs::give_up, now, "late"));
        };
        CHECK(desk.runner.run_due() == 1);
        CHECK(desk.seen[0].attempts == 1);
        CHECK(desk.rows() == 0);
    });
}

TEST_CASE("a job that takes its server down every time is failed in the end")
{
    db::for_each_database([](db::Database& database) {
        Desk desk(database, {.max_attempts = 2});
        desk.enqueue({.kind = "note"});
        for (int i = 0; i < 2; ++i) {
            database.write([&](db::Connection& c) {
                jobs::wake_due(c, desk.clock.now(), 2);
                CHECK(jobs::claim(c, {"note"}, desk.clock.now() + 1s));
            });
            desk.clock.advance(1s);
        }
        CHECK(desk.runner.run_due() == 0);
        auto failed = desk.failed();
        REQUIRE(failed.size() == 1);
        CHECK(failed[0].last_error == "the server stopped during the job");
        CHECK(failed[0].attempts == 2);
    });
}

TEST_CASE("a job that takes longer than a lease keeps it")
{
    db::for_each_database([](db::Database& database) {
        constexpr auto lease = 30ms;
        Desk desk(database, {.lease = lease});
        jobs::Runner other(database, desk.clock, {.lease = lease});
        other.on("note", [](const jobs::Job&) { FAIL("run by two at once"); });
        auto lease_ends = [&] { return database.read([](db::Connection& c) { return db::one<Instant>(c, "SELECT run_at FROM job"); }); };
        desk.fault = [&] {
            for (int i = 0; i < 4; ++i) {
                desk.clock.advance(lease - 10ms);
                while (lease_ends() != desk.clock.now() + lease) std::this_thread::yield();
                CHECK(other.run_due() == 0);
            }
        };
        desk.enqueue({.kind = "note"});
        CHECK(desk.runner.run_due() == 1);
        CHECK(desk.rows() == 0);
    });
}

TEST_CASE("a runner wakes for a job stored in its own process, and stopping waits for what runs")
{
    db::for_each_database([](db::Database& database) {
        SystemClock clock;
        jobs::Runner runner(database, clock, {.threads = 2, .poll = 1h});
        std::latch started(1);
        std::atomic<bool> finished = false;
        runner.on("note", [&](const jobs::Job&) {
            started.count_down();
            std::this_thread::sleep_for(30ms);
            finished = true;
        });
        runner.start();
        std::this_thread::sleep_for(10ms);  // Time to find nothing and fall asleep for an hour.
        database.write([&](db::Connection& c) { jobs::enqueue(c, {.kind = "note"}, clock.now()); });
        started.wait();
        runner.stop();
        CHECK(finished);
        database.write([&](db::Connection& c) { jobs::enqueue(c, {.kind = "note"}, clock.now()); });
        CHECK(database.read([](db::Connection& c) { return db::one<int>(c, "SELECT count(*) FROM job"); }) == 1);
    });
}

TEST_CASE("two servers on one database run every job once")
{
    db::for_each_empty_url([](const std::string& url) {
        constexpr int count = 300;
        SystemClock clock;
        std::mutex mutex;
        std::multiset<std::string> seen;
        std::latch all(count);
        std::vector<std::unique_ptr<db::Database>> databases;
        std::vector<std::unique_ptr<jobs::Runner>> runners;
        for (int i = 0; i < 2; ++i) {
            databases.push_back(db::open({.url = url}));
            db::migrate(*databases[i], db::all_migrations());
            runners.push_back(std::make_unique<jobs::Runner>(*databases[i], clock, jobs::Runner::Options{.threads = 3, .poll = 5ms}));
            runners[i]->on("note", [&](const jobs::Job& job) {
                {
                    std::lock_guard lock(mutex);
                    seen.insert(job.payload);
                }
                all.count_down();
            });
        }
        for (int i = 0; i < count; ++i)
            databases[i % 2]->write([&](db::Connection& c) { jobs::enqueue(c, {.kind = "note", .payload = std::to_string(i)}, clock.now()); });
        for (auto& runner : runners) runner->start();
        all.wait();
        for (auto& runner : runners) runner->stop();
        CHECK(seen.size() == count);
        for (int i = 0; i < count; ++i) CHECK(seen.count(std::to_string(i)) == 1);
        CHECK(databases[0]->read([](db::Connection& c) { return db::one<int>(c, "SELECT count(*) FROM job"); }) == 0);
    });
}
