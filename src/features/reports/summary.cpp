#include "features/reports/summary.hpp"

#include "features/reports/conditions.hpp"

namespace motcua::reports {

namespace {

struct PaidRow {
    std::int64_t count = 0;
    std::int64_t vnd = 0;
};
BOOST_DESCRIBE_STRUCT(PaidRow, (), (count, vnd))

// Of a unit or the city straight from the payments, of a division through its dossiers.
PaidRow paid(db::Connection& c, const Scope& scope, const Period& period)
{
    Statement s;
    s.add("SELECT COUNT(*) AS count, CAST(COALESCE(SUM(p.vnd), 0) AS BIGINT) AS vnd FROM counted_payment p ");
    if (scope.kind == Scope::Kind::division) s.add("JOIN counted_dossier f ON f.dossier_id = p.dossier_id AND f.division_id = ").value(scope.agency).add(" ");
    if (scope.kind == Scope::Kind::city) s.add("WHERE p.unit_id IN (SELECT u.id FROM agency u WHERE u.unit_id = u.id)");
    else s.add("WHERE p.unit_id = ").value(scope.unit);
    s.add(" AND p.day BETWEEN ").value(number_of(period.from)).add(" AND ").value(number_of(period.to));
    return s.query<PaidRow>(c).front();
}

std::int64_t counted(db::Connection& c, const Scope& scope, const std::function<void(Statement&)>& which)
{
    Statement s;
    s.add("SELECT COUNT(*) FROM counted_dossier f WHERE ");
    condition::of_scope(s, scope);
    which(s);
    return s.query<std::int64_t>(c).front();
}

}  // namespace

PeriodSummary summary(const Services& services, const Scope& scope, const Period& period)
{
    if (period.to < period.from) throw bad_field("to", "too_early");
    PeriodSummary result;
    result.counted_at = services.clock.now();
    IndexQuestion q{scope, period};
    auto tally = services.db.read_consistent([&](db::Connection& c) {
        auto fees = paid(c, scope, period);
        result.payments = fees.count;
        result.paid_vnd = {fees.vnd};
        result.refused = counted(c, scope, [&](Statement& s) {
            s.add(" AND f.ending IS NULL AND f.finished_day BETWEEN ").value(number_of(period.from)).add(" AND ").value(number_of(period.to));
        });
        result.waiting = counted(c, scope, [](Statement& s) { s.add(" AND f.finished_day IS NULL AND f.late_day IS NULL AND f.received_day IS NULL"); });
        return tally_of(c, q, result.counted_at);
    });
    result.received = tally.received;
    result.online = {tally.online, tally.received};
    result.electronic_results = {tally.electronic, tally.resolved};
    result.digitised = {tally.digitised, tally.with_papers};
    result.reused = {tally.reused, tally.with_papers};
    return result;
}

}  // namespace motcua::reports
