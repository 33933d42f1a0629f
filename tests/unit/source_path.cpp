#include "source_path.hpp"

namespace motcua::testing {

// Named in this file alone, so that the objects of all the others are the same wherever the repository lies.
std::string source_path(std::string_view relative)
{
    return std::string(MOTCUA_SOURCE_DIR "/").append(relative);
}

}  // namespace motcua::testing
