#include "platform/config/members.hpp"
#include "platform/json/json.hpp"

namespace motcua::config {

namespace {

using json::Kind;

std::string joined(std::span<const std::string> texts)
{
    std::string line;
    for (const auto& text : texts) line += (line.empty() ? "" : ",") + text;
    return line;
}

std::string joined(std::span<const std::string_view> names)
{
    std::string line;
    for (auto name : names) line.append(line.empty() ? "" : ", ").append(name);
    return line;
}

// "Address and port to listen on. Expected: an address and a port such as …."
std::string explanation(const SettingMember& member)
{
    auto text = member.setting->help;
    const auto* type = member.type;
    while (type->kind == Kind::optional || type->kind == Kind::list) type = &type->inner();
    if (type->kind == Kind::choice) text += " One of " + joined(type->choices) + ".";
    if (member.setting->check) text += " Expected: " + member.setting->check->expected + ".";
    return text;
}

std::string default_of(const SettingMember& member, const void* settings)
{
    if (member.setting->secret) return "no default";
    auto value = joined(texts_of(member.in(settings), *member.type));
    return value.empty() ? "empty by default" : value + " by default";
}

// As TOML: a JSON text, number, truth or list of these is one too.
std::string toml_default(const SettingMember& member, const void* settings)
{
    const auto& type = *member.type;
    const auto* its_value = member.in(settings);
    if (type.kind == Kind::optional && !type.has(its_value)) {
        auto kind = type.inner().kind;
        return kind == Kind::integer || kind == Kind::real ? "0" : kind == Kind::boolean ? "false" : "\"\"";
    }
    std::string value;
    json::append(value, its_value, type);
    return member.setting->secret ? "\"\"" : value;
}

}  // namespace

std::string help(const void* settings, const json::Type& type, std::span<const Setting> table)
{
    std::string text =
        "Settings are given as flags (--name=value or --name value), as variables, or in the TOML file that --config or\n"
        "MOTCUA_CONFIG names. A flag wins over a variable, a variable over the file.\n";
    for (const auto& member : members_of(type, table)) {
        const auto& setting = *member.setting;
        text += "\n  " + (setting.secret ? member.variable + ", " + member.variable + "_FILE" : member.flag + ", " + member.variable);
        text += ", " + setting.name + " in the file; " + default_of(member, settings) + "\n      " + explanation(member) + "\n";
    }
    return text;
}

std::string example_file(const void* settings, const json::Type& type, std::span<const Setting> table)
{
    std::string text;
    for (const auto& member : members_of(type, table)) {
        text += (text.empty() ? "# " : "\n# ") + explanation(member) + "\n";
        text += "#" + member.setting->name + " = " + toml_default(member, settings) + "\n";
    }
    return text;
}

}  // namespace motcua::config
