#include "features/dossiers/listing.hpp"

#include <charconv>
#include <set>

#include "features/dossiers/detail.hpp"
#include "features/dossiers/store.hpp"
#include "platform/db/statement.hpp"
#include "platform/text/text.hpp"

namespace motcua::dossiers {

namespace {

// Where a page ends: the sort key of its last row.
struct Cursor {
    std::int64_t sort_at = 0;
    std::int64_t id = 0;
    std::int64_t number = 0;
};

std::string to_text(const Cursor& c)
{
    return std::to_string(c.sort_at) + "." + std::to_string(c.id) + "." + std::to_string(c.number);
}

Cursor parse_cursor(const std::string& text, Cursor first)
{
    if (text.empty()) return first;
    Cursor c;
    auto* at = text.data();
    auto* end = at + text.size();
    for (auto* part : {&c.sort_at, &c.id, &c.number}) {
        auto [next, error] = std::from_chars(at, end, *part);
        bool last = part == &c.number;
        if (error != std::errc() || (last ? next != end : next == end || *next != '.')) throw bad_field("after", "bad_cursor");
        at = next + 1;
    }
    return c;
}

constexpr std::string_view dossier_columns = R"(
    d.id, d.code, d.version, d.procedure_id, d.procedure_version, d.workflow, d.workflow_version, d.applicant_name, d.state, d.submitted_at,
    d.received_at, d.due_at, d.extended_from, d.provisional, d.finished_at, d.timeliness, d.deciding_agency_id)";
constexpr std::string_view task_columns = R"(,
    t.number AS task_number, t.kind AS task_kind, t.position AS task_position, t.agency_id AS task_agency_id,
    t.officer_id AS task_officer_id, t.due_at AS task_due_at)";
using db::Statement;
using Condition = std::function<void(Statement&)>;
// Rows of every grant, asked one after the other and then taken.
using Lists = std::vector<db::Asked<ListRow>>;

void all_dossiers(Statement& s)
{
    s.add("dossier d");
}

class Listing {
public:
    Listing(const Services& services, const Actor& actor, const ListQuestion& question, db::Connection& connection)
        : m_services(services), m_actor(actor), m_question(question), m_db(connection), m_now(services.clock.now()),
          m_limit(std::clamp(question.limit, 1, 200))
    {
    }

    ListPage tasks()
    {
        auto after = parse_cursor(m_question.after, {});
        Lists lists;
        if (m_question.box == Box::mine) {
            lists.push_back(by_due([&](Statement& s) { s.add("t.officer_id = ").value(m_actor.officer); }, after));
        } else {
            for (const auto& grant : m_actor.grants) {
                if (!is_work(grant.permission) || (m_question.work && *m_question.work != name_of(grant.permission))) continue;
                lists.push_back(by_due([&](Statement& s) {
                    s.add("t.agency_id = ").value(grant.agency).add(" AND t.permission = ").value(name_of(grant.permission));
                    s.add(" AND (t.officer_id IS NULL OR t.officer_id = ").value(m_actor.officer).add(")");
                }, after));
            }
        }
        return page_by_due(all_of(lists));
    }

    ListPage coordination()
    {
        auto after = parse_cursor(m_question.after, {});
        Lists lists;
        for (const auto& grant : m_actor.grants)
            if (grant.permission == Permission::coordinate_dossiers)
                lists.push_back(by_due([&](Statement& s) { s.add("t.agency_id = ").value(grant.agency); }, after));
        return page_by_due(all_of(lists));
    }

    ListPage dossiers()
    {
        auto after = parse_cursor(m_question.after, {0, INT64_MAX, 0});
        auto directory = m_services.staff.directory();
        Lists lists;
        std::set<std::int64_t> agencies;
        for (const auto& grant : m_actor.grants)
            if (grant.permission == Permission::read_dossiers) agencies.insert(grant.agency.number);
        for (auto agency : agencies) {
            auto with = [&](std::string_view column) {
                lists.push_back(by_id(all_dossiers, [&](Statement& s) { s.add(" AND d.").add(column).add(" = ").value(agency); }, after));
            };
            switch (directory->at({agency}).kind) {
            case staff::AgencyKind::city: lists.push_back(by_id(all_dossiers, [](Statement&) {}, after)); break;
            case staff::AgencyKind::commune:
            case staff::AgencyKind::department:
                with("deciding_unit_id");
                with("intake_unit_id");
                break;
            case staff::AgencyKind::centre: with("intake_agency_id"); [[fallthrough]];
            case staff::AgencyKind::division:
            case staff::AgencyKind::intake_point:
            case staff::AgencyKind::counter: with("division_agency_id"); break;
            }
        }
        return page_by_id(all_of(lists));
    }

