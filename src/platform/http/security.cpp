#include "platform/http/security.hpp"

#include <algorithm>

#include "platform/http/uri.hpp"

namespace motcua::http {

namespace {

constexpr std::string_view common_fields =
    "\r\nX-Content-Type-Options: nosniff"
    "\r\nReferrer-Policy: same-origin"
    "\r\nCross-Origin-Opener-Policy: same-origin"
    "\r\nCross-Origin-Resource-Policy: same-origin"
    "\r\nPermissions-Policy: camera=(self), geolocation=(self), microphone=(), payment=(), usb=()";

bool is_safe(std::string_view method)
{
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

std::string_view host_of_origin(std::string_view origin)
{
    auto scheme = origin.find("://");
    return scheme == std::string_view::npos ? std::string_view() : origin.substr(scheme + 3);
}

bool has_own_policy(const Headers& headers)
{
    return std::ranges::any_of(headers, [](const auto& header) { return equal_ignoring_case(header.first, "content-security-policy"); });
}

bool is_address(std::string_view text)
{
    return !text.empty() && text.size() <= 45 && text.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos;
}

}  // namespace

SecurityFields::SecurityFields(std::string_view content_policy)
{
    for (bool own : {false, true})
        for (bool secure : {false, true}) {
            std::string fields(common_fields);
            if (!own) (fields += "\r\nContent-Security-Policy: ") += content_policy;
            if (secure) fields += "\r\nStrict-Transport-Security: max-age=31536000";
            m_fields[own][secure] = std::make_shared<const std::string>(std::move(fields));
        }
}

const std::shared_ptr<const std::string>& SecurityFields::fields_for(const Headers& own, bool secure) const
{
    return m_fields[has_own_policy(own)][secure];
}

bool is_from_own_site(const Request& request)
{
    if (is_safe(request.method) || request.header("cookie").empty()) return true;
    auto site = request.header("sec-fetch-site");
    if (!site.empty()) return site == "same-origin" || site == "none";
    auto origin = request.header("origin");
    return origin.empty() || equal_ignoring_case(host_of_origin(origin), request.header("host"));
}

bool is_json_body(const Request& request)
{
    auto type = request.header("content-type");
    auto end = std::min(type.find(';'), type.size());
    if (!equal_ignoring_case(without_spaces(type.substr(0, end)), "application/json")) return false;
    auto rest = type.substr(end);
    while (!rest.empty()) {
        rest.remove_prefix(1);
        auto parameter = without_spaces(rest.substr(0, rest.find(';')));
        rest.remove_prefix(std::min(rest.find(';'), rest.size()));
        auto equals = parameter.find('=');
        if (equals == std::string_view::npos || !equal_ignoring_case(parameter.substr(0, equals), "charset")) continue;
        auto charset = parameter.substr(equals + 1);
        if (!equal_ignoring_case(charset, "utf-8") && !equal_ignoring_case(charset, "\"utf-8\"")) return false;
    }
    return true;
}

void apply_forwarding(Request& request, const std::vector<std::string>& proxies)
{
    auto is_trusted = [&](std::string_view address) { return std::ranges::find(proxies, address) != proxies.end(); };
    if (!is_trusted(request.remote)) return;
    request.secure = equal_ignoring_case(request.header("x-forwarded-proto"), "https");
    auto hops = request.header("x-forwarded-for");
    while (!hops.empty()) {
        auto comma = hops.rfind(',');
        auto hop = without_spaces(comma == std::string_view::npos ? hops : hops.substr(comma + 1));
        if (!is_address(hop)) return;
        request.remote = hop;
        if (!is_trusted(hop)) return;
        hops = comma == std::string_view::npos ? std::string_view() : hops.substr(0, comma);
    }
}

}  // namespace motcua::http
