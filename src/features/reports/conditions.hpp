#pragma once

#include "features/reports/behind.hpp"
#include "platform/db/statement.hpp"

// Parts of statements on counted_dossier, called f in them.
namespace motcua::reports {

using db::Statement;

}  // namespace motcua::reports

namespace motcua::reports::condition {

// "… f.unit_id = 7": whose dossiers.
void of_scope(Statement&, const Scope&);
// A day of the period, or today when its last one is still to come.
DayNumber last_day(const Period&, Instant now);
// " AND …": which of the scope's a figure counts.
void of_figure(Statement&, Figure, const Scope&, const Period&, Instant now);
// What came online: by the portal or at a kiosk.
constexpr std::string_view is_online = "f.channel IN ('online', 'kiosk')";
// "(…)": has this mark of counting.hpp.
std::string has_mark(std::int64_t mark);
// "(…)": received, not finished, and late at the end of the day, or now.
void is_overdue(Statement&, DayNumber, Instant now);
// "(…)": late as the index 766 says it, of one that was received.
void is_late_for_index(Statement&, const Period&, Instant now);
// " AND …": handled, or else received, by the officer of this user name.
void of_officer(Statement&, const std::string& username);
// " AND …": every list of dossiers of this feature asks it. Only agencies at or below which the officer may read dossiers now.
void is_visible(Statement&, const Actor&, AgencyId city, Instant now);

}  // namespace motcua::reports::condition
