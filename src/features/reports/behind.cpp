#include "features/reports/behind.hpp"

#include <charconv>
#include <map>

#include "features/reports/conditions.hpp"
#include "features/reports/labels.hpp"
#include "features/reports/lateness.hpp"
#include "features/reports/tallies.hpp"

namespace motcua::reports {

namespace {

struct Found : Counted {
    bool overdue = false;
    std::int64_t sort_at = 0;
    std::string officer;
};
BOOST_DESCRIBE_STRUCT(Found, (Counted), (overdue, sort_at, officer))

struct Cursor {
    std::int64_t sort_at = INT64_MIN;            // Of a past day: the unit
    std::int64_t id = 0;
};

std::string to_text(const Cursor& c) { return std::to_string(c.sort_at) + "." + std::to_string(c.id); }

Cursor parse_cursor(std::string_view text)
{
    Cursor c;
    if (text.empty()) return c;
    auto dot = text.find('.');
    auto* end = text.data() + text.size();
    bool good = dot != text.npos && std::from_chars(text.data(), text.data() + dot, c.sort_at).ptr == text.data() + dot &&
                std::from_chars(text.data() + dot + 1, end, c.id).ptr == end;
    if (!good) throw bad_field("after", "bad_cursor");
    return c;
}

constexpr std::int64_t without_due = 253402300799000;    // Sorts after every due date

constexpr std::string_view columns = R"(f.dossier_id, f.version, f.code, f.unit_id, f.division_id, f.intake_unit_id, f.procedure_id, f.channel, f.state,
    f.submitted_day, f.received_day, f.due_at, f.late_day, f.late_before_pause, f.finished_day, f.ending, f.supplements, f.marks, f.received_by,
    f.handled_by, f.holder_id, f.held_by, f.leg, f.late_agency_id, f.fee_vnd, f.paid_vnd, COALESCE(o.full_name, '') AS officer)";

// The part of the index that loses points by the dossiers of a figure.
std::optional<Measure> measure_of(Figure figure)
{
    switch (figure) {
    case Figure::index_late: return Measure::on_time;
    case Figure::index_offline: return Measure::online_dossiers;
    case Figure::index_paper_result: return Measure::electronic_results;
    case Figure::index_undigitised: return Measure::digitised;
    case Figure::index_unreused: return Measure::reused;
    default: return std::nullopt;
    }
}

constexpr std::size_t replayed_at_once = 200;

class Reader {
public:
    Reader(const Services& services, const Actor& actor, const BehindQuestion& question, db::Connection& connection)
        : m_services(services), m_actor(actor), m_question(question), m_db(connection),
          m_now(question.known_on ? last_moment_of(number_of(*question.known_on)) : services.clock.now()), m_catalogue(services.catalogue.now()),
          m_directory(services.staff.directory()), m_settings(services.settings.now()), m_at(parse_cursor(question.after)),
          m_limit(static_cast<std::size_t>(std::clamp(question.limit, 1, 200)))
    {
    }

    BehindPage page() { return m_question.known_on ? page_known_then() : page_now(); }

private:
    BehindPage page_now()
    {
        BehindPage page;
        for (;;) {
            auto rows = fetch();
            for (const auto& row : rows) {
                if (!has_cause(row)) continue;
                if (page.items.size() == m_limit) {
                    page.next = to_text(m_at);
                    return page;
                }
                m_at = {row.sort_at, row.dossier_id.number};
                page.items.push_back(to_row(row));
            }
            if (rows.size() <= m_limit) return page;
            m_at = {rows.back().sort_at, rows.back().dossier_id.number};
        }
    }

    // Which dossiers it may be the rows tell, since who decides, what is asked for and when it was received or finished never changes;
    // everything else the journal says. Unit after unit, so that a page of the city's asks no more of the index than it shows.
    BehindPage page_known_then()
    {
        BehindPage page;
        page.known_on = m_question.known_on;
        m_officer = officer_named(m_db, m_question.officer);
        auto left = m_question.replayed_at_most;
        for (auto unit : units()) {
            if (unit.number < m_at.sort_at) continue;
            if (unit.number > m_at.sort_at) m_at = {unit.number, 0};
            auto start = m_at;
            auto ids = candidates(unit, left + 1);
            bool is_cut = ids.size() > left;
            if (is_cut) ids.resize(left);
            if (!take(page, ids)) return page;
            if (is_cut) {
                page.next = to_text({unit.number, ids.empty() ? start.id : ids.back().number});
                return page;
            }
            left -= ids.size();
        }
        return page;
    }

