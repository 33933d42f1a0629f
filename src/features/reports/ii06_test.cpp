#include <doctest/doctest.h>

#include "features/reports/ii06.hpp"
#include "features/reports/labels.hpp"
#include "features/reports/services_testing.hpp"

using namespace motcua;
using namespace motcua::reports;

namespace {

constexpr Day first_day = Day(std::chrono::year(2026) / 7 / 1);
constexpr Day last_day = Day(std::chrono::year(2026) / 9 / 30);
constexpr Lives lives{first_day, last_day, 70};

const dossiers::Dossier* before(const TestHistory& history, Instant moment)
{
    const dossiers::Dossier* found = nullptr;
    for (const auto& act : history.acts)
        if (act.at < moment) found = &act.after;
    return found;
}

bool is_pending(const dossiers::Dossier* d) { return d && d->received_at && !d->finished_at; }

bool is_overdue(const dossiers::Dossier* d, Instant moment)
{
    if (!is_pending(d) || d->is_paused()) return false;
    auto due = d->extended_from ? d->extended_from : d->due_at;
    return due && *due < moment;
}

// The form as a person would count it: dossier by dossier, how it stood at the start and at the end.
Ii06Counts counted_by_hand(const std::vector<const TestHistory*>& all, Instant from, Instant to)
{
    Ii06Counts c;
    for (const auto* history : all) {
        const auto* d = before(*history, to);
        if (!d || !d->received_at) continue;
        if (is_pending(before(*history, from))) ++c.carried;
        if (*d->received_at >= from) {
            bool online = d->channel == catalogue::Channel::online || d->channel == catalogue::Channel::kiosk;
            ++(online ? c.online : c.direct);
        }
        if (d->finished_at && *d->finished_at >= from)
            ++(d->timeliness == Timeliness::early ? c.early : d->timeliness == Timeliness::late ? c.late : c.on_time);
        if (is_pending(d)) ++(is_overdue(d, to) ? c.overdue : c.in_time);
    }
    c.total = c.online + c.direct + c.carried;
    c.finished = c.early + c.on_time + c.late;
    c.pending = c.in_time + c.overdue;
    return c;
}

std::vector<const TestHistory*> of_scope(const std::vector<TestHistory>& all, const Scope& scope)
{
    std::vector<const TestHistory*> list;
    for (const auto& history : all) {
        const auto& d = history.acts.front().after;
        if (scope.kind == Scope::Kind::city || d.deciding_agency_id == scope.agency || d.division_agency_id == scope.agency) list.push_back(&history);
    }
    return list;
}

std::string key_of(const TestReports& test, const TestHistory& history, By by)
{
    const auto& d = history.acts.front().after;
    switch (by) {
    case By::unit: return test.city.directory.at(d.deciding_agency_id).code;
    case By::division: return test.city.directory.at(d.division_agency_id).code;
    case By::level: return d.deciding_agency_id == TestCity::department ? "city" : "commune";
    case By::procedure: return d.procedure_id;
    case By::subject: return subject_of(*test.catalogue.now(), d.procedure_id, last_day);
    case By::channel: return std::string(json::name_of(d.channel));
    case By::officer: break;
    }
    return "";
}

void compare(const TestReports& test, const std::vector<TestHistory>& all, const Question& q, const Actor& actor)
{
    auto form = ii06(test.services, actor, q);
    auto from = instant_in_vietnam(q.period.from, MinuteOfDay(0));
    auto to = std::min(instant_in_vietnam(q.period.to + std::chrono::days(1), MinuteOfDay(0)), test.clock.now());
    CAPTURE(in_words(q.period));
    CAPTURE(q.scope.code);
    CAPTURE(json::name_of(q.by));
    auto in_scope = of_scope(all, q.scope);
    REQUIRE(form.sum == counted_by_hand(in_scope, from, to));
    REQUIRE(form.sum.adds_up());
    for (const auto& row : form.rows) {
        REQUIRE(row.adds_up());
        if (q.by == By::officer) continue;
        std::vector<const TestHistory*> of_row;
        for (const auto* history : in_scope)
            if (key_of(test, *history, q.by) == row.code) of_row.push_back(history);
        CAPTURE(row.code);
        REQUIRE(static_cast<const Ii06Counts&>(row) == counted_by_hand(of_row, from, to));
    }
}

}  // namespace

TEST_CASE("II.06a is what a person counts, for any period, agency and breakdown")
{
    TestCity city;
    auto all = histories(city, 11, 400, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.reader({TestCity::city});
        std::mt19937 random(5);
        for (int i = 0; i < 40; ++i) {
            auto from = first_day + std::chrono::days(random() % 90);
            Question q{test.scope("31"), {from, std::min(last_day + std::chrono::days(3), from + std::chrono::days(random() % 50))}, By::unit};
            for (auto by : {By::unit, By::level, By::subject, By::procedure, By::channel}) compare(test, all, (q.by = by, q), actor);
            for (const auto* code : {"11779", "so-xay-dung"}) {
                q.scope = test.scope(code);
                for (auto by : {By::division, By::subject, By::channel, By::officer}) compare(test, all, (q.by = by, q), actor);
            }
            q.scope = test.scope("11779/phong-kinh-te");
            for (auto by : {By::subject, By::procedure, By::officer}) compare(test, all, (q.by = by, q), actor);
        }
    });
}

