#include "features/reports/tallies.hpp"

#include <future>
#include <mutex>

#include "features/reports/conditions.hpp"
#include "features/reports/sums.hpp"
#include "platform/json/json.hpp"

namespace motcua::reports {

namespace {

bool is_online(catalogue::Channel channel) { return channel == catalogue::Channel::online || channel == catalogue::Channel::kiosk; }

bool has_result(dossiers::State state) { return state == dossiers::State::resolved || state == dossiers::State::returned; }

struct ReceivedRow {
    AgencyId unit_id;
    std::int64_t received = 0;
    std::int64_t late = 0;
    std::int64_t online = 0;
    std::int64_t online_done = 0;
    std::int64_t with_papers = 0;
    std::int64_t digitised = 0;
    std::int64_t reused = 0;
};
BOOST_DESCRIBE_STRUCT(ReceivedRow, (), (unit_id, received, late, online, online_done, with_papers, digitised, reused))

struct ResolvedRow {
    AgencyId unit_id;
    std::int64_t resolved = 0;
    std::int64_t electronic = 0;
};
BOOST_DESCRIBE_STRUCT(ResolvedRow, (), (unit_id, resolved, electronic))

struct UseRow {
    AgencyId unit_id;
    std::string procedure_id;
};
BOOST_DESCRIBE_STRUCT(UseRow, (), (unit_id, procedure_id))

std::string counted(const std::string& condition) { return "COUNT(CASE WHEN " + condition + " THEN 1 END) AS "; }

// One pass each over what was received and what was finished, in the order of an index that has everything they ask for.
class TallyReader {
public:
    TallyReader(db::Connection& connection, const IndexQuestion& question, Instant now) : m_db(connection), m_question(question), m_now(now) {}

    void counts()
    {
        received();
        resolved();
    }

    // Of units, never of one officer.
    void used_online()
    {
        if (!m_question.officer.empty()) return;
        Statement s;
        s.add("SELECT DISTINCT f.unit_id, f.procedure_id FROM counted_dossier f WHERE ");
        of(s, Figure::received);
        s.add(" AND ").add(condition::is_online);
        for (auto& row : s.query<UseRow>(m_db)) m_tallies.used_online.emplace(row.unit_id, std::move(row.procedure_id));
    }

    // Likewise. Stops at the first of each commune.
    void copying(const IndexRules& rules)
    {
        if (!m_question.officer.empty()) return;
        Statement s;
        s.add("SELECT c.id FROM agency c WHERE c.kind = 'commune' AND EXISTS (SELECT 1 FROM counted_dossier f WHERE f.unit_id = c.id AND ");
        of(s, Figure::resolved);
        s.add(" AND ").add(condition::has_mark(mark::electronic_result)).add(" AND f.procedure_id IN ").values(rules.certified_copy_procedures).add(")");
        for (auto unit : s.query<AgencyId>(m_db)) m_tallies.copying.insert(unit);
    }

    Tallies done() { return std::move(m_tallies); }

private:
    void of(Statement& s, Figure figure) const
    {
        condition::of_scope(s, m_question.scope);
        condition::of_figure(s, figure, m_question.scope, m_question.period, m_now);
        if (!m_question.officer.empty()) condition::of_officer(s, m_question.officer);
    }

    void received()
    {
        const auto papers = condition::has_mark(mark::papers);
        Statement s;
        s.add("SELECT f.unit_id, COUNT(*) AS received, COUNT(CASE WHEN ");
        condition::is_late_for_index(s, m_question.period, m_now);
        s.add(" THEN 1 END) AS late, ").add(counted(std::string(condition::is_online))).add("online, ");
        s.add(counted(std::string(condition::is_online) + " AND " + condition::has_mark(mark::electronic_result))).add("online_done, ");
        s.add(counted(papers)).add("with_papers, ").add(counted(papers + " AND " + condition::has_mark(mark::digitised))).add("digitised, ");
        s.add(counted(papers + " AND " + condition::has_mark(mark::reused))).add("reused FROM counted_dossier f WHERE ");
        of(s, Figure::received);
        s.add(" GROUP BY f.unit_id");
        for (const auto& row : s.query<ReceivedRow>(m_db)) {
            auto& tally = m_tallies.units[row.unit_id];
            tally = {row.received, row.late, row.online, row.online_done, row.with_papers, row.digitised, row.reused, 0, 0};
        }
    }

