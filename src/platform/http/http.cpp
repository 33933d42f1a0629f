#include "platform/http/http.hpp"

#include "platform/http/uri.hpp"
#include "platform/text/text.hpp"

namespace motcua::http {

namespace {

// What may stand in a quoted file name for clients that read no filename*: marks are dropped, the rest becomes "_".
std::string plain_name(std::string_view name)
{
    std::string plain;
    for (char c : text::slug(name.substr(0, name.rfind('.')))) plain += c;
    if (plain.empty()) plain = "tep";
    auto dot = name.rfind('.');
    if (dot == std::string_view::npos) return plain;
    plain += '.';
    for (char c : name.substr(dot + 1)) {
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        plain += is_plain ? c : '_';
    }
    return plain;
}

}  // namespace

std::string_view Request::header(std::string_view lower_case_name) const
{
    for (const auto& [name, value] : headers)
        if (name == lower_case_name) return value;
    return {};
}

std::optional<std::string> Request::parameter(std::string_view query_name) const
{
    return query_value(query, query_name);
}

std::string_view Request::cookie(std::string_view cookie_name) const
{
    for (const auto& [name, value] : headers) {
        if (name != "cookie") continue;
        auto found = cookie_value(value, cookie_name);
        if (!found.empty()) return found;
    }
    return {};
}

std::string_view body_of(const Response& response)
{
    return response.shared_body ? std::string_view(*response.shared_body) : std::string_view(response.body);
}

Response json_answer(std::string body, int status)
{
    Response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "application/json");
    response.body = std::move(body);
    return response;
}

Response no_content()
{
    Response response;
    response.status = 204;
    return response;
}

Response download(std::string bytes, std::string_view content_type, std::string_view disposition_name)
{
    Response response;
    response.headers.emplace_back("Content-Type", content_type);
    response.body = std::move(bytes);
    if (disposition_name.empty()) {
        response.headers.emplace_back("Content-Disposition", "inline");
        return response;
    }
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + plain_name(disposition_name) +
                                                             "\"; filename*=UTF-8''" + percent_encoded(disposition_name));
    return response;
}

Response pdf(std::string bytes, std::string_view name)
{
    Response response;
    response.headers.emplace_back("Content-Type", "application/pdf");
    response.headers.emplace_back("Content-Disposition", "inline; filename=\"" + std::string(name) + ".pdf\"");
    response.body = std::move(bytes);
    return response;
}

Response stored_file(std::string bytes, std::string_view content_type, std::string_view name)
{
    bool shown = content_type == "application/pdf" || content_type.starts_with("image/");
    auto response = download(std::move(bytes), content_type, shown ? "" : name);
    response.headers.emplace_back("Content-Security-Policy", framed_by_us);
    return response;
}

std::string uploaded_name(const Request& request)
{
    return query_value("name=" + std::string(request.header("x-file-name")), "name").value_or("");
}

}  // namespace motcua::http
