#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

namespace motcua::log {

enum class Level { debug, info, warning, error };
using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// One JSON line on standard error: {"at":"…","level":"info","message":"…",…}. Never bodies, names, personal numbers,
// addresses of people, tokens.
void write(Level, std::string_view message, Fields fields = {});
inline void info(std::string_view message, Fields fields = {}) { write(Level::info, message, fields); }
inline void warning(std::string_view message, Fields fields = {}) { write(Level::warning, message, fields); }
inline void error(std::string_view message, Fields fields = {}) { write(Level::error, message, fields); }
void set_minimum(Level);

}  // namespace motcua::log
