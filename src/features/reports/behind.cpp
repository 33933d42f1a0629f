#include "features/reports/behind.hpp"

#include <charconv>

#include "features/reports/conditions.hpp"
#include "features/reports/labels.hpp"
#include "features/reports/lateness.hpp"

namespace motcua::reports {

namespace {

struct Found : Counted {
    bool overdue = false;
    std::int64_t sort_at = 0;
    std::string officer;
};
BOOST_DESCRIBE_STRUCT(Found, (Counted), (overdue, sort_at, officer))

struct Cursor {
    std::int64_t sort_at = INT64_MIN;
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

// Every list of dossiers of this feature goes through here: only agencies at or below which the officer may read dossiers.
void is_visible(Statement& s, const Actor& actor, AgencyId city, Instant now)
{
    if (actor.kind != ActorKind::officer) return;
    s.add(" AND EXISTS (SELECT 1 FROM officer_grant g WHERE g.officer_id = ").value(actor.officer);
    s.add(" AND g.permission = 'read_dossiers' AND g.valid_from <= ").value(now).add(" AND g.valid_until > ").value(now);
    s.add(" AND g.agency_id IN (f.unit_id, f.division_id, ").value(city).add("))");
}

class Reader {
public:
    Reader(const Services& services, const Actor& actor, const BehindQuestion& question, db::Connection& connection)
        : m_services(services), m_actor(actor), m_question(question), m_db(connection), m_now(services.clock.now()),
          m_catalogue(services.catalogue.now()), m_directory(services.staff.directory()), m_settings(services.settings.now()),
          m_at(parse_cursor(question.after)), m_limit(static_cast<std::size_t>(std::clamp(question.limit, 1, 200)))
    {
    }

    BehindPage page()
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

private:
    std::vector<Found> fetch()
    {
        Statement s;
        auto last = condition::last_day(m_question.period, m_now);
        s.add("SELECT ").add(columns).add(", COALESCE(f.due_at, ").value(without_due).add(") AS sort_at, f.received_day IS NOT NULL AND ");
        condition::is_overdue(s, last, m_now);
        s.add(" AS overdue FROM counted_dossier f LEFT JOIN officer o ON o.id = f.handled_by WHERE ");
        condition::of_scope(s, m_question.scope);
        condition::of_figure(s, m_question.figure, m_question.scope, m_question.period, m_now);
        filters(s);
        is_visible(s, m_actor, m_directory->with_ancestors(m_question.scope.agency).back(), m_now);
        s.add(" AND (COALESCE(f.due_at, ").value(without_due).add("), f.dossier_id) > (").value(m_at.sort_at).add(", ").value(m_at.id);
        s.add(") ORDER BY COALESCE(f.due_at, ").value(without_due).add("), f.dossier_id LIMIT ").value(static_cast<std::int64_t>(m_limit) + 1);
        return s.query<Found>(m_db);
    }

    void filters(Statement& s) const
    {
        if (!m_question.procedure.empty()) s.add(" AND f.procedure_id = ").value(m_question.procedure);
        if (!m_question.subject.empty()) s.add(" AND f.procedure_id IN ").values(procedures_of_subject());
        if (m_question.channel) s.add(" AND f.channel = ").value(*m_question.channel);
        if (!m_question.officer.empty()) condition::of_officer(s, m_question.officer);
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
    Instant m_now;
    std::shared_ptr<const catalogue::Snapshot> m_catalogue;
    std::shared_ptr<const staff::Directory> m_directory;
    std::shared_ptr<const Settings> m_settings;
    Cursor m_at;
    std::size_t m_limit;
};

}  // namespace

BehindPage behind(const Services& services, const Actor& actor, const BehindQuestion& question)
{
    if (question.period.to < question.period.from) throw bad_field("to", "too_early");
    require_may_open(actor, *services.staff.directory(), question.scope);
    return services.db.read_consistent([&](db::Connection& c) { return Reader(services, actor, question, c).page(); });
}

}  // namespace motcua::reports
