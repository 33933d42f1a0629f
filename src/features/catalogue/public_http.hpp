#pragma once

#include "features/catalogue/catalogue.hpp"
#include "platform/clock.hpp"
#include "platform/http/http.hpp"

namespace motcua::catalogue {

// /api/public/v1: procedures, fees, units, communes, provinces, old units, deadlines.
void add_public_routes(http::Routes&, const Catalogue&, const Clock&);

}  // namespace motcua::catalogue
