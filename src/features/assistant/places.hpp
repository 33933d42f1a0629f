#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/assistant/words.hpp"
#include "features/catalogue/catalogue.hpp"

namespace motcua::assistant {

// An old unit that a message names, and what became of it.
struct NamedPlace {
    std::string name;                              // As the catalogue writes it: "Phường Vĩnh Niệm"
    std::vector<catalogue::Predecessor> became;
    std::size_t from = 0;                          // Words of the message
    std::size_t to = 0;
};

// The old units of a message: after a word like "xã", or anywhere when `without_type`.
std::vector<NamedPlace> named_places(const Message&, const catalogue::Snapshot&, bool without_type);

}  // namespace motcua::assistant