TEST_CASE("in 1,000 random histories every column adds up, and what is pending at the end of a period is carried into the next, row by row")
{
    TestCity city;
    auto all = histories(city, 12, 1000, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.reader({TestCity::city});
        std::int64_t carried = 0;
        for (const auto* preset : {"week", "month", "calendar_month", "quarter"})
            for (auto [code, by] : {std::pair{"31", By::unit}, std::pair{"31", By::subject}, std::pair{"31", By::procedure}, std::pair{"31", By::channel},
                                    std::pair{"11779", By::division}, std::pair{"11779", By::subject}, std::pair{"so-xay-dung", By::procedure}}) {
                std::map<std::string, std::int64_t> pending;
                for (auto period = period_with(*test.settings.now()->period(preset), first_day); period.from <= last_day;
                     period = period_with(*test.settings.now()->period(preset), period.to + std::chrono::days(1))) {
                    auto form = ii06(test.services, actor, {test.scope(code), period, by});
                    REQUIRE(form.sum.adds_up());
                    std::map<std::string, std::int64_t> next;
                    Ii06Counts sum;
                    for (const auto& row : form.rows) {
                        CAPTURE(row.code);
                        CAPTURE(in_words(period));
                        REQUIRE(row.adds_up());
                        REQUIRE(row.carried == pending[row.code]);
                        pending.erase(row.code);
                        next[row.code] = row.pending;
                        sum += row;
                        carried += row.carried;
                    }
                    REQUIRE(sum == form.sum);
                    for (const auto& [left_out, count] : pending) REQUIRE(count == 0);
                    pending = next;
                }
            }
        CHECK(carried > 1000);
        CHECK(verify(test.services).first_difference == "");
    });
}

TEST_CASE("a period that is still running counts as late what is late now, not what will be at its end")
{
    TestCity city;
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        auto all = histories(city, 13, 150, lives);
        test.live(all, false);
        auto actor = test.reader({TestCity::city});
        for (auto hour : {9, 16}) {
            test.clock.set(instant_in_vietnam(make_day(2026, 8, 12), MinuteOfDay(hour * 60)));
            std::vector<TestHistory> until;
            for (const auto& history : all) {
                TestHistory cut;
                for (const auto& act : history.acts)
                    if (act.at < test.clock.now()) cut.acts.push_back(act);
                if (!cut.acts.empty()) until.push_back(std::move(cut));
            }
            database.write([&](db::Connection& c) { CountStore(c).remove_all(); });
            database.write([&](db::Connection& c) {
                for (const auto& history : until)
                    for (const auto& act : history.acts) count(test.services, c, act.recorded());
            });
            for (auto to : {make_day(2026, 8, 12), make_day(2026, 9, 30)})
                compare(test, until, {test.scope("31"), {first_day, to}, By::unit}, actor);
        }
    });
}

TEST_CASE("who may open what: figures are everybody's who reads reports, dossiers and officers those of the own agency and below")
{
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        auto directory = test.staff.directory();
        auto of_city = test.reader({TestCity::city});
        auto of_first = test.reader({TestCity::first});
        auto of_division = test.reader({{4}});
        auto figures = test.reader({TestCity::city}, {Permission::read_reports});
        for (const auto* code : {"31", "11779", "11779/phong-kinh-te", "11791", "so-xay-dung"}) {
            auto scope = test.scope(code);
            CAPTURE(code);
            CHECK(may_open(of_city, *directory, scope));
            CHECK(may_open(of_first, *directory, scope) == std::string_view(code).starts_with("11779"));
            CHECK(may_open(of_division, *directory, scope) == (scope.agency == AgencyId{4}));
            CHECK_FALSE(may_open(figures, *directory, scope));
        }
        Period period{first_day, last_day};
        CHECK_NOTHROW(ii06(test.services, of_first, {test.scope("11791"), period, By::subject}));
        CHECK_THROWS_AS(ii06(test.services, of_first, {test.scope("11791"), period, By::officer}), Refusal);
        CHECK_NOTHROW(ii06(test.services, of_first, {test.scope("11779"), period, By::officer}));
        CHECK_THROWS_AS(ii06(test.services, of_city, {test.scope("31"), period, By::officer}), Refusal);
        CHECK_THROWS_AS(ii06(test.services, of_city, {test.scope("11779"), period, By::unit}), Refusal);
        CHECK_THROWS_AS(ii06(test.services, of_city, {test.scope("31"), {last_day, first_day}, By::unit}), Refusal);
    });
}

TEST_CASE("a scope is named by its agency's code; a centre means its commune, nothing means one's own")
{
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        auto directory = test.staff.directory();
        auto actor = test.reader({{3}});
        CHECK(scope_of(*directory, actor, "").code == "11779");
        CHECK(scope_of(*directory, actor, "11779/trung-tam").kind == Scope::Kind::unit);
        CHECK(scope_of(*directory, actor, "so-xay-dung").kind == Scope::Kind::unit);
        CHECK(scope_of(*directory, test.reader({{1}}), "").kind == Scope::Kind::city);
        CHECK(scope_of(*directory, actor, "11791/van-phong").unit == TestCity::second);
        CHECK_THROWS_AS(scope_of(*directory, actor, "99999"), Refusal);
    });
}
