#pragma once

#include "features/catalogue/catalogue.hpp"

namespace motcua::catalogue {

// For lists: "3 ngày làm việc", "từ 3 ngày làm việc đến 7,5 ngày làm việc"; "" when no limit is known.
std::string limit_text(const Procedure&);

// For lists: what is charged on this day whatever the case: "Không thu", "8.000 đ/bản", "từ 0 đ đến 8.000 đ", with a remark when
// an amount is not known; "" when the catalogue knows nothing.
std::string fee_text(const Procedure&, Day on);

}  // namespace motcua::catalogue
