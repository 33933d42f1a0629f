#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace motcua::documents {

// Asks clamd (INSTREAM) whether the bytes are infected: the name of what was found, or "". Throws std::runtime_error when the
// scanner cannot be reached, has not answered when the time is over, or answers something else.
std::string infection_in(std::string_view bytes, const std::string& address, std::chrono::milliseconds limit = std::chrono::seconds(10));

}  // namespace motcua::documents
