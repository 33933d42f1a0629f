#pragma once

#include <optional>
#include <string>
#include <string_view>

// The parts of a request target. Everything here reads bytes from outside.
namespace motcua::http {

// Nothing when a % is not followed by two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view, bool plus_is_space = false);

// Everything but letters, digits and "-._~" becomes %XX.
std::string percent_encoded(std::string_view);

// The path of a target, decoded and NFC. Nothing when it does not begin with "/", has a bad escape, bytes that are no
// UTF-8, a control character, a backslash, an escaped "/" or a "." or ".." segment: what a proxy might read differently.
std::optional<std::string> decoded_path(std::string_view raw);

// The first value of a name in "a=1&b=2", decoded and NFC; nothing when it is not there.
// Throws Refusal(invalid_input, "malformed_query") when the value is not UTF-8, has a control character or a bad escape.
std::optional<std::string> query_value(std::string_view query, std::string_view name);

// The value of one cookie of a Cookie header, without surrounding quotes; "" when it is not there.
std::string_view cookie_value(std::string_view header, std::string_view name);

// The quality that an Accept-Encoding or Accept header gives to a choice, 0…1000. An exact name goes before "*".
int quality_of(std::string_view header, std::string_view choice, int when_missing);

bool equal_ignoring_case(std::string_view, std::string_view);  // ASCII
std::string_view without_spaces(std::string_view);             // Trimmed of blanks and tabs.

}  // namespace motcua::http
