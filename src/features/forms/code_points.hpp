#pragma once

#include <string_view>
#include <vector>

namespace motcua::forms {

// The code points of valid UTF-8.
std::vector<char32_t> code_points_of(std::string_view);

// Controls (line feed and tab too unless `lines_allowed`), marks that change the writing direction, byte order marks and
// non-characters: nothing a person types, everything that makes a text look like another one.
bool has_unexpected_characters(const std::vector<char32_t>&, bool lines_allowed);

// Letters and marks of the world's scripts in name-like texts, space, hyphen, full stop, apostrophe; at least one letter.
bool looks_like_a_name(const std::vector<char32_t>&);

}  // namespace motcua::forms
