#pragma once

#include "features/reports/reports.hpp"
#include "platform/http/http.hpp"

namespace motcua::reports {

void add_routes(http::Routes&, const Services&);
void add_index_routes(http::Routes&, const Services&);
void add_table_routes(http::Routes&, const Services&);

}  // namespace motcua::reports