    ListPage search()
    {
        auto after = parse_cursor(m_question.after, {0, INT64_MAX, 0});
        auto q = text::trimmed(text::nfc(m_question.q));
        std::vector<ListRow> rows;
        auto code = text::upper(q);
        if (is_dossier_code(code)) {
            rows = matching("code", after, code).all();
        } else if (is_personal_id(q)) {
            found_person = m_services.people.find(m_db, q);
            if (found_person) rows = matching("applicant_id", after, *found_person).all();
        } else if (auto phone = normalised_phone(q)) {
            rows = matching("applicant_phone", after, *phone).all();
        } else {
            rows = by_name(q, after);
        }
        return page_by_id(std::move(rows));
    }

    std::optional<PersonId> found_person;   // Who was looked for by number: that is a reading of a person's data.

private:
    // Open tasks that meet the condition, with their dossiers, the first due first.
    db::Asked<ListRow> by_due(const Condition& where, const Cursor& after)
    {
        Statement s;
        s.add("SELECT ").add(dossier_columns).add(task_columns).add(", t.sort_at FROM task t JOIN dossier d ON d.id = t.dossier_id WHERE t.closed_at IS NULL AND ");
        where(s);
        s.add(" AND (t.sort_at, t.dossier_id, t.number) > (").value(after.sort_at).add(", ").value(after.id).add(", ").value(after.number).add(")");
        add_filters(s);
        s.add(" ORDER BY t.sort_at, t.dossier_id, t.number LIMIT " + std::to_string(m_limit + 1));
        return s.ask<ListRow>(m_db);
    }

    // Dossiers from the newest, with their own open task beside them; `from` is dossier d, alone or joined to fewer.
    db::Asked<ListRow> by_id(const Condition& from, const Condition& where, const Cursor& after)
    {
        Statement s;
        s.add("SELECT ").add(dossier_columns).add(task_columns).add(", CAST(0 AS BIGINT) AS sort_at FROM ");
        from(s);
        s.add(" LEFT JOIN task t ON t.dossier_id = d.id AND t.closed_at IS NULL AND t.kind <> 'consultation' WHERE d.id < ").value(after.id);
        where(s);
        add_filters(s);
        s.add(" ORDER BY d.id DESC LIMIT " + std::to_string(m_limit + 1));
        return s.ask<ListRow>(m_db);
    }

    // Those that are asked for and no others: PostgreSQL plans for what it sees. "||" keeps it from the index of the whole city's procedures.
    void add_filters(Statement& s) const
    {
        if (m_question.state) s.add(" AND d.state = ").value(*m_question.state);
        if (m_question.procedure) s.add(" AND d.procedure_id || '' = ").value(*m_question.procedure);
        if (m_question.late) s.add(" AND d.finished_at IS NULL AND COALESCE(d.extended_from, d.due_at) < ").value(m_now);
    }

    // What matches and may be seen.
    template <class Value>
    db::Asked<ListRow> matching(std::string_view column, const Cursor& after, const Value& value)
    {
        return by_id(all_dossiers, [&](Statement& s) {
            s.add(" AND d.").add(column).add(" = ").value(value);
            add_visible(s);
        }, after);
    }

    // By a grant at an agency that has to do with the dossier, or above one; as Work::may_see() asks it.
    void add_visible(Statement& s) const
    {
        auto granted = [&] {
            s.add("g.officer_id = ").value(m_actor.officer).add(" AND g.permission = 'read_dossiers' AND g.valid_from <= ").value(m_now);
            s.add(" AND g.valid_until > ").value(m_now);
        };
        s.add(" AND (EXISTS (SELECT 1 FROM officer_grant g WHERE ");
        granted();
        s.add(R"( AND (+g.agency_id = d.intake_agency_id OR +g.agency_id = d.intake_unit_id OR +g.agency_id = d.deciding_agency_id OR
            +g.agency_id = d.deciding_unit_id OR +g.agency_id = d.division_agency_id OR +g.agency_id = d.return_agency_id OR +g.agency_id = )").value(city());
        s.add(")) OR EXISTS (SELECT 1 FROM task v JOIN agency a ON a.id = v.agency_id JOIN officer_grant g ON ");
        granted();
        s.add(" AND (+g.agency_id = v.agency_id OR +g.agency_id = a.unit_id) WHERE v.dossier_id = d.id))");
    }

    // A name as it is found: in the column of its words forward or backward, by their beginning.
    struct Name {
        std::string_view column;
        std::string beginning;
    };

    static void add_named(Statement& s, std::string_view dossier, const Name& name)
    {
        s.add(" AND ").add(dossier).add(name.column).add(" >= ").value(name.beginning);
        s.add(" AND ").add(dossier).add(name.column).add(" < ").value(name.beginning + "\x7f");
    }

