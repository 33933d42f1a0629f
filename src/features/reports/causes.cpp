#include "features/reports/behind.hpp"
#include "features/reports/conditions.hpp"
#include "features/reports/labels.hpp"
#include "features/reports/lateness.hpp"

// Nguyên nhân quá hạn, as a table.
namespace motcua::reports {

namespace {

struct Group {
    std::string key;
    std::int64_t marks = 0;
    int supplements = 0;
    Leg leg = Leg::none;
    bool finished = false;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Group, (), (key, marks, supplements, leg, finished, count))

constexpr std::int64_t cause_marks = mark::sent_back | mark::late_forwarding | mark::late_processing | mark::late_approval | mark::late_consultation |
                                     mark::late_result;

std::string_view key_of(By by)
{
    if (by == By::unit) return "CAST(f.unit_id AS TEXT)";
    if (by == By::division) return "CAST(f.division_id AS TEXT)";
    return "f.procedure_id";
}

// Late ones that have everything in common that decides about their cause.
std::vector<Group> groups(db::Connection& c, const Question& q, Figure figure, Instant now)
{
    bool finished = figure == Figure::late;
    Statement s;
    s.add("SELECT ").add(key_of(q.by)).add(" AS key, f.marks & ").value(cause_marks).add(" AS marks, CASE WHEN f.supplements > 1 THEN 2 ELSE 0 END AS supplements, ");
    s.add(finished ? "'none' AS leg, TRUE" : "f.leg AS leg, FALSE").add(" AS finished, COUNT(*) AS count FROM counted_dossier f WHERE ");
    condition::of_scope(s, q.scope);
    condition::of_figure(s, figure, q.scope, q.period, now);
    s.add(" GROUP BY 1, 2, 3, 4");
    return s.query<Group>(c);
}

void add(LatenessRow& row, const Group& group, const std::string& cause)
{
    row.total += group.count;
    (group.finished ? row.finished : row.overdue) += group.count;
    auto found = std::find_if(row.causes.begin(), row.causes.end(), [&](const CauseCount& one) { return one.code == cause; });
    if (found == row.causes.end()) row.causes.push_back({cause, group.count});
    else found->dossiers += group.count;
}

std::pair<std::string, std::string> row_of(const Group& group, By by, const catalogue::Snapshot& catalogue, const staff::Directory& directory, Day on)
{
    if (by == By::subject) {
        auto subject = subject_of(catalogue, group.key, on);
        return {subject, subject};
    }
    if (by == By::procedure) return {group.key, name_of_procedure(catalogue, group.key, on)};
    const auto& agency = directory.at({std::atoll(group.key.c_str())});
    return {agency.code, agency.name};
}

}  // namespace

LatenessTable lateness(const Services& services, const Actor&, const Question& q)
{
    bool city = q.scope.kind == Scope::Kind::city;
    bool fits = q.by == By::subject || q.by == By::procedure || (q.by == By::unit && city) || (q.by == By::division && q.scope.kind == Scope::Kind::unit);
    if (!fits) throw bad_field("by", "not_for_scope");
    if (q.period.to < q.period.from) throw bad_field("to", "too_early");
    auto directory = services.staff.directory();
    auto catalogue = services.catalogue.now();
    auto settings = services.settings.now();
    LatenessTable table;
    table.counted_at = services.clock.now();
    std::map<std::string, LatenessRow> rows;
    services.db.read_consistent([&](db::Connection& c) {
        for (auto figure : {Figure::late, Figure::overdue})
            for (const auto& group : groups(c, q, figure, table.counted_at)) {
                Counted like;
                like.marks = group.marks;
                like.supplements = group.supplements;
                like.leg = group.leg;
                if (group.finished) like.finished_day = 0;
                const auto& cause = cause_of(like, *settings, q.period.to).code;
                auto [code, name] = row_of(group, q.by, *catalogue, *directory, q.period.to);
                auto& row = rows[code];
                row.code = code;
                row.name = name;
                add(row, group, cause);
                add(table.sum, group, cause);
            }
    });
    for (auto& [code, row] : rows) table.rows.push_back(std::move(row));
    std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) { return a.total > b.total; });
    return table;
}

}  // namespace motcua::reports
