#include "features/reports/today.hpp"

#include <algorithm>

#include "features/reports/conditions.hpp"
#include "features/reports/labels.hpp"
#include "features/reports/totals.hpp"

namespace motcua::reports {

namespace {

// Where open dossiers lie, and how they stand.
struct OpenGroup {
    std::optional<AgencyId> holder_id;
    dossiers::State state = dossiers::State::received;
    bool received = false;
    std::optional<DayNumber> late_day;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(OpenGroup, (), (holder_id, state, received, late_day, count))

struct DoneGroup {
    bool late = false;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(DoneGroup, (), (late, count))

std::vector<OpenGroup> open_groups(db::Connection& c, const Scope& scope, DayNumber next, Instant now)
{
    // Dates far away are all alike; one that has passed today counts as late already.
    Statement s;
    s.add("SELECT f.holder_id, f.state, f.received_day IS NOT NULL AS received, CASE WHEN f.late_day IS NULL OR f.late_day > ").value(next);
    s.add(" THEN NULL WHEN f.due_at < ").value(now).add(" THEN 0 ELSE f.late_day END AS late_day, COUNT(*) AS count FROM counted_dossier f WHERE ");
    condition::of_scope(s, scope);
    s.add(" AND f.finished_day IS NULL GROUP BY 1, 2, 3, 4");
    return s.query<OpenGroup>(c);
}

void take_done(Glance& glance, db::Connection& c, const Scope& scope, DayNumber today)
{
    Statement received;
    received.add("SELECT COUNT(*) FROM counted_dossier f WHERE ");
    condition::of_scope(received, scope);
    received.add(" AND f.received_day = ").value(today);
    glance.received = received.query<std::int64_t>(c).front();
    Statement done;
    done.add("SELECT f.ending = 'late' AS late, COUNT(*) AS count FROM counted_dossier f WHERE ");
    condition::of_scope(done, scope);
    done.add(" AND f.finished_day = ").value(today).add(" AND f.ending IS NOT NULL GROUP BY 1");
    for (const auto& group : done.query<DoneGroup>(c)) {
        glance.finished += group.count;
        if (group.late) glance.finished_late += group.count;
    }
}

// Counts by where dossiers lie, to say where most of them are.
class Places {
public:
    void add(const OpenGroup& group)
    {
        m_all += group.count;
        if (group.holder_id) m_at[*group.holder_id] += group.count;
    }
    std::int64_t all() const { return m_all; }

