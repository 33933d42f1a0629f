#include <doctest/doctest.h>

#include "platform/db/testing.hpp"

// Changes that nobody waits for: on PostgreSQL their faults show later, and never too late.
using namespace motcua;

namespace {

using Integers = std::vector<std::int64_t>;

void on_each(const std::function<void(db::Database&)>& body)
{
    db::for_each_empty_database([&](db::Database& database) {
        database.write([](db::Connection& c) { c.run_script("CREATE TABLE sample (id BIGINT PRIMARY KEY, words TEXT)"); });
        body(database);
    });
}

void submit_id(db::Connection& c, std::int64_t id, std::string_view words = "")
{
    db::submit(c, "INSERT INTO sample (id, words) VALUES ($1, $2)", id, words);
}

Integers ids(db::Connection& c)
{
    return db::query<std::int64_t>(c, "SELECT id FROM sample ORDER BY id");
}

Integers ids(db::Database& database)
{
    return database.read([](db::Connection& c) { return ids(c); });
}

}  // namespace

TEST_CASE("what is submitted is there for the next statement, and kept with the transaction")
{
    on_each([](db::Database& database) {
        for (int round = 0; round < 3; ++round) {
            database.write([&](db::Connection& c) {
                db::execute(c, "DELETE FROM sample");
                auto before = c.statements_run();
                submit_id(c, 1, "a text");
                submit_id(c, 2, std::string(100'000, 'x'));
                CHECK(c.statements_run() == before + 2);
                CHECK(ids(c) == Integers{1, 2});
                CHECK(db::execute(c, "UPDATE sample SET words = $1", "other") == 2);
                submit_id(c, 3);
            });
            CHECK(ids(database) == Integers{1, 2, 3});
        }
        database.write([](db::Connection& c) { submit_id(c, 4); });
        CHECK(ids(database) == Integers{1, 2, 3, 4});
        database.write([](db::Connection& c) {
            for (std::int64_t i = 5; i <= 200; ++i) submit_id(c, i);
        });
        CHECK(ids(database).size() == 200);
    });
}

TEST_CASE("a submitted change that is refused ends the transaction before write() returns")
{
    on_each([](db::Database& database) {
        database.write([](db::Connection& c) { submit_id(c, 1); });
        CHECK_THROWS_WITH_AS(database.write([](db::Connection& c) {
            submit_id(c, 2);
            submit_id(c, 1);
            submit_id(c, 3);
        }),
                             "unique: sample.id", db::UniqueViolation);
        CHECK_THROWS_AS(database.write([](db::Connection& c) {
            submit_id(c, 2);
            submit_id(c, 1);
            ids(c);
        }),
                        db::UniqueViolation);
        CHECK_THROWS_AS(database.write([](db::Connection& c) {
            try {
                submit_id(c, 1);
                ids(c);
            } catch (const db::UniqueViolation&) {
            }
            submit_id(c, 5);
        }),
                        db::Error);
        CHECK(ids(database) == Integers{1});
        database.write([](db::Connection& c) { submit_id(c, 2); });
        CHECK(ids(database) == Integers{1, 2});
    });
}

TEST_CASE("a write within a write answers for what was submitted in it, and only for that")
{
    on_each([](db::Database& database) {
        database.write([&](db::Connection& c) {
            submit_id(c, 1);
            CHECK_THROWS_AS(database.write([&](db::Connection& inner) {
                submit_id(inner, 2);
                submit_id(inner, 1);
            }),
                            db::UniqueViolation);
            CHECK_THROWS_AS(database.write([&](db::Connection& inner) {
                submit_id(inner, 3);
                throw std::logic_error("no");
            }),
                            std::logic_error);
            database.write([](db::Connection& inner) { submit_id(inner, 4); });
            submit_id(c, 5);
            CHECK(ids(c) == Integers{1, 4, 5});
        });
        CHECK(ids(database) == Integers{1, 4, 5});

        bool reached = false;
        CHECK_THROWS_AS(database.write([&](db::Connection& c) {
            submit_id(c, 6);
            submit_id(c, 1);
            database.write([&](db::Connection& inner) {
                submit_id(inner, 7);
                reached = inner.is_postgres();
            });
        }),
                        db::UniqueViolation);
        CHECK_FALSE(reached);
        CHECK(ids(database) == Integers{1, 4, 5});
    });
}

TEST_CASE("an exception drops what was submitted, also before anything was sent")
{
    on_each([](db::Database& database) {
        for (int round = 0; round < 2; ++round) {
            CHECK_THROWS_AS(database.write([&](db::Connection& c) {
                submit_id(c, 1);
                throw std::logic_error("no");
            }),
                            std::logic_error);
            CHECK_THROWS_AS(database.write([](db::Connection&) { throw std::logic_error("no"); }), std::logic_error);
            CHECK(ids(database).empty());
        }
        database.write([](db::Connection&) {});
        database.write([&](db::Connection& c) {
            CHECK_THROWS_AS(database.write([](db::Connection&) { throw std::logic_error("no"); }), std::logic_error);
            submit_id(c, 1);
        });
        CHECK(ids(database) == Integers{1});
    });
}

TEST_CASE("rows read in parts and submitted changes go together")
{
    on_each([](db::Database& database) {
        database.write([](db::Connection& c) {
            for (std::int64_t i = 1; i <= 1200; ++i) submit_id(c, i);
            std::int64_t seen = 0;
            db::each<std::int64_t>(c, "SELECT id FROM sample WHERE id <= 1200 ORDER BY id", [&](std::int64_t id) {
                ++seen;
                if (id % 100 == 0) submit_id(c, id + 10'000);
            });
            CHECK(seen == 1200);
        });
        CHECK(ids(database).size() == 1212);
    });
}

TEST_CASE("the first write within a write leaves its faults to the transaction, which keeps nothing then")
{
    on_each([](db::Database& database) {
        database.write([](db::Connection& c) { submit_id(c, 1); });
        CHECK_THROWS_WITH_AS(database.write([&](db::Connection& c) {
            database.write([](db::Connection& inner) {
                submit_id(inner, 2);
                submit_id(inner, 1);
            });
            submit_id(c, 3);
        }),
                             "unique: sample.id", db::UniqueViolation);
        CHECK(ids(database) == Integers{1});
    });
}

TEST_CASE("rows that were asked for are as they were when it was asked, in whichever order they are taken")
{
    on_each([](db::Database& database) {
        auto above = [](db::Connection& c, std::int64_t id) { return db::ask<std::int64_t>(c, "SELECT id FROM sample WHERE id > $1 ORDER BY id", id); };
        database.write([&](db::Connection& c) {
            auto none = above(c, 0);
            submit_id(c, 1);
            auto returned = db::ask<std::int64_t>(c, "INSERT INTO sample (id) VALUES ($1) RETURNING id", 2);
            auto both = above(c, 0);
            submit_id(c, 3);
            CHECK(both.all() == Integers{1, 2});
            CHECK(none.all().empty());
            CHECK(returned.one() == 2);
            CHECK(above(c, 3).first() == std::nullopt);
            CHECK_THROWS_AS(above(c, 3).one(), db::Error);
            auto untaken = above(c, 1);
        });
        database.read([&](db::Connection& c) {
            auto first = above(c, 0);
            auto second = above(c, 2);
            CHECK(ids(c) == Integers{1, 2, 3});
            CHECK(second.one() == 3);
            CHECK(first.first() == 1);
            std::int64_t sum = 0;
            auto before_parts = above(c, 0);
            db::each<std::int64_t>(c, "SELECT id FROM sample ORDER BY id", [&](std::int64_t id) { sum += id; });
            CHECK(sum == 6);
            CHECK(before_parts.all() == Integers{1, 2, 3});
            auto untaken = above(c, 1);
        });
        CHECK(ids(database) == Integers{1, 2, 3});
    });
}

TEST_CASE("what is asked and refused gives no rows")
{
    on_each([](db::Database& database) {
        database.write([](db::Connection& c) { submit_id(c, 1); });
        for (bool is_prepared : {false, true})
            database.read([&](db::Connection& c) {
                auto good = db::ask<std::int64_t>(c, "SELECT id FROM sample");
                auto nonsense = [&] { db::ask<std::int64_t>(c, "SELECT 1 / (id - id) FROM sample").one(); };
                CHECK_THROWS_AS(nonsense(), db::Error);
                if (c.is_postgres() && is_prepared) CHECK_THROWS_AS(good.one(), db::Error);
                else CHECK(good.one() == 1);
            });
        CHECK_THROWS_AS(database.write([&](db::Connection& c) {
            submit_id(c, 1);
            auto rows = db::ask<std::int64_t>(c, "SELECT id FROM sample");
            rows.all();
        }),
                        db::UniqueViolation);
        CHECK_THROWS_AS(database.read([](db::Connection& c) {
            auto untaken = db::ask<std::int64_t>(c, "SELECT id FROM sample");
            throw std::logic_error("no");
        }),
                        std::logic_error);
        CHECK(ids(database) == Integers{1});
    });
}

TEST_CASE("nothing is submitted outside write()")
{
    on_each([](db::Database& database) {
        CHECK_THROWS_WITH_AS(database.read([](db::Connection& c) { submit_id(c, 1); }), "submit() outside write()", db::Error);
    });
}
