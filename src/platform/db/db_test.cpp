#include <limits>

#include <doctest/doctest.h>

#include "domain/ids.hpp"
#include "platform/db/testing.hpp"

using namespace motcua;

namespace {

enum class Colour { red, dark_green };
BOOST_DESCRIBE_ENUM(Colour, red, dark_green)

struct Sample {
    std::int64_t id = 0;
    std::optional<std::string> words;
    std::optional<db::Bytes> octets;
    std::optional<std::int64_t> amount;
    std::optional<double> share;
    std::optional<bool> flag;

    bool operator==(const Sample&) const = default;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (id, words, octets, amount, share, flag))

constexpr auto sample_columns = "SELECT id, words, octets, amount, share, flag FROM sample ORDER BY id";

void make_tables(db::Connection& c)
{
    c.run_script(c.is_postgres() ? R"(
        CREATE TABLE sample (id BIGINT PRIMARY KEY, words TEXT, octets BYTEA, amount BIGINT, share DOUBLE PRECISION, flag BOOLEAN);
        CREATE TABLE kin (id BIGINT PRIMARY KEY, sample_id BIGINT NOT NULL REFERENCES sample (id), place INTEGER CHECK (place > 0));
        CREATE UNIQUE INDEX kin_pair ON kin (sample_id, place))"
                                 : R"(
        CREATE TABLE sample (id INTEGER PRIMARY KEY, words TEXT, octets BLOB, amount INTEGER, share REAL, flag INTEGER) STRICT;
        CREATE TABLE kin (id INTEGER PRIMARY KEY, sample_id INTEGER NOT NULL REFERENCES sample (id), place INTEGER CHECK (place > 0)) STRICT;
        CREATE UNIQUE INDEX kin_pair ON kin (sample_id, place))");
}

void on_each(const std::function<void(db::Database&)>& body)
{
    db::for_each_empty_database([&](db::Database& database) {
        database.write(make_tables);
        body(database);
    });
}

void insert(db::Connection& c, const Sample& s)
{
    db::execute(c, "INSERT INTO sample (id, words, octets, amount, share, flag) VALUES ($1, $2, $3, $4, $5, $6)", s.id, s.words,
                s.octets, s.amount, s.share, s.flag);
}

void insert_id(db::Connection& c, std::int64_t id)
{
    db::execute(c, "INSERT INTO sample (id) VALUES ($1)", id);
}

std::vector<std::int64_t> ids(db::Database& database)
{
    return database.read([](db::Connection& c) { return db::query<std::int64_t>(c, "SELECT id FROM sample ORDER BY id"); });
}

// What a statement in a transaction of its own throws: its kind and what it names.
std::string failure(db::Database& database, std::string_view sql)
{
    try {
        database.write([&](db::Connection& c) { c.run(sql, {}, [](const db::Row&) {}); });
        return "nothing";
    } catch (const db::UniqueViolation& e) {
        return "unique " + e.constraint;
    } catch (const db::ConstraintViolation&) {
        return "constraint";
    } catch (const db::Unavailable&) {
        return "unavailable";
    } catch (const db::Error&) {
        return "error";
    }
}

std::string failure_with(db::Database& database, std::string_view sql, const auto& value)
{
    try {
        database.write([&](db::Connection& c) { db::execute(c, sql, value); });
        return "nothing";
    } catch (const db::Error&) {
        return "error";
    }
}

using Integers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("values of every type come back as they were written")
{
    using Limits = std::numeric_limits<std::int64_t>;
    const std::vector<Sample> samples{
        {1, {}, {}, {}, {}, {}},
        {2, "", db::Bytes{""}, 0, 0.0, false},
        {3, "Đặng Thị Ngọc Hường — ‘hồ sơ’ 🇻🇳", db::Bytes{std::string("\0\1\xff\0", 4)}, Limits::max(), 1e300, true},
        {4, "a'b\"c\\d\n\t%$1", db::Bytes{std::string(70000, '\0')}, Limits::min(), -0.1, true},
        {5, std::string(100000, 'x'), db::Bytes{"text"}, -1, std::numeric_limits<double>::denorm_min(), false},
    };
    on_each([&](db::Database& database) {
        database.write([&](db::Connection& c) {
            for (const auto& sample : samples) insert(c, sample);
        });
        CHECK(database.read([](db::Connection& c) { return db::query<Sample>(c, sample_columns); }) == samples);
        // The same from inside the transaction, and by the words of RETURNING.
        auto returned = database.write([&](db::Connection& c) {
            return db::query<Sample>(c, "UPDATE sample SET amount = amount WHERE id = $1 RETURNING id, words, octets, amount, share, flag", 4);
        });
        CHECK(returned == std::vector{samples[3]});
    });
}