    // Says whether there was room for all that is on the list.
    bool take(BehindPage& page, const std::vector<DossierId>& ids)
    {
        for (std::size_t from = 0; from < ids.size(); from += replayed_at_once)
            for (const auto& row : known_then(ids, from)) {
                if (!has_cause(row)) continue;
                if (page.items.size() == m_limit) {
                    page.next = to_text(m_at);
                    return false;
                }
                m_at.id = row.dossier_id.number;
                page.items.push_back(to_row(row));
            }
        return true;
    }

    std::vector<AgencyId> units() const
    {
        if (m_question.scope.kind != Scope::Kind::city) return {m_question.scope.unit};
        std::vector<AgencyId> units;
        for (const auto& agency : m_directory->all())
            if (agency.unit_id == agency.id) units.push_back(agency.id);
        std::sort(units.begin(), units.end());
        return units;
    }

    std::vector<DossierId> candidates(AgencyId unit, std::size_t limit)
    {
        auto scope = m_question.scope;
        if (scope.kind == Scope::Kind::city) scope = {Scope::Kind::unit, unit, unit, "", ""};
        auto basis = m_question.figure == Figure::index_paper_result ? Figure::resolved : Figure::received;
        Statement s;
        s.add("SELECT f.dossier_id FROM counted_dossier f WHERE ");
        condition::of_scope(s, scope);
        condition::of_figure(s, basis, scope, m_question.period, m_now);
        of_kind(s);
        condition::is_visible(s, m_actor, city(), m_services.clock.now());
        // By the index of the unit's dossiers, not by the one of all there are: hence the sums.
        s.add(" AND f.dossier_id + 0 > ").value(m_at.id).add(" ORDER BY f.dossier_id + 0 LIMIT ").value(static_cast<std::int64_t>(limit));
        return s.query<DossierId>(m_db);
    }

    std::vector<Found> known_then(const std::vector<DossierId>& ids, std::size_t from)
    {
        auto count = std::min(replayed_at_once, ids.size() - from);
        std::vector<DossierId> some(ids.begin() + static_cast<std::ptrdiff_t>(from), ids.begin() + static_cast<std::ptrdiff_t>(from + count));
        some.resize(replayed_at_once, some.back());    // One text for every question
        auto measure = *measure_of(m_question.figure);
        std::vector<Found> found;
        replay_these(m_db, some, *m_directory, end_of(number_of(*m_question.known_on)), [&](Ledger&& ledger) {
            auto counts = fraction_of(measure, tally_of(ledger, m_question.period, m_now));
            if (counts.numerator == counts.denominator || !is_of(ledger.row, m_question.scope, m_officer)) return;
            Found one;
            static_cast<Counted&>(one) = ledger.row;
            one.overdue = one.received_day && reports::is_late(ledger, condition::last_day(m_question.period, m_now));
            found.push_back(std::move(one));
        });
        for (auto& one : found)
            if (one.handled_by) one.officer = name_of(*one.handled_by);
        return found;
    }

    const std::string& name_of(OfficerId officer)
    {
        auto [at, is_new] = m_names.try_emplace(officer);
        if (is_new) at->second = db::first<std::string>(m_db, "SELECT full_name FROM officer WHERE id = $1", officer).value_or("");
        return at->second;
    }

    std::vector<Found> fetch()
    {
        Statement s;
        auto last = condition::last_day(m_question.period, m_now);
        s.add("SELECT ").add(columns).add(", COALESCE(f.due_at, ").value(without_due).add(") AS sort_at, f.received_day IS NOT NULL AND ");
        condition::is_overdue(s, last, m_now);
        s.add(" AS overdue FROM counted_dossier f LEFT JOIN officer o ON o.id = f.handled_by WHERE ");
        condition::of_scope(s, m_question.scope);
        condition::of_figure(s, m_question.figure, m_question.scope, m_question.period, m_now);
        of_kind(s);
        if (!m_question.officer.empty()) condition::of_officer(s, m_question.officer);
        condition::is_visible(s, m_actor, city(), m_now);
        s.add(" AND (COALESCE(f.due_at, ").value(without_due).add("), f.dossier_id) > (").value(m_at.sort_at).add(", ").value(m_at.id);
        s.add(") ORDER BY COALESCE(f.due_at, ").value(without_due).add("), f.dossier_id LIMIT ").value(static_cast<std::int64_t>(m_limit) + 1);
        return s.query<Found>(m_db);
    }

