#include <doctest/doctest.h>

#include "features/reports/ii06.hpp"
#include "features/reports/rating.hpp"
#include "features/reports/services_testing.hpp"

using namespace motcua;
using namespace motcua::reports;

namespace {

std::optional<std::int64_t> average(std::initializer_list<int> points)
{
    Points all;
    for (int one : points) all.add(one);
    return all.tenths();
}

const RatingRules& rules() { return TestReports::shipped_settings()->rating; }

}  // namespace

TEST_CASE("an indicator is the average of its dossiers, rounded to a tenth half up")
{
    CHECK(average({2, 2, 1, 0}) == 13);
    CHECK(average({2, 1}) == 15);
    CHECK(average({1, 0, 0}) == 3);
    CHECK(average({2, 2, 2}) == 20);
    CHECK(average({0}) == 0);
    CHECK_FALSE(average({}));
}

TEST_CASE("points follow from time, supplements and what is online")
{
    CHECK(points_of(Timeliness::early) == 2);
    CHECK(points_of(Timeliness::on_time) == 1);
    CHECK(points_of(Timeliness::late) == 0);
    CHECK(points_of_supplements(0) == 2);
    CHECK(points_of_supplements(1) == 1);
    CHECK(points_of_supplements(2) == 0);
    CHECK(points_of_online(rules(), {20, 100}, {30, 100}, false) == 2);
    CHECK(points_of_online(rules(), {19, 100}, {30, 100}, false) == 1);
    CHECK(points_of_online(rules(), {20, 100}, {29, 100}, false) == 1);
    CHECK(points_of_online(rules(), {90, 100}, {15, 100}, false) == 1);
    CHECK(points_of_online(rules(), {90, 100}, {14, 100}, false) == 0);
    CHECK(points_of_online(rules(), {90, 100}, {90, 100}, true) == 0);
}

TEST_CASE("nobody is rated unless the city turned it on, and then only by who may see the dossiers")
{
    TestCity city;
    std::mt19937 random(51);
    std::vector<TestHistory> all;
    for (int i = 1; i <= 120; ++i)
        all.push_back(TestLife(city, random, {i}, make_day(2026, 7, 1) + std::chrono::days(random() % 40)).live(15, make_day(2026, 9, 10)));
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto director = test.reader({TestCity::first});
        Period quarter{make_day(2026, 7, 1), make_day(2026, 9, 30)};
        CHECK_THROWS_AS(rating(test.services, director, test.scope("11779"), quarter), Refusal);
        auto changed = std::make_shared<Settings>(*test.settings.now());
        changed->rating.enabled = true;
        test.settings.replace(changed);
        CHECK_THROWS_AS(rating(test.services, director, test.scope("11791"), quarter), Refusal);
        CHECK_THROWS_AS(rating(test.services, test.reader({TestCity::city}), test.scope("31"), quarter), Refusal);

        auto found = rating(test.services, director, test.scope("11779"), quarter);
        auto form = ii06(test.services, director, {test.scope("11779"), quarter, By::subject}).sum;
        CHECK(found.dossiers == form.finished);
        REQUIRE(found.unit.indicators.size() == 9);
        CHECK(found.unit.indicators[0].counted == form.finished);
        CHECK(found.unit.indicators[0].tenths == Points{2 * form.early + form.on_time, form.finished}.tenths());
        CHECK(found.unit.indicators[1].counted > found.dossiers);
        CHECK_FALSE(found.unit.indicators[3].tenths);
        CHECK(found.unit.max == 80);
        CHECK_FALSE(found.unit.grade);
        auto load = ii06(test.services, director, {test.scope("11779"), quarter, By::officer}).rows;
        for (const auto& officer : found.officers) {
            auto row = std::find_if(load.begin(), load.end(), [&](const auto& one) { return one.code == officer.code; });
            CHECK(officer.indicators[0].counted == (row == load.end() ? 0 : row->finished));
        }
    });
}