TEST_CASE("enums travel by name, ids and money as numbers, days as text, instants as milliseconds")
{
    on_each([](db::Database& database) {
        auto at = Instant(std::chrono::milliseconds(1'756'346'400'123));
        auto day = Day(std::chrono::year(2026) / 9 / 3);
        database.write([&](db::Connection& c) {
            db::execute(c, "INSERT INTO sample (id, words, amount) VALUES ($1, $2, $3)", OfficerId{1}, Colour::dark_green, Vnd{25'000});
            db::execute(c, "INSERT INTO sample (id, words, amount) VALUES ($1, $2, $3)", 2, day, at);
            db::execute(c, "INSERT INTO sample (id, words, amount) VALUES ($1, $2, $3)", 3, std::optional(day), std::optional<Instant>());
        });
        database.read([&](db::Connection& c) {
            CHECK(db::one<OfficerId>(c, "SELECT id FROM sample WHERE amount = $1", Vnd{25'000}) == OfficerId{1});
            CHECK(db::one<Colour>(c, "SELECT words FROM sample WHERE id = 1") == Colour::dark_green);
            CHECK(db::one<std::string>(c, "SELECT words FROM sample WHERE id = 1") == "dark_green");
            CHECK(db::one<Vnd>(c, "SELECT amount FROM sample WHERE id = 1") == Vnd{25'000});
            CHECK(db::one<Day>(c, "SELECT words FROM sample WHERE id = 2") == day);
            CHECK(db::one<Instant>(c, "SELECT amount FROM sample WHERE id = 2") == at);
            CHECK(db::one<std::optional<Instant>>(c, "SELECT amount FROM sample WHERE id = 3") == std::nullopt);
            CHECK_THROWS_AS(db::one<Colour>(c, "SELECT words FROM sample WHERE id = 2"), db::Error);
            CHECK_THROWS_AS(db::one<Day>(c, "SELECT words FROM sample WHERE id = 1"), db::Error);
        });
    });
}

TEST_CASE("numbers of every integer type and aggregates are read as integers")
{
    on_each([](db::Database& database) {
        database.write([](db::Connection& c) {
            insert(c, {1, "a", {}, 5'000'000'000, 0.5, true});
            insert(c, {2, "b", {}, 6'000'000'000, 1.5, false});
            db::execute(c, "INSERT INTO kin (id, sample_id, place) VALUES ($1, $2, $3)", 1, 1, 2'000'000'000);
        });
        database.read([](db::Connection& c) {
            CHECK(db::one<int>(c, "SELECT count(*) FROM sample") == 2);
            CHECK(db::one<std::int64_t>(c, "SELECT CAST(sum(amount) AS BIGINT) FROM sample") == 11'000'000'000);
            CHECK(db::one<std::int64_t>(c, "SELECT max(amount) FROM sample") == 6'000'000'000);
            CHECK(db::one<std::int64_t>(c, "SELECT place FROM kin") == 2'000'000'000);
            CHECK(db::one<int>(c, "SELECT CAST(7 AS SMALLINT)") == 7);
            CHECK(db::one<bool>(c, "SELECT flag FROM sample WHERE id = 1"));
            CHECK(db::one<bool>(c, "SELECT id = 2 FROM sample WHERE NOT flag"));
            CHECK(db::one<bool>(c, "SELECT EXISTS (SELECT 1 FROM sample WHERE flag = $1)", true));
            CHECK(db::one<int>(c, "SELECT flag FROM sample WHERE id = 1") == 1);
            CHECK(db::one<double>(c, "SELECT share FROM sample WHERE id = 2") == 1.5);
            CHECK(db::one<double>(c, "SELECT amount FROM sample WHERE id = 1") == 5e9);
            CHECK(db::one<double>(c, "SELECT avg(share) FROM sample") == 1.0);
            CHECK_THROWS_AS(db::one<int>(c, "SELECT amount FROM sample WHERE id = 1"), db::Error);
        });
    });
}

TEST_CASE("a column is not read as another type")
{
    on_each([](db::Database& database) {
        database.write([](db::Connection& c) { insert(c, {1, "12", db::Bytes{"12"}, 12, 1.5, true}); });
        database.read([](db::Connection& c) {
            CHECK_THROWS_AS(db::one<std::int64_t>(c, "SELECT words FROM sample"), db::Error);
            CHECK_THROWS_AS(db::one<std::int64_t>(c, "SELECT share FROM sample"), db::Error);
            CHECK_THROWS_AS(db::one<std::string>(c, "SELECT amount FROM sample"), db::Error);
            CHECK_THROWS_AS(db::one<std::string>(c, "SELECT octets FROM sample"), db::Error);
            CHECK_THROWS_AS(db::one<db::Bytes>(c, "SELECT words FROM sample"), db::Error);
            CHECK_THROWS_AS(db::one<bool>(c, "SELECT amount FROM sample"), db::Error);
            CHECK_THROWS_AS(db::one<double>(c, "SELECT words FROM sample"), db::Error);
            CHECK_THROWS_WITH(db::one<bool>(c, "SELECT words FROM sample WHERE id = $1", 2), "no row: SELECT words FROM sample WHERE id = $1");
        });
        database.write([](db::Connection& c) { insert_id(c, 2); });
        CHECK_THROWS_WITH_AS(database.read([](db::Connection& c) { return db::one<std::string>(c, "SELECT words FROM sample WHERE id = 2"); }),
                             "column \"words\" is null", db::Error);
        CHECK_THROWS_WITH_AS(database.read([](db::Connection& c) { return db::query<Sample>(c, "SELECT id, words, octets, amount, share FROM sample"); }),
                             "the statement returns no column \"flag\"", db::Error);
    });
}

TEST_CASE("a value that its column has no place for is refused")
{
    on_each([](db::Database& database) {
        std::string invalid_utf8 = "Nguy\xe1\xbb";
        std::string with_nul("a\0b", 3);
        CHECK(failure_with(database, "INSERT INTO sample (id, words) VALUES (1, $1)", invalid_utf8) == "error");
        CHECK(failure_with(database, "INSERT INTO sample (id, words) VALUES (1, $1)", with_nul) == "error");
        CHECK(failure_with(database, "INSERT INTO sample (id, words) VALUES (1, $1)", db::Bytes{"x"}) == "error");
        CHECK(failure_with(database, "INSERT INTO sample (id, octets) VALUES (1, $1)", "text") == "error");
        CHECK(failure_with(database, "INSERT INTO sample (id, amount) VALUES (1, $1)", "text") == "error");
        CHECK(failure_with(database, "INSERT INTO sample (id, amount) VALUES (1, $1)", 1.5) == "error");
        CHECK(failure_with(database, "INSERT INTO sample (id, share) VALUES (1, $1)", std::numeric_limits<double>::quiet_NaN()) == "error");
        CHECK(ids(database).empty());
        CHECK(failure_with(database, "INSERT INTO sample (id, share) VALUES (1, $1)", 3) == "nothing");
        CHECK(failure_with(database, "INSERT INTO sample (id, amount) VALUES (2, $1)", 4.0) == "nothing");
        CHECK(failure_with(database, "INSERT INTO sample (id, amount) VALUES (3, $1)", true) == "nothing");
        CHECK(ids(database) == Integers{1, 2, 3});
    });
}

TEST_CASE("parameters may be repeated and stand in any order")
{
    on_each([](db::Database& database) {
        database.write([](db::Connection& c) {
            db::execute(c, "INSERT INTO sample (id, amount, words) VALUES ($3, $1, $2), ($1, $3, $2)", 10, "x", 20);
        });
        database.read([](db::Connection& c) {
            CHECK(db::query<std::int64_t>(c, "SELECT amount FROM sample ORDER BY id") == Integers{20, 10});
            CHECK(db::query<std::int64_t>(c, "SELECT id FROM sample WHERE id = $2 OR amount = $2 OR id > $1 ORDER BY id LIMIT $3", 15, 10, 5) == Integers{10, 20});
            CHECK(db::query<std::int64_t>(c, "SELECT id FROM sample WHERE CAST($1 AS BIGINT) IS NULL OR id = $1 ORDER BY id",
                                          std::optional<std::int64_t>())
                  == Integers{10, 20});
            CHECK(db::query<std::int64_t>(c, "SELECT id FROM sample WHERE id IN ($12, $2, $11) AND id < id + $1 + $3 + $4 + $5 + $6 + $7 + $8 + $9 + $10",
                                          20, 20, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
                  == Integers{20});
        });
        CHECK(failure_with(database, "UPDATE sample SET amount = $1 + $2", 1) == "error");
        CHECK(failure_with(database, "UPDATE sample SET amount = 1", 1) == "error");
        CHECK(failure_with(database, "UPDATE sample SET amount = ?", 1) == "error");
    });
}

TEST_CASE("a statement says how many rows it has changed")
{
    on_each([](db::Database& database) {
        database.write([](db::Connection& c) {
            CHECK(db::execute(c, "INSERT INTO sample (id) VALUES (1), (2), (3)") == 3);
            CHECK(db::execute(c, "UPDATE sample SET amount = 1 WHERE id > $1", 1) == 2);
            CHECK(db::execute(c, "UPDATE sample SET amount = 1 WHERE id > $1", 9) == 0);
            CHECK(db::execute(c, "CREATE TABLE other (id BIGINT)") == 0);
            CHECK(db::execute(c, "SELECT id FROM sample") == 0);
            CHECK(db::execute(c, "INSERT INTO sample (id) VALUES (3) ON CONFLICT DO NOTHING") == 0);
            CHECK(db::execute(c, "DELETE FROM sample WHERE id < $1 RETURNING id", 3) == 2);
        });
        CHECK(ids(database) == Integers{3});
    });
}

TEST_CASE("the kinds of errors are the same on both engines")
{
    on_each([](db::Database& database) {
        CHECK(failure(database, "INSERT INTO sample (id) VALUES (1)") == "nothing");
        CHECK(failure(database, "INSERT INTO kin (id, sample_id, place) VALUES (1, 1, 1)") == "nothing");
        CHECK(failure(database, "CREATE TABLE named (one TEXT UNIQUE, two TEXT, three TEXT, CONSTRAINT pair UNIQUE (three, two))") == "nothing");
        CHECK(failure(database, "INSERT INTO named (one, two, three) VALUES ('1', '2', '3')") == "nothing");
        CHECK(failure(database, "CREATE TABLE folded (one TEXT)") == "nothing");
        CHECK(failure(database, "CREATE UNIQUE INDEX folded_one ON folded (lower(one))") == "nothing");
        CHECK(failure(database, "INSERT INTO folded (one) VALUES ('a')") == "nothing");
        CHECK(failure(database, "INSERT INTO folded (one) VALUES ('A')") == "unique index 'folded_one'");
        CHECK(failure(database, "INSERT INTO sample (id) VALUES (1)") == "unique sample.id");
        CHECK(failure(database, "INSERT INTO kin (id, sample_id, place) VALUES (2, 1, 1)") == "unique kin.sample_id, kin.place");
        CHECK(failure(database, "INSERT INTO named (one) VALUES ('1')") == "unique named.one");
        CHECK(failure(database, "INSERT INTO named (two, three) VALUES ('2', '3')") == "unique named.three, named.two");
        CHECK(failure(database, "DROP INDEX kin_pair") == "nothing");
        CHECK(failure(database, "INSERT INTO kin (id, sample_id) VALUES (2, 99)") == "constraint");
        CHECK(failure(database, "INSERT INTO kin (id, sample_id, place) VALUES (2, 1, 0)") == "constraint");
        CHECK(failure(database, "INSERT INTO kin (id) VALUES (2)") == "constraint");
        CHECK(failure(database, "DELETE FROM sample") == "constraint");
        CHECK(failure(database, "SELECT nothing FROM sample") == "error");
        CHECK(failure(database, "SELECT id FROM \"sample\" WHERE words = \"text\"") == "error");
        CHECK(failure(database, "SELEC id FROM sample") == "error");
        CHECK(failure(database, "") == "error");
        CHECK(failure(database, "SELECT 1; SELECT 2") == "error");
        CHECK(failure(database, "INSERT INTO kin (id, sample_id, place) VALUES (2, 1, 2)") == "nothing");
    });
}

TEST_CASE("letters count in LIKE and texts are ordered by their bytes")
{
    on_each([](db::Database& database) {
        database.write([](db::Connection& c) {
            insert(c, {1, "Đơn", {}, {}, {}, {}});
            insert(c, {2, "ABC", {}, {}, {}, {}});
            insert(c, {3, "abc", {}, {}, {}, {}});
            insert(c, {4, "a", {}, {}, {}, {}});
        });
        database.read([](db::Connection& c) {
            CHECK(db::query<std::int64_t>(c, "SELECT id FROM sample WHERE words LIKE $1", "ab%") == Integers{3});
            CHECK(db::query<std::int64_t>(c, "SELECT id FROM sample ORDER BY words") == Integers{2, 4, 3, 1});
        });
    });
}

TEST_CASE("a statement that takes too long ends as unavailable")
{
    db::for_each_empty_database(
        [](db::Database& database) {
            CHECK_THROWS_AS(database.read([](db::Connection& c) {
                c.run("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count(*) FROM n", {},
                      [](const db::Row&) {});
            }),
                            db::Unavailable);
            database.check();
        },
        {.readers = 2, .statement_timeout = std::chrono::milliseconds(100)});
}

TEST_CASE("many more texts than the cache holds run")
{
    on_each([](db::Database& database) {
        database.read([](db::Connection& c) {
            for (int i = 0; i < 2500; ++i) REQUIRE(db::one<int>(c, "SELECT " + std::to_string(i)) == i);
        });
    });
}

TEST_CASE("an address that is no database is refused without repeating it")
{
    CHECK_THROWS_WITH_AS(db::open({.url = "mysql://officer:secret@host/db"}), "a database is sqlite:<file>, sqlite::memory: or postgresql://…",
                         db::Error);
}
