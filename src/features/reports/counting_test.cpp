#include <doctest/doctest.h>

#include "features/reports/replay.hpp"
#include "features/reports/store.hpp"
#include "features/reports/testing.hpp"
#include "features/reports/totals.hpp"
#include "platform/db/testing.hpp"

using namespace motcua;
using namespace motcua::reports;

namespace {

constexpr Day first_day = Day(std::chrono::year(2026) / 7 / 1);
constexpr Day last_day = Day(std::chrono::year(2026) / 9 / 30);
constexpr Lives lives{first_day, last_day, 60};

// How a dossier stood when a day was over, looked up in its history: independent of all counting.
const dossiers::Dossier* at_end_of(const TestHistory& history, DayNumber day)
{
    const dossiers::Dossier* found = nullptr;
    for (const auto& act : history.acts)
        if (act.at < end_of(day)) found = &act.after;
    return found;
}

bool is_pending_then(const dossiers::Dossier& d)
{
    return d.received_at && !d.finished_at;
}

bool is_late_then(const dossiers::Dossier& d, DayNumber day)
{
    if (!is_pending_then(d) || d.is_paused()) return false;
    auto due = d.extended_from ? d.extended_from : d.due_at;
    return due && *due < end_of(day);
}

AgencyId unit_of(const TestHistory& history) { return history.acts.front().after.deciding_agency_id; }

Totals flows_of_day(const std::vector<TestHistory>& all, AgencyId unit, DayNumber day)
{
    Totals t;
    for (const auto& history : all) {
        if (unit_of(history) != unit) continue;
        const auto& d = history.acts.back().after;
        if (d.received_at && day_number(*d.received_at) == day) {
            std::int64_t* counts[] = {&t.received_counter, &t.received_online, &t.received_post, &t.received_kiosk, &t.received_mobile};
            ++*counts[static_cast<int>(d.channel)];
        }
        if (d.finished_at && day_number(*d.finished_at) == day) {
            if (!d.received_at) ++t.refused;
            else if (d.timeliness == Timeliness::early) ++t.early;
            else if (d.timeliness == Timeliness::late) ++t.late;
            else ++t.on_time;
        }
        const auto* then = at_end_of(history, day);
        if (then && is_late_then(*then, day)) ++t.late_pending;
        for (const auto& act : history.acts) {
            if (day_number(act.at) != day) continue;
            auto paid = act.after.fee_paid_vnd - act.before.fee_paid_vnd;
            t.paid_vnd += paid.dong;
            if (paid > Vnd{}) ++t.payments;
            for (const auto& event : act.events)
                if (const auto* result = std::get_if<dossiers::ResultRecorded>(&event); result && result->electronic) ++t.electronic_results;
        }
    }
    return t;
}

void write_journal(db::Connection& c, const TestAct& act, std::map<std::int64_t, journal::Head>& heads)
{
    auto& head = heads[act.after.id.number];
    for (const auto& event : act.events)
        head = journal::append(c, act.after.id, head, act.actor, act.at, dossiers::act_of(event), dossiers::body_of(event));
}

void add_agencies(db::Connection& c, const TestCity& city)
{
    for (const auto& agency : city.directory.all()) {
        auto one = agency;
        one.unit_id = agency.unit_id == agency.id ? std::nullopt : agency.unit_id;
        staff::insert_agency(c, one);
    }
}

}  // namespace

TEST_CASE("a dossier is late at the end of a day when its history says so, through pauses, apologies and new dates")
{
    TestCity city;
    int late_days = 0, ended_lateness = 0;
    for (const auto& history : histories(city, 1, 1000, lives)) {
        Ledger ledger;
        for (const auto& act : history.acts) apply(ledger, change_of(act.recorded(), city.directory));
        ended_lateness += static_cast<int>(ledger.late.size());
        for (auto day = number_of(first_day); day <= number_of(last_day); ++day) {
            const auto* then = at_end_of(history, day);
            CAPTURE(history.acts.front().after.code);
            CAPTURE(short_date(day_of(day)));
            REQUIRE(is_pending(ledger.row, day) == (then && is_pending_then(*then)));
            // What a later act changes about a day that is over would be a fault.
            REQUIRE((is_late(ledger, day) && is_pending(ledger.row, day)) == (then && is_late_then(*then, day)));
            late_days += then && is_late_then(*then, day);
        }
    }
    CHECK(late_days > 3000);
    CHECK(ended_lateness > 300);
}

TEST_CASE("counting act by act, several events at once, gives what the replay gives, event by event")
{
    TestCity city;
    for (const auto& history : histories(city, 2, 1000, lives)) {
        Ledger counted;
        std::vector<journal::Entry> entries;
        for (const auto& act : history.acts) {
            apply(counted, change_of(act.recorded(), city.directory));
            for (const auto& event : act.events)
                entries.push_back({act.after.id, static_cast<std::int64_t>(entries.size()) + 1, act.at, act.actor.officer, std::nullopt, "",
                                   std::string(dossiers::act_of(event)), dossiers::body_of(event), {}});
        }
        auto replayed = replay(entries, city.directory);
        REQUIRE(replayed);
        REQUIRE(difference(counted, *replayed) == "");
        REQUIRE(counted == *replayed);
    }
}

