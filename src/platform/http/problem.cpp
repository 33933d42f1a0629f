#include "platform/http/problem.hpp"

#include <algorithm>

#include "platform/json/print.hpp"

namespace motcua::http {

namespace {

int status_of(const Refusal& refusal)
{
    switch (refusal.reason) {
    case Reason::invalid_input: return refusal.fields.empty() ? 400 : 422;
    case Reason::not_signed_in: return 401;
    case Reason::not_allowed: return 403;
    case Reason::not_found: return 404;
    case Reason::conflict: return 409;
    case Reason::too_large: return 413;
    case Reason::too_many: return 429;
    case Reason::busy:
    case Reason::unavailable: return 503;
    }
    return 500;
}

void append_member(std::string& body, std::string_view name, std::string_view value)
{
    body += ",\"";
    body += name;
    body += "\":";
    json::append_quoted(body, value);
}

std::string sentence(CodeKind kind, std::string_view code, const Values& values, const Messages& messages)
{
    return messages ? filled_in(messages(kind, code), values) : std::string();
}

void append_fields(std::string& body, const std::vector<FieldProblem>& fields, const Messages& messages)
{
    body += ",\"fields\":[";
    auto separator = "";
    for (const auto& problem : fields) {
        body += separator;
        body += "{\"field\":";
        json::append_quoted(body, problem.field);
        append_member(body, "code", problem.code);
        auto message = sentence(CodeKind::field, problem.code, problem.values, messages);
        if (!message.empty()) append_member(body, "message", message);
        body += '}';
        separator = ",";
    }
    body += ']';
}

std::string retry_after(const Values& values)
{
    auto found = values.find("retry_after");
    return found == values.end() ? "2" : found->second;
}

}  // namespace

Response problem_answer(const Problem& problem, const Messages& messages)
{
    Response response;
    response.status = problem.status;
    auto& body = response.body;
    body = R"({"type":"about:blank","title":)";
    json::append_quoted(body, reason_phrase(problem.status));
    body += ",\"status\":" + std::to_string(problem.status);
    append_member(body, "code", problem.code);
    auto detail = sentence(CodeKind::refusal, problem.code, problem.values, messages);
    if (!detail.empty()) append_member(body, "detail", detail);
    if (!problem.fields.empty()) append_fields(body, problem.fields, messages);
    if (!problem.incident.empty()) append_member(body, "incident", problem.incident);
    if (!problem.request_id.empty()) append_member(body, "request_id", problem.request_id);
    body += '}';
    response.headers.emplace_back("Content-Type", "application/problem+json");
    if (problem.status == 429 || problem.status == 503) response.headers.emplace_back("Retry-After", retry_after(problem.values));
    return response;
}

Problem problem_of(const Refusal& refusal)
{
    return {.status = status_of(refusal), .code = refusal.code, .values = refusal.values, .fields = refusal.fields};
}

std::string_view reason_phrase(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return "Status";
    }
}

std::string filled_in(std::string_view sentence, const Values& values)
{
    std::string text;
    while (!sentence.empty()) {
        auto open = sentence.find('{');
        text += sentence.substr(0, open);
        if (open == std::string_view::npos) break;
        sentence.remove_prefix(open);
        auto close = sentence.find('}');
        auto value = close == std::string_view::npos ? values.end() : values.find(std::string(sentence.substr(1, close - 1)));
        auto taken = value == values.end() ? 1 : close + 1;
        text += value == values.end() ? sentence.substr(0, 1) : std::string_view(value->second);
        sentence.remove_prefix(taken);
    }
    return text;
}

}  // namespace motcua::http
