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

}  // namespace motcua::dossiers
