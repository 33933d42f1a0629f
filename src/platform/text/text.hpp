#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace motcua::text {

bool is_valid_utf8(std::string_view);

// Canonical composition. Every text that enters the system goes through it. Input must be valid UTF-8.
std::string nfc(std::string_view);

// For comparing: NFC, lower case, no marks, đ→d, both tone styles alike ("Hoà"/"Hòa" → "hoa"), white space runs → one
// space, trimmed. The same function exists in web/packages/text and both are tested on the same cases.
std::string fold(std::string_view);

// Letters, marks, digits: the folded words of a text, punctuation dropped.
std::vector<std::string> folded_words(std::string_view);

// Number of characters as people count them (code points after NFC).
std::size_t length(std::string_view);

// At most `characters` code points, cut at a whole one.
std::string_view clipped(std::string_view, std::size_t characters);

std::string trimmed(std::string_view);
std::string lower(std::string_view);                 // Vietnamese lower case: "ĐƠN" → "đơn".
std::string upper(std::string_view);                 // "đơn" → "ĐƠN"
std::string slug(std::string_view);                  // "Xã Tân Minh" → "xa-tan-minh"
bool has_control_characters(std::string_view);       // Other than line feed and tab.

}  // namespace motcua::text
