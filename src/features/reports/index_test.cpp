#include <doctest/doctest.h>

#include "features/reports/behind.hpp"
#include "features/reports/index_days.hpp"
#include "features/reports/jobs.hpp"
#include "features/reports/services_testing.hpp"

using namespace motcua;
using namespace motcua::reports;

namespace {

constexpr Day today = Day(std::chrono::year(2026) / 9 / 30);

const IndexRules& rules()
{
    return TestReports::shipped_settings()->index;
}

const ComponentScore& component(const IndexScore& index, std::string_view code)
{
    for (const auto& group : index.groups)
        for (const auto& one : group.components)
            if (one.code == code) return one;
    throw std::out_of_range(std::string(code));
}

std::int64_t points(std::string_view code, const IndexInputs& inputs) { return component(score(rules(), today, inputs), code).score; }

constexpr Day first_day = Day(std::chrono::year(2026) / 7 / 1);
constexpr Day last_day = Day(std::chrono::year(2026) / 8 / 20);
constexpr Lives lives{first_day, last_day, 40};

std::int64_t dossiers_behind(const TestReports& test, const Actor& actor, const IndexQuestion& q, Figure figure)
{
    BehindQuestion behind_question;
    behind_question.scope = q.scope;
    behind_question.period = q.period;
    behind_question.figure = figure;
    behind_question.limit = 200;
    std::int64_t count = 0;
    for (;;) {
        auto page = behind(test.services, actor, behind_question);
        count += static_cast<std::int64_t>(page.items.size());
        if (!page.next) return count;
        behind_question.after = *page.next;
    }
}

}  // namespace

TEST_CASE("the index 766 gives the points of the worked examples")
{
    CHECK(points("TIEN_DO", {{Measure::on_time, {397, 400}}}) == 1985);
    CHECK(points("DVC_TRUC_TUYEN", {{Measure::offered_online, {72, 100}}, {Measure::services_used, {60, 100}}, {Measure::online_dossiers, {45, 100}}}) == 960);
    CHECK(points("DVC_TRUC_TUYEN", {{Measure::offered_online, {95, 100}}, {Measure::services_used, {7, 7}}, {Measure::online_dossiers, {62, 100}}}) == 1200);
    CHECK(points("THANH_TOAN_TRUC_TUYEN", {{Measure::paid_online, {70, 100}}, {Measure::procedures_paid_online, {60, 100}},
                                           {Measure::procedures_payable_online, {85, 100}}}) == 770);
    CHECK(points("REUSED_DIGITIZED_DATA", {{Measure::reused, {66, 100}}}) == 165);
    CHECK(points("DOSSIER_RECEIVING_SATISFACTION", {{Measure::satisfied_dossiers, {97, 100}}}) == 600);
    CHECK(points("DOSSIER_RECEIVING_SATISFACTION", {{Measure::satisfied_dossiers, {81, 100}}}) == 540);
    auto none = score(rules(), today, {{Measure::petitions_on_time, {0, 0}}, {Measure::petitions_satisfied, {0, 0}}});
    CHECK(component(none, "PETITION_PROCESSING_ON_TIME").score + component(none, "PETITION_HANDLING_SATISFACTION").score == 1200);
    CHECK(points("DOSSIER_RECEIVING_SATISFACTION", {{Measure::satisfied_dossiers, {0, 0}}}) == 0);
}

TEST_CASE("parts are rounded together, half up, and never above the maximum")
{
    CHECK(points("TIEN_DO", {{Measure::on_time, {1, 3}}}) == 667);
    CHECK(points("TIEN_DO", {{Measure::on_time, {3999, 4000}}}) == 2000);
    CHECK(points("TIEN_DO", {{Measure::on_time, {3998, 4000}}}) == 1999);
    // 0,625 + 1,3333 + 4 = 5,9583…; the parts alone would give 0,63 + 1,33 + 4,00.
    CHECK(points("DVC_TRUC_TUYEN", {{Measure::offered_online, {1, 4}}, {Measure::services_used, {1, 3}}, {Measure::online_dossiers, {1, 3}}}) == 596);
    CHECK(points_text(1569) == "15,69");
    CHECK(points_text(2200) == "22,00");
    CHECK(points_text(5) == "0,05");
}

