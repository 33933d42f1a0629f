#include "platform/json/value.hpp"

#include <charconv>
#include <cmath>
#include <stdexcept>

#include "platform/json/print.hpp"

namespace motcua::json {

const Value* Value::find(std::string_view name) const
{
    const auto* members = object();
    if (!members) return nullptr;
    for (const auto& [its_name, value] : *members)
        if (its_name == name) return &value;
    return nullptr;
}

std::string_view Value::text_of(std::string_view name) const
{
    const auto* member = find(name);
    const auto* its_text = member ? member->text() : nullptr;
    return its_text ? std::string_view(*its_text) : std::string_view();
}

Value& Value::set(std::string_view name, Value value)
{
    if (is_null()) m_data = Object{};
    auto* members = object();
    if (!members) throw std::logic_error("only an object has members");
    for (auto& [its_name, its_value] : *members)
        if (its_name == name) return its_value = std::move(value);
    return members->emplace_back(std::string(name), std::move(value)).second;
}

void append_integer(std::string& text, std::int64_t number)
{
    char digits[20];
    auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    text.append(digits, end);
}

void append_real(std::string& text, double number)
{
    if (!std::isfinite(number)) throw std::domain_error("a number that is not finite has no JSON");
    char digits[32];
    auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    auto begin = text.size();
    text.append(digits, end);
    if (text.find_first_of(".e", begin) == std::string::npos) text += ".0";
}

namespace {

bool stands_for_itself(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

void append_escaped(std::string& text, char c)
{
    static constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
    static constexpr std::string_view letters = "\"\\bfnrt";
    static constexpr std::string_view hexadecimal = "0123456789abcdef";
    text += '\\';
    if (auto i = escaped.find(c); i != std::string_view::npos) {
        text += letters[i];
        return;
    }
    text += "u00";
    text += hexadecimal[static_cast<unsigned char>(c) >> 4];
    text += hexadecimal[static_cast<unsigned char>(c) & 15];
}

}  // namespace

void escape_from(std::string& text, std::size_t begin)
{
    auto first = begin;
    while (first < text.size() && stands_for_itself(text[first])) ++first;
    if (first == text.size()) return;
    auto tail = text.substr(first);
    text.resize(first);
    for (char c : tail) {
        if (stands_for_itself(c)) text += c;
        else append_escaped(text, c);
    }
}

void append_quoted(std::string& text, std::string_view content)
{
    text += '"';
    auto begin = text.size();
    text += content;
    escape_from(text, begin);
    text += '"';
}

namespace {

// One walker for both layouts.
class ValuePrinter {
public:
    ValuePrinter(std::string& text, bool indented) : m_text(text), m_indented(indented) {}

    void print(const Value& value)
    {
        if (const auto* truth = value.boolean()) m_text += *truth ? "true" : "false";
        else if (const auto* integer = value.integer()) append_integer(m_text, *integer);
        else if (const auto* real = value.real()) append_real(m_text, *real);
        else if (const auto* content = value.text()) append_quoted(m_text, *content);
        else if (const auto* items = value.array()) print_items(*items);
        else if (const auto* members = value.object()) print_members(*members);
        else m_text += "null";
    }

private:
    void print_items(const Array& items)
    {
        open('[');
        for (const auto& item : items) {
            next(&item == items.data());
            print(item);
        }
        close(']', items.empty());
    }

    void print_members(const Object& members)
    {
        open('{');
        for (const auto& member : members) {
            next(&member == members.data());
            append_quoted(m_text, member.first);
            m_text += m_indented ? ": " : ":";
            print(member.second);
        }
        close('}', members.empty());
    }

    void open(char bracket)
    {
        m_text += bracket;
        ++m_level;
    }
    void next(bool first)
    {
        if (!first) m_text += ',';
        break_line();
    }
    void close(char bracket, bool empty)
    {
        --m_level;
        if (!empty) break_line();
        m_text += bracket;
    }
    void break_line()
    {
        if (!m_indented) return;
        m_text += '\n';
        m_text.append(2 * m_level, ' ');
    }

    std::string& m_text;
    bool m_indented;
    std::size_t m_level = 0;
};

}  // namespace

void append_value(std::string& text, const Value& value)
{
    ValuePrinter(text, false).print(value);
}

std::string print(const Value& value)
{
    std::string text;
    append_value(text, value);
    return text;
}

std::string print_indented(const Value& value)
{
    std::string text;
    ValuePrinter(text, true).print(value);
    text += '\n';
    return text;
}

}  // namespace motcua::json
