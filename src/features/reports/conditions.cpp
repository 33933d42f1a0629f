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

std::string marked(std::int64_t mark)
{
    return "(f.marks & " + std::to_string(mark) + ") <> 0";
}

void is_pending(Statement& s, DayNumber last)
{
    s.add(" AND f.received_day <= ").value(last).add(" AND (f.finished_day IS NULL OR f.finished_day > ").value(last).add(")");
}

}  // namespace

void of_scope(Statement& s, const Scope& scope)
{
    switch (scope.kind) {
    case Scope::Kind::city: s.add("f.unit_id IN (SELECT u.id FROM agency u WHERE u.unit_id = u.id)"); break;
    case Scope::Kind::division: s.add("f.division_id = ").value(scope.agency).add(" AND "); [[fallthrough]];
    case Scope::Kind::unit: s.add("f.unit_id = ").value(scope.unit); break;
    }
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

void of_figure(Statement& s, Figure figure, const Period& period, Instant now)
{
    auto last = last_day(period, now);
    switch (figure) {
    case Figure::total:
        s.add(" AND f.received_day <= ").value(last);
        s.add(" AND (f.finished_day IS NULL OR f.finished_day >= ").value(number_of(period.from)).add(")");
        break;
    case Figure::online: is_received(s, period, last), s.add(" AND f.channel IN ('online', 'kiosk')"); break;
    case Figure::direct: is_received(s, period, last), s.add(" AND f.channel NOT IN ('online', 'kiosk')"); break;
    case Figure::carried: is_pending(s, number_of(period.from) - 1); break;
    case Figure::finished: is_finished(s, period, last); break;
    case Figure::early: is_finished(s, period, last), s.add(" AND f.ending = 'early'"); break;
    case Figure::on_time: is_finished(s, period, last), s.add(" AND f.ending = 'on_time'"); break;
    case Figure::late: is_finished(s, period, last), s.add(" AND f.ending = 'late'"); break;
    case Figure::pending: is_pending(s, last); break;
    case Figure::in_time:
        is_pending(s, last), s.add(" AND NOT ");
        is_overdue(s, last, now);
        break;
    case Figure::overdue:
        is_pending(s, last), s.add(" AND ");
        is_overdue(s, last, now);
        break;
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
        s.add(" AND NOT (f.channel IN ('online', 'kiosk') AND ").add(marked(mark::electronic_result)).add(")");
        break;
    case Figure::index_paper_result: is_resolved(s, period, last), s.add(" AND NOT ").add(marked(mark::electronic_result)); break;
    case Figure::index_undigitised:
        is_received(s, period, last);
        s.add(" AND ").add(marked(mark::papers)).add(" AND NOT ").add(marked(mark::digitised));
        break;
    case Figure::index_unreused:
        is_received(s, period, last);
        s.add(" AND ").add(marked(mark::papers)).add(" AND NOT ").add(marked(mark::reused));
        break;
    }
}

}  // namespace motcua::reports::condition