    void resolved()
    {
        Statement s;
        s.add("SELECT f.unit_id, COUNT(*) AS resolved, ").add(counted(condition::has_mark(mark::electronic_result))).add("electronic FROM counted_dossier f WHERE ");
        of(s, Figure::resolved);
        s.add(" GROUP BY f.unit_id");
        for (const auto& row : s.query<ResolvedRow>(m_db)) {
            auto& tally = m_tallies.units[row.unit_id];
            tally.resolved = row.resolved;
            tally.electronic = row.electronic;
        }
    }

    db::Connection& m_db;
    const IndexQuestion& m_question;
    Instant m_now;
    Tallies m_tallies;
};

// The same, dossier by dossier.
class Gathering {
public:
    Gathering(const IndexQuestion& question, const IndexRules& rules, const staff::Directory& directory, Instant now)
        : m_question(question), m_rules(rules), m_directory(directory), m_now(now)
    {
    }

    void add(const Ledger& ledger)
    {
        const auto& row = ledger.row;
        auto one = tally_of(ledger, m_question.period, m_now);
        if (one.received + one.resolved == 0) return;
        add_each(m_tallies.units[row.unit_id], one);
        if (!m_question.officer.empty()) return;
        if (one.online) m_tallies.used_online.emplace(row.unit_id, row.procedure_id);
        if (one.electronic && is_certified_copy(row)) m_tallies.copying.insert(row.unit_id);
    }

    const Tallies& tallies() const { return m_tallies; }

private:
    bool is_certified_copy(const Counted& row) const
    {
        const auto& copies = m_rules.certified_copy_procedures;
        return std::find(copies.begin(), copies.end(), row.procedure_id) != copies.end() && m_directory.at(row.unit_id).kind == staff::AgencyKind::commune;
    }

    const IndexQuestion& m_question;
    const IndexRules& m_rules;
    const staff::Directory& m_directory;
    Instant m_now;
    Tallies m_tallies;
};

// As condition::is_late_for_index says it of rows.
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

void add(IndexInputs& inputs, Measure measure, bool counts)
{
    ++inputs[measure].denominator;
    if (counts) ++inputs[measure].numerator;
}

void add_procedures(IndexInputs& inputs, const Tallies& tallies, const std::vector<const catalogue::Procedure*>& procedures)
{
    auto used = tallies.procedures_used();
    inputs[Measure::services_used];
    for (const auto* p : procedures) {
        bool online = p->online != catalogue::OnlineLevel::none;
        add(inputs, Measure::content_full, has_full_content(*p));
        add(inputs, Measure::offered_online, online);
        if (online) add(inputs, Measure::services_used, used.contains(p->id));
    }
}

void add_certified_copies(IndexInputs& inputs, const Tallies& tallies, const IndexQuestion& q, const staff::Directory& directory)
{
    inputs[Measure::certified_copies];
    for (const auto* unit : units_to_copy(q.scope, directory)) add(inputs, Measure::certified_copies, tallies.copying.contains(unit->id));
}

constexpr std::int64_t dossiers_at_once = 2000;

// The dossiers of the journal in parts, for two that replay side by side.
class Ranges {
public:
    explicit Ranges(db::Database& database) : m_database(database) {}

