#include "platform/config/config.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <set>

#include "platform/config/members.hpp"
#include "platform/config/nearest.hpp"
#include "platform/config/toml.hpp"
#include "platform/text/text.hpp"

namespace motcua::config {

namespace {

using json::Kind;

constexpr std::string_view config_flag = "--config";
constexpr std::string_view help_flag = "--help";
constexpr std::string_view config_variable = "MOTCUA_CONFIG";
constexpr std::string_view variable_prefix = "MOTCUA_";
constexpr std::string_view misfit = "this value does not fit";   // Of a secret: the usual message would quote it.

template <class T>
std::optional<T> number_in(std::string_view text)
{
    T number{};
    auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

toml::Node node_of(std::string_view text, const json::Type& type);

toml::Array items_of(std::string_view text, const json::Type& type)
{
    toml::Array items;
    while (!text.empty()) {
        auto comma = text.find(',');
        items.push_back(node_of(text::trimmed(text.substr(0, comma)), type));
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return items;
}

// A text of the environment or of a flag as the TOML that its member would be given in the file.
toml::Node node_of(std::string_view text, const json::Type& type)
{
    if (type.kind == Kind::optional) return node_of(text, type.inner());
    if (type.kind == Kind::list) return {{}, items_of(text, type.inner())};
    if (type.kind == Kind::boolean && (text == "true" || text == "false")) return {{}, text == "true"};
    if (type.kind == Kind::integer)
        if (auto number = number_in<std::int64_t>(text)) return {{}, *number};
    if (type.kind == Kind::real)
        if (auto number = number_in<double>(text)) return {{}, *number};
    return {{}, std::string(text)};
}

class SettingsLoader {
public:
    SettingsLoader(void* settings, const json::Type& type, std::span<const Setting> table, const Sources& sources)
        : m_settings(settings), m_type(type), m_members(members_of(type, table)), m_sources(sources), m_given(m_members.size())
    {
    }

    Outcome load()
    {
        split_arguments();
        if (m_outcome.help) return std::move(m_outcome);
        read_file();
        read_environment();
        for (const auto& [member, value] : m_flags) take_text(member, m_members[member].flag, value);
        check_values();
        return std::move(m_outcome);
    }

private:
    void fault(const std::string& place, const std::string& message) { m_outcome.faults.push_back(place + ": " + message); }

    // Flags are read first, since one of them names the file, and count last.
    void split_arguments()
    {
        const auto& arguments = m_sources.arguments;
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (arguments[i] == "--") {
                m_outcome.words.insert(m_outcome.words.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
                return;
            }
            if (arguments[i] == help_flag || arguments[i] == "-h") m_outcome.help = true;
            else if (arguments[i].starts_with("-") && arguments[i] != "-") i += split_flag(arguments[i], i + 1 < arguments.size() ? &arguments[i + 1] : nullptr);
            else m_outcome.words.push_back(arguments[i]);
        }
    }

    // How many of the following arguments belong to this flag.
    std::size_t split_flag(const std::string& argument, const std::string* next)
    {
        auto equals = argument.find('=');
        auto name = argument.substr(0, equals);
        auto member = member_with(&SettingMember::flag, name);
        if (!member && name != config_flag) return fault(name, "unknown flag" + suggestion(name, known_flags())), 0;

        auto value = equals == std::string::npos ? std::nullopt : std::optional(argument.substr(equals + 1));
        auto is_switch = member && m_members[*member].type->kind == Kind::boolean;
        std::size_t taken = 0;
        if (!value && is_switch) value = "true";
        if (!value && next && !next->starts_with("--")) value = *next, taken = 1;
        if (!value) fault(name, "a value is expected");
        else if (!member) m_file = *value;
        else if (m_members[*member].setting->secret) refuse_secret(m_members[*member]);
        else m_flags.emplace_back(*member, *value);
        return taken;
    }

    void refuse_secret(const SettingMember& member)
    {
        fault(member.flag, "others on this machine can read the command line; give a secret as " + member.variable + " or in the file");
    }

    std::optional<std::size_t> member_with(std::string SettingMember::*spelling, std::string_view name) const
    {
        for (std::size_t i = 0; i < m_members.size(); ++i)
            if (m_members[i].*spelling == name) return i;
        return std::nullopt;
    }

    std::vector<std::string_view> known_flags() const
    {
        std::vector<std::string_view> names{config_flag, help_flag};
        for (const auto& member : m_members) names.push_back(member.flag);
        return names;
    }

    std::string_view variable(std::string_view name) const
    {
        auto found = m_sources.environment.find(std::string(name));
        return found == m_sources.environment.end() ? std::string_view() : found->second;
    }

    void read_file()
    {
        if (m_file.empty()) m_file = variable(config_variable);
        std::error_code ignored;
        if (m_file.empty() && std::filesystem::exists(m_sources.default_file, ignored)) m_file = m_sources.default_file;
        if (m_file.empty()) return;

        std::vector<toml::Fault> faults;
        auto root = toml::parse_file(m_file, faults);
        if (root) toml::read_into(m_settings, m_type, *root, faults, toml::Missing::allow);
        for (const auto& its_fault : faults) note_misfit(its_fault);
        if (root) note_given(*root);
        m_outcome.file = m_file;
    }

    void note_misfit(const toml::Fault& its_fault)
    {
        auto place = place_of(its_fault.at, its_fault.field);
        for (std::size_t i = 0; i < m_members.size(); ++i) {
            const auto& setting = *m_members[i].setting;
            if (setting.name != its_fault.field.substr(0, its_fault.field.find('['))) continue;
            m_misfits.insert(i);
            if (setting.secret) return fault(place, std::string(misfit));
        }
        fault(place, its_fault.message);
    }

    std::string place_of(toml::Position at, const std::string& name) const
    {
        auto place = m_file;
        if (at.line > 0) place += ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
        return name.empty() ? place : place + ": " + name;
    }

    void note_given(const toml::Node& root)
    {
        for (std::size_t i = 0; i < m_members.size(); ++i) {
            const auto* node = &root;
            std::string_view rest = m_members[i].setting->name;
            while (node && !rest.empty()) {
                auto dot = rest.find('.');
                const auto* entry = node->find(rest.substr(0, dot));
                node = entry ? &entry->value : nullptr;
                rest.remove_prefix(dot == std::string_view::npos ? rest.size() : dot + 1);
            }
            if (node) m_given[i] = place_of(node->position(), m_members[i].setting->name);
        }
    }

    void read_environment()
    {
        for (const auto& [name, value] : m_sources.environment) {
            if (!name.starts_with(variable_prefix) || name == config_variable || value.empty()) continue;
            if (auto member = member_with(&SettingMember::variable, name)) take_text(*member, name, value);
            else if (!take_secret_file(name, value)) fault(name, "unknown variable" + suggestion(name, known_variables()));
        }
    }

    std::vector<std::string_view> known_variables() const
    {
        std::vector<std::string_view> names{config_variable};
        for (const auto& member : m_members) names.push_back(member.variable);
        return names;
    }

    bool take_secret_file(const std::string& name, const std::string& path)
    {
        constexpr std::string_view suffix = "_FILE";
        if (!name.ends_with(suffix)) return false;
        auto member = member_with(&SettingMember::variable, std::string_view(name).substr(0, name.size() - suffix.size()));
        if (!member || !m_members[*member].setting->secret) return false;
        std::ifstream file(path, std::ios::binary);
        std::string content;
        if (!file || !std::getline(file, content, '\0')) return fault(name, "the file \"" + path + "\" cannot be read or is empty"), true;
        while (content.ends_with('\n') || content.ends_with('\r')) content.pop_back();
        take_text(*member, name, content);
        return true;
    }

    void take_text(std::size_t index, const std::string& place, std::string_view value)
    {
        const auto& member = m_members[index];
        if (!text::is_valid_utf8(value)) return fault(place, "this is no UTF-8");
        std::vector<toml::Fault> faults;
        toml::read_into(member.in(m_settings), *member.type, node_of(text::nfc(value), *member.type), faults, toml::Missing::allow);
        for (const auto& its_fault : faults) fault(place, member.setting->secret ? std::string(misfit) : its_fault.message);
        if (!faults.empty()) m_misfits.insert(index);
        m_given[index] = place;
    }

    // Of the value that counts, whoever gave it.
    void check_values()
    {
        for (std::size_t i = 0; i < m_members.size(); ++i) {
            const auto& member = m_members[i];
            if (!member.setting->check || m_misfits.contains(i)) continue;
            for (const auto& text : texts_of(member.in(m_settings), *member.type))
                if (!member.setting->check->holds(text)) note_unfit(member, m_given[i], text);
        }
    }

    void note_unfit(const SettingMember& member, const std::string& place, const std::string& text)
    {
        auto expected = member.setting->check->expected + " is expected";
        auto spellings = member.setting->secret ? member.variable + " or " + member.variable + "_FILE" : member.flag + ", " + member.variable;
        if (place.empty()) fault(member.setting->name, expected + "; give it as " + spellings + " or in the file");
        else fault(place, expected + (member.setting->secret ? "" : ", found \"" + text + "\""));
    }

    void* m_settings;
    const json::Type& m_type;
    std::vector<SettingMember> m_members;
    const Sources& m_sources;
    std::vector<std::string> m_given;                            // Where each member's value came from; "" is the default.
    std::vector<std::pair<std::size_t, std::string>> m_flags;    // Member and value.
    std::set<std::size_t> m_misfits;                             // Members that somebody gave a value of a wrong type.
    std::string m_file;
    Outcome m_outcome;
};

}  // namespace

Sources sources_of(int argc, const char* const* argv, const char* const* environment, std::string default_file)
{
    Sources sources;
    sources.default_file = std::move(default_file);
    if (argc > 1) sources.arguments.assign(argv + 1, argv + argc);
    for (; environment && *environment; ++environment) {
        std::string_view entry = *environment;
        auto equals = entry.find('=');
        if (equals != std::string_view::npos) sources.environment.emplace(entry.substr(0, equals), entry.substr(equals + 1));
    }
    return sources;
}

Outcome load_into(void* settings, const json::Type& type, std::span<const Setting> table, const Sources& sources)
{
    return SettingsLoader(settings, type, table, sources).load();
}

}  // namespace motcua::config
