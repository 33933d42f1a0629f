#include "features/reports/totals.hpp"

#include "features/reports/sums.hpp"
#include "platform/json/json.hpp"

namespace motcua::reports {

namespace {

constexpr std::string_view columns = R"(received_counter, received_online, received_post, received_kiosk, received_mobile, refused, early, on_time,
    late, late_pending, electronic_results, payments, paid_vnd)";

struct TotalRow : Totals {
    AgencyId unit_id;
    Level level = Level::commune;
    std::string procedure_id;
};
BOOST_DESCRIBE_STRUCT(TotalRow, (Totals), (unit_id, level, procedure_id))

struct DayRow : Totals {
    DayNumber day = 0;
};
BOOST_DESCRIBE_STRUCT(DayRow, (Totals), (day))

struct ReceivedRow {
    DayNumber day = 0;
    AgencyId unit_id;
    std::string procedure_id;
    catalogue::Channel channel = catalogue::Channel::counter;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(ReceivedRow, (), (day, unit_id, procedure_id, channel, count))

struct FinishedRow {
    DayNumber day = 0;
    AgencyId unit_id;
    std::string procedure_id;
    std::optional<Timeliness> ending;
    std::int64_t count = 0;
    std::int64_t electronic = 0;
};
BOOST_DESCRIBE_STRUCT(FinishedRow, (), (day, unit_id, procedure_id, ending, count, electronic))

struct LateRow {
    DayNumber day = 0;
    AgencyId unit_id;
    std::string procedure_id;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(LateRow, (), (day, unit_id, procedure_id, count))

struct PaidRow {
    DayNumber day = 0;
    AgencyId unit_id;
    std::string procedure_id;
    std::int64_t count = 0;
    std::int64_t vnd = 0;
};
BOOST_DESCRIBE_STRUCT(PaidRow, (), (day, unit_id, procedure_id, count, vnd))

using AddFlow = std::function<void(DayNumber, AgencyId unit, const std::string& procedure, const Totals&)>;

std::int64_t& received_by(Totals& totals, catalogue::Channel channel)
{
    switch (channel) {
    case catalogue::Channel::counter: break;
    case catalogue::Channel::online: return totals.received_online;
    case catalogue::Channel::post: return totals.received_post;
    case catalogue::Channel::kiosk: return totals.received_kiosk;
    case catalogue::Channel::mobile: return totals.received_mobile;
    }
    return totals.received_counter;
}

// What the rows of the dossiers say of some days, of all units or of one.
class Flows {
public:
    Flows(db::Connection& connection, DayNumber from, DayNumber to, Instant now, AgencyId unit = {})
        : m_db(connection), m_from(from), m_to(to), m_now(now), m_unit(unit),
          m_units(unit ? "= $3" : "IN (SELECT a.id FROM agency a WHERE a.unit_id = a.id AND CAST($3 AS BIGINT) = 0)")
    {
    }

    void each(const AddFlow& add)
    {
        received(add);
        finished(add);
        begun(add);
        ended(add);
        paid(add);
    }

private:
    void received(const AddFlow& add)
    {
        auto sql = "SELECT received_day AS day, unit_id, procedure_id, channel, COUNT(*) AS count FROM counted_dossier WHERE unit_id " + m_units +
                   " AND received_day BETWEEN $1 AND $2 GROUP BY received_day, unit_id, procedure_id, channel";
        for (const auto& row : db::query<ReceivedRow>(m_db, sql, m_from, m_to, m_unit)) {
            Totals t;
            received_by(t, row.channel) = row.count;
            add(row.day, row.unit_id, row.procedure_id, t);
        }
    }

    void finished(const AddFlow& add)
    {
        auto sql = "SELECT finished_day AS day, unit_id, procedure_id, ending, COUNT(*) AS count, "
                   "CAST(SUM(CASE WHEN marks & 8 <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS electronic FROM counted_dossier WHERE unit_id " + m_units +
                   " AND finished_day BETWEEN $1 AND $2 GROUP BY finished_day, unit_id, procedure_id, ending";
        static_assert(mark::electronic_result == 8);
        for (const auto& row : db::query<FinishedRow>(m_db, sql, m_from, m_to, m_unit)) {
            Totals t;
            if (!row.ending) t.refused = row.count;
            else if (*row.ending == Timeliness::early) t.early = row.count;
            else if (*row.ending == Timeliness::on_time) t.on_time = row.count;
            else t.late = row.count;
            t.electronic_results = row.electronic;
            add(row.day, row.unit_id, row.procedure_id, t);
        }
    }

    // Lateness that goes on, and that which is over, on the day on which it began.
    void begun(const AddFlow& add)
    {
        add_late(1, add, "SELECT late_day AS day, unit_id, procedure_id, COUNT(*) AS count FROM counted_dossier WHERE unit_id " + m_units +
                 " AND finished_day IS NULL AND late_day BETWEEN $1 AND $2 AND due_at < $4 GROUP BY late_day, unit_id, procedure_id", m_now);
        add_late(1, add, "SELECT l.from_day AS day, l.unit_id, d.procedure_id, COUNT(*) AS count FROM counted_lateness l "
                 "JOIN counted_dossier d ON d.dossier_id = l.dossier_id WHERE l.unit_id " + m_units +
                 " AND l.to_day > $1 AND l.from_day BETWEEN $1 AND $2 GROUP BY l.from_day, l.unit_id, d.procedure_id");
    }

