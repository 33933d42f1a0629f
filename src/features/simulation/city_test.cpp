#include <doctest/doctest.h>

#include "features/simulation/testing.hpp"
#include "platform/db/migrations.hpp"

namespace motcua::simulation {
namespace {

struct Counts {
    std::int64_t agencies = 0;
    std::int64_t officers = 0;
    std::int64_t keepers = 0;
};
BOOST_DESCRIBE_STRUCT(Counts, (), (agencies, officers, keepers))

Counts counts_of(db::Database& database)
{
    return database.read([](db::Connection& c) {
        return db::query<Counts>(c, R"(
            SELECT (SELECT COUNT(*) FROM agency) AS agencies, (SELECT COUNT(*) FROM officer) AS officers,
                   (SELECT COUNT(*) FROM officer WHERE username = 'quantri' AND must_change_password) AS keepers)")[0];
    });
}

TEST_CASE("a real start has the agencies of the sample city and nobody but its keeper, whose password is to be changed")
{
    db::for_each_database([](db::Database& database) {
        ManualClock clock(instant_in_vietnam(make_day(2026, 7, 1), MinuteOfDay(0)));
        CHECK(is_empty(database));
        auto founded = found_city(database, clock, *small_catalogue(), "mot-cua-mau");
        CHECK_FALSE(is_empty(database));
        auto counts = counts_of(database);
        CHECK(counts.agencies == founded.agencies);
        CHECK(counts.officers == 1);
        CHECK(counts.keepers == 1);
        CHECK_THROWS(found_city(database, clock, *small_catalogue(), "mot-cua-mau"));
        CHECK(counts_of(database).agencies == counts.agencies);

        auto sample = db::open({.url = "sqlite::memory:"});
        db::migrate(*sample, db::all_migrations());
        CHECK(build_city(*sample, clock, *small_catalogue(), "mot-cua-mau").agencies == founded.agencies);
        CHECK(counts_of(*sample).keepers == 0);
    });
}

}  // namespace
}  // namespace motcua::simulation