    // Ids of the dossiers of a name: a range in the index of each unit.
    static void add_named_in_city(Statement& s, const Name& name)
    {
        s.add("SELECT n.id FROM agency u JOIN dossier n ON n.deciding_unit_id = u.id");
        add_named(s, "n.", name);
        s.add(" WHERE u.unit_id = u.id");
    }

    // Of those with which a unit has to do, the newest `looked_at`: as who decides, as who took it, or as a guest.
    static constexpr int looked_at = 500;
    static void add_named_in_unit(Statement& s, const Name& name, std::int64_t unit, const Cursor& after)
    {
        s.add("SELECT x.id FROM (SELECT n.id FROM dossier n WHERE n.deciding_unit_id = ").value(unit);
        add_named(s, "n.", name);
        s.add(" UNION ALL SELECT n.id FROM dossier n WHERE n.intake_unit_id <> n.deciding_unit_id AND n.intake_unit_id = ").value(unit);
        add_named(s, "n.", name);
        s.add(" UNION ALL SELECT n.id FROM dossier_guest g JOIN dossier n ON n.id = g.dossier_id WHERE g.unit_id = ").value(unit);
        add_named(s, "n.", name);
        // "+ 0" keeps SQLite to the names' indexes: those in the order of ids would have it read every dossier of the unit.
        s.add(") x WHERE x.id + 0 < ").value(after.id).add(" ORDER BY x.id + 0 DESC LIMIT ");
    }

    // Dossiers of a name, and the last id that was looked at when there may be further ones.
    struct Found {
        db::Asked<ListRow> rows;
        std::optional<db::Asked<std::int64_t>> seen_down_to;
    };

    // Few have this name: they are found by it. What many are called is met soon on the way from the newest down.
    Found found_in_city(const Name& name, const Cursor& after)
    {
        constexpr int few = 2000;
        Statement count;
        count.add("SELECT COUNT(*) FROM (");
        add_named_in_city(count, name);
        count.add(" LIMIT " + std::to_string(few) + ") x");
        bool is_rare = count.first<std::int64_t>(m_db) < few;
        auto from = [&](Statement& s) {
            if (!is_rare) return all_dossiers(s);
            s.add("(");
            add_named_in_city(s, name);
            s.add(") x JOIN dossier d ON d.id = x.id");
        };
        auto where = [&](Statement& s) {
            if (!is_rare) add_named(s, "d.", name);
            add_visible(s);
        };
        return {by_id(from, where, after), std::nullopt};
    }

    // Their ids come from indexes alone, however many they are; rows are read of the newest.
    Found found_in_unit(const Name& name, std::int64_t unit, const Cursor& after)
    {
        Statement last;
        add_named_in_unit(last, name, unit, after);
        last.add("1 OFFSET " + std::to_string(looked_at - 1));
        auto seen_down_to = last.ask<std::int64_t>(m_db);
        auto from = [&](Statement& s) {
            s.add("(");
            add_named_in_unit(s, name, unit, after);
            s.add(std::to_string(looked_at) + ") y JOIN dossier d ON d.id = y.id");
        };
        return {by_id(from, [&](Statement& s) { add_visible(s); }, after), seen_down_to};
    }

    // The units of the agencies whose dossiers the officer may read; none when that is the whole city.
    std::set<std::int64_t> units() const
    {
        auto directory = m_services.staff.directory();
        std::set<std::int64_t> units;
        for (const auto& grant : m_actor.grants) {
            if (grant.permission != Permission::read_dossiers) continue;
            if (directory->at(grant.agency).kind == staff::AgencyKind::city) return {};
            units.insert(directory->unit_of(grant.agency).id.number);
        }
        return units;
    }

    // A name from its first words on, or to its last: "nguyen thi", "mau", "thi mau".
    std::vector<ListRow> by_name(const std::string& q, const Cursor& after)
    {
        auto words = text::folded_words(q);
        if (words.empty()) return {};
        std::string forward, backward;
        for (const auto& word : words) forward += (forward.empty() ? "" : " ") + word;
        for (auto word = words.rbegin(); word != words.rend(); ++word) backward += (backward.empty() ? "" : " ") + *word;
        std::vector<Found> found;
        auto own_units = units();
        for (const auto& name : {Name{"applicant_folded", forward}, Name{"applicant_reversed", backward}}) {
            if (own_units.empty()) found.push_back(found_in_city(name, after));
            for (auto unit : own_units) found.push_back(found_in_unit(name, unit, after));
        }
        std::vector<ListRow> rows;
        for (auto& one : found) {
            auto list = one.rows.all();
            if (static_cast<int>(list.size()) > m_limit) m_seen_down_to = std::max(m_seen_down_to, list.back().id.number);
            if (auto id = one.seen_down_to ? one.seen_down_to->first() : std::nullopt) m_seen_down_to = std::max(m_seen_down_to, *id);
            add(rows, std::move(list));
        }
        // Typed with diacritics, a name means exactly these.
        auto typed = text::lower(q);
        if (text::fold(q) != typed)
            std::erase_if(rows, [&](const ListRow& row) { return text::lower(row.applicant_name).find(typed) == std::string::npos; });
        return rows;
    }