    void ended(const AddFlow& add)
    {
        add_late(-1, add, "SELECT l.to_day AS day, l.unit_id, d.procedure_id, COUNT(*) AS count FROM counted_lateness l "
                 "JOIN counted_dossier d ON d.dossier_id = l.dossier_id WHERE l.unit_id " + m_units +
                 " AND l.to_day BETWEEN $1 AND $2 GROUP BY l.to_day, l.unit_id, d.procedure_id");
    }

    template <class... Args>
    void add_late(int sign, const AddFlow& add, const std::string& sql, const Args&... args)
    {
        for (const auto& row : db::query<LateRow>(m_db, sql, m_from, m_to, m_unit, args...)) {
            Totals t;
            t.late_pending = sign * row.count;
            add(row.day, row.unit_id, row.procedure_id, t);
        }
    }

    void paid(const AddFlow& add)
    {
        auto sql = "SELECT p.day, p.unit_id, d.procedure_id, COUNT(*) AS count, CAST(SUM(p.vnd) AS BIGINT) AS vnd FROM counted_payment p "
                   "JOIN counted_dossier d ON d.dossier_id = p.dossier_id WHERE p.unit_id " + m_units +
                   " AND p.day BETWEEN $1 AND $2 GROUP BY p.day, p.unit_id, d.procedure_id";
        for (const auto& row : db::query<PaidRow>(m_db, sql, m_from, m_to, m_unit)) {
            Totals t;
            t.payments = row.count;
            t.paid_vnd = row.vnd;
            add(row.day, row.unit_id, row.procedure_id, t);
        }
    }

