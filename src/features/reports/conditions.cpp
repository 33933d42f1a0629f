#include "features/reports/conditions.hpp"

#include "features/reports/counting.hpp"

namespace motcua::reports::condition {

namespace {

void is_received(Statement& s, const Period& period, DayNumber last)
{
    s.add(" AND f.received_day BETWEEN ").value(number_of(period.from)).add(" AND ").value(last);
}

void is_finished(Statement& s, const Period& period, DayNumber last)
{
    s.add(" AND f.finished_day BETWEEN ").value(number_of(period.from)).add(" AND ").value(last).add(" AND f.ending IS NOT NULL");
}

// Finished with a result, not withdrawn or stopped.
void is_resolved(Statement& s, const Period& period, DayNumber last)
{
    is_finished(s, period, last);
    s.add(" AND f.state IN ('resolved', 'returned')");
}

void of_units(Statement& s, std::string_view table, const Scope& scope)
{
    s.add(table).add(".unit_id ");
    if (scope.kind == Scope::Kind::city) s.add("IN (SELECT u.id FROM agency u WHERE u.unit_id = u.id)");
    else s.add("= ").value(scope.unit);
}

// Not finished on that day, or finished later: what is open, by its index, and what was finished since, by its own. All that was
// ever received need not be looked at.
void is_open_after(Statement& s, const Scope& scope, DayNumber day)
{
    s.add(" AND f.dossier_id IN (SELECT p.dossier_id FROM counted_dossier p WHERE ");
    of_units(s, "p", scope);
    s.add(" AND p.finished_day IS NULL UNION ALL SELECT p.dossier_id FROM counted_dossier p WHERE ");
    of_units(s, "p", scope);
    s.add(" AND p.finished_day > ").value(day).add(")");
}

void is_pending(Statement& s, const Scope& scope, DayNumber last)
{
    s.add(" AND f.received_day <= ").value(last);
    is_open_after(s, scope, last);
}

// Pending and overdue, from what is late now and what was late then.
void is_overdue_of(Statement& s, const Scope& scope, DayNumber day, Instant now)
{
    s.add(" AND f.received_day <= ").value(day).add(" AND (f.finished_day IS NULL OR f.finished_day > ").value(day);
    s.add(") AND f.dossier_id IN (SELECT p.dossier_id FROM counted_dossier p WHERE ");
    of_units(s, "p", scope);
    s.add(" AND p.finished_day IS NULL AND p.late_day <= ").value(day).add(" AND p.due_at < ").value(now);
    s.add(" UNION ALL SELECT l.dossier_id FROM counted_lateness l WHERE ");
    of_units(s, "l", scope);
    s.add(" AND l.to_day > ").value(day).add(" AND l.from_day <= ").value(day).add(")");
}

}  // namespace

std::string has_mark(std::int64_t mark)
{
    return "(f.marks & " + std::to_string(mark) + ") <> 0";
}

void of_scope(Statement& s, const Scope& scope)
{
    if (scope.kind == Scope::Kind::division) s.add("f.division_id = ").value(scope.agency).add(" AND ");
    of_units(s, "f", scope);
}

DayNumber last_day(const Period& period, Instant now)
{
    return std::min(number_of(period.to), day_number(now));
}

void is_overdue(Statement& s, DayNumber day, Instant now)
{
    s.add("((f.finished_day IS NULL AND f.late_day IS NOT NULL AND f.late_day <= ").value(day).add(" AND f.due_at < ").value(now);
    s.add(") OR EXISTS (SELECT 1 FROM counted_lateness l WHERE l.dossier_id = f.dossier_id AND l.from_day <= ").value(day);
    s.add(" AND l.to_day > ").value(day).add("))");
}

void is_late_for_index(Statement& s, const Period& period, Instant now)
{
    auto last = last_day(period, now);
    s.add("(f.supplements > 1 OR (f.finished_day IS NOT NULL AND f.finished_day <= ").value(last).add(" AND f.ending = 'late')");
    s.add(" OR (f.finished_day IS NULL AND f.late_before_pause) OR ((f.finished_day IS NULL OR f.finished_day > ").value(last).add(") AND ");
    is_overdue(s, last, now);
    s.add("))");
}

void of_officer(Statement& s, const std::string& username)
{
    s.add(" AND COALESCE(f.handled_by, f.received_by) = (SELECT id FROM officer WHERE username = ").value(username).add(")");
}

void is_visible(Statement& s, const Actor& actor, AgencyId city, Instant now)
{
    if (actor.kind != ActorKind::officer) return;
    s.add(" AND EXISTS (SELECT 1 FROM officer_grant g WHERE g.officer_id = ").value(actor.officer);
    s.add(" AND g.permission = 'read_dossiers' AND g.valid_from <= ").value(now).add(" AND g.valid_until > ").value(now);
    s.add(" AND g.agency_id IN (f.unit_id, f.division_id, ").value(city).add("))");
}

void of_figure(Statement& s, Figure figure, const Scope& scope, const Period& period, Instant now)
{
    auto last = last_day(period, now);
    switch (figure) {
    case Figure::total:
        s.add(" AND f.received_day <= ").value(last);
        is_open_after(s, scope, number_of(period.from) - 1);
        break;
    case Figure::online: is_received(s, period, last), s.add(" AND ").add(is_online); break;
    case Figure::direct: is_received(s, period, last), s.add(" AND NOT ").add(is_online); break;
    case Figure::carried: is_pending(s, scope, number_of(period.from) - 1); break;
    case Figure::finished: is_finished(s, period, last); break;
    case Figure::early: is_finished(s, period, last), s.add(" AND f.ending = 'early'"); break;
    case Figure::on_time: is_finished(s, period, last), s.add(" AND f.ending = 'on_time'"); break;
    case Figure::late: is_finished(s, period, last), s.add(" AND f.ending = 'late'"); break;
    case Figure::pending: is_pending(s, scope, last); break;
    case Figure::in_time:
        is_pending(s, scope, last), s.add(" AND NOT ");
        is_overdue(s, last, now);
        break;
    case Figure::overdue: is_overdue_of(s, scope, last, now); break;
    case Figure::received: is_received(s, period, last); break;
    case Figure::resolved: is_resolved(s, period, last); break;
    case Figure::due:
        s.add(" AND f.finished_day IS NULL AND f.received_day IS NOT NULL AND f.due_at >= ").value(now);
        s.add(" AND f.late_day BETWEEN ").value(number_of(period.from)).add(" AND ").value(number_of(period.to));
        break;
    case Figure::to_accept: s.add(" AND f.finished_day IS NULL AND f.received_day IS NULL AND f.state = 'registered'"); break;
    case Figure::index_late:
        is_received(s, period, last), s.add(" AND ");
        is_late_for_index(s, period, now);
        break;
    case Figure::index_offline:
        is_received(s, period, last);
        s.add(" AND NOT (").add(is_online).add(" AND ").add(has_mark(mark::electronic_result)).add(")");
        break;
    case Figure::index_paper_result: is_resolved(s, period, last), s.add(" AND NOT ").add(has_mark(mark::electronic_result)); break;
    case Figure::index_undigitised:
        is_received(s, period, last);
        s.add(" AND ").add(has_mark(mark::papers)).add(" AND NOT ").add(has_mark(mark::digitised));
        break;
    case Figure::index_unreused:
        is_received(s, period, last);
        s.add(" AND ").add(has_mark(mark::papers)).add(" AND NOT ").add(has_mark(mark::reused));
        break;
    }
}

}  // namespace motcua::reports::condition
