#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "platform/config/config.hpp"

namespace motcua::config {

// A member of the settings' struct, with its row of the table and its names outside.
struct SettingMember {
    const Setting* setting;
    const json::Type* type;
    std::size_t offset;
    std::string variable;   // "MOTCUA_MAIL_HOST"
    std::string flag;       // "--mail-host"

    void* in(void* settings) const { return static_cast<char*>(settings) + offset; }
    const void* in(const void* settings) const { return static_cast<const char*>(settings) + offset; }
};

// In the order of the struct. Throws std::logic_error when table and struct differ, or two members have one flag.
std::vector<SettingMember> members_of(const json::Type&, std::span<const Setting>);

// The value as texts: one, each item of a list, none for an empty optional.
std::vector<std::string> texts_of(const void* value, const json::Type&);

}  // namespace motcua::config
