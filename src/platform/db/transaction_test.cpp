#include <thread>

#include <doctest/doctest.h>

#include "platform/db/testing.hpp"

using namespace motcua;

namespace {

void on_each(const std::function<void(db::Database&)>& body)
{
    db::for_each_empty_database([&](db::Database& database) {
        database.write([](db::Connection& c) { c.run_script("CREATE TABLE sample (id INTEGER PRIMARY KEY)"); });
        body(database);
    });
}

void insert_id(db::Connection& c, std::int64_t id)
{
    db::execute(c, "INSERT INTO sample (id) VALUES ($1)", id);
}

std::vector<std::int64_t> ids(db::Database& database)
{
    return database.read([](db::Connection& c) { return db::query<std::int64_t>(c, "SELECT id FROM sample ORDER BY id"); });
}

using Integers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("nothing is changed inside read()")
{
    on_each([](db::Database& database) {
        CHECK_THROWS_AS(database.read([](db::Connection& c) { insert_id(c, 1); }), db::Error);
        CHECK_THROWS_AS(database.read([](db::Connection& c) { c.run_script("DELETE FROM sample"); }), db::Error);
        CHECK_THROWS_AS(database.read([](db::Connection& c) { c.after_commit([] {}); }), db::Error);
        CHECK_THROWS_AS(database.read([&](db::Connection&) { database.write([](db::Connection&) {}); }), db::Error);
        CHECK(ids(database).empty());
    });
}

TEST_CASE("a transaction is kept as a whole or not at all")
{
    on_each([](db::Database& database) {
        CHECK_THROWS_WITH_AS(database.write([](db::Connection& c) {
            insert_id(c, 1);
            throw std::runtime_error("stop");
        }),
                             "stop", std::runtime_error);
        CHECK(ids(database).empty());
        CHECK(database.write([](db::Connection& c) { return insert_id(c, 2), std::string("answer"); }) == "answer");
        CHECK(ids(database) == Integers{2});
    });
}

TEST_CASE("a write inside a write is a savepoint and a read inside it sees it")
{
    on_each([](db::Database& database) {
        database.write([&](db::Connection& c) {
            insert_id(c, 1);
            CHECK_THROWS_AS(database.write([&](db::Connection& inner) {
                insert_id(inner, 2);
                database.write([](db::Connection& innermost) { insert_id(innermost, 3); });
                insert_id(inner, 1);
            }),
                            db::UniqueViolation);
            CHECK(ids(database) == Integers{1});
            database.write([&](db::Connection& inner) {
                insert_id(inner, 4);
                CHECK_THROWS_AS(database.write([&](db::Connection& innermost) {
                    insert_id(innermost, 5);
                    throw std::logic_error("no");
                }),
                                std::logic_error);
                insert_id(inner, 6);
            });
            CHECK(ids(database) == Integers{1, 4, 6});
        });
        CHECK(ids(database) == Integers{1, 4, 6});
    });
}

TEST_CASE("a write that is the first thing inside a write is undone alone and may be followed by others")
{
    on_each([](db::Database& database) {
        int done = 0;
        database.write([&](db::Connection& c) {
            c.after_commit([&] { done += 1; });
            auto fail = [&](db::Connection& inner) {
                inner.after_commit([&] { done += 10; });
                insert_id(inner, 1);
                insert_id(inner, 1);
            };
            CHECK_THROWS_AS(database.write(fail), db::UniqueViolation);
            CHECK_THROWS_AS(database.write(fail), db::UniqueViolation);
            CHECK(ids(database).empty());
            database.write([](db::Connection& inner) { insert_id(inner, 2); });
            CHECK_THROWS_AS(database.write(fail), db::UniqueViolation);
            insert_id(c, 3);
        });
        CHECK(ids(database) == Integers{2, 3});
        CHECK(done == 1);
    });
}

TEST_CASE("a transaction does nothing more after a failed statement")
{
    on_each([](db::Database& database) {
        auto swallow = [](db::Connection& c) {
            insert_id(c, 1);
            CHECK_THROWS_AS(insert_id(c, 1), db::UniqueViolation);
        };
        CHECK_THROWS_AS(database.write(swallow), db::Error);
        CHECK_THROWS_AS(database.write([&](db::Connection& c) {
            swallow(c);
            insert_id(c, 2);
        }),
                        db::Error);
        CHECK(ids(database).empty());
        database.write([&](db::Connection& c) {
            insert_id(c, 7);
            CHECK_THROWS_AS(database.write(swallow), db::Error);
            insert_id(c, 8);
        });
        CHECK(ids(database) == Integers{7, 8});
    });
}

TEST_CASE("a row's callback may run the same and other statements")
{
    on_each([](db::Database& database) {
        database.write([&](db::Connection& c) {
            for (int i = 1; i <= 3; ++i) insert_id(c, i);
            Integers seen;
            constexpr auto above = "SELECT id FROM sample WHERE id > $1 AND id < 4 ORDER BY id";
            db::each<std::int64_t>(
                c, above,
                [&](std::int64_t id) {
                    seen.push_back(id);
                    insert_id(c, id + 10);
                    for (auto further : db::query<std::int64_t>(c, above, id)) seen.push_back(further);
                },
                0);
            CHECK(seen == Integers{1, 2, 3, 2, 3, 3});
        });
        CHECK(ids(database) == Integers{1, 2, 3, 11, 12, 13});
        database.read([&](db::Connection& c) {
            CHECK_THROWS_AS(db::each<std::int64_t>(c, "SELECT id FROM sample", [](std::int64_t) { throw std::logic_error("enough"); }),
                            std::logic_error);
            CHECK(db::one<int>(c, "SELECT count(*) FROM sample") == 6);
        });
    });
}

TEST_CASE("a long result is passed through row by row")
{
    on_each([](db::Database& database) {
        constexpr int count = 1500;
        database.write([](db::Connection& c) {
            for (int i = 1; i <= count; ++i) insert_id(c, i);
        });
        auto sum_above = [](db::Connection& c, std::int64_t id) {
            std::int64_t sum = 0;
            db::each<std::int64_t>(c, "SELECT id FROM sample WHERE id > $1 ORDER BY id", [&](std::int64_t n) { sum += n; }, id);
            return sum;
        };
        auto walk = [&](db::Connection& c) {
            std::int64_t expected = 1;
            db::each<std::int64_t>(c, "SELECT id FROM sample ORDER BY id", [&](std::int64_t id) {
                if (id != expected++) throw std::logic_error("out of order");
                if (id % 499 == 0) CHECK(db::one<std::int64_t>(c, "SELECT id FROM sample WHERE id = $1", id) == id);
                if (id == 700) CHECK(sum_above(c, 1490) == 14955);
            });
            CHECK(expected == count + 1);
            CHECK(sum_above(c, count) == 0);
            CHECK(sum_above(c, 500) == 1000 * 1000 + 500);
        };
        database.read(walk);
        database.write([&](db::Connection& c) {
            walk(c);
            for (int i = 0; i < 2; ++i)
                CHECK_THROWS_AS(db::each<std::int64_t>(c, "SELECT id FROM sample", [](std::int64_t) { throw std::logic_error("enough"); }),
                                std::logic_error);
            insert_id(c, 5000);
        });
        CHECK(ids(database).back() == 5000);
        CHECK_THROWS_AS(database.read([](db::Connection& c) { db::each<std::int64_t>(c, "SELECT nothing FROM sample", [](std::int64_t) {}); }),
                        db::Error);
        CHECK(ids(database).size() == count + 1);
    });
}

TEST_CASE("what is asked for after the commit is done once, on the caller's thread, only when it is kept")
{
    on_each([](db::Database& database) {
        std::vector<std::string> done;
        auto here = std::this_thread::get_id();
        database.write([&](db::Connection& c) {
            insert_id(c, 1);
            c.after_commit([&] {
                CHECK(std::this_thread::get_id() == here);
                CHECK(ids(database) == Integers{1, 2});
                done.push_back("outer");
            });
            database.write([&](db::Connection& inner) {
                insert_id(inner, 2);
                inner.after_commit([&] { done.push_back("inner"); });
            });
            CHECK_THROWS_AS(database.write([&](db::Connection& inner) {
                inner.after_commit([&] { done.push_back("lost"); });
                throw std::logic_error("no");
            }),
                            std::logic_error);
            CHECK(done.empty());
        });
        CHECK(done == std::vector<std::string>{"outer", "inner"});
        CHECK_THROWS_AS(database.write([&](db::Connection& c) {
            c.after_commit([&] { done.push_back("lost"); });
            throw std::logic_error("no");
        }),
                        std::logic_error);
        database.write([](db::Connection&) {});
        CHECK(done.size() == 2);
    });
}

TEST_CASE("a row that a decision rests on is read FOR UPDATE on both engines")
{
    on_each([](db::Database& database) {
        database.write([](db::Connection& c) {
            insert_id(c, 1);
            CHECK(db::one<std::int64_t>(c, "SELECT id FROM sample WHERE id = $1 FOR UPDATE", 1) == 1);
            CHECK(db::execute(c, "DELETE FROM sample WHERE id IN (SELECT id FROM sample ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)") == 1);
        });
    });
}

TEST_CASE("statements are counted, those of the transaction itself are not")
{
    on_each([](db::Database& database) {
        database.write([&](db::Connection& c) {
            auto before = c.statements_run();
            insert_id(c, 1);
            database.write([](db::Connection& inner) { insert_id(inner, 2); });
            ids(database);
            CHECK(c.statements_run() - before == 3);
        });
    });
}
