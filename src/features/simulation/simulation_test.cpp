#include "features/simulation/simulation.hpp"

#include <map>
#include <regex>
#include <set>

#include "features/dossiers/detail.hpp"
#include "features/dossiers/verify.hpp"
#include "features/simulation/testing.hpp"
#include "platform/db/migrations.hpp"

namespace motcua::simulation {
namespace {

using dossiers::State;

const Instant tenth_of_july = instant_in_vietnam(make_day(2025, 7, 10), MinuteOfDay(0));

Plan two_weeks(std::int64_t communes, std::int64_t city, std::uint64_t seed = 7)
{
    Plan plan;
    plan.from = make_day(2025, 7, 1);
    plan.to = make_day(2025, 7, 14);
    plan.until = instant_in_vietnam(make_day(2025, 7, 15), MinuteOfDay(0)) - std::chrono::milliseconds(1);
    plan.communes = communes;
    plan.city = city;
    plan.seed = seed;
    plan.rates.supplemented = 0.15;
    plan.rates.late = 0.2;
    return plan;
}

struct JournalRow {
    std::string code;
    std::int64_t seq = 0;
    Instant at{};
    std::string actor;
    std::string act;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(JournalRow, (), (code, seq, at, actor, act, body))

// Without the digests of what is sealed: encryption draws a new nonce every time.
std::string journal_of(db::Database& database)
{
    static const std::regex digest("[0-9a-f]{64}");
    std::string text;
    database.read([&](db::Connection& c) {
        for (const auto& row : db::query<JournalRow>(c, R"(
                SELECT d.code, j.seq, j.at, j.actor, j.act, j.body FROM journal j JOIN dossier d ON d.id = j.dossier_id ORDER BY d.code, j.seq)"))
            text += row.code + " " + std::to_string(row.seq) + " " + to_iso(row.at) + " " + row.actor + " " + row.act + " " + std::regex_replace(row.body, digest, "…") + "\n";
    });
    return text;
}

std::map<State, std::int64_t> by_state(const std::vector<dossiers::Total>& totals, std::optional<AgencyId> unit = {})
{
    std::map<State, std::int64_t> sums;
    for (const auto& total : totals)
        if (!unit || total.deciding_unit_id == *unit) sums[total.state] += total.dossiers;
    return sums;
}

std::int64_t sum_of(const std::vector<dossiers::Total>& totals, const std::function<bool(const dossiers::Total&)>& counts)
{
    std::int64_t sum = 0;
    for (const auto& total : totals)
        if (counts(total)) sum += total.dossiers;
    return sum;
}

}  // namespace

TEST_CASE("a simulated fortnight has as many dossiers as planned, all allowed, and a journal without a fault")
{
    db::for_each_database([](db::Database& database) {
        SmallCity city(database);
        auto report = city.run(two_weeks(150, 50));
        CHECK(report.refusals == std::map<std::string, std::int64_t>{});
        CHECK(report.found_in_communes == 150);
        CHECK(report.found_in_city == 50);
        CHECK(report.adds_up());
        CHECK(report.acts > 4 * 150);
        auto verified = dossiers::verify(database);
        CHECK(verified.dossiers == 200);
        CHECK(verified.faults.size() == 0);
    });
}

TEST_CASE("a simulation has dossiers on time and late, from counters and from homes, with supplements, and finishes most")
{
    auto database = db::open({.url = "sqlite::memory:"});
    db::migrate(*database, db::all_migrations());
    SmallCity city(*database);
    auto totals = city.run(two_weeks(450, 50)).totals;
    auto states = by_state(totals);
    CHECK(states[State::returned] > 250);
    CHECK(states[State::processing] > 10);
    CHECK(sum_of(totals, [](const auto& t) { return t.timeliness == Timeliness::early; }) > 50);
    CHECK(sum_of(totals, [](const auto& t) { return t.timeliness == Timeliness::on_time; }) > 50);
    CHECK(sum_of(totals, [](const auto& t) { return t.timeliness == Timeliness::late; }) > 5);
    CHECK(sum_of(totals, [](const auto& t) { return t.channel == catalogue::Channel::counter; }) > 100);
    CHECK(sum_of(totals, [](const auto& t) { return t.channel == catalogue::Channel::online; }) > 100);
    CHECK(sum_of(totals, [](const auto& t) { return t.supplements > 0; }) > 10);
}

TEST_CASE("one seed gives one journal, another seed another")
{
    std::vector<std::string> journals;
    for (std::uint64_t seed : {7, 7, 8}) {
        auto database = db::open({.url = "sqlite::memory:"});
        db::migrate(*database, db::all_migrations());
        SmallCity(*database).run(two_weeks(80, 20, seed));
        journals.push_back(journal_of(*database));
    }
    CHECK(journals[0].size() > 50'000);
    CHECK((journals[0] == journals[1]));
    CHECK((journals[0] != journals[2]));
}

TEST_CASE("nothing is simulated outside of working sessions, before the first day or after the end")
{
    auto database = db::open({.url = "sqlite::memory:"});
    db::migrate(*database, db::all_migrations());
    SmallCity city(*database);
    auto plan = two_weeks(400, 0);
    plan.until = tenth_of_july + std::chrono::hours(10);
    city.run(plan);
    std::set<unsigned> weekdays;
    database->read([&](db::Connection& c) {
        for (auto at : db::query<Instant>(c, "SELECT at FROM journal")) {
            CHECK(at >= instant_in_vietnam(plan.from, MinuteOfDay(7 * 60)));
            CHECK(at <= plan.until);
            auto hour = minute_in_vietnam(at).count() / 60;
            CHECK_MESSAGE((hour >= 7 && hour <= 17), to_iso(at));
            weekdays.insert(std::chrono::weekday(day_in_vietnam(at)).c_encoding());
        }
    });
    CHECK(weekdays.count(0) == 0);
    CHECK(weekdays.count(1) == 1);
    CHECK(weekdays.count(6) == 1);               // Three of the five units receive people on Saturday
}

TEST_CASE("a database with dossiers is not filled with invented ones")
{
    auto database = db::open({.url = "sqlite::memory:"});
    db::migrate(*database, db::all_migrations());
    SmallCity city(*database);
    city.run(two_weeks(1, 0));
    CHECK_THROWS_AS(city.run(two_weeks(1, 0)), std::runtime_error);
}

TEST_CASE("the sample shows all ten states in one commune, on whatever day it is made, and nothing in the future")
{
    for (auto now : {instant_in_vietnam(make_day(2026, 11, 20), MinuteOfDay(10 * 60)), instant_in_vietnam(make_day(2026, 11, 22), MinuteOfDay(3 * 60)),
                     instant_in_vietnam(make_day(2027, 2, 15), MinuteOfDay(7 * 60 + 1))}) {
        CAPTURE(to_iso(now));
        auto database = db::open({.url = "sqlite::memory:"});
        db::migrate(*database, db::all_migrations());
        SmallCity city(*database);
        auto plan = sample_plan(*small_catalogue(), now);
        auto report = city.run(plan);
        CHECK(report.refusals == std::map<std::string, std::int64_t>{});
        CHECK(report.adds_up());
        CHECK(report.filed > 280);
        auto shown = database->read([](db::Connection& c) { return db::one<AgencyId>(c, "SELECT id FROM agency WHERE code = '11779'"); });
        CHECK(by_state(report.totals, shown).size() == 10);
        auto in_shown = sum_of(report.totals, [&](const auto& total) { return total.deciding_unit_id == shown; });
        CHECK(in_shown > 45);
        CHECK(in_shown < 85);
        CHECK(sum_of(report.totals, [&](const auto& t) { return t.deciding_unit_id == shown && t.overdue; }) > 0);
        CHECK(sum_of(report.totals, [&](const auto& t) { return t.deciding_unit_id == shown && t.timeliness == Timeliness::late; }) > 0);
        CHECK(database->read([](db::Connection& c) { return db::one<Instant>(c, "SELECT MAX(at) FROM journal"); }) <= now);
        CHECK(dossiers::verify(*database).faults.size() == 0);
    }
}

TEST_CASE("applicants of the simulation can be told from people")
{
    auto database = db::open({.url = "sqlite::memory:"});
    db::migrate(*database, db::all_migrations());
    SmallCity city(*database);
    auto plan = two_weeks(50, 10);
    plan.rates.online = 1;
    city.run(plan);
    city.clock.set(plan.until);
    Officers officers(city);
    auto services = services_of(city, officers);
    auto codes = database->read([](db::Connection& c) { return db::query<std::string>(c, "SELECT code FROM dossier ORDER BY id"); });
    int citizens = 0;
    for (const auto& code : codes) {
        auto applicant = dossiers::detail(services, officers["kiemsoat"], code).applicant;
        if (applicant.phone) CHECK_MESSAGE(applicant.phone->substr(0, 7) == "0900000", *applicant.phone);
        if (applicant.organisation_number) CHECK(applicant.organisation_number->substr(0, 4) == "0999");
        if (!applicant.personal_id) continue;
        ++citizens;
        CHECK_MESSAGE(applicant.personal_id->substr(6, 2) == "99", *applicant.personal_id);
        CHECK(people::warnings_of(applicant).empty());
    }
    CHECK(citizens > 40);
    CHECK(database->read([](db::Connection& c) { return db::one<std::int64_t>(c, "SELECT COUNT(*) FROM job"); }) == 0);
}

}  // namespace motcua::simulation
