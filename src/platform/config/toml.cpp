#include "platform/config/toml.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <memory>
#include <sstream>
#include <system_error>

#define TOML_HEADER_ONLY 0
#include <toml++/toml.h>

#include "platform/text/text.hpp"

namespace motcua::toml {

namespace {

namespace plus = ::toml;

Position position_of(const plus::source_region& region)
{
    return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Day to_day(const plus::date& date)
{
    return make_day(date.year, date.month, date.day);
}

Instant to_instant(const plus::date_time& moment)
{
    using namespace std::chrono;
    auto clock = hours(moment.time.hour) + minutes(moment.time.minute) + seconds(moment.time.second);
    auto fraction = duration_cast<milliseconds>(nanoseconds(moment.time.nanosecond));
    return to_day(moment.date) + clock + fraction - minutes(moment.offset->minutes);
}

template <class T>
Other printed(const T& value)
{
    std::ostringstream out;
    out << value;
    return {out.str()};
}

Node to_node(const plus::node&);

Node::Content content_of(const plus::array& items)
{
    Array list;
    list.reserve(items.size());
    for (const auto& item : items) list.push_back(to_node(item));
    return list;
}

Node::Content content_of(const plus::table& entries)
{
    Table table;
    table.reserve(entries.size());
    for (const auto& [key, value] : entries) table.push_back({text::nfc(key.str()), position_of(key.source()), to_node(value)});
    std::stable_sort(table.begin(), table.end(), [](const Entry& a, const Entry& b) { return a.at < b.at; });
    return table;
}

Node::Content content_of(const plus::value<std::string>& value) { return text::nfc(value.get()); }
Node::Content content_of(const plus::value<std::int64_t>& value) { return value.get(); }
Node::Content content_of(const plus::value<double>& value)
{
    if (!std::isfinite(value.get())) return printed(value.get());
    return value.get();
}
Node::Content content_of(const plus::value<bool>& value) { return value.get(); }
Node::Content content_of(const plus::value<plus::date>& value) { return to_day(value.get()); }
Node::Content content_of(const plus::value<plus::time>& value) { return printed(value.get()); }
Node::Content content_of(const plus::value<plus::date_time>& value)
{
    if (!value.get().offset) return printed(value.get());
    return to_instant(value.get());
}

Node to_node(const plus::node& node)
{
    return node.visit([&](const auto& kind) { return Node(position_of(node.source()), content_of(kind)); });
}

std::string clipped(std::string_view text)
{
    constexpr std::size_t most_characters = 40;
    auto kept = text::clipped(text, most_characters);
    return '"' + std::string(kept) + (kept.size() < text.size() ? "…\"" : "\"");
}

}  // namespace

Node::Node() : m_content(Table{}) {}

Node::Node(Position position, Content content) : m_position(position), m_content(std::move(content)) {}

const Entry* Node::find(std::string_view key) const
{
    const auto* entries = table();
    if (!entries) return nullptr;
    auto found = std::find_if(entries->begin(), entries->end(), [&](const Entry& entry) { return entry.key == key; });
    return found == entries->end() ? nullptr : &*found;
}

std::string Node::described() const
{
    if (table()) return "a table";
    if (array()) return "a list";
    if (const auto* content = text()) return clipped(*content);
    if (const auto* other = std::get_if<Other>(&m_content)) return other->text;
    if (const auto* day = date()) return to_iso(*day);
    if (const auto* moment = instant()) return to_iso(*moment);
    return json::print(to_json(*this));
}

json::Value to_json(const Node& node)
{
    if (const auto* content = node.text()) return *content;
    if (const auto* number = node.integer()) return *number;
    if (const auto* number = node.real()) return *number;
    if (const auto* truth = node.boolean()) return *truth;
    if (const auto* items = node.array()) {
        json::Array list;
        for (const auto& item : *items) list.push_back(to_json(item));
        return list;
    }
    if (const auto* entries = node.table()) {
        json::Object members;
        for (const auto& entry : *entries) members.emplace_back(entry.key, to_json(entry.value));
        return members;
    }
    return node.described();
}

std::optional<Node> parse(std::string_view text, std::vector<Fault>& faults)
try {
    return to_node(plus::parse(text));
} catch (const plus::parse_error& error) {
    faults.push_back({position_of(error.source()), "", std::string(error.description())});
    return std::nullopt;
}

std::optional<Node> parse_file(const std::string& path, std::vector<Fault>& faults)
{
    std::unique_ptr<std::FILE, decltype(&std::fclose)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    std::string text;
    std::array<char, 16 * 1024> block;
    while (auto size = file ? std::fread(block.data(), 1, block.size(), file.get()) : 0) text.append(block.data(), size);
    if (file && !std::ferror(file.get())) return parse(text, faults);
    faults.push_back({{}, "", "the file cannot be read: " + std::generic_category().message(errno)});
    return std::nullopt;
}

}  // namespace motcua::toml