    AgencyId city() const { return m_directory->with_ancestors(m_question.scope.agency).back(); }

    void of_kind(Statement& s) const
    {
        if (!m_question.procedure.empty()) s.add(" AND f.procedure_id = ").value(m_question.procedure);
        if (!m_question.subject.empty()) s.add(" AND f.procedure_id IN ").values(procedures_of_subject());
        if (m_question.channel) s.add(" AND f.channel = ").value(*m_question.channel);
    }

    // Of the procedures that occur, so that one which the catalogue has lost is found under its rest.
    std::vector<std::string> procedures_of_subject() const
    {
        auto ids = db::query<std::string>(m_db, "SELECT DISTINCT procedure_id FROM running_total WHERE unit_id = 0");
        for (const auto* procedure : m_catalogue->procedures(m_question.period.to)) ids.push_back(procedure->id);
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        std::erase_if(ids, [&](const std::string& id) { return subject_of(*m_catalogue, id, m_question.period.to) != m_question.subject; });
        return ids;
    }

    bool is_late(const Found& row) const { return row.overdue || row.ending == Timeliness::late; }

    bool has_cause(const Found& row) const
    {
        return m_question.cause.empty() || (is_late(row) && cause_of(row, *m_settings, m_question.period.to).code == m_question.cause);
    }

    BehindRow to_row(const Found& f) const
    {
        BehindRow row;
        row.code = f.code;
        row.procedure_id = f.procedure_id;
        row.procedure_name = name_of_procedure(*m_catalogue, f.procedure_id, m_question.period.to);
        row.unit = m_directory->at(f.unit_id).name;
        row.division = m_directory->at(f.division_id).name;
        row.channel = f.channel;
        row.state = f.state;
        row.state_name = dossiers::vietnamese_name(f.state);
        if (f.received_day) row.received_on = day_of(*f.received_day);
        row.due_at = f.due_at;
        if (f.finished_day) row.finished_on = day_of(*f.finished_day);
        row.timeliness = f.ending;
        row.overdue = f.overdue;
        row.supplements = f.supplements;
        if (f.holder_id && !f.finished_day) row.holder = m_directory->at(*f.holder_id).name;
        if (!f.officer.empty()) row.officer = f.officer;
        if (!is_late(f)) return row;
        auto until = f.overdue ? condition::last_day(m_question.period, m_now) : f.finished_day.value_or(0);
        if (f.due_at) row.days_late = std::max(0, until - day_number(*f.due_at));
        const auto& cause = cause_of(f, *m_settings, m_question.period.to);
        row.cause = cause.code;
        row.cause_name = cause.name;
        return row;
    }

    const Services& m_services;
    const Actor& m_actor;
    const BehindQuestion& m_question;
    db::Connection& m_db;
    Instant m_now;                               // Of a past day: its last moment
    std::shared_ptr<const catalogue::Snapshot> m_catalogue;
    std::shared_ptr<const staff::Directory> m_directory;
    std::shared_ptr<const Settings> m_settings;
    Cursor m_at;
    std::size_t m_limit;
    std::optional<OfficerId> m_officer;
    std::map<OfficerId, std::string> m_names;
};

}  // namespace

BehindPage behind(const Services& services, const Actor& actor, const BehindQuestion& asked)
{
    auto question = asked;
    if (question.known_on) {
        auto today = day_in_vietnam(services.clock.now());
        if (!measure_of(question.figure)) throw bad_field("known_on", "not_for_figure");
        if (*question.known_on > today) throw bad_field("known_on", "too_late");
        if (*question.known_on == today) question.known_on.reset();
        else question.period.to = std::min(question.period.to, *question.known_on);
    }
    if (question.period.to < question.period.from) throw bad_field("to", "too_early");
    require_may_open(actor, *services.staff.directory(), question.scope);
    return services.db.read_consistent([&](db::Connection& c) { return Reader(services, actor, question, c).page(); });
}

}  // namespace motcua::reports
