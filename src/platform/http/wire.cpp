#include "platform/http/wire.hpp"

#include <charconv>
#include <chrono>

#include "platform/http/problem.hpp"
#include "platform/http/uri.hpp"

namespace motcua::http {

namespace {

void append_number(std::string& bytes, std::uint64_t number)
{
    char digits[24];
    auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    bytes.append(digits, end);
}

void append_safely(std::string& bytes, std::string_view text)
{
    auto begin = bytes.size();
    bytes += text;
    for (auto i = begin; i < bytes.size(); ++i) {
        auto c = static_cast<unsigned char>(bytes[i]);
        if ((c < 0x20 && c != '\t') || c == 0x7F) bytes[i] = ' ';
    }
}

// The server alone decides about these.
bool is_framing(std::string_view name)
{
    for (auto reserved : {"connection", "content-length", "date", "transfer-encoding"})
        if (equal_ignoring_case(name, reserved)) return true;
    return false;
}

void append_two(std::string& text, unsigned number)
{
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
}

void append_lines(std::string& bytes, std::string_view field, std::string_view text)
{
    while (true) {
        auto end = text.find_first_of("\r\n");
        bytes += field;
        bytes += text.substr(0, end);
        bytes += '\n';
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    }
}

}  // namespace

void append_head(std::string& bytes, const Response& response, const HeadLine& line)
{
    bytes += "HTTP/1.1 ";
    append_number(bytes, static_cast<std::uint64_t>(response.status));
    bytes += ' ';
    bytes += reason_phrase(response.status);
    bytes += "\r\nDate: ";
    bytes += line.date;
    if (response.common) bytes += *response.common;
    for (const auto& [name, value] : response.headers) {
        if (is_framing(name)) continue;
        bytes += "\r\n";
        append_safely(bytes, name);
        bytes += ": ";
        append_safely(bytes, value);
    }
    if (line.length && may_have_body(response.status)) {
        bytes += "\r\nContent-Length: ";
        append_number(bytes, *line.length);
    }
    if (!line.keep_alive) bytes += "\r\nConnection: close";
    else if (line.minor_version == 0) bytes += "\r\nConnection: keep-alive";
    bytes += "\r\n\r\n";
}

void set_default(Headers& headers, std::string_view name, std::string_view value)
{
    for (const auto& header : headers)
        if (equal_ignoring_case(header.first, name)) return;
    headers.emplace_back(name, value);
}

bool may_have_body(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

void append_event(std::string& bytes, const Event& event)
{
    if (!event.id.empty()) append_lines(bytes, "id: ", event.id);
    if (!event.type.empty()) append_lines(bytes, "event: ", event.type);
    append_lines(bytes, "data: ", event.data);
    bytes += '\n';
}

std::string http_date(Instant instant)
{
    constexpr std::string_view days = "SunMonTueWedThuFriSat";
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    auto day = std::chrono::floor<std::chrono::days>(instant);
    std::chrono::year_month_day date(day);
    std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(instant - day));
    std::string text;
    text += days.substr(std::chrono::weekday(day).c_encoding() * 3, 3);
    text += ", ";
    append_two(text, static_cast<unsigned>(date.day()));
    text += ' ';
    text += months.substr((static_cast<unsigned>(date.month()) - 1) * 3, 3);
    text += ' ';
    text += std::to_string(static_cast<int>(date.year()));
    text += ' ';
    append_two(text, static_cast<unsigned>(time.hours().count()));
    text += ':';
    append_two(text, static_cast<unsigned>(time.minutes().count()));
    text += ':';
    append_two(text, static_cast<unsigned>(time.seconds().count()));
    return text + " GMT";
}

}  // namespace motcua::http
