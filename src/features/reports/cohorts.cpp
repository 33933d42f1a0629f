#include "features/reports/cohorts.hpp"

#include <set>
#include <tuple>

#include "features/reports/conditions.hpp"

namespace motcua::reports {

namespace {

constexpr std::int64_t index_marks = mark::papers | mark::digitised | mark::reused | mark::electronic_result;

bool is_online(catalogue::Channel channel) { return channel == catalogue::Channel::online || channel == catalogue::Channel::kiosk; }

bool has_result(dossiers::State state) { return state == dossiers::State::resolved || state == dossiers::State::returned; }

void select_cohorts(Statement& s, const IndexQuestion& q, bool resolved, Instant now)
{
    s.add(resolved ? "SELECT TRUE" : "SELECT FALSE").add(" AS resolved, f.unit_id, f.procedure_id, f.channel IN ('online', 'kiosk') AS online, f.marks & ");
    s.value(index_marks).add(" AS marks, ");
    if (resolved) s.add("FALSE");
    else condition::is_late_for_index(s, q.period, now);
    s.add(" AS late, COUNT(*) AS count FROM counted_dossier f WHERE ");
    condition::of_scope(s, q.scope);
    condition::of_figure(s, resolved ? Figure::resolved : Figure::received, q.period, now);
    if (!q.officer.empty()) condition::of_officer(s, q.officer);
    s.add(" GROUP BY 2, 3, 4, 5, 6");
}

// Puts what is alike together.
class Gathering {
public:
    Gathering(const IndexQuestion& question, Instant now) : m_question(question), m_now(now) {}

    void add(const Ledger& ledger)
    {
        const auto& row = ledger.row;
        auto from = number_of(m_question.period.from), to = std::min(number_of(m_question.period.to), day_number(m_now));
        bool is_received = row.received_day && *row.received_day >= from && *row.received_day <= to;
        bool is_resolved = row.finished_day && *row.finished_day >= from && *row.finished_day <= to && row.ending && has_result(row.state);
        if (is_received) ++m_counts[key(row, false, is_late_for_index(ledger, m_question.period, m_now))];
        if (is_resolved) ++m_counts[key(row, true, false)];
    }

    std::vector<Cohort> finish() const
    {
        std::vector<Cohort> list;
        for (const auto& [k, count] : m_counts) {
            const auto& [resolved, unit, procedure, online, marks, late] = k;
            list.push_back({resolved, {unit}, procedure, online, marks, late, count});
        }
        return list;
    }

private:
    using Key = std::tuple<bool, std::int64_t, std::string, bool, std::int64_t, bool>;
    static Key key(const Counted& row, bool resolved, bool late)
    {
        return {resolved, row.unit_id.number, row.procedure_id, is_online(row.channel), row.marks & index_marks, late};
    }

