#include "features/reports/reports.hpp"

#include "features/reports/replay.hpp"
#include "features/reports/store.hpp"
#include "features/reports/totals.hpp"

namespace motcua::reports {

namespace {

constexpr std::int64_t dossiers_at_once = 500;

// Replays one batch and hands both sides to `each`; false when there are no more dossiers.
using Compare = std::function<void(db::Connection&, std::vector<Ledger> counted, std::vector<Ledger> replayed)>;

std::optional<Range> compare_batch(db::Connection& c, const staff::Directory& directory, DossierId after, const Compare& compare)
{
    auto range = next_range(c, after, dossiers_at_once);
    if (!range) return std::nullopt;
    std::vector<Ledger> replayed;
    replay_range(c, range->after, range->last, directory, std::nullopt, [&](Ledger&& ledger) { replayed.push_back(std::move(ledger)); });
    compare(c, CountStore(c).between(range->after, range->last), std::move(replayed));
    return range;
}

// Walks through both lists by id; a missing side is empty.
template <class Visit>
void side_by_side(const std::vector<Ledger>& counted, const std::vector<Ledger>& replayed, Visit visit)
{
    auto a = counted.begin();
    auto b = replayed.begin();
    while (a != counted.end() || b != replayed.end()) {
        bool only_b = a == counted.end() || (b != replayed.end() && b->row.dossier_id < a->row.dossier_id);
        bool only_a = b == replayed.end() || (a != counted.end() && a->row.dossier_id < b->row.dossier_id);
        visit(only_b ? nullptr : &*a, only_a ? nullptr : &*b);
        if (!only_b) ++a;
        if (!only_a) ++b;
    }
}

}  // namespace

Scope scope_of(const staff::Directory& directory, const Actor& actor, std::string_view code)
{
    const auto* agency = code.empty() ? directory.find(actor.unit) : directory.find(code);
    if (agency && agency->kind == staff::AgencyKind::centre) agency = &directory.unit_of(agency->id);
    if (!agency) throw bad_field("scope", "unknown_unit");
    Scope scope{Scope::Kind::division, agency->id, directory.unit_of(agency->id).id, agency->code, agency->name};
    if (agency->kind == staff::AgencyKind::city) {
        scope.kind = Scope::Kind::city;
        scope.unit = {};
    } else if (agency->kind == staff::AgencyKind::commune || agency->kind == staff::AgencyKind::department) {
        scope.kind = Scope::Kind::unit;
    }
    return scope;
}

bool may_open(const Actor& actor, const staff::Directory& directory, const Scope& scope)
{
    auto chain = directory.with_ancestors(scope.agency);
    return std::any_of(chain.begin(), chain.end(), [&](AgencyId id) {
        return actor.may(Permission::read_reports, id) && actor.may(Permission::read_dossiers, id);
    });
}

void require_may_open(const Actor& actor, const staff::Directory& directory, const Scope& scope)
{
    if (!may_open(actor, directory, scope)) throw Refusal(Reason::not_allowed, "figures_only");
}

void count(const Services& services, db::Connection& c, const dossiers::Recorded& act)
{
    auto directory = services.staff.directory();
    auto change = change_of(act, *directory);
    CountStore store(c);
    if (!store.write(change)) {
        // Older than this feature: its journal, which has this act already, says everything.
        replay_range(c, {act.after.id.number - 1}, act.after.id, *directory, std::nullopt, [&](Ledger&& ledger) { store.replace(ledger); });
    }
    if (services.closed->load() >= change.day) reopen(c, change.day);
    c.after_commit([&services, unit = change.now.unit_id] { services.changed({unit}); });
}

std::int64_t recount(const Services& services, const std::function<void(std::int64_t)>& progress)
{
    auto directory = services.staff.directory();
    services.db.write([](db::Connection& c) { reopen(c, 0); });
    std::int64_t done = 0;
    DossierId after;
    for (;;) {
        auto range = services.db.write([&](db::Connection& c) {
            return compare_batch(c, *directory, after, [&](db::Connection& connection, const auto& counted, const auto& replayed) {
                CountStore store(connection);
                side_by_side(counted, replayed, [&](const Ledger* a, const Ledger* b) {
                    if (b && (!a || !(*a == *b))) store.replace(*b);
                });
            });
        });
        if (!range) break;
        after = range->last;
        done += dossiers_at_once;
        if (progress) progress(done);
    }
    close_days(services);
    return done;
}

int close_days(const Services& services)
{
    auto days = close_days(services.db, *services.staff.directory(), day_number(services.clock.now()) - 1);
    services.closed->store(services.db.read([](db::Connection& c) { return closed_day(c); }));
    return days;
}

Check verify(const Services& services, const std::function<void(std::int64_t)>& progress)
{
    auto directory = services.staff.directory();
    Check check;
    auto note = [&](const Ledger* a, const Ledger* b) {
        ++check.dossiers;
        auto words = a && b ? difference(*a, *b) : a ? std::string("counted, but not in the journal") : std::string("in the journal, but not counted");
        if (words.empty()) return;
        if (check.differing++ == 0) check.first_difference = (a ? a : b)->row.code + ": " + words;
    };
    DossierId after;
    for (;;) {
        auto range = services.db.read_consistent([&](db::Connection& c) {
            return compare_batch(c, *directory, after, [&](db::Connection&, const auto& counted, const auto& replayed) { side_by_side(counted, replayed, note); });
        });
        if (!range) break;
        after = range->last;
        if (progress) progress(check.dossiers);
    }
    if (check.is_same()) check.first_difference = verify_totals(services.db, *directory);
    return check;
}

}  // namespace motcua::reports
