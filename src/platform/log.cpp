#include "platform/log.hpp"

#include <atomic>
#include <mutex>
#include <string>

#include <unistd.h>

#include "platform/clock.hpp"

namespace motcua::log {

namespace {

constexpr std::size_t longest_value = 4096;
constexpr std::string_view level_names[] = {"debug", "info", "warning", "error"};

std::atomic<Level> minimum{Level::info};
std::mutex output_mutex;
std::function<void(std::string_view)> output;

// How many bytes the UTF-8 character at the start of `text` has, 0 when it is none.
std::size_t utf8_length(std::string_view text)
{
    auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    auto lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        bool overlong = lead == 0xE0 && byte(1) < 0xA0;
        bool surrogate = lead == 0xED && byte(1) > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        bool overlong = lead == 0xF0 && byte(1) < 0x90;
        bool beyond = lead == 0xF4 && byte(1) > 0x8F;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

void append_control(std::string& line, unsigned char c)
{
    constexpr std::string_view digits = "0123456789abcdef";
    if (c == '\n') line += "\\n";
    else if (c == '\t') line += "\\t";
    else if (c == '\r') line += "\\r";
    else {
        line += "\\u00";
        line += digits[c >> 4];
        line += digits[c & 15];
    }
}

void append_quoted(std::string& line, std::string_view text)
{
    bool cut = text.size() > longest_value;
    if (cut) {
        text = text.substr(0, longest_value);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.remove_suffix(1);
        if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.remove_suffix(1);
    }
    line += '"';
    while (!text.empty()) {
        auto c = static_cast<unsigned char>(text.front());
        auto length = utf8_length(text);
        if (length == 0) {
            line += "\xEF\xBF\xBD";
            length = 1;
        } else if (c == '"' || c == '\\') {
            line += '\\';
            line += static_cast<char>(c);
        } else if (c < 0x20 || c == 0x7F) {
            append_control(line, c);
        } else {
            line.append(text.substr(0, length));
        }
        text.remove_prefix(length);
    }
    if (cut) line += "…";
    line += '"';
}

void write_to_standard_error(std::string_view line)
{
    while (!line.empty()) {
        auto written = ::write(STDERR_FILENO, line.data(), line.size());
        if (written <= 0) return;
        line.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

void write(Level level, std::string_view message, Fields fields)
{
    if (!is_written(level)) return;
    std::string line;
    line.reserve(256);
    line += R"({"at":")";
    line += to_iso(SystemClock().now());
    line += R"(","level":")";
    line += level_names[static_cast<int>(level)];
    line += R"(","message":)";
    append_quoted(line, message);
    for (const auto& [name, value] : fields) {
        line += ',';
        append_quoted(line, name);
        line += ':';
        append_quoted(line, value);
    }
    line += "}\n";
    std::lock_guard lock(output_mutex);
    if (output) output(line);
    else write_to_standard_error(line);
}

void set_minimum(Level level)
{
    minimum = level;
}

bool is_written(Level level)
{
    return level >= minimum.load(std::memory_order_relaxed);
}

void set_output(std::function<void(std::string_view)> function)
{
    std::lock_guard lock(output_mutex);
    output = std::move(function);
}

}  // namespace motcua::log
