#include "features/reports/lines.hpp"

namespace motcua::reports {

namespace {

struct ReceivedRow {
    std::string key;
    catalogue::Channel channel = catalogue::Channel::counter;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(ReceivedRow, (), (key, channel, count))

struct FinishedRow {
    std::string key;
    std::optional<Timeliness> ending;
    std::int64_t count = 0;
    std::int64_t electronic = 0;
};
BOOST_DESCRIBE_STRUCT(FinishedRow, (), (key, ending, count, electronic))

struct PendingRow {
    std::string key;
    std::int64_t count = 0;
    std::int64_t late = 0;
};
BOOST_DESCRIBE_STRUCT(PendingRow, (), (key, count, late))

// The column of a key, and the table that names it.
struct KeyColumn {
    std::string select;
    std::string join;
};

KeyColumn key_column(By by)
{
    switch (by) {
    case By::unit:
    case By::level: return {"a.code", "JOIN agency a ON a.id = f.unit_id"};
    case By::division: return {"a.code", "JOIN agency a ON a.id = f.division_id"};
    case By::channel: return {"f.channel", ""};
    case By::officer: return {"COALESCE(o.username, '')", "LEFT JOIN officer o ON o.id = COALESCE(f.handled_by, f.received_by)"};
    case By::subject:
    case By::procedure: break;
    }
    return {"f.procedure_id", ""};
}

class Lines {
public:
    Lines(db::Connection& connection, const Scope& scope, By by, const Period& period, Instant now)
        : m_db(connection), m_key(key_column(by)), m_scope(scope), m_from(number_of(period.from)),
          m_to(std::min(number_of(period.to), day_number(now))), m_now(now)
    {
    }

    std::map<std::string, Line> make()
    {
        received();
        finished();
        open_still();
        finished_later();
        overdue_then();
        return std::move(m_lines);
    }

private:
    // $1 the unit, or none; $2 the division, or none.
    std::string where(const std::string& unit_id = "f.unit_id") const
    {
        switch (m_scope.kind) {
        case Scope::Kind::unit: return unit_id + " = $1 AND CAST($2 AS BIGINT) = 0";
        case Scope::Kind::division: return unit_id + " = $1 AND f.division_id = $2";
        case Scope::Kind::city: break;
        }
        return unit_id + " IN (SELECT u.id FROM agency u WHERE u.unit_id = u.id AND CAST($1 AS BIGINT) = 0 AND CAST($2 AS BIGINT) = 0)";
    }

    std::string select(const std::string& columns, const std::string& condition, const std::string& group) const
    {
        return "SELECT " + m_key.select + " AS key, " + columns + " FROM counted_dossier f " + m_key.join + " WHERE " + where() + " AND " + condition +
               " GROUP BY " + m_key.select + group;
    }

    template <class Row, class... Args>
    std::vector<Row> rows(const std::string& sql, const Args&... args)
    {
        auto division = m_scope.kind == Scope::Kind::division ? m_scope.agency : AgencyId{};
        return db::query<Row>(m_db, sql, m_scope.unit, division, args...);
    }

    void received()
    {
        auto sql = select("f.channel AS channel, COUNT(*) AS count", "f.received_day BETWEEN $3 AND $4", ", f.channel");
        for (const auto& row : rows<ReceivedRow>(sql, m_from, m_to)) {
            auto& flow = m_lines[row.key].flow;
            std::int64_t* counts[] = {&flow.received_counter, &flow.received_online, &flow.received_post, &flow.received_kiosk, &flow.received_mobile};
            *counts[static_cast<std::size_t>(row.channel)] += row.count;
        }
    }

    void finished()
    {
        static_assert(mark::electronic_result == 8);
        auto sql = select("f.ending AS ending, COUNT(*) AS count, CAST(SUM(CASE WHEN f.marks & 8 <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS electronic",
                          "f.finished_day BETWEEN $3 AND $4", ", f.ending");
        for (const auto& row : rows<FinishedRow>(sql, m_from, m_to)) {
            auto& flow = m_lines[row.key].flow;
            if (!row.ending) flow.refused += row.count;
            else if (*row.ending == Timeliness::early) flow.early += row.count;
            else if (*row.ending == Timeliness::on_time) flow.on_time += row.count;
            else flow.late += row.count;
            flow.electronic_results += row.electronic;
        }
    }

    void open_still()
    {
        auto sql = select("COUNT(*) AS count, CAST(SUM(CASE WHEN f.late_day <= $3 AND f.due_at < $4 THEN 1 ELSE 0 END) AS BIGINT) AS late",
                          "f.finished_day IS NULL AND f.received_day <= $3", "");
        for (const auto& row : rows<PendingRow>(sql, m_to, m_now)) {
            m_lines[row.key].pending += row.count;
            m_lines[row.key].overdue += row.late;
        }
    }

    void finished_later()
    {
        auto sql = select("COUNT(*) AS count, CAST(0 AS BIGINT) AS late", "f.finished_day > $3 AND f.received_day <= $3", "");
        for (const auto& row : rows<PendingRow>(sql, m_to)) m_lines[row.key].pending += row.count;
    }

    // Late at the end of the period, and not any more.
    void overdue_then()
    {
        auto sql = "SELECT " + m_key.select + " AS key, COUNT(*) AS count, COUNT(*) AS late FROM counted_lateness l "
                   "JOIN counted_dossier f ON f.dossier_id = l.dossier_id " + m_key.join + " WHERE " + where("l.unit_id") +
                   " AND l.from_day <= $3 AND l.to_day > $3 GROUP BY " + m_key.select;
        for (const auto& row : rows<PendingRow>(sql, m_to)) m_lines[row.key].overdue += row.late;
    }

    db::Connection& m_db;
    KeyColumn m_key;
    const Scope& m_scope;
    DayNumber m_from, m_to;
    Instant m_now;
    std::map<std::string, Line> m_lines;
};

}  // namespace

std::map<std::string, Line> lines_of(db::Connection& c, const Scope& scope, By by, const Period& period, Instant now)
{
    return Lines(c, scope, by, period, now).make();
}

}  // namespace motcua::reports
