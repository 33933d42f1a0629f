#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/json/value.hpp"

// The pieces of JSON text that value.cpp and write.cpp share.
namespace motcua::json {

void append_integer(std::string& text, std::int64_t);
// The shortest text that reads back as the same double, never one that reads back as an integer.
// Throws std::domain_error for infinity and NaN.
void append_real(std::string& text, double);
void append_value(std::string& text, const Value&);
// Escapes what stands in `text` from `begin` to its end.
void escape_from(std::string& text, std::size_t begin);

}  // namespace motcua::json
