#pragma once

#include <string>
#include <string_view>

namespace motcua::testing {

// A file of the repository: "catalogue" or "tests/questions/own.jsonl" as a whole path.
std::string source_path(std::string_view relative);

}  // namespace motcua::testing
