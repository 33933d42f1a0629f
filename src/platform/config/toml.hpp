#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/time.hpp"
#include "platform/json/type.hpp"

// TOML 1.0 as a tree that remembers where everything stands, and described structs read from it: what people write by hand
// (catalogue, settings) is checked against the same member names as JSON, and every fault names its line.
namespace motcua::toml {

struct Position {
    int line = 0;     // From 1; 0 when a fault has no place in the file.
    int column = 0;   // From 1, in characters.

    auto operator<=>(const Position&) const = default;
};

// One thing that is wrong with a file. For the people who write it, in English.
struct Fault {
    Position at;
    std::string field;     // "documents[2].originals"; "" for the file itself.
    std::string message;   // "a whole number is expected, found \"one\""

    bool operator==(const Fault&) const = default;
};

class Node;
struct Entry;
using Array = std::vector<Node>;
using Table = std::vector<Entry>;   // In the order of the file; keys are unique.

// What TOML has and no member takes: a time of day, a date and time without an offset (neither says when), inf and nan.
struct Other {
    std::string text;

    bool operator==(const Other&) const = default;
};

class Node {
public:
    using Content = std::variant<std::string, std::int64_t, double, bool, Day, Instant, Other, Array, Table>;

    Node();   // An empty table.
    Node(Position, Content);

    Position position() const { return m_position; }
    const std::string* text() const { return std::get_if<std::string>(&m_content); }   // In NFC.
    const std::int64_t* integer() const { return std::get_if<std::int64_t>(&m_content); }
    const double* real() const { return std::get_if<double>(&m_content); }
    const bool* boolean() const { return std::get_if<bool>(&m_content); }
    const Day* date() const { return std::get_if<Day>(&m_content); }
    const Instant* instant() const { return std::get_if<Instant>(&m_content); }
    const Array* array() const { return std::get_if<Array>(&m_content); }
    const Table* table() const { return std::get_if<Table>(&m_content); }

    // The entry of this key, or nullptr: also when this is no table.
    const Entry* find(std::string_view key) const;
    // What stands here, short enough for a message: "\"one\"", "12", "a table".
    std::string described() const;

private:
    Position m_position;
    Content m_content;
};

struct Entry {
    std::string key;
    Position at;      // Of the key.
    Node value;
};

// The root table, or nothing and one fault more.
std::optional<Node> parse(std::string_view text, std::vector<Fault>& faults);
std::optional<Node> parse_file(const std::string& path, std::vector<Fault>& faults);

// What a key that is not in the file means.
enum class Missing {
    keep_default,   // A number, true/false, choice or list keeps the struct's own default, and so does a text that has one; an
                    // empty text, a date and a table must be given. An optional is empty.
    refuse,         // Everything but an optional must be given, as in JSON.
    allow,          // Nothing has to be given.
};

// Fills a described struct; adds every fault in the order of the file: unknown keys, missing ones, wrong types, numbers that do not
// fit. A Day is a TOML date or "2026-09-03", an Instant a TOML date-time with an offset or such a text, an enum the name
// of its value, a Vnd a whole number. True when nothing was wrong.
bool read_into(void* target, const json::Type&, const Node&, std::vector<Fault>& faults, Missing);

template <class T>
bool read_into(T& target, const Node& node, std::vector<Fault>& faults, Missing missing = Missing::keep_default)
{
    return read_into(&target, json::type_of<T>(), node, faults, missing);
}

// Dates become texts.
json::Value to_json(const Node&);

}  // namespace motcua::toml