    const IndexQuestion& m_question;
    Instant m_now;
    std::map<Key, std::int64_t> m_counts;
};

bool is_of(const Counted& row, const Scope& scope, std::optional<OfficerId> officer)
{
    if (officer && (row.handled_by ? row.handled_by : row.received_by) != officer) return false;
    switch (scope.kind) {
    case Scope::Kind::city: return true;
    case Scope::Kind::unit: return row.unit_id == scope.unit;
    case Scope::Kind::division: return row.division_id == scope.agency;
    }
    return false;
}

void add(IndexInputs& inputs, Measure measure, bool counts, std::int64_t count)
{
    inputs[measure].denominator += count;
    if (counts) inputs[measure].numerator += count;
}

void add_dossiers(IndexInputs& inputs, const std::vector<Cohort>& cohorts)
{
    for (auto measure : {Measure::on_time, Measure::online_dossiers, Measure::digitised, Measure::reused, Measure::electronic_results}) inputs[measure];
    for (const auto& c : cohorts) {
        bool electronic = (c.marks & mark::electronic_result) != 0;
        if (c.resolved) {
            add(inputs, Measure::electronic_results, electronic, c.count);
            continue;
        }
        add(inputs, Measure::on_time, !c.late, c.count);
        add(inputs, Measure::online_dossiers, c.online && electronic, c.count);
        if ((c.marks & mark::papers) == 0) continue;
        add(inputs, Measure::digitised, (c.marks & mark::digitised) != 0, c.count);
        add(inputs, Measure::reused, (c.marks & mark::reused) != 0, c.count);
    }
}

void add_procedures(IndexInputs& inputs, const std::vector<Cohort>& cohorts, const std::vector<const catalogue::Procedure*>& procedures)
{
    std::set<std::string> used;
    for (const auto& c : cohorts)
        if (!c.resolved && c.online) used.insert(c.procedure_id);
    inputs[Measure::services_used];
    for (const auto* p : procedures) {
        bool online = p->online != catalogue::OnlineLevel::none;
        add(inputs, Measure::content_full, has_full_content(*p), 1);
        add(inputs, Measure::offered_online, online, 1);
        if (online) add(inputs, Measure::services_used, used.contains(p->id), 1);
    }
}

void add_certified_copies(IndexInputs& inputs, const std::vector<Cohort>& cohorts, const IndexQuestion& q, const staff::Directory& directory,
                          const IndexRules& rules)
{
    std::set<AgencyId> issuing;
    for (const auto& c : cohorts) {
        bool is_copy = std::find(rules.certified_copy_procedures.begin(), rules.certified_copy_procedures.end(), c.procedure_id) !=
                       rules.certified_copy_procedures.end();
        if (c.resolved && is_copy && (c.marks & mark::electronic_result) != 0) issuing.insert(c.unit_id);
    }
    inputs[Measure::certified_copies];
    for (const auto& agency : directory.all()) {
        bool in_scope = q.scope.kind == Scope::Kind::city || agency.id == q.scope.unit;
        if (in_scope && agency.kind == staff::AgencyKind::commune && agency.active) add(inputs, Measure::certified_copies, issuing.contains(agency.id), 1);
    }
}

constexpr std::int64_t dossiers_at_once = 2000;

}  // namespace

bool is_late_for_index(const Ledger& ledger, const Period& period, Instant now)
{
    const auto& row = ledger.row;
    auto last = std::min(number_of(period.to), day_number(now));
    if (row.supplements > 1) return true;
    if (row.finished_day && *row.finished_day <= last) return row.ending == Timeliness::late;
    if (!row.finished_day && row.late_before_pause) return true;
    if (!row.finished_day && row.late_day && *row.late_day <= last && row.due_at && *row.due_at < now) return true;
    return std::any_of(ledger.late.begin(), ledger.late.end(), [last](const Lateness& l) { return l.from_day <= last && last < l.to_day; });
}

std::vector<Cohort> cohorts_of(db::Connection& c, const IndexQuestion& q, Instant now)
{
    std::vector<Cohort> all;
    for (bool resolved : {false, true}) {
        Statement s;
        select_cohorts(s, q, resolved, now);
        auto some = s.query<Cohort>(c);
        all.insert(all.end(), some.begin(), some.end());
    }
    std::sort(all.begin(), all.end(), [](const Cohort& a, const Cohort& b) {
        return std::tie(a.resolved, a.unit_id, a.procedure_id, a.online, a.marks, a.late) < std::tie(b.resolved, b.unit_id, b.procedure_id, b.online, b.marks, b.late);
    });
    return all;
}

std::vector<Cohort> replay_cohorts(db::Database& database, const staff::Directory& directory, const IndexQuestion& q, DayNumber day)
{
    auto until = end_of(day);
    // The last moment of the day: at its very end the next one would have begun.
    Gathering gathering(q, until - std::chrono::milliseconds(1));
    std::optional<OfficerId> officer;
    if (!q.officer.empty())
        officer = database.read([&](db::Connection& c) { return db::first<OfficerId>(c, "SELECT id FROM officer WHERE username = $1", q.officer); }).value_or(OfficerId{});
    DossierId after;
    for (;;) {
        auto range = database.read_consistent([&](db::Connection& c) {
            auto next = next_range(c, after, dossiers_at_once);
            if (!next) return next;
            replay_range(c, next->after, next->last, directory, until, [&](Ledger&& ledger) {
                if (is_of(ledger.row, q.scope, officer)) gathering.add(ledger);
            });
            return next;
        });
        if (!range) return gathering.finish();
        after = range->last;
    }
}

IndexInputs inputs_of(const std::vector<Cohort>& cohorts, const IndexQuestion& q, const catalogue::Snapshot& catalogue, const staff::Directory& directory,
                      const IndexRules& rules)
{
    IndexInputs inputs;
    add_dossiers(inputs, cohorts);
    if (!q.officer.empty()) return inputs;
    add_procedures(inputs, cohorts, procedures_of(catalogue, directory, q.scope, q.period.to));
    add_certified_copies(inputs, cohorts, q, directory, rules);
    return inputs;
}

std::vector<const catalogue::Procedure*> procedures_of(const catalogue::Snapshot& catalogue, const staff::Directory& directory, const Scope& scope, Day on)
{
    auto list = catalogue.procedures(on);
    if (scope.kind == Scope::Kind::city) return list;
    const auto& unit = directory.at(scope.unit);
    bool is_commune = unit.kind == staff::AgencyKind::commune;
    auto kind = scope.kind == Scope::Kind::division ? scope.code.substr(scope.code.find('/') + 1) : std::string();
    std::erase_if(list, [&](const catalogue::Procedure* p) {
        if (!is_commune) return p->decided_by != unit.code;
        if (!kind.empty()) return p->decided_by != kind && p->division != kind;
        return p->decided_by != "commune" && !directory.division_of(unit.code, p->decided_by);
    });
    return list;
}

bool has_full_content(const catalogue::Procedure& p)
{
    return !p.name.empty() && !p.workflow.empty() && !p.receiving.empty() && !p.documents.empty() && !p.limits.empty() && !p.applicants.empty() &&
           !p.deciding_agency_name.empty();
}

}  // namespace motcua::reports
