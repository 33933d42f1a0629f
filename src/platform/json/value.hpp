#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace motcua::json {

class Value;
using Array = std::vector<Value>;
using Member = std::pair<std::string, Value>;
using Object = std::vector<Member>;  // In the order written; names are unique.

// A JSON value whose shape is not known when the program is written: answers to a form, a template's data.
// Everything else is a struct read and written by json.hpp.
class Value {
public:
    Value() = default;
    Value(std::nullptr_t) {}
    Value(bool value) : m_data(value) {}
    Value(int value) : m_data(std::int64_t{value}) {}
    Value(std::int64_t value) : m_data(value) {}
    Value(double value) : m_data(value) {}
    Value(const char* text) : m_data(std::string(text)) {}
    Value(std::string_view text) : m_data(std::string(text)) {}
    Value(std::string text) : m_data(std::move(text)) {}
    Value(Array items) : m_data(std::move(items)) {}
    Value(Object members) : m_data(std::move(members)) {}

    bool is_null() const { return std::holds_alternative<std::monostate>(m_data); }
    const bool* boolean() const { return std::get_if<bool>(&m_data); }
    const std::int64_t* integer() const { return std::get_if<std::int64_t>(&m_data); }
    const double* real() const { return std::get_if<double>(&m_data); }
    const std::string* text() const { return std::get_if<std::string>(&m_data); }
    const Array* array() const { return std::get_if<Array>(&m_data); }
    const Object* object() const { return std::get_if<Object>(&m_data); }
    Array* array() { return std::get_if<Array>(&m_data); }
    Object* object() { return std::get_if<Object>(&m_data); }

    // The member of this name, or nullptr: also when this is no object.
    const Value* find(std::string_view name) const;
    // The text of a member, or "" when it is missing or no text.
    std::string_view text_of(std::string_view name) const;
    // Sets or replaces a member; a null becomes an object first.
    Value& set(std::string_view name, Value value);

    bool operator==(const Value&) const = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> m_data;
};

// Throws Refusal: malformed_json (with the byte offset), json_too_deep (more than 64 levels), duplicate_name (with the
// name), number_too_large (no double holds it), nul_character (no database column takes U+0000).
// Accepts RFC 8259 in UTF-8 only. Texts and names are normalised to NFC; a whole number beyond 64 bits becomes a double.
Value parse(std::string_view text);
// Throws std::domain_error for a double that is not finite.
std::string print(const Value&);
void append_quoted(std::string& text, std::string_view content);   // As a JSON text, in quotation marks.
std::string print_indented(const Value&);   // For files that people read and compare: two blanks a level, a final line feed.

}  // namespace motcua::json
