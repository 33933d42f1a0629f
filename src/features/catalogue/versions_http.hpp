#pragma once

#include "features/catalogue/catalogue.hpp"
#include "platform/clock.hpp"
#include "platform/db/db.hpp"
#include "platform/http/http.hpp"

namespace motcua::catalogue {

// /api/catalogue: every version of the procedures that are loaded, with the dossiers that keep each; /api/calendar: the days and
// hours that deadlines are reckoned by.
void add_version_routes(http::Routes&, const Catalogue&, const Clock&, db::Database&, CountUses);

}  // namespace motcua::catalogue
