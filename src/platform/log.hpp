#pragma once

#include <functional>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace motcua::log {

enum class Level { debug, info, warning, error };
using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// One JSON line on standard error: {"at":"…","level":"info","message":"…",…}. Never bodies, names, personal numbers,
// addresses of people, tokens. Bytes that are no UTF-8 become U+FFFD; a value is cut after 4 KiB.
void write(Level, std::string_view message, Fields fields = {});
inline void info(std::string_view message, Fields fields = {}) { write(Level::info, message, fields); }
inline void warning(std::string_view message, Fields fields = {}) { write(Level::warning, message, fields); }
inline void error(std::string_view message, Fields fields = {}) { write(Level::error, message, fields); }

void set_minimum(Level);        // At first: info.
bool is_written(Level);         // Whether write() would do anything: to spare the making of fields.

// Where the lines go instead of standard error; an empty function restores it. A line ends with a line feed.
void set_output(std::function<void(std::string_view line)>);

}  // namespace motcua::log