    // "41 hồ sơ sẽ trễ ngày mai, 17 ở Phòng Kinh tế"
    std::string sentence(const std::string& what, const staff::Directory& directory, bool of_city) const
    {
        auto text = thousands(m_all) + " hồ sơ " + what;
        auto most = std::max_element(m_at.begin(), m_at.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        if (most == m_at.end()) return text + ".";
        auto name = directory.at(most->first).name;
        if (of_city && directory.unit_of(most->first).id != most->first) name += ", " + directory.unit_of(most->first).name;
        return text + (most->second == m_all ? ", đều ở " : ", " + thousands(most->second) + " ở ") + name + ".";
    }

private:
    std::int64_t m_all = 0;
    std::map<AgencyId, std::int64_t> m_at;
};

Day next_working_day(const WorkingCalendar& calendar, Day today)
{
    auto day = today + std::chrono::days(1);
    for (int i = 0; i < 30 && !calendar.is_working(day); ++i) day += std::chrono::days(1);
    return day;
}

bool is_paused(dossiers::State state) { return state == dossiers::State::supplementing || state == dossiers::State::awaiting_payment; }

}  // namespace

Glance glance(const Services& services, const Scope& scope)
{
    auto directory = services.staff.directory();
    Glance g;
    g.counted_at = services.clock.now();
    g.day = day_in_vietnam(g.counted_at);
    g.next_working_day = next_working_day(services.catalogue.now()->calendar(), g.day);
    auto today = number_of(g.day), next = number_of(g.next_working_day);
    Places overdue, due_today, due_next, to_accept;
    services.db.read_consistent([&](db::Connection& c) {
        take_done(g, c, scope, today);
        for (const auto& group : open_groups(c, scope, next, g.counted_at)) {
            if (!group.received) {
                if (group.state == dossiers::State::registered) to_accept.add(group);
                continue;
            }
            g.pending += group.count;
            if (is_paused(group.state)) g.paused += group.count;
            if (!group.late_day) continue;
            (*group.late_day == 0 ? overdue : *group.late_day <= today ? due_today : due_next).add(group);
        }
    });
    g.overdue = overdue.all();
    g.due_today = due_today.all();
    g.due_next = due_next.all();
    g.to_accept = to_accept.all();
    bool of_city = scope.kind == Scope::Kind::city;
    auto alarm = [&](const Places& places, const std::string& what, Figure figure, Day from, Day to, bool urgent) {
        if (places.all() > 0) g.alarms.push_back({places.sentence(what, *directory, of_city), figure, from, to, places.all(), urgent});
    };
    auto tomorrow = g.day + std::chrono::days(1);
    alarm(overdue, "đang quá hạn", Figure::overdue, g.day, g.day, true);
    alarm(due_today, "đến hạn hôm nay, chưa xong", Figure::due, g.day, g.day, true);
    alarm(due_next, g.next_working_day == tomorrow ? "sẽ trễ ngày mai nếu không xong" : "sẽ trễ vào " + short_date(g.next_working_day) + " nếu không xong", Figure::due,
          tomorrow, g.next_working_day, false);
    alarm(to_accept, "đã nộp, đang chờ tiếp nhận", Figure::to_accept, g.day, g.day, false);
    return g;
}

std::vector<CourseDay> course(const Services& services, const Scope& scope, const Period& period)
{
    if (period.to - period.from > std::chrono::days(400)) throw bad_field("from", "too_early");
    std::vector<CourseDay> days;
    if (scope.kind == Scope::Kind::division) return days;
    auto directory = services.staff.directory();
    auto now = services.clock.now();
    auto from = number_of(period.from), to = std::min(number_of(period.to), day_number(now));
    if (to < from) return days;
    auto totals = services.db.read_consistent([&](db::Connection& c) {
        if (scope.kind == Scope::Kind::unit) return totals_by_day(c, *directory, scope.unit, from, to, now);
        std::map<DayNumber, Totals> city;
        for (auto day = from - 1; day <= to; ++day)
            for (const auto& [key, t] : totals_at(c, *directory, day, TotalsOf::units, now)) city[day] += t;
        return city;
    });
    for (auto day = from; day <= to; ++day) {
        auto flow = totals[day] - totals[day - 1];
        days.push_back({day_of(day), flow.received(), flow.finished(), flow.late, totals[day].pending(), totals[day].late_pending});
    }
    return days;
}

std::vector<CentreFigures> ranking(const Services& services, const Actor& actor, const Period& period)
{
    auto directory = services.staff.directory();
    auto catalogue = services.catalogue.now();
    std::vector<CentreFigures> list;
    std::map<std::string, Ii06Row> rows;
    Scope city;
    for (const auto& agency : directory->all())
        if (agency.kind == staff::AgencyKind::city) city = {Scope::Kind::city, agency.id, {}, agency.code, agency.name};
    for (auto& row : ii06(services, actor, {city, period, By::unit}).rows) rows[row.code] = row;
    for (const auto& agency : directory->all()) {
        if (agency.kind != staff::AgencyKind::commune || !agency.active) continue;
        const auto& row = rows[agency.code];
        const auto* unit = catalogue->unit(agency.code);
        list.push_back({agency.code, unit ? unit->full_name : agency.name, unit ? unit->latitude : 0, unit ? unit->longitude : 0, row.online + row.direct,
                        row.finished, row.early + row.on_time, row.pending, row.overdue});
    }
    // Shares compared as fractions, without dividing.
    std::stable_sort(list.begin(), list.end(), [](const CentreFigures& a, const CentreFigures& b) {
        if ((a.finished == 0) != (b.finished == 0)) return a.finished != 0;
        auto in_time = a.finished_in_time * b.finished - b.finished_in_time * a.finished;
        if (in_time != 0) return in_time > 0;
        return a.overdue * std::max<std::int64_t>(1, b.pending) < b.overdue * std::max<std::int64_t>(1, a.pending);
    });
    return list;
}

}  // namespace motcua::reports
