#include <doctest/doctest.h>

#include "features/reports/behind.hpp"
#include "features/reports/index_days.hpp"
#include "features/reports/services_testing.hpp"
#include "features/reports/table.hpp"
#include "platform/json/json.hpp"

using namespace motcua;
using namespace motcua::reports;

namespace {

constexpr Day first_day = Day(std::chrono::year(2026) / 7 / 1);
constexpr Day last_day = Day(std::chrono::year(2026) / 8 / 20);
constexpr Lives lives{first_day, last_day, 40};
constexpr std::pair<Measure, Figure> parts[] = {{Measure::on_time, Figure::index_late}, {Measure::online_dossiers, Figure::index_offline},
                                                {Measure::electronic_results, Figure::index_paper_result},
                                                {Measure::digitised, Figure::index_undigitised}, {Measure::reused, Figure::index_unreused}};

// Every dossier of the list, by its code, with everything the list says of it.
using Listed = std::map<std::string, std::string>;

Listed by_code(const TestReports& test, const Actor& actor, const BehindQuestion& q)
{
    Listed rows;
    for (const auto& row : all_pages(test, actor, q)) rows.emplace(row.code, json::write(row));
    return rows;
}

// As many officers as the histories know: 100 to 104 work in them.
void let_work(db::Database& database)
{
    database.write([](db::Connection& c) {
        for (int id = 1; id < 105; ++id)
            staff::insert_officer(c, {{}, "chuyenvien." + std::to_string(id), "Trần Thị Mẫu", "Chuyên viên", TestCity::first, false, true, 1}, "x", Instant{});
    });
}

}  // namespace

TEST_CASE("from the index of a past day the lists are those that everybody saw when that day was over, row for row")
{
    TestCity city;
    auto all = histories(city, 31, 120, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        let_work(database);
        auto actor = test.officer_at("giam-doc", TestCity::city);
        auto ask = [&](const char* code, Figure figure, Day day) {
            return BehindQuestion{.scope = test.scope(code), .period = {first_day + std::chrono::days(3), day}, .figure = figure, .limit = 200};
        };
        std::map<Day, std::map<std::pair<std::string, Figure>, Listed>> seen;
        auto next = first_day + std::chrono::days(10);
        test.live(all, false, [&](Day before_act) {
            for (; next < before_act && next < last_day; next += std::chrono::days(12))
                for (const auto* code : {"31", "11779/van-phong"})
                    for (auto [measure, figure] : parts) seen[next][{code, figure}] = by_code(test, actor, ask(code, figure, next));
        });
        REQUIRE(seen.size() >= 3);
        int changed = 0, listed = 0;
        for (const auto& [day, lists] : seen)
            for (const auto& [key, rows] : lists) {
                CAPTURE(to_iso(day));
                CAPTURE(key.first);
                CAPTURE(json::name_of(key.second));
                auto q = ask(key.first.c_str(), key.second, day);
                changed += by_code(test, actor, q).size() != rows.size();
                // The period that was running goes on to a later day.
                q.period.to = last_day;
                q.known_on = day;
                REQUIRE(by_code(test, actor, q) == rows);
                listed += static_cast<int>(rows.size());
            }
        CHECK(changed > 5);
        CHECK(listed > 500);
    });
}

TEST_CASE("behind every part of the index of a past day stand as many dossiers as it lacks, procedures and units likewise")
{
    TestCity city;
    auto all = histories(city, 32, 120, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        let_work(database);
        test.live(all, true);
        auto actor = test.officer_at("giam-doc", TestCity::city);
        std::int64_t of_officers = 0;
        for (auto day : {make_day(2026, 7, 9), make_day(2026, 7, 28), make_day(2026, 8, 12)})
            for (auto to : {make_day(2026, 7, 20), last_day})
                for (const auto& [code, officer] : {std::pair("31", ""), {"11779", ""}, {"11791/phong-kinh-te", ""}, {"31", "chuyenvien.102"}, {"11779", "nguoi-khong-co"}}) {
                    CAPTURE(to_iso(day));
                    CAPTURE(to_iso(to));
                    CAPTURE(code);
                    CAPTURE(officer);
                    IndexQuestion q{test.scope(code), {make_day(2026, 7, 5), to}, officer};
                    auto known = q;
                    known.period.to = std::min(to, day);
                    auto tallies = replay_tallies(database, *test.staff.directory(), known, test.settings.now()->index, number_of(day));
                    auto inputs = inputs_of(tallies, known, *test.catalogue.now(), *test.staff.directory());
                    auto lacking = [&](Measure measure) { return static_cast<std::size_t>(inputs[measure].denominator - inputs[measure].numerator); };
                    for (auto [measure, figure] : parts) {
                        CAPTURE(json::name_of(figure));
                        BehindQuestion list{.scope = q.scope, .period = q.period, .figure = figure, .officer = officer, .known_on = day, .limit = 7, .replayed_at_most = 300};
                        REQUIRE(by_code(test, actor, list).size() == lacking(measure));
                        list.replayed_at_most = 3;
                        REQUIRE(by_code(test, actor, list).size() == lacking(measure));
                        if (*officer) of_officers += static_cast<std::int64_t>(lacking(measure));
                    }
                    if (*officer) continue;
                    for (auto measure : {Measure::services_used, Measure::offered_online, Measure::content_full})
                        REQUIRE(lacking_procedures(test.services, q, measure, day).size() == lacking(measure));
                    REQUIRE(units_without_certified_copies(test.services, q, day).size() == lacking(Measure::certified_copies));
                }
        CHECK(of_officers > 0);
    });
}

