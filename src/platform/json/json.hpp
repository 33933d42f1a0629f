#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include "platform/json/type.hpp"
#include "platform/json/value.hpp"

namespace motcua::json {

// A field that the struct does not have: an error for officers' endpoints (it catches typing mistakes), passed over for
// partners, who may be newer than we are.
enum class UnknownFields { refuse, ignore };

// Reads a described struct. A missing std::optional is empty, a missing json::Value is null; null is the same as missing.
// Throws what json::parse throws, and Refusal(fields) that names every bad field at once (the first hundred), with the codes
//   required, not_text, not_whole_number, not_number, not_true_or_false, not_a_list, not_an_object, unknown_choice,
//   unknown_field, out_of_range, not_a_date, not_an_instant, and those of a scalar's own parser.
// A whole number written 5.0 or "5" is not_whole_number; one that the member cannot hold is out_of_range.
template <class T, std::same_as<Value> V>  // Only a Value itself: texts, which convert to one, are parsed below.
T read(const V& value, UnknownFields unknown = UnknownFields::refuse)
{
    T target{};
    read_into(&target, type_of<T>(), value, unknown);
    return target;
}

template <class T>
T read(std::string_view text, UnknownFields unknown = UnknownFields::refuse)
{
    return read<T>(parse(text), unknown);
}

template <class T>
T read(const char* text, UnknownFields unknown = UnknownFields::refuse)
{
    return read<T>(std::string_view(text), unknown);
}

// Writes a described struct: empty optionals are left out.
template <class T>
std::string write(const T& source)
{
    std::string text;
    append(text, &source, type_of<T>());
    return text;
}

template <class T>
Value to_value(const T& source)
{
    return parse(write(source));
}

}  // namespace motcua::json
