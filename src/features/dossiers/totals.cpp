#include "features/dossiers/totals.hpp"

namespace motcua::dossiers {

std::vector<Total> totals(db::Connection& c, Instant now)
{
    return db::query<Total>(c, R"(
        SELECT deciding_unit_id, channel, state, timeliness, overdue, COUNT(*) AS dossiers, CAST(SUM(supplement_count) AS BIGINT) AS supplements
        FROM (SELECT deciding_unit_id, channel, state, timeliness, supplement_count,
                     CASE WHEN finished_at IS NULL AND COALESCE(extended_from, due_at) < $1 THEN 1 ELSE 0 END AS overdue
              FROM dossier) d
        GROUP BY deciding_unit_id, channel, state, timeliness, overdue
        ORDER BY deciding_unit_id, channel, state, timeliness, overdue)", now);
}

UnitFigures unit_figures(db::Connection& c, AgencyId centre, AgencyId unit, Instant now)
{
    const auto today = day_in_vietnam(now);
    const auto begin = instant_in_vietnam(today, MinuteOfDay(0)), end = instant_in_vietnam(today + std::chrono::days(1), MinuteOfDay(0));
    auto count = [&c](std::string_view sql, const auto&... values) { return db::one<std::int64_t>(c, sql, values...); };
    UnitFigures figures;
    figures.received_today = count("SELECT COUNT(*) FROM dossier WHERE intake_agency_id = $1 AND received_at >= $2 AND received_at < $3", centre, begin, end);
    figures.open = count("SELECT COUNT(*) FROM dossier WHERE deciding_unit_id = $1 AND finished_at IS NULL", unit);
    figures.late = count("SELECT COUNT(*) FROM dossier WHERE deciding_unit_id = $1 AND finished_at IS NULL AND due_at < $2", unit, now);
    figures.due_today = count("SELECT COUNT(*) FROM dossier WHERE deciding_unit_id = $1 AND finished_at IS NULL AND due_at >= $2 AND due_at < $3", unit, now, end);
    return figures;
}

}  // namespace motcua::dossiers