TEST_CASE("a list of a past day narrows down as one of today does")
{
    TestCity city;
    auto all = histories(city, 33, 120, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.officer_at("giam-doc", TestCity::city);
        BehindQuestion q{.scope = test.scope("31"), .period = {first_day, last_day}, .figure = Figure::index_late, .known_on = make_day(2026, 8, 1), .limit = 5};
        auto late = by_code(test, actor, q);
        REQUIRE(late.size() > 10);
        std::size_t by_procedure = 0, by_channel = 0, by_cause = 0;
        for (const auto& procedure : city.procedures) {
            auto one = q;
            one.procedure = procedure.id;
            by_procedure += by_code(test, actor, one).size();
        }
        for (int i = 0; i < 5; ++i) {
            auto one = q;
            one.channel = static_cast<catalogue::Channel>(i);
            by_channel += by_code(test, actor, one).size();
        }
        std::size_t causes = 0;
        for (const auto& cause : test.settings.now()->causes) {
            auto one = q;
            one.cause = cause.code;
            auto found = by_code(test, actor, one);
            causes += !found.empty();
            for (const auto& [code, row] : found) CHECK(row.find("\"cause\":\"" + cause.code + "\"") != row.npos);
            by_cause += found.size();
        }
        CHECK(by_procedure == late.size());
        CHECK(by_channel == late.size());
        CHECK(causes > 1);
        CHECK(by_cause == static_cast<std::size_t>(std::count_if(late.begin(), late.end(), [](const auto& one) { return one.second.find("\"cause\"") != std::string::npos; })));
    });
}

TEST_CASE("of a past day too one sees the dossiers that one may read now, and no others")
{
    TestCity city;
    auto all = histories(city, 34, 120, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        const Period period{first_day, last_day};
        const auto day = make_day(2026, 8, 5);
        for (auto [at, own] : {std::pair{TestCity::city, "31"}, {TestCity::first, "11779"}, {AgencyId{4}, "11779/phong-kinh-te"}, {TestCity::department, "so-xay-dung"}}) {
            CAPTURE(own);
            auto actor = test.officer_at("nguoi-" + std::to_string(at.number), at);
            auto pretender = actor;
            pretender.grants.push_back({TestCity::city, Permission::read_reports});
            pretender.grants.push_back({TestCity::city, Permission::read_dossiers});
            std::size_t seen = 0;
            for (auto [measure, figure] : parts) {
                BehindQuestion q{.scope = test.scope(own), .period = period, .figure = figure, .known_on = day, .limit = 200};
                auto mine = by_code(test, actor, q);
                seen += mine.size();
                q.scope = test.scope("31");
                if (at != TestCity::city) CHECK_THROWS_WITH(behind(test.services, actor, q), "figures_only");
                // Were the check at the door to fail, the query itself still gives nothing that is not theirs.
                CHECK(by_code(test, pretender, q) == mine);
            }
            CHECK(seen > 10);
            database.write([&](db::Connection& c) { db::execute(c, "UPDATE officer_grant SET valid_until = $1 WHERE officer_id = $2", test.clock.now(), actor.officer); });
            CHECK(behind(test.services, pretender, {.scope = test.scope("31"), .period = period, .figure = Figure::index_offline, .known_on = day}).items.empty());
        }
    });
}

TEST_CASE("only the lists of the index know a past day, and none a day to come")
{
    TestCity city;
    auto all = histories(city, 35, 30, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.officer_at("giam-doc", TestCity::city);
        auto today = day_in_vietnam(test.clock.now());
        BehindQuestion q{.scope = test.scope("31"), .period = {first_day, last_day}, .figure = Figure::index_offline};
        auto code_of = [&](Figure figure, Day day) -> std::string {
            auto asked = q;
            asked.figure = figure;
            asked.known_on = day;
            try {
                behind(test.services, actor, asked);
            } catch (const Refusal& refusal) {
                return refusal.fields.empty() ? refusal.code : refusal.fields.front().code;
            }
            return "";
        };
        for (auto figure : {Figure::total, Figure::overdue, Figure::received, Figure::resolved, Figure::to_accept}) CHECK(code_of(figure, today) == "not_for_figure");
        CHECK(code_of(Figure::index_late, today + std::chrono::days(1)) == "too_late");
        CHECK(code_of(Figure::index_late, first_day - std::chrono::days(1)) == "too_early");
        CHECK(code_of(Figure::index_late, today) == "");
        auto now = by_code(test, actor, q);
        q.known_on = today;
        CHECK(by_code(test, actor, q) == now);
        CHECK_FALSE(behind(test.services, actor, q).known_on);
        q.known_on = today - std::chrono::days(1);
        CHECK(behind(test.services, actor, q).known_on == q.known_on);
    });
}

TEST_CASE("the index of a past day leaves as a table with the points of that day, and says so")
{
    TestCity city;
    auto all = histories(city, 36, 60, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.officer_at("giam-doc", TestCity::city);
        TableQuestion q{TableForm::index, test.scope("31"), {{first_day, last_day}, "", "kỳ"}, By::subject, make_day(2026, 7, 20)};
        auto then = index_on(test.services, actor, {q.scope, q.period.period}, "", *q.known_on, false).score.score;
        auto table = make_table(test.services, actor, q);
        REQUIRE(table.sum.cells.back().number == then);
        CHECK(table.notes.front() == "Số liệu như đã biết khi hết ngày 20/07/2026.");
        q.known_on.reset();
        auto now = make_table(test.services, actor, q);
        CHECK(now.sum.cells.back().number != then);
        CHECK(now.notes.front() != table.notes.front());
    });
}