TEST_CASE("counts like those of Hải Phòng in 2025 give its groups and its total")
{
    IndexInputs inputs{
        {Measure::publish_on_time, {55, 60}}, {Measure::public_update_on_time, {90, 100}}, {Measure::content_full, {92, 100}}, {Measure::dossier_sync, {4745, 6000}},
        {Measure::on_time, {397, 400}},
        {Measure::electronic_results, {100, 100}}, {Measure::digitised, {9817, 10000}}, {Measure::reused, {80, 100}}, {Measure::personal_storage, {87575, 100000}},
        {Measure::citizen_data_procedures, {5, 5}}, {Measure::citizen_data_dossiers, {9, 9}}, {Measure::certified_copies, {114, 114}},
        {Measure::offered_online, {9, 10}}, {Measure::services_used, {1, 1}}, {Measure::online_dossiers, {6, 10}},
        {Measure::paid_online, {3, 3}}, {Measure::procedures_paid_online, {8, 10}}, {Measure::procedures_payable_online, {9, 10}},
        {Measure::petitions_on_time, {99, 100}}, {Measure::petitions_satisfied, {7, 7}}, {Measure::satisfied_dossiers, {95, 100}}};
    auto index = score(rules(), today, inputs);
    std::vector<std::int64_t> groups;
    for (const auto& group : index.groups) groups.push_back(group.score);
    CHECK(groups == std::vector<std::int64_t>{1569, 1985, 2143, 2200, 1794});
    CHECK(index.score == 9691);
    CHECK(index.max == 10000);
    CHECK(index.known_max == 10000);
    CHECK(index.band == "Xuất sắc");
    REQUIRE_FALSE(index.raises.empty());
    CHECK(index.raises.front().points == 125);
    CHECK(index.raises.front().measure == Measure::dossier_sync);
    CHECK(index.raises.front().missing == 1255);
    std::int64_t lost = 0;
    for (const auto& raise : index.raises) lost += raise.points;
    CHECK(lost == index.max - index.score);
}

TEST_CASE("a part without data is said to have none, gives no points and takes none from what can be reached")
{
    auto index = score(rules(), today, {{Measure::on_time, {0, 0}}, {Measure::offered_online, {4, 5}}});
    CHECK(component(index, "TIEN_DO").parts.front().state == PartState::nothing_occurred);
    CHECK(component(index, "TIEN_DO").known_max == 2000);
    const auto& petitions = component(index, "PETITION_PROCESSING_ON_TIME");
    CHECK(petitions.parts.front().state == PartState::no_data);
    CHECK(petitions.known_max == 0);
    CHECK(petitions.lost == 0);
    CHECK_FALSE(petitions.parts.front().numerator);
    CHECK(component(index, "DVC_TRUC_TUYEN").known_max == 200);
    CHECK(index.known_max == 2200);
    CHECK_FALSE(index.band);
}

TEST_CASE("thresholds are those in force at the end of the period")
{
    auto changed = rules();
    auto older = std::find_if(changed.components.begin(), changed.components.end(), [](const auto& c) { return c.code == "THANH_TOAN_TRUC_TUYEN"; });
    auto newer = *older;
    older->until = make_day(2026, 8, 31);
    newer.from = make_day(2026, 9, 1);
    newer.parts[0].full_at = 30;
    changed.components.push_back(newer);
    IndexInputs inputs{{Measure::paid_online, {15, 100}}};
    CHECK(component(score(changed, make_day(2026, 8, 31), inputs), "THANH_TOAN_TRUC_TUYEN").score == 90);
    CHECK(component(score(changed, make_day(2026, 9, 1), inputs), "THANH_TOAN_TRUC_TUYEN").score == 300);
    CHECK(score(changed, make_day(2026, 9, 1), {}).max == 10000);
}

