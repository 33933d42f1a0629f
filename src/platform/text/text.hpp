#pragma once

#include <string>
#include <string_view>
#include <vector>

// Every function takes any bytes and answers with valid UTF-8: a sequence that is not UTF-8 counts as U+FFFD, as in a
// browser. Whoever must refuse such input asks is_valid_utf8 first.
namespace motcua::text {

bool is_valid_utf8(std::string_view);

// Canonical composition. Every text that enters the system goes through it.
std::string nfc(std::string_view);

// For comparing: no marks, no invisible format characters, lower case (each code point by itself), đ→d, so both tone
// styles are alike ("Hoà"/"Hòa" → "hoa"); white space runs → one space, trimmed; NFC; folding twice changes nothing.
// The same function exists in web/packages/text and both are tested on fold_cases.json.
std::string fold(std::string_view);

// Letters, marks, digits: the folded words of a text, punctuation dropped.
std::vector<std::string> folded_words(std::string_view);

// Number of characters as people count them (code points after NFC).
std::size_t length(std::string_view);

// At most `characters` code points, cut at a whole one. A view into the bytes given.
std::string_view clipped(std::string_view, std::size_t characters);

std::string trimmed(std::string_view);               // White space and zero-width spaces at both ends.
std::string lower(std::string_view);                 // Vietnamese lower case: "ĐƠN" → "đơn".
std::string upper(std::string_view);                 // "đơn" → "ĐƠN"
std::string slug(std::string_view);                  // "Xã Tân Minh" → "xa-tan-minh"
// Other than line feed and tab; the invisible marks that turn the direction of writing count too.
bool has_control_characters(std::string_view);

}  // namespace motcua::text
