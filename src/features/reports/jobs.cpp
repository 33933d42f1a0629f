#include "features/reports/jobs.hpp"

#include "features/reports/index_days.hpp"
#include "features/reports/kept.hpp"
#include "features/reports/replay.hpp"
#include "features/reports/store.hpp"
#include "platform/log.hpp"

namespace motcua::reports {

namespace {

constexpr std::string_view nightly = "reports_nightly";
constexpr std::string_view checking = "reports_check";
// Long enough after midnight that every act of the day is committed.
constexpr MinuteOfDay nightly_at{10};
constexpr MinuteOfDay checking_at{90};

void enqueue(db::Connection& c, std::string_view kind, Day day, MinuteOfDay at, Instant now)
{
    jobs::enqueue(c, {std::string(kind), "{}", to_iso(day), instant_in_vietnam(day, at), 0}, now);
}

bool is_uncounted(db::Connection& c)
{
    return CountStore(c).is_empty() && next_range(c, {}, 1);
}

void night(const Services& services)
{
    if (services.db.read(is_uncounted)) {
        auto dossiers = recount(services);
        log::info("dossiers counted for the reports", {{"dossiers", std::to_string(dossiers)}});
    }
    close_days(services);
    auto yesterday = day_in_vietnam(services.clock.now()) - std::chrono::days(1);
    keep_index(services, yesterday);
    // Of a week back too, for nights on which nobody was awake; what is there stays as it is.
    int made = 0;
    for (int days = 6; days >= 0; --days) made += make_scheduled(services, yesterday - std::chrono::days(days));
    if (made > 0) log::info("reports made and kept", {{"reports", std::to_string(made)}});
}

void check(const Services& services)
{
    auto started = services.clock.now();
    auto found = verify(services);
    services.db.write([&](db::Connection& c) {
        db::execute(c, "INSERT INTO report_check (started_at, finished_at, dossiers, differing, first_difference) VALUES ($1, $2, $3, $4, $5)", started,
                    services.clock.now(), found.dossiers, found.differing, found.first_difference);
    });
    if (!found.is_same()) log::error("the figures differ from the journal", {{"first", found.first_difference}, {"dossiers", std::to_string(found.differing)}});
}

}  // namespace

void add_jobs(jobs::Runner& runner, const Services& services)
{
    runner.on(std::string(nightly), [&services](const jobs::Job&) {
        night(services);
        auto now = services.clock.now();
        services.db.write([&](db::Connection& c) { enqueue(c, nightly, day_in_vietnam(now) + std::chrono::days(1), nightly_at, now); });
    });
    runner.on(std::string(checking), [&services](const jobs::Job&) {
        check(services);
        auto now = services.clock.now();
        services.db.write([&](db::Connection& c) { enqueue(c, checking, day_in_vietnam(now) + std::chrono::days(1), checking_at, now); });
    });
}

void schedule(const Services& services)
{
    auto now = services.clock.now();
    auto today = day_in_vietnam(now);
    services.db.write([&](db::Connection& c) {
        // After a start there may be days to sum up, whatever was done before.
        jobs::enqueue(c, {std::string(nightly), "{}", "start " + to_iso(now), now, 0}, now);
        enqueue(c, nightly, today + std::chrono::days(1), nightly_at, now);
        enqueue(c, checking, today + std::chrono::days(1), checking_at, now);
    });
}

std::vector<CheckRow> checks(db::Connection& c, int limit)
{
    return db::query<CheckRow>(c, "SELECT started_at, finished_at, dossiers, differing, first_difference FROM report_check ORDER BY id DESC LIMIT $1", limit);
}

}  // namespace motcua::reports
