#include <doctest/doctest.h>

#include <set>

#include "features/reports/services_testing.hpp"
#include "features/reports/summary.hpp"
#include "features/reports/today.hpp"

using namespace motcua;
using namespace motcua::reports;

namespace {

constexpr Day first_day = Day(std::chrono::year(2026) / 7 / 1);
constexpr Day last_day = Day(std::chrono::year(2026) / 8 / 20);
constexpr Lives lives{first_day, last_day, 50, 3, 12};

std::int64_t behind_alarm(const TestReports& test, const Actor& actor, const Scope& scope, const Alarm& alarm)
{
    BehindQuestion q;
    q.scope = scope;
    q.period = {alarm.from, alarm.to};
    q.figure = alarm.figure;
    q.limit = 200;
    return static_cast<std::int64_t>(behind(test.services, actor, q).items.size());
}

}  // namespace

TEST_CASE("a glance at today says what II.06a says, and every alarm opens as many dossiers as it names")
{
    TestCity city;
    auto all = histories(city, 41, 250, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.officer_at("giam-doc", TestCity::city);
        // At noon of the last day on which something happened.
        auto today = day_in_vietnam(test.clock.now());
        for (const auto* code : {"31", "11779", "11779/phong-kinh-te"}) {
            CAPTURE(code);
            auto scope = test.scope(code);
            auto g = glance(test.services, scope);
            auto form = ii06(test.services, actor, {scope, {today, today}, By::subject}).sum;
            CHECK(g.received == form.online + form.direct);
            CHECK(g.finished == form.finished);
            CHECK(g.finished_late == form.late);
            CHECK(g.pending == form.pending);
            CHECK(g.overdue == form.overdue);
            CHECK(g.paused <= g.pending);
            CHECK(g.alarms.size() >= (scope.kind == Scope::Kind::city ? 2 : 0));
            for (const auto& alarm : g.alarms) {
                CHECK(behind_alarm(test, actor, scope, alarm) == alarm.dossiers);
                CHECK(alarm.sentence.starts_with(std::to_string(alarm.dossiers) + " hồ sơ "));
            }
        }
    });
}

TEST_CASE("what will be late tomorrow is said with the part that has the most of it, and over a weekend with its day")
{
    TestCity city;
    auto all = histories(city, 42, 300, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, false);
        test.clock.set(instant_in_vietnam(make_day(2026, 8, 21), MinuteOfDay(10 * 60)));   // A Friday
        auto g = glance(test.services, test.scope("31"));
        CHECK(g.next_working_day > g.day);
        CHECK(test.catalogue.now()->calendar().is_working(g.next_working_day));
        bool is_tomorrow = g.next_working_day == g.day + std::chrono::days(1);
        auto words = is_tomorrow ? std::string("sẽ trễ ngày mai") : "sẽ trễ vào " + short_date(g.next_working_day);
        for (const auto& alarm : g.alarms)
            if (alarm.figure == Figure::due && alarm.from > g.day) {
                CHECK(alarm.sentence.find(words) != std::string::npos);
                CHECK(alarm.to == g.next_working_day);
            }
        // Over a week each of the four is said, and where most of it lies.
        std::set<std::string> missing{"đang quá hạn", "đến hạn hôm nay, chưa xong", "sẽ trễ ngày mai nếu không xong", "đã nộp, đang chờ tiếp nhận"};
        for (int day = 17; day <= 21; ++day) {
            test.clock.set(instant_in_vietnam(make_day(2026, 8, static_cast<unsigned>(day)), MinuteOfDay(8 * 60)));
            for (const auto& alarm : glance(test.services, test.scope("31")).alarms) {
                CHECK(alarm.sentence.find(" ở ") != std::string::npos);
                std::erase_if(missing, [&](const auto& what) { return alarm.sentence.find(" hồ sơ " + what) != std::string::npos; });
            }
        }
        CHECK(missing.empty());
    });
}

TEST_CASE("the course of days adds up to the form of the period, with what was pending at the end of each")
{
    TestCity city;
    auto all = histories(city, 43, 150, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.reader({TestCity::city});
        Period period{make_day(2026, 7, 5), make_day(2026, 8, 10)};
        for (const auto* code : {"31", "11779"}) {
            auto days = course(test.services, test.scope(code), period);
            REQUIRE(days.size() == 37);
            auto form = ii06(test.services, actor, {test.scope(code), period, By::subject}).sum;
            std::int64_t received = 0, finished = 0, late = 0;
            for (const auto& day : days) {
                received += day.received;
                finished += day.finished;
                late += day.finished_late;
            }
            CHECK(received == form.online + form.direct);
            CHECK(finished == form.finished);
            CHECK(late == form.late);
            CHECK(days.back().pending == form.pending);
            CHECK(days.back().overdue == form.overdue);
        }
        CHECK(course(test.services, test.scope("11779/van-phong"), period).empty());
        CHECK_THROWS_AS(course(test.services, test.scope("31"), {make_day(2020, 1, 1), last_day}), Refusal);
    });
}

TEST_CASE("fees and shares of a period are those of its dossiers")
{
    TestCity city;
    auto all = histories(city, 44, 150, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.reader({TestCity::city});
        Period period{first_day, last_day};
        std::int64_t paid = 0, of_divisions = 0;
        for (const auto& history : all) paid += history.acts.back().after.fee_paid_vnd.dong;
        auto whole = summary(test.services, test.scope("31"), period);
        auto form = ii06(test.services, actor, {test.scope("31"), period, By::unit}).sum;
        CHECK(whole.paid_vnd.dong == paid);
        CHECK(paid > 0);
        CHECK(whole.received + whole.refused + whole.waiting == static_cast<std::int64_t>(all.size()));
        CHECK(whole.refused > 0);
        CHECK(whole.online == Fraction{form.online, form.online + form.direct});
        CHECK(whole.digitised.numerator <= whole.digitised.denominator);
        CHECK(whole.electronic_results.denominator > 0);
        for (const auto* code : {"11779/phong-kinh-te", "11779/van-phong"}) of_divisions += summary(test.services, test.scope(code), period).paid_vnd.dong;
        CHECK(summary(test.services, test.scope("11779"), period).paid_vnd.dong == of_divisions);
        CHECK_THROWS_AS(summary(test.services, test.scope("31"), {last_day, first_day}), Refusal);
    });
}
