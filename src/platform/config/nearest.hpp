#pragma once

#include <span>
#include <string>
#include <string_view>

namespace motcua::config {

// "; did you mean \"listen\"?" when one of the names is at most two typing mistakes away, else "".
std::string suggestion(std::string_view mistyped, std::span<const std::string_view> names);

}  // namespace motcua::config
