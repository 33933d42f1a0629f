#include "platform/config/members.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "platform/json/json.hpp"

namespace motcua::config {

namespace {

using json::Kind;

std::string spelled(std::string prefix, std::string_view name, char joint, bool upper)
{
    for (char c : name) {
        if (c == '.' || c == '_') prefix += joint;
        else if (upper && 'a' <= c && c <= 'z') prefix += static_cast<char>(c - 'a' + 'A');
        else prefix += c;
    }
    return prefix;
}

class MemberCollector {
public:
    explicit MemberCollector(std::span<const Setting> table) : m_table(table) {}

    void collect(const json::Type& type, const std::string& prefix, std::size_t offset)
    {
        for (const auto& field : type.fields) {
            const auto& its_type = field.type();
            auto name = prefix + std::string(field.name);
            if (its_type.kind == Kind::object) collect(its_type, name + ".", offset + field.offset);
            else add(name, its_type, offset + field.offset);
        }
    }

    std::vector<SettingMember> finished()
    {
        for (const auto& setting : m_table) {
            auto is_it = [&](const SettingMember& member) { return member.setting == &setting; };
            if (std::none_of(m_members.begin(), m_members.end(), is_it)) throw std::logic_error("no member is called " + setting.name);
        }
        return std::move(m_members);
    }

private:
    void add(const std::string& name, const json::Type& type, std::size_t offset)
    {
        auto row = std::find_if(m_table.begin(), m_table.end(), [&](const Setting& setting) { return setting.name == name; });
        if (row == m_table.end()) throw std::logic_error("the setting " + name + " has no row in the table");
        m_members.push_back({&*row, &type, offset, spelled("MOTCUA_", name, '_', true), spelled("--", name, '-', false)});
        if (!m_flags.insert(m_members.back().flag).second) throw std::logic_error("two settings are called " + m_members.back().flag);
    }

    std::span<const Setting> m_table;
    std::vector<SettingMember> m_members;
    std::set<std::string> m_flags;
};

}  // namespace

std::vector<SettingMember> members_of(const json::Type& type, std::span<const Setting> table)
{
    MemberCollector collector(table);
    collector.collect(type, "", 0);
    return collector.finished();
}

std::vector<std::string> texts_of(const void* value, const json::Type& type)
{
    std::string text;
    switch (type.kind) {
    case Kind::optional:
        if (!type.has(value)) return {};
        return texts_of(type.at(value, 0), type.inner());
    case Kind::list: {
        std::vector<std::string> list;
        for (std::size_t i = 0; i < type.size(value); ++i)
            for (auto& item : texts_of(type.at(value, i), type.inner())) list.push_back(std::move(item));
        return list;
    }
    case Kind::text: type.append_text(value, text); return {text};
    case Kind::choice: return {std::string(type.choices[static_cast<std::size_t>(type.get_integer(value))])};
    default: json::append(text, value, type); return {text};
    }
}

}  // namespace motcua::config