TEST_CASE("the rows written with each act, the replay of the journal and the running totals agree on every day")
{
    TestCity city;
    auto all = histories(city, 3, 250, lives);
    db::for_each_database([&](db::Database& database) {
        std::map<std::int64_t, journal::Head> heads;
        database.write([&](db::Connection& c) { add_agencies(c, city); });
        DayNumber closed = 0;
        for (const auto* act : in_order(all)) {
            // Nights pass: what is over is summed up before the next act comes.
            auto today = day_number(act->at);
            if (today > closed + 1 && today % 3 == 0) {
                close_days(database, city.directory, today - 1);
                closed = today - 1;
            }
            database.write([&](db::Connection& c) {
                write_journal(c, *act, heads);
                REQUIRE(CountStore(c).write(change_of(act->recorded(), city.directory)));
            });
        }
        close_days(database, city.directory, number_of(last_day) - 5);
        auto now = end_of(number_of(last_day));

        database.read_consistent([&](db::Connection& c) {
            auto counted = CountStore(c).between({0}, {static_cast<std::int64_t>(all.size())});
            std::vector<Ledger> replayed;
            replay_range(c, {0}, {static_cast<std::int64_t>(all.size())}, city.directory, std::nullopt, [&](Ledger&& l) { replayed.push_back(std::move(l)); });
            REQUIRE(counted.size() == all.size());
            REQUIRE(replayed.size() == all.size());
            for (std::size_t i = 0; i < counted.size(); ++i) REQUIRE(difference(counted[i], replayed[i]) == "");

            for (auto unit : {TestCity::first, TestCity::second, TestCity::department}) {
                auto days = totals_by_day(c, city.directory, unit, number_of(first_day), number_of(last_day), now);
                Totals sum;
                for (auto day = number_of(first_day); day <= number_of(last_day); ++day) {
                    auto flows = flows_of_day(all, unit, day);
                    CAPTURE(short_date(day_of(day)));
                    REQUIRE(days.at(day).late_pending == flows.late_pending);
                    flows.late_pending = 0;
                    sum += flows;
                    auto running = days.at(day);
                    running.late_pending = 0;
                    REQUIRE(running == sum);
                    TotalKey key{unit, level_of(city.directory.at(unit)), ""};
                    REQUIRE(totals_at(c, city.directory, day, TotalsOf::units, now)[key] == days.at(day));
                }
                CHECK(sum.received() > 40);
                CHECK(sum.late > 5);
            }
        });
        CHECK(verify_totals(database, city.directory) == "");
    });
}

TEST_CASE("sums of procedures and levels add up to those of the units")
{
    TestCity city;
    auto all = histories(city, 4, 120, lives);
    db::for_each_database([&](db::Database& database) {
        database.write([&](db::Connection& c) {
            add_agencies(c, city);
            for (const auto* act : in_order(all)) CountStore(c).write(change_of(act->recorded(), city.directory));
        });
        for (auto through : {DayNumber(0), number_of(last_day) - 20, number_of(last_day)}) {
            if (through > 0) close_days(database, city.directory, through);
            database.read_consistent([&](db::Connection& c) {
                for (auto day : {number_of(first_day) + 10, number_of(last_day) - 10, number_of(last_day)}) {
                    auto now = end_of(number_of(last_day));
                    Totals by_unit, by_procedure;
                    for (const auto& [key, t] : totals_at(c, city.directory, day, TotalsOf::units, now)) by_unit += t;
                    for (const auto& [key, t] : totals_at(c, city.directory, day, TotalsOf::procedures, now)) by_procedure += t;
                    CHECK(by_unit == by_procedure);
                    CHECK(by_unit.received() > 0);
                }
            });
        }
    });
}

TEST_CASE("a day that is counted again after it was closed opens with those after it")
{
    TestCity city;
    auto all = histories(city, 5, 60, lives);
    db::for_each_database([&](db::Database& database) {
        database.write([&](db::Connection& c) {
            add_agencies(c, city);
            for (const auto* act : in_order(all)) CountStore(c).write(change_of(act->recorded(), city.directory));
        });
        CHECK(close_days(database, city.directory, number_of(last_day)) > 60);
        CHECK(close_days(database, city.directory, number_of(last_day)) == 0);
        auto middle = number_of(first_day) + 30;
        database.write([&](db::Connection& c) {
            reopen(c, middle);
            CHECK(closed_day(c) == middle - 1);
            reopen(c, middle + 5);
            CHECK(closed_day(c) == middle - 1);
        });
        close_days(database, city.directory, number_of(last_day));
        CHECK(verify_totals(database, city.directory) == "");
        database.write([&](db::Connection& c) { db::execute(c, "UPDATE running_total SET early = early + 1 WHERE day = $1 AND unit_id = $2", middle, TestCity::first); });
        CHECK(verify_totals(database, city.directory).starts_with("31/07/2026, UBND xã Tân Minh: early "));
        database.write([&](db::Connection& c) { reopen(c, 0); });
        CHECK(database.read([](db::Connection& c) { return closed_day(c); }) == 0);
    });
}

TEST_CASE("the first difference between what is counted and the journal has a name")
{
    TestCity city;
    auto history = histories(city, 6, 1, lives).front();
    Ledger counted;
    for (const auto& act : history.acts) apply(counted, change_of(act.recorded(), city.directory));
    auto other = counted;
    CHECK(difference(counted, other) == "");
    other.row.supplements = 7;
    CHECK(difference(counted, other) == "supplements: " + std::to_string(counted.row.supplements) + ", in the journal 7");
    other = counted;
    other.payments.push_back({99, 1, {5}});
    CHECK(difference(counted, other).starts_with("payments: "));
}
