#include <charconv>
#include <filesystem>

#include "platform/config/config.hpp"
#include "platform/text/text.hpp"

namespace motcua::config {

namespace {

std::optional<std::int64_t> whole_number(std::string_view text)
{
    std::int64_t number = 0;
    auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool is_address_and_port(std::string_view text)
{
    auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    auto host = text.substr(0, colon);
    auto is_bracketed = host.front() == '[' && host.back() == ']';
    if (!is_bracketed && host.find_first_of(":[] /") != std::string_view::npos) return false;
    auto port = whole_number(text.substr(colon + 1));
    return port && *port >= 0 && *port <= 65535;
}

bool is_url(std::string_view text, const std::vector<std::string>& schemes)
{
    auto end = text.find("://");
    if (end == std::string_view::npos || text.find_first_of(" \t\n") != std::string_view::npos) return false;
    auto is_wanted = false;
    for (const auto& scheme : schemes) is_wanted = is_wanted || scheme == text.substr(0, end);
    auto rest = text.substr(end + 3);
    return is_wanted && !rest.empty() && rest.front() != '/';
}

}  // namespace

Check between(std::int64_t least, std::int64_t most)
{
    return {"a number from " + std::to_string(least) + " to " + std::to_string(most), [=](const std::string& text) {
                auto number = whole_number(text);
                return number && least <= *number && *number <= most;
            }};
}

Check not_empty()
{
    return {"a text that is not empty", [](const std::string& text) { return !text.empty(); }};
}

Check at_least_characters(std::size_t least)
{
    return {"at least " + std::to_string(least) + " characters", [=](const std::string& text) { return text::length(text) >= least; }};
}

Check address_and_port()
{
    return {"an address and a port such as 127.0.0.1:8080", [](const std::string& text) { return is_address_and_port(text); }};
}

Check url(std::vector<std::string> schemes)
{
    std::string expected = "an address that begins with ";
    for (const auto& scheme : schemes) expected += (&scheme == schemes.data() ? "" : " or ") + scheme + "://";
    return {expected, [schemes = std::move(schemes)](const std::string& text) { return is_url(text, schemes); }};
}

Check existing_file()
{
    return {"a file that is there", [](const std::string& path) {
                std::error_code ignored;
                return std::filesystem::is_regular_file(path, ignored);
            }};
}

Check existing_folder()
{
    return {"a folder that is there", [](const std::string& path) {
                std::error_code ignored;
                return std::filesystem::is_directory(path, ignored);
            }};
}

Check empty_or(Check check)
{
    return {check.expected + ", or nothing", [holds = std::move(check.holds)](const std::string& text) { return text.empty() || holds(text); }};
}

}  // namespace motcua::config