TEST_CASE("the index of a past day, replayed from the journal, is the one that was counted and kept when that day was over")
{
    TestCity city;
    auto all = histories(city, 21, 120, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        auto actor = test.reader({TestCity::city});
        auto copied = rules();
        copied.certified_copy_procedures = {"1.000001"};
        std::map<std::string, Tallies> seen;
        auto ask = [&](const char* code, Day day) { return IndexQuestion{test.scope(code), {first_day, day}}; };
        // Every few evenings: what the rows of the dossiers say.
        auto next = first_day + std::chrono::days(10);
        test.live(all, true, [&](Day before_act) {
            for (; next < before_act && next <= last_day; next += std::chrono::days(7)) {
                for (const auto* code : {"31", "11779", "11779/phong-kinh-te"})
                    seen[code + to_iso(next)] = database.read([&](db::Connection& c) {
                        return tallies_of(c, ask(code, next), copied, last_moment_of(number_of(next)));
                    });
                keep_index(test.services, next);
            }
        });
        REQUIRE(seen.size() >= 9);
        std::int64_t late = 0, copying = 0;
        for (const auto* code : {"31", "11779", "11779/phong-kinh-te"})
            for (auto day = first_day + std::chrono::days(10); day < next; day += std::chrono::days(7)) {
                CAPTURE(to_iso(day));
                CAPTURE(code);
                auto replayed = replay_tallies(database, *test.staff.directory(), ask(code, day), copied, number_of(day));
                REQUIRE(replayed == seen[code + to_iso(day)]);
                late += replayed.sum().late;
                copying += !replayed.copying.empty();
            }
        CHECK(late > 10);
        CHECK(copying > 0);
        auto day = make_day(2026, 7, 25);
        auto month = period_with(*test.settings.now()->period("calendar_month"), day);
        auto kept = index_on(test.services, actor, {test.scope("31"), month}, "calendar_month", day, false);
        auto replayed = index_on(test.services, actor, {test.scope("31"), month}, "calendar_month", day, true);
        CHECK(kept.source == IndexSource::kept);
        CHECK(replayed.source == IndexSource::replay);
        CHECK(kept.score.score == replayed.score.score);
        CHECK(index_course(test.services, test.scope("11779"), "calendar_month", {first_day, last_day}).size() >= 3);
    });
}

TEST_CASE("behind every part that loses points stand as many dossiers as it lacks")
{
    TestCity city;
    auto all = histories(city, 22, 150, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.officer_at("giam-doc", TestCity::city);
        for (const auto* code : {"31", "11779", "11791/van-phong"}) {
            IndexQuestion q{test.scope(code), {make_day(2026, 7, 5), make_day(2026, 8, 5)}};
            auto tallies = database.read([&](db::Connection& c) { return tallies_of(c, q, rules(), test.clock.now()); });
            auto inputs = inputs_of(tallies, q, *test.catalogue.now(), *test.staff.directory());
            CAPTURE(code);
            // II.06a counts what came online; the index only those of them that got an electronic result.
            auto form = ii06(test.services, actor, {q.scope, q.period, By::subject}).sum;
            CHECK(tallies.sum().online == form.online);
            CHECK(tallies.sum().received == form.online + form.direct);
            CHECK(inputs[Measure::online_dossiers] == Fraction{tallies.sum().online_done, tallies.sum().received});
            CHECK((q.scope.kind != Scope::Kind::city || tallies.sum().online_done < form.online));
            for (auto [measure, figure] : {std::pair{Measure::on_time, Figure::index_late}, std::pair{Measure::online_dossiers, Figure::index_offline},
                                           std::pair{Measure::electronic_results, Figure::index_paper_result},
                                           std::pair{Measure::digitised, Figure::index_undigitised}, std::pair{Measure::reused, Figure::index_unreused}}) {
                CAPTURE(json::name_of(measure));
                CHECK(dossiers_behind(test, actor, q, figure) == inputs[measure].denominator - inputs[measure].numerator);
                CHECK((q.scope.kind != Scope::Kind::city || inputs[measure].denominator > inputs[measure].numerator));
            }
        }
    });
}

TEST_CASE("the indices of the communes are those of each, and an officer's is only for who may see the dossiers")
{
    TestCity city;
    auto all = histories(city, 23, 100, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.reader({TestCity::first});
        Period period{first_day, last_day};
        auto units = index_of_units(test.services, period);
        REQUIRE(units.size() == 2);
        CHECK(units[0].score >= units[1].score);
        for (const auto& unit : units) {
            auto own = index_now(test.services, actor, {test.scope(unit.code), period});
            CHECK(own.score.score == unit.score);
            CHECK(own.score.known_max == unit.known_max);
        }
        CHECK_THROWS_AS(index_now(test.services, actor, {test.scope("11791"), period, "somebody"}), Refusal);
        CHECK_NOTHROW(index_now(test.services, actor, {test.scope("11779"), period, "somebody"}));
        CHECK_THROWS_AS(lacking_procedures(test.services, {test.scope("31"), period}, Measure::on_time), Refusal);
        auto copying = database.read([&](db::Connection& c) { return tallies_of(c, {test.scope("31"), period}, rules(), test.clock.now()).copying; });
        auto without = units_without_certified_copies(test.services, {test.scope("31"), period});
        CHECK(without.size() + copying.size() == 2);
        for (const auto& unit : without) CHECK_FALSE(copying.contains(test.scope(unit.code).unit));
    });
}