    db::Connection& m_db;
    DayNumber m_from, m_to;
    Instant m_now;
    AgencyId m_unit;
    std::string m_units;
};

TotalKey key_of_unit(const staff::Directory& directory, AgencyId unit)
{
    return {unit, level_of(directory.at(unit)), ""};
}

TotalKey key_of_procedure(const staff::Directory& directory, AgencyId unit, const std::string& procedure)
{
    return {{}, level_of(directory.at(unit)), procedure};
}

// The running totals as they stand in the table, of one day.
TotalMap stored(db::Connection& c, DayNumber day, std::optional<TotalsOf> of)
{
    TotalMap map;
    auto which = !of ? "" : *of == TotalsOf::units ? " AND unit_id <> 0" : " AND unit_id = 0";
    auto sql = "SELECT unit_id, level, procedure_id, " + std::string(columns) + " FROM running_total WHERE day = $1" + which;
    for (auto& row : db::query<TotalRow>(c, sql, day)) map[{row.unit_id, row.level, row.procedure_id}] = row;
    return map;
}

void insert(db::Connection& c, DayNumber day, const TotalKey& key, const Totals& t)
{
    static const auto sql = "INSERT INTO running_total (day, unit_id, level, procedure_id, " + std::string(columns) +
                            ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    db::execute(c, sql, day, key.unit, key.level, key.procedure_id, t.received_counter, t.received_online, t.received_post, t.received_kiosk,
                t.received_mobile, t.refused, t.early, t.on_time, t.late, t.late_pending, t.electronic_results, t.payments, t.paid_vnd);
}

// Flows of days by key, both of units and of procedures.
std::map<DayNumber, TotalMap> flows_by_day(db::Connection& c, const staff::Directory& directory, DayNumber from, DayNumber to)
{
    std::map<DayNumber, TotalMap> days;
    Flows(c, from, to, end_of(to)).each([&](DayNumber day, AgencyId unit, const std::string& procedure, const Totals& t) {
        auto& map = days[day];
        map[key_of_unit(directory, unit)] += t;
        map[key_of_procedure(directory, unit, procedure)] += t;
    });
    return days;
}

constexpr DayNumber days_at_once = 31;

// One stretch of days, in one transaction.
int close_some(db::Connection& c, const staff::Directory& directory, DayNumber through)
{
    auto closed = db::one<DayNumber>(c, "SELECT closed_day FROM report_state WHERE one = 1 FOR UPDATE");
    auto from = closed + 1;
    if (closed == 0) {
        // Refused and paid dossiers may lie before the first received one, but never before it was submitted.
        auto first = db::one<std::optional<DayNumber>>(c, "SELECT MIN(submitted_day) FROM counted_dossier");
        if (!first) return 0;
        from = *first;
    }
    auto to = std::min(through, from + days_at_once - 1);
    if (to < from) return 0;
    auto flows = flows_by_day(c, directory, from, to);
    auto totals = stored(c, closed, std::nullopt);
    for (auto day = from; day <= to; ++day) {
        for (const auto& [key, flow] : flows[day]) totals[key] += flow;
        for (const auto& [key, total] : totals) insert(c, day, key, total);
    }
    db::execute(c, "UPDATE report_state SET closed_day = $1 WHERE one = 1", to);
    return to - from + 1;
}

std::string name_of(const staff::Directory& directory, const TotalKey& key)
{
    if (!key.unit) return key.procedure_id + " (" + std::string(json::name_of(key.level)) + ")";
    const auto* unit = directory.find(key.unit);
    return unit ? unit->name : std::to_string(key.unit.number);
}

std::string difference(const Totals& kept, const Totals& counted)
{
    auto a = json::to_value(kept), b = json::to_value(counted);
    for (const auto& field : json::type_of<Totals>().fields)
        if (*a.find(field.name) != *b.find(field.name))
            return std::string(field.name) + " " + json::print(*a.find(field.name)) + ", the dossiers add up to " + json::print(*b.find(field.name));
    return "";
}

}  // namespace

Level level_of(const staff::Agency& unit)
{
    return unit.kind == staff::AgencyKind::commune ? Level::commune : Level::city;
}

Totals& Totals::operator+=(const Totals& other)
{
    return add_each(*this, other);
}

Totals operator-(Totals a, const Totals& b)
{
    return take_each(a, b);
}

TotalMap totals_at(db::Connection& c, const staff::Directory& directory, DayNumber day, TotalsOf of, Instant now)
{
    day = std::min(day, day_number(now));
    auto closed = closed_day(c);
    auto totals = stored(c, std::min(day, closed), of);
    if (day <= closed) return totals;
    auto from = closed == 0 ? std::numeric_limits<DayNumber>::min() : closed + 1;
    Flows(c, from, day, now).each([&](DayNumber, AgencyId unit, const std::string& procedure, const Totals& t) {
        totals[of == TotalsOf::units ? key_of_unit(directory, unit) : key_of_procedure(directory, unit, procedure)] += t;
    });
    return totals;
}

std::map<DayNumber, Totals> totals_by_day(db::Connection& c, const staff::Directory& directory, AgencyId unit, DayNumber from, DayNumber to, Instant now)
{
    to = std::min(to, day_number(now));
    auto closed = closed_day(c);
    std::map<DayNumber, Totals> days;
    auto sql = "SELECT day, " + std::string(columns) + " FROM running_total WHERE day BETWEEN $1 AND $2 AND unit_id = $3 AND level = $4 AND procedure_id = ''";
    for (auto& row : db::query<DayRow>(c, sql, from - 1, std::min(to, closed), unit, level_of(directory.at(unit)))) days[row.day] = row;
    if (to > closed) {
        auto start = std::max(closed, from - 1);
        for (const auto& [key, totals] : totals_at(c, directory, start, TotalsOf::units, now))
            if (key.unit == unit) days[start] = totals;
        Flows(c, start + 1, to, now, unit).each([&](DayNumber day, AgencyId, const std::string&, const Totals& t) { days[day] += t; });
        for (auto day = start + 1; day <= to; ++day) days[day] += days[day - 1];
    }
    Totals last;
    for (auto day = from - 1; day <= to; ++day) last = days.try_emplace(day, last).first->second;
    return days;
}

DayNumber closed_day(db::Connection& c)
{
    return db::one<DayNumber>(c, "SELECT closed_day FROM report_state WHERE one = 1");
}

int close_days(db::Database& database, const staff::Directory& directory, DayNumber through)
{
    int all = 0;
    for (;;) {
        auto days = database.write([&](db::Connection& c) { return close_some(c, directory, through); });
        if (days == 0) return all;
        all += days;
    }
}

void reopen(db::Connection& c, DayNumber day)
{
    auto changed = db::execute(c, "UPDATE report_state SET closed_day = $1 WHERE one = 1 AND closed_day >= $2", day - 1, day);
    if (changed == 0) return;
    db::execute(c, "DELETE FROM running_total WHERE day >= $1", day);
    if (!db::first<DayNumber>(c, "SELECT day FROM running_total WHERE day < $1 LIMIT 1", day))
        db::execute(c, "UPDATE report_state SET closed_day = 0 WHERE one = 1");
}

std::string verify_totals(db::Database& database, const staff::Directory& directory)
{
    return database.read_consistent([&](db::Connection& c) -> std::string {
        auto closed = closed_day(c);
        auto first = db::one<std::optional<DayNumber>>(c, "SELECT MIN(submitted_day) FROM counted_dossier");
        TotalMap totals;
        for (auto from = first.value_or(closed + 1); from <= closed; from += days_at_once) {
            auto to = std::min(closed, from + days_at_once - 1);
            auto flows = flows_by_day(c, directory, from, to);
            for (auto day = from; day <= to; ++day) {
                for (const auto& [key, flow] : flows[day]) totals[key] += flow;
                auto kept = stored(c, day, std::nullopt);
                for (const auto& [key, total] : totals)
                    if (auto words = difference(kept[key], total); !words.empty())
                        return short_date(day_of(day)) + ", " + name_of(directory, key) + ": " + words;
                for (const auto& [key, total] : kept)
                    if (!totals.contains(key)) return short_date(day_of(day)) + ", " + name_of(directory, key) + ": kept, but nothing is counted";
            }
        }
        return "";
    });
}

}  // namespace motcua::reports
