#pragma once

#include <string>
#include <string_view>

namespace motcua::documents {

// Asks clamd (INSTREAM) whether the bytes are infected: the name of what was found, or "". Throws std::runtime_error when the
// scanner cannot be reached, does not answer within ten seconds, or answers something else.
std::string infection_in(std::string_view bytes, const std::string& address);

}  // namespace motcua::documents