    std::optional<Range> next()
    {
        std::lock_guard lock(m_mutex);
        auto range = m_database.read([&](db::Connection& c) { return next_range(c, m_after, dossiers_at_once); });
        if (range) m_after = range->last;
        return range;
    }

private:
    db::Database& m_database;
    std::mutex m_mutex;
    DossierId m_after;
};

}  // namespace

std::vector<const staff::Agency*> units_to_copy(const Scope& scope, const staff::Directory& directory)
{
    std::vector<const staff::Agency*> units;
    for (const auto& agency : directory.all())
        if ((scope.kind == Scope::Kind::city || agency.id == scope.unit) && agency.kind == staff::AgencyKind::commune && agency.active) units.push_back(&agency);
    return units;
}

Tally tally_of(const Ledger& ledger, const Period& period, Instant now)
{
    const auto& row = ledger.row;
    auto is_within = [from = number_of(period.from), to = std::min(number_of(period.to), day_number(now))](std::optional<DayNumber> day) {
        return day && *day >= from && *day <= to;
    };
    Tally one;
    if (is_within(row.received_day)) {
        one.received = 1;
        one.late = is_late_for_index(ledger, period, now);
        one.online = is_online(row.channel);
        one.online_done = one.online && row.has(mark::electronic_result);
        one.with_papers = row.has(mark::papers);
        one.digitised = one.with_papers && row.has(mark::digitised);
        one.reused = one.with_papers && row.has(mark::reused);
    }
    if (is_within(row.finished_day) && row.ending && has_result(row.state)) {
        one.resolved = 1;
        one.electronic = row.has(mark::electronic_result);
    }
    return one;
}

Fraction fraction_of(Measure measure, const Tally& counts)
{
    switch (measure) {
    case Measure::on_time: return {counts.received - counts.late, counts.received};
    case Measure::online_dossiers: return {counts.online_done, counts.received};
    case Measure::digitised: return {counts.digitised, counts.with_papers};
    case Measure::reused: return {counts.reused, counts.with_papers};
    case Measure::electronic_results: return {counts.electronic, counts.resolved};
    default: throw std::logic_error("the measure does not count dossiers: " + std::string(json::name_of(measure)));
    }
}

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

std::optional<OfficerId> officer_named(db::Connection& c, const std::string& username)
{
    if (username.empty()) return std::nullopt;
    return db::first<OfficerId>(c, "SELECT id FROM officer WHERE username = $1", username).value_or(OfficerId{});
}

Tallies& Tallies::operator+=(const Tallies& other)
{
    for (const auto& [unit, tally] : other.units) add_each(units[unit], tally);
    used_online.insert(other.used_online.begin(), other.used_online.end());
    copying.insert(other.copying.begin(), other.copying.end());
    return *this;
}

Tally Tallies::sum() const
{
    Tally sum;
    for (const auto& [unit, tally] : units) add_each(sum, tally);
    return sum;
}

std::set<std::string> Tallies::procedures_used() const
{
    std::set<std::string> used;
    for (const auto& [unit, procedure] : used_online) used.insert(procedure);
    return used;
}

Tallies Tallies::of(AgencyId unit) const
{
    Tallies own;
    if (auto found = units.find(unit); found != units.end()) own.units.insert(*found);
    for (auto it = used_online.lower_bound({unit, ""}); it != used_online.end() && it->first == unit; ++it) own.used_online.insert(*it);
    if (copying.contains(unit)) own.copying.insert(unit);
    return own;
}

Tallies tallies_of(db::Connection& c, const IndexQuestion& q, const IndexRules& rules, Instant now)
{
    TallyReader reader(c, q, now);
    reader.used_online();
    reader.copying(rules);
    reader.counts();
    return reader.done();
}

Tally tally_of(db::Connection& c, const IndexQuestion& q, Instant now)
{
    TallyReader reader(c, q, now);
    reader.counts();
    return reader.done().sum();
}

std::set<std::string> procedures_used_online(db::Connection& c, const IndexQuestion& q, Instant now)
{
    TallyReader reader(c, q, now);
    reader.used_online();
    return reader.done().procedures_used();
}

std::set<AgencyId> copying_units(db::Connection& c, const IndexQuestion& q, const IndexRules& rules, Instant now)
{
    TallyReader reader(c, q, now);
    reader.copying(rules);
    return reader.done().copying;
}

Tallies replay_tallies(db::Database& database, const staff::Directory& directory, const IndexQuestion& q, const IndexRules& rules, DayNumber day)
{
    auto until = end_of(day);
    auto officer = database.read([&](db::Connection& c) { return officer_named(c, q.officer); });
    Ranges ranges(database);
    auto replay_some = [&] {
        Gathering gathering(q, rules, directory, last_moment_of(day));
        while (auto range = ranges.next())
            database.read_consistent([&](db::Connection& c) {
                replay_range(c, range->after, range->last, directory, until, [&](Ledger&& ledger) {
                    if (is_of(ledger.row, q.scope, officer)) gathering.add(ledger);
                });
            });
        return gathering.tallies();
    };
    auto others = std::async(std::launch::async, replay_some);
    auto tallies = replay_some();
    tallies += others.get();
    return tallies;
}

IndexInputs inputs_of(const Tallies& tallies, const IndexQuestion& q, const catalogue::Snapshot& catalogue, const staff::Directory& directory)
{
    auto all = tallies.sum();
    IndexInputs inputs;
    for (auto measure : {Measure::on_time, Measure::online_dossiers, Measure::digitised, Measure::reused, Measure::electronic_results})
        inputs[measure] = fraction_of(measure, all);
    if (!q.officer.empty()) return inputs;
    add_procedures(inputs, tallies, procedures_of(catalogue, directory, q.scope, q.period.to));
    add_certified_copies(inputs, tallies, q, directory);
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
