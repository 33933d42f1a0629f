#pragma once

#include <string>
#include <string_view>

#include "features/reports/counting.hpp"
#include "features/reports/settings.hpp"

// Nguyên nhân quá hạn: why a dossier is late, as its journal says.
namespace motcua::reports {

bool is_cause_mark(std::string_view);

// What the marks say: which ran late on its way, and for one that is not finished, where it stands now.
bool has_cause_mark(const Counted&, std::string_view);
const Cause& cause_of(const Counted&, const Settings&, Day on);

}  // namespace motcua::reports
