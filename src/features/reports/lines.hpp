#pragma once

#include <map>
#include <string>

#include "features/reports/ii06.hpp"
#include "features/reports/totals.hpp"

// Figures straight from the rows of the dossiers: of one unit or division by anything, of the city by what has no kept sums.
namespace motcua::reports {

struct Line {
    Totals flow;                                 // Received and finished in the period; nothing of fees
    std::int64_t pending = 0;                    // At its end
    std::int64_t overdue = 0;
};
// By agency code, procedure id, channel, or user name ("" of nobody). Subjects are asked for by procedure.
std::map<std::string, Line> lines_of(db::Connection&, const Scope&, By, const Period&, Instant now);

}  // namespace motcua::reports
