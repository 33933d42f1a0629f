#include <algorithm>

#include "platform/config/nearest.hpp"
#include "platform/config/toml.hpp"

namespace motcua::toml {

namespace {

using json::Kind;
using json::Type;

std::string joined(std::span<const std::string_view> names)
{
    std::string text;
    for (auto name : names) text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

std::string expectation(const Type& type)
{
    switch (type.kind) {
    case Kind::boolean: return "true or false";
    case Kind::integer: return "a whole number";
    case Kind::real: return "a number";
    case Kind::choice: return "one of " + joined(type.choices);
    case Kind::list: return "a list";
    case Kind::object: return "a table";
    case Kind::optional: return expectation(type.inner());
    case Kind::any: return "a value";
    case Kind::text: break;
    }
    if (type.format == "date") return "a date such as 2026-09-03";
    if (type.format == "date-time") return "an instant such as 2026-08-28T02:00:00Z";
    return "a text";
}

class TomlReader {
public:
    TomlReader(std::vector<Fault>& faults, Missing missing) : m_faults(faults), m_missing(missing) {}

    void read(void* target, const Type& type, const Node& node)
    {
        switch (type.kind) {
        case Kind::boolean: return read_plain(static_cast<bool*>(target), node.boolean(), type, node);
        case Kind::integer: return read_integer(target, type, node);
        case Kind::real: return read_real(target, type, node);
        case Kind::text: return read_text(target, type, node);
        case Kind::choice: return read_choice(target, type, node);
        case Kind::optional: return read(type.emplace(target), type.inner(), node);
        case Kind::list: return read_list(target, type, node);
        case Kind::object: return read_object(target, type, node);
        case Kind::any: *static_cast<json::Value*>(target) = to_json(node); return;
        }
    }

private:
    void note(Position at, std::string message) { m_faults.push_back({at, m_path, std::move(message)}); }
    void note_wrong(const Type& type, const Node& node) { note(node.position(), expectation(type) + " is expected, found " + node.described()); }

    template <class T>
    void read_plain(T* target, const T* found, const Type& type, const Node& node)
    {
        if (found) *target = *found;
        else note_wrong(type, node);
    }

    void read_integer(void* target, const Type& type, const Node& node)
    {
        const auto* number = node.integer();
        if (!number) note_wrong(type, node);
        else if (!type.set_integer(target, *number)) note(node.position(), node.described() + " is out of range");
    }

    void read_real(void* target, const Type& type, const Node& node)
    {
        auto& number = *static_cast<double*>(target);
        if (const auto* whole = node.integer()) number = static_cast<double>(*whole);
        else if (const auto* real = node.real(); real) number = *real;
        else note_wrong(type, node);
    }

    void read_text(void* target, const Type& type, const Node& node)
    {
        std::string text;
        if (const auto* content = node.text()) text = *content;
        else if (node.date() && type.format == "date") text = to_iso(*node.date());
        else if (node.instant() && type.format == "date-time") text = to_iso(*node.instant());
        else return note_wrong(type, node);

        auto code = type.set_text(target, text);
        if (code == "not_a_date" || code == "not_an_instant") note_wrong(type, node);
        else if (!code.empty()) note(node.position(), node.described() + " is refused: " + std::string(code));
    }

    void read_choice(void* target, const Type& type, const Node& node)
    {
        const auto* name = node.text();
        auto found = name ? std::find(type.choices.begin(), type.choices.end(), *name) : type.choices.end();
        if (found == type.choices.end()) return note_wrong(type, node);
        type.set_integer(target, found - type.choices.begin());
    }

    void read_list(void* target, const Type& type, const Node& node)
    {
        const auto* items = node.array();
        if (!items) return note_wrong(type, node);
        type.clear(target);
        auto here = m_path.size();
        for (std::size_t i = 0; i < items->size(); ++i) {
            m_path.append("[").append(std::to_string(i)).append("]");
            read(type.emplace(target), type.inner(), (*items)[i]);
            m_path.resize(here);
        }
    }

    void read_object(void* target, const Type& type, const Node& node)
    {
        if (!node.table()) return note_wrong(type, node);
        for (const auto& field : type.fields) {
            auto here = enter(field.name);
            auto* member = static_cast<char*>(target) + field.offset;
            if (const auto* entry = node.find(field.name)) read(member, field.type(), entry->value);
            else if (!may_be_missing(member, field.type())) note(node.position(), "missing: " + expectation(field.type()) + " is expected");
            m_path.resize(here);
        }
        note_unknown(type, *node.table());
    }

    bool may_be_missing(const void* member, const Type& type) const
    {
        if (m_missing == Missing::allow || type.kind == Kind::optional || type.kind == Kind::any) return true;
        if (m_missing == Missing::refuse || type.kind == Kind::object) return false;
        if (type.kind != Kind::text) return true;
        std::string text;
        if (type.format.empty()) type.append_text(member, text);
        return !text.empty();
    }

    void note_unknown(const Type& type, const Table& table)
    {
        std::vector<std::string_view> names;
        for (const auto& field : type.fields) names.push_back(field.name);
        for (const auto& entry : table) {
            if (std::find(names.begin(), names.end(), entry.key) != names.end()) continue;
            auto here = enter(entry.key);
            note(entry.at, "unknown key" + config::suggestion(entry.key, names));
            m_path.resize(here);
        }
    }

    // The length to which the path is cut when the member has been read.
    std::size_t enter(std::string_view name)
    {
        auto here = m_path.size();
        if (here > 0) m_path += '.';
        m_path += name;
        return here;
    }

    std::vector<Fault>& m_faults;
    Missing m_missing;
    std::string m_path;
};

}  // namespace

bool read_into(void* target, const Type& type, const Node& node, std::vector<Fault>& faults, Missing missing)
{
    auto before = static_cast<std::ptrdiff_t>(faults.size());
    TomlReader(faults, missing).read(target, type, node);
    std::stable_sort(faults.begin() + before, faults.end(), [](const Fault& a, const Fault& b) { return a.at < b.at; });
    return before == static_cast<std::ptrdiff_t>(faults.size());
}

}  // namespace motcua::toml
