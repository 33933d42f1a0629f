#include "platform/http/uri.hpp"

#include <algorithm>

#include "domain/refusal.hpp"
#include "platform/text/text.hpp"

namespace motcua::http {

namespace {

int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

bool is_control(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool has_dot_segment(std::string_view path)
{
    while (!path.empty()) {
        path.remove_prefix(1);
        auto segment = path.substr(0, path.find('/'));
        if (segment == "." || segment == "..") return true;
        path.remove_prefix(segment.size());
    }
    return false;
}

// "text" before the separator; the rest stays in `list`.
std::string_view take_until(std::string_view& list, char separator)
{
    auto end = list.find(separator);
    auto taken = list.substr(0, end);
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
    return taken;
}

// "0.5" → 500; what is no quality counts as 0.
int thousandths(std::string_view text)
{
    if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
    int value = (text[0] - '0') * 1000;
    if (text.size() == 1) return value;
    if (text[1] != '.' || text.size() > 5) return 0;
    int weight = 100;
    for (char c : text.substr(2)) {
        if (c < '0' || c > '9') return 0;
        value += (c - '0') * weight;
        weight /= 10;
    }
    return value > 1000 ? 0 : value;
}

int quality_parameter(std::string_view parameters)
{
    while (!parameters.empty()) {
        auto parameter = without_spaces(take_until(parameters, ';'));
        if (parameter.size() > 2 && lower(parameter[0]) == 'q' && parameter[1] == '=') return thousandths(parameter.substr(2));
    }
    return 1000;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            decoded += ' ';
        } else if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            int high = hex_digit(text[i + 1]);
            int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

std::string percent_encoded(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
            continue;
        }
        auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += digits[byte >> 4];
        encoded += digits[byte & 15];
    }
    return encoded;
}

std::optional<std::string> decoded_path(std::string_view raw)
{
    if (!raw.starts_with('/')) return std::nullopt;
    auto slashes = std::ranges::count(raw, '/');
    auto path = percent_decoded(raw);
    if (!path || std::ranges::count(*path, '/') != slashes) return std::nullopt;
    if (path->find('\\') != std::string::npos || std::ranges::any_of(*path, is_control)) return std::nullopt;
    if (has_dot_segment(*path)) return std::nullopt;
    if (is_ascii(*path)) return path;
    if (!text::is_valid_utf8(*path)) return std::nullopt;
    return text::nfc(*path);
}

std::optional<std::string> query_value(std::string_view query, std::string_view name)
{
    while (!query.empty()) {
        auto pair = take_until(query, '&');
        auto key = take_until(pair, '=');
        if (key != name) {
            if (key.find_first_of("%+") == std::string_view::npos) continue;
            if (percent_decoded(key, true) != name) continue;
        }
        auto value = percent_decoded(pair, true);
        if (!value) throw Refusal(Reason::invalid_input, "malformed_query");
        if (!is_ascii(*value)) {
            if (!text::is_valid_utf8(*value)) throw Refusal(Reason::invalid_input, "malformed_query");
            *value = text::nfc(*value);
        }
        if (text::has_control_characters(*value)) throw Refusal(Reason::invalid_input, "malformed_query");
        return value;
    }
    return std::nullopt;
}

std::string_view cookie_value(std::string_view header, std::string_view name)
{
    while (!header.empty()) {
        auto pair = without_spaces(take_until(header, ';'));
        if (!pair.starts_with(name) || pair.size() <= name.size() || pair[name.size()] != '=') continue;
        auto value = pair.substr(name.size() + 1);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        return value;
    }
    return {};
}

int quality_of(std::string_view header, std::string_view choice, int when_missing)
{
    int star = -1;
    while (!header.empty()) {
        auto parameters = take_until(header, ',');
        auto name = without_spaces(take_until(parameters, ';'));
        if (equal_ignoring_case(name, choice)) return quality_parameter(parameters);
        if (name == "*") star = quality_parameter(parameters);
    }
    return star >= 0 ? star : when_missing;
}

bool equal_ignoring_case(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view without_spaces(std::string_view text)
{
    auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

}  // namespace motcua::http
