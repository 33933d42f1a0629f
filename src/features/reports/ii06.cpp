#include "features/reports/ii06.hpp"

#include "features/reports/labels.hpp"
#include "features/reports/lines.hpp"
#include "features/reports/sums.hpp"
#include "features/reports/totals.hpp"
#include "platform/text/text.hpp"

namespace motcua::reports {

namespace {

// What a row of the form is made of.
struct Part {
    Totals flow;                                 // Of the period
    std::int64_t pending = 0;                    // At its end
    std::int64_t overdue = 0;

    // The difference of the running totals of two days.
    void add_end(const Totals& total)
    {
        flow += total;
        pending += total.pending();
        overdue += total.late_pending;
    }
    void take_start(const Totals& total) { flow = flow - total; }
};
using Parts = std::map<std::string, Part>;

Ii06Counts counts_of(const Part& part)
{
    Ii06Counts c;
    c.online = part.flow.received_online + part.flow.received_kiosk;
    c.direct = part.flow.received() - c.online;
    c.early = part.flow.early;
    c.on_time = part.flow.on_time;
    c.late = part.flow.late;
    c.finished = part.flow.finished();
    c.pending = part.pending;
    c.overdue = part.overdue;
    c.in_time = c.pending - c.overdue;
    c.total = c.finished + c.pending;
    c.carried = c.total - c.online - c.direct;
    return c;
}

// The name under which a row of the form gathers what was counted under a key.
class Naming {
public:
    Naming(const Services& services, By by, Day on) : m_catalogue(services.catalogue.now()), m_directory(services.staff.directory()), m_by(by), m_on(on) {}

    std::string row_of(const TotalKey& key) const
    {
        switch (m_by) {
        case By::level: return std::string(json_name(key.level));
        case By::subject: return subject_of(*m_catalogue, key.procedure_id, m_on);
        case By::procedure: return key.procedure_id;
        default: return m_directory->at(key.unit).code;
        }
    }

    std::string row_of(const std::string& line_key) const { return m_by == By::subject ? subject_of(*m_catalogue, line_key, m_on) : line_key; }

    std::string name_of(const std::string& row) const
    {
        switch (m_by) {
        case By::subject: return row;
        case By::procedure: return name_of_procedure(*m_catalogue, row, m_on);
        case By::level: return row == "commune" ? "Cấp xã" : "Cấp thành phố";
        case By::channel:
            if (auto channel = json::choice<catalogue::Channel>(row)) return std::string(reports::name_of(*channel));
            return row;
        case By::unit:
        case By::division:
            if (const auto* agency = m_directory->find(row)) return agency->name;
            return row;
        case By::officer: return row;
        }
        return row;
    }

    // What rows are ordered by.
    std::string order_of(const Ii06Row& row) const
    {
        if (m_by != By::unit && m_by != By::division) return text::fold(row.name);
        const auto* agency = m_directory->find(row.code);
        auto number = std::to_string(agency ? agency->id.number : 0);
        return std::string(12 - std::min<std::size_t>(12, number.size()), '0') + number;
    }

private:
    static std::string_view json_name(Level level) { return json::name_of(level); }

    std::shared_ptr<const catalogue::Snapshot> m_catalogue;
    std::shared_ptr<const staff::Directory> m_directory;
    By m_by;
    Day m_on;
};

// The whole city by sums that are kept: the difference of two days.
Parts parts_from_totals(db::Connection& c, const staff::Directory& directory, const Question& q, const Naming& naming, Instant now)
{
    auto of = q.by == By::subject || q.by == By::procedure ? TotalsOf::procedures : TotalsOf::units;
    Parts parts;
    for (const auto& [key, total] : totals_at(c, directory, number_of(q.period.to), of, now)) parts[naming.row_of(key)].add_end(total);
    for (const auto& [key, total] : totals_at(c, directory, number_of(q.period.from) - 1, of, now)) parts[naming.row_of(key)].take_start(total);
    return parts;
}

Parts parts_from_lines(db::Connection& c, const Question& q, const Naming& naming, Instant now)
{
    Parts parts;
    for (const auto& [key, line] : lines_of(c, q.scope, q.by, q.period, now)) {
        auto& part = parts[naming.row_of(key)];
        part.flow += line.flow;
        part.pending += line.pending;
        part.overdue += line.overdue;
    }
    return parts;
}

void take_from(Ii06Counts& sum, std::vector<Ii06Row>& rows, const Parts& parts, const Naming& naming)
{
    for (const auto& [code, part] : parts) {
        auto counts = counts_of(part);
        if (counts.is_empty()) continue;
        sum += counts;
        rows.push_back({counts, code, naming.name_of(code)});
    }
    std::sort(rows.begin(), rows.end(), [&](const Ii06Row& a, const Ii06Row& b) { return naming.order_of(a) < naming.order_of(b); });
}

void check(const Actor& actor, const staff::Directory& directory, const Question& q)
{
    if (q.period.to < q.period.from) throw bad_field("to", "too_early");
    bool city = q.scope.kind == Scope::Kind::city;
    bool fits = true;
    if (q.by == By::unit || q.by == By::level) fits = city;
    if (q.by == By::officer) fits = !city;
    if (q.by == By::division) fits = q.scope.kind == Scope::Kind::unit;
    if (!fits) throw bad_field("by", "not_for_scope");
    if (q.by == By::officer) require_may_open(actor, directory, q.scope);
}

}  // namespace

Ii06Counts& Ii06Counts::operator+=(const Ii06Counts& other)
{
    return add_each(*this, other);
}

bool Ii06Counts::adds_up() const
{
    return total == online + direct + carried && finished == early + on_time + late && pending == in_time + overdue && total == finished + pending &&
           std::min({online, direct, carried, early, on_time, late, in_time, overdue}) >= 0;
}

Ii06 ii06(const Services& services, const Actor& actor, const Question& q)
{
    auto directory = services.staff.directory();
    check(actor, *directory, q);
    auto now = services.clock.now();
    Naming naming(services, q.by, q.period.to);
    bool kept = q.scope.kind == Scope::Kind::city && q.by != By::channel;
    auto parts = services.db.read_consistent([&](db::Connection& c) {
        return kept ? parts_from_totals(c, *directory, q, naming, now) : parts_from_lines(c, q, naming, now);
    });
    Ii06 result;
    result.counted_at = now;
    take_from(result.sum, result.rows, parts, naming);
    return result;
}

Ii06b ii06b(const Services& services, const Period& period)
{
    if (period.to < period.from) throw bad_field("to", "too_early");
    auto directory = services.staff.directory();
    Ii06b result;
    result.counted_at = services.clock.now();
    Naming naming(services, By::subject, period.to);
    services.db.read_consistent([&](db::Connection& c) {
        auto end = totals_at(c, *directory, number_of(period.to), TotalsOf::procedures, result.counted_at);
        auto start = totals_at(c, *directory, number_of(period.from) - 1, TotalsOf::procedures, result.counted_at);
        for (auto level : {Level::city, Level::commune}) {
            Parts parts;
            for (const auto& [key, total] : end)
                if (key.level == level) parts[naming.row_of(key)].add_end(total);
            for (const auto& [key, total] : start)
                if (key.level == level) parts[naming.row_of(key)].take_start(total);
            Ii06Section section{std::string(json::name_of(level)), level == Level::city ? "Cấp thành phố" : "Cấp xã", {}, {}};
            take_from(section.sum, section.rows, parts, naming);
            result.sum += section.sum;
            result.sections.push_back(std::move(section));
        }
    });
    return result;
}

}  // namespace motcua::reports