    AgencyId city() const { return m_services.staff.directory()->with_ancestors(m_actor.agency).back(); }

    static std::vector<ListRow> all_of(Lists& lists)
    {
        std::vector<ListRow> rows;
        for (auto& list : lists) add(rows, list.all());
        return rows;
    }

    static void add(std::vector<ListRow>& rows, std::vector<ListRow> more)
    {
        rows.insert(rows.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }

    ListPage page_by_due(std::vector<ListRow> rows)
    {
        auto key = [](const ListRow& r) { return std::tuple(r.sort_at, r.id.number, r.task_number.value_or(0)); };
        std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
        rows.erase(std::unique(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }), rows.end());
        return cut(std::move(rows));
    }

    ListPage page_by_id(std::vector<ListRow> rows)
    {
        std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.id > b.id; });
        rows.erase(std::unique(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.id == b.id; }), rows.end());
        std::erase_if(rows, [this](const ListRow& row) { return row.id.number < m_seen_down_to; });
        return cut(std::move(rows));
    }

    ListPage cut(std::vector<ListRow> rows) const
    {
        ListPage page;
        bool more = static_cast<int>(rows.size()) > m_limit;
        if (more) rows.resize(static_cast<std::size_t>(m_limit));
        if (more) page.next = to_text({rows.back().sort_at, rows.back().id.number, rows.back().task_number.value_or(0)});
        else if (m_seen_down_to > 0) page.next = to_text({0, m_seen_down_to, 0});
        page.rows = std::move(rows);
        return page;
    }

    const Services& m_services;
    const Actor& m_actor;
    const ListQuestion& m_question;
    db::Connection& m_db;
    Instant m_now;
    int m_limit;
    std::int64_t m_seen_down_to = 0;   // A search by name has looked at ids from here on; 0: at all
};

}  // namespace

ListPage list(const Services& services, const Actor& actor, const ListQuestion& question)
{
    std::optional<PersonId> person;
    auto page = services.db.read([&](db::Connection& c) {
        Listing listing(services, actor, question, c);
        switch (question.box) {
        case Box::coordination: return listing.coordination();
        case Box::all: {
            if (text::trimmed(question.q).empty()) return listing.dossiers();
            auto found = listing.search();
            person = listing.found_person;
            return found;
        }
        case Box::inbox:
        case Box::mine: break;
        }
        return listing.tasks();
    });
    if (person) record_reading(services, actor, {*person, std::nullopt}, "Tìm theo số định danh");
    return page;
}

InboxCounts inbox_counts(const Services& services, const Actor& actor)
{
    auto now = services.clock.now();
    auto tomorrow = instant_in_vietnam(day_in_vietnam(now) + std::chrono::days(1), MinuteOfDay(0));
    std::set<std::pair<Permission, std::int64_t>> roles;
    for (const auto& grant : actor.grants)
        if (is_work(grant.permission)) roles.emplace(grant.permission, grant.agency.number);
    return services.db.read([&](db::Connection& c) {
        InboxCounts sum;
        for (const auto& [permission, agency] : roles) {
            auto counts = db::one<WorkCounts>(c, R"(
                SELECT CAST($2 AS TEXT) AS work, COUNT(*) AS open,
                       COALESCE(CAST(SUM(CASE WHEN sort_at < $3 THEN 1 ELSE 0 END) AS BIGINT), 0) AS late,
                       COALESCE(CAST(SUM(CASE WHEN sort_at >= $3 AND sort_at < $4 THEN 1 ELSE 0 END) AS BIGINT), 0) AS due_today
                FROM task WHERE agency_id = $1 AND permission = $2 AND closed_at IS NULL AND (officer_id IS NULL OR officer_id = $5))",
                agency, name_of(permission), now, tomorrow, actor.officer);
            if (counts.open == 0) continue;
            if (sum.by_work.empty() || sum.by_work.back().work != counts.work) sum.by_work.push_back({counts.work});
            for (auto member : {&WorkCounts::open, &WorkCounts::late, &WorkCounts::due_today}) sum.by_work.back().*member += counts.*member;
            sum.open += counts.open;
            sum.late += counts.late;
            sum.due_today += counts.due_today;
        }
        return sum;
    });
}

}  // namespace motcua::dossiers
