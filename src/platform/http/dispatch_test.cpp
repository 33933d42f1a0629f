#include <doctest/doctest.h>

#include <mutex>

#include "http_client.hpp"
#include "platform/db/db.hpp"
#include "platform/http/dispatch.hpp"
#include "platform/http/endpoints.hpp"
#include "platform/log.hpp"
#include "platform/metrics.hpp"

using namespace motcua;
using namespace motcua::http;
using motcua::http::testing::has;

namespace {

struct Note {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Note, (), (text))

Response echo(const Request& request)
{
    return json_answer("\"" + request.actor.name + '|' + request.session + '|' + request.remote + '|' + (request.secure ? "s" : "-") + '"');
}

[[noreturn]] Response fail(const Request& request)
{
    auto what = request.parameters.at(0);
    if (what == "fields") throw Refusal({{"applicant.full_name", "required"}, {"copies", "out_of_range", {{"max", "9"}}}});
    if (what == "input") throw Refusal(Reason::invalid_input, "malformed_json");
    if (what == "not_found") throw Refusal(Reason::not_found, "no_such_dossier");
    if (what == "conflict") throw Refusal(Reason::conflict, "dossier_changed", {{"version", "7"}});
    if (what == "too_large") throw Refusal(Reason::too_large, "file_too_large");
    if (what == "too_many") throw Refusal(Reason::too_many, "too_many_attempts", {{"retry_after", "60"}});
    if (what == "busy") throw Refusal(Reason::busy, "server_busy");
    if (what == "unavailable") throw Refusal(Reason::unavailable, "gateway_down");
    if (what == "database") throw db::Unavailable("disk full at /secret/path");
    throw std::runtime_error("secret fault");
}

Actor authenticate(const Request& request, std::string& session)
{
    Actor actor;
    auto token = request.cookie("motcua_session");
    if (token.empty()) return actor;
    session = token;
    actor.kind = ActorKind::officer;
    actor.name = "Nguyễn Thị Mẫu";
    actor.must_change_password = token == "newcomer";
    if (token == "reader" || token == "newcomer") actor.grants.push_back({AgencyId{1}, Permission::read_dossiers});
    return actor;
}

std::string vietnamese(CodeKind kind, std::string_view code)
{
    if (kind == CodeKind::field) return code == "out_of_range" ? "Không quá {max}." : "";
    if (code == "dossier_changed") return "Hồ sơ đã đổi, nay là bản {version}.";
    return "";
}

Routes some_routes()
{
    Routes routes;
    routes.add({.method = "GET", .path = "/api/public/v1/open", .permission = Permission::anyone, .handler = echo, .summary = "Test"});
    routes.add({.method = "GET", .path = "/api/mine", .permission = Permission::signed_in, .handler = echo, .summary = "Test"});
    routes.add({.method = "GET", .path = "/api/dossiers", .permission = Permission::read_dossiers, .handler = echo, .summary = "Test"});
    routes.add({.method = "POST", .path = "/api/dossiers", .permission = Permission::signed_in, .handler = echo, .summary = "Test"});
    routes.add({.method = "POST", .path = "/api/session/password", .permission = Permission::signed_in, .handler = echo, .summary = "Test",
                .with_given_password = true});
    routes.add({.method = "PUT", .path = "/api/notes/{id}", .permission = Permission::anyone, .handler = echo, .summary = "Test",
                .body = &json::type_of<Note>()});
    routes.add({.method = "GET", .path = "/api/fail/{how}", .permission = Permission::anyone, .handler = fail, .summary = "Test", .body_limit = 7});
    routes.add({.method = "GET", .path = "/api/quick", .permission = Permission::anyone, .handler = echo, .summary = "Test", .quick = true});
    return routes;
}

struct Fixture {
    explicit Fixture(DispatchOptions options = {}) : dispatcher(some_routes(), with_hooks(std::move(options)))
    {
        log::set_output([this](std::string_view line) {
            std::lock_guard lock(mutex);
            lines += line;
        });
    }
    ~Fixture() { log::set_output({}); }

    static DispatchOptions with_hooks(DispatchOptions options)
    {
        options.authenticate = authenticate;
        options.messages = vietnamese;
        return options;
    }

    Response ask(std::string method, std::string path, Headers headers = {}, std::string body = "")
    {
        Request request;
        request.method = std::move(method);
        request.path = std::move(path);
        request.headers = std::move(headers);
        request.headers.emplace_back("host", "centre.example");
        request.body = std::move(body);
        request.remote = "203.0.113.5";
        return dispatcher.answer(std::move(request));
    }

    std::mutex mutex;
    std::string lines;
    Dispatcher dispatcher;
};

std::string field(const Response& response, std::string_view name)
{
    for (const auto& header : response.headers)
        if (header.first == name) return header.second;
    return "";
}

Headers signed_in(Headers more = {})
{
    more.emplace_back("cookie", "motcua_session=reader");
    return more;
}

}  // namespace

TEST_CASE("a path that no route has is not found, a method it lacks is named with those it has")
{
    Fixture service;
    auto unknown = service.ask("GET", "/api/nowhere");
    CHECK(unknown.status == 404);
    CHECK(has(unknown.body, R"("code":"no_such_route")"));
    auto method = service.ask("DELETE", "/api/dossiers");
    CHECK(method.status == 405);
    CHECK(has(method.body, R"("code":"method_not_allowed")"));
    CHECK(field(method, "Allow") == "GET, HEAD, POST");
    CHECK(service.ask("HEAD", "/api/public/v1/open").status == 200);
}

TEST_CASE("a route is for those who hold its permission")
{
    Fixture service;
    CHECK(service.ask("GET", "/api/public/v1/open").status == 200);
    auto anonymous = service.ask("GET", "/api/dossiers");
    CHECK(anonymous.status == 401);
    CHECK(has(anonymous.body, R"("code":"not_signed_in")"));
    auto other = service.ask("GET", "/api/dossiers", {{"cookie", "motcua_session=other"}});
    CHECK(other.status == 403);
    CHECK(has(other.body, R"("code":"not_allowed")"));
    CHECK(service.ask("GET", "/api/mine", {{"cookie", "motcua_session=other"}}).status == 200);
    auto reader = service.ask("GET", "/api/dossiers", signed_in());
    CHECK(reader.status == 200);
    CHECK(has(reader.body, "Nguyễn Thị Mẫu|reader|"));
    CHECK(has(service.ask("GET", "/api/quick", signed_in()).body, "\"||"));
}

TEST_CASE("who must change the password reaches what is open to everybody, as a stranger, and the routes for that change")
{
    Fixture service;
    const Headers newcomer{{"cookie", "motcua_session=newcomer"}};
    for (const auto& [method, path] : {std::pair{"GET", "/api/mine"}, {"HEAD", "/api/mine"}, {"GET", "/api/dossiers"}, {"POST", "/api/dossiers"}}) {
        CAPTURE(path);
        auto refused = service.ask(method, path, newcomer);
        CHECK(refused.status == 403);
        CHECK(has(refused.body, R"("code":"password_must_change")"));
    }
    auto open = service.ask("GET", "/api/public/v1/open", newcomer);
    CHECK(open.status == 200);
    CHECK(!has(open.body, "Nguyễn Thị Mẫu"));
    auto change = service.ask("POST", "/api/session/password", newcomer);
    CHECK(change.status == 200);
    CHECK(has(change.body, "Nguyễn Thị Mẫu|newcomer|"));
    CHECK(service.ask("POST", "/api/session/password").status == 401);
    CHECK(service.ask("POST", "/api/dossiers", {{"cookie", "motcua_session=newcomer"}, {"origin", "https://evil.example"}}).body.find("cross_site_request") != std::string::npos);
}

TEST_CASE("a write with a cookie must come from a page of this site")
{
    Fixture service;
    auto status = [&](Headers headers) { return service.ask("POST", "/api/dossiers", signed_in(std::move(headers))).status; };
    CHECK(status({}) == 200);
    CHECK(status({{"sec-fetch-site", "same-origin"}}) == 200);
    CHECK(status({{"sec-fetch-site", "none"}}) == 200);
    CHECK(status({{"sec-fetch-site", "same-site"}}) == 403);
    CHECK(status({{"sec-fetch-site", "cross-site"}, {"origin", "https://centre.example"}}) == 403);
    CHECK(status({{"origin", "https://centre.example"}}) == 200);
    CHECK(status({{"origin", "https://evil.example"}}) == 403);
    CHECK(status({{"origin", "https://centre.example.evil.example"}}) == 403);
    CHECK(status({{"origin", "null"}}) == 403);
    auto refused = service.ask("POST", "/api/dossiers", signed_in({{"origin", "https://evil.example"}}));
    CHECK(has(refused.body, R"("code":"cross_site_request")"));
    CHECK(service.ask("GET", "/api/dossiers", signed_in({{"sec-fetch-site", "cross-site"}})).status == 200);
}

TEST_CASE("a route that reads JSON takes nothing else")
{
    Fixture service;
    auto status = [&](std::string type) {
        Headers headers;
        if (!type.empty()) headers.emplace_back("content-type", type);
        return service.ask("PUT", "/api/notes/1", headers, "{}").status;
    };
    CHECK(status("application/json") == 200);
    CHECK(status("Application/JSON; charset=UTF-8") == 200);
    CHECK(status("application/json;charset=\"utf-8\"") == 200);
    CHECK(status("application/json; charset=latin1") == 415);
    CHECK(status("application/jsonp") == 415);
    CHECK(status("text/plain") == 415);
    CHECK(status("") == 415);
    auto packed = service.ask("PUT", "/api/notes/1", {{"content-type", "application/json"}, {"content-encoding", "gzip"}});
    CHECK(packed.status == 415);
    CHECK(has(packed.body, "unsupported_content_encoding"));
}

TEST_CASE("each reason of a refusal has its status")
{
    const std::pair<std::string, int> cases[] = {{"fields", 422},    {"input", 400},    {"not_found", 404},   {"conflict", 409},
                                                 {"too_large", 413}, {"too_many", 429}, {"busy", 503},        {"unavailable", 503},
                                                 {"database", 503},  {"fault", 500}};
    Fixture service;
    for (const auto& [how, status] : cases) {
        CAPTURE(how);
        auto answer = service.ask("GET", "/api/fail/" + how);
        CHECK(answer.status == status);
        CHECK(field(answer, "Content-Type") == "application/problem+json");
        CHECK(has(answer.body, R"({"type":"about:blank","title":")"));
        CHECK(has(answer.body, "\"status\":" + std::to_string(status) + ','));
        CHECK(has(answer.body, "\"request_id\":\"" + field(answer, "X-Request-Id") + '"'));
        CHECK_FALSE(has(answer.body, "secret"));
    }
    CHECK(field(service.ask("GET", "/api/fail/too_many"), "Retry-After") == "60");
    CHECK(field(service.ask("GET", "/api/fail/busy"), "Retry-After") == "2");
    CHECK(field(service.ask("GET", "/api/fail/database"), "Retry-After") == "5");
}

TEST_CASE("sentences are filled in with the values of the refusal")
{
    Fixture service;
    CHECK(has(service.ask("GET", "/api/fail/conflict").body, R"("code":"dossier_changed","detail":"Hồ sơ đã đổi, nay là bản 7.")"));
    auto fields = service.ask("GET", "/api/fail/fields").body;
    CHECK(has(fields, R"("fields":[{"field":"applicant.full_name","code":"required"},)"
                      R"({"field":"copies","code":"out_of_range","message":"Không quá 9."}])"));
    CHECK(filled_in("{a} và {b}{", {{"a", "{b}"}, {"b", "2"}}) == "{b} và 2{");
    CHECK(filled_in("{thiếu}", {}) == "{thiếu}");
}

TEST_CASE("a fault has a number that the log knows, and the log alone says what it was")
{
    Fixture service;
    auto answer = service.ask("GET", "/api/fail/fault");
    auto at = answer.body.find(R"("incident":")") + 12;
    auto incident = answer.body.substr(at, 8);
    CHECK(has(service.lines, "\"incident\":\"" + incident + '"'));
    CHECK(has(service.lines, "\"fault\":\"secret fault\""));
}

TEST_CASE("the access log names the route, never the path")
{
    Fixture service;
    auto answer = service.ask("GET", "/api/fail/input");
    CHECK(has(service.lines, "\"message\":\"request\",\"request\":\"" + field(answer, "X-Request-Id") +
                                 "\",\"method\":\"GET\",\"route\":\"/api/fail/{how}\",\"status\":\"400\",\"ms\":\""));
    CHECK_FALSE(has(service.lines, "/api/fail/input"));
    CHECK_FALSE(has(service.lines, "203.0.113.5"));
}

TEST_CASE("every answer carries the fields that protect a browser's user")
{
    Fixture service;
    for (const auto& path : {"/api/public/v1/open", "/api/nowhere", "/api/fail/fault"}) {
        auto answer = service.ask("GET", path);
        auto common = *answer.common;
        CHECK(has(common, "\r\nX-Content-Type-Options: nosniff"));
        CHECK(has(common, "\r\nContent-Security-Policy: default-src 'self';"));
        CHECK(has(common, "frame-ancestors 'none'"));
        CHECK(has(common, "\r\nReferrer-Policy: same-origin"));
        CHECK(has(common, "\r\nCross-Origin-Opener-Policy: same-origin"));
        CHECK(has(common, "\r\nPermissions-Policy: "));
        CHECK_FALSE(has(common, "unsafe"));
        CHECK_FALSE(has(common, "Strict-Transport-Security"));
        CHECK(field(answer, "Cache-Control") == "no-store");
    }
    auto refused = service.dispatcher.refuse({.status = 400, .code = "malformed_request"});
    CHECK(has(*refused.common, "X-Content-Type-Options"));
}

TEST_CASE("only a trusted proxy is believed about where a request came from")
{
    auto ask = [](std::vector<std::string> trusted, Headers headers) {
        DispatchOptions options;
        options.trusted_proxies = std::move(trusted);
        Fixture service(std::move(options));
        return service.ask("GET", "/api/public/v1/open", std::move(headers));
    };
    Headers forwarded{{"x-forwarded-for", "198.51.100.1, 192.0.2.7, 10.0.0.2"}, {"x-forwarded-proto", "https"}};
    CHECK(has(ask({}, forwarded).body, "|203.0.113.5|-"));
    auto trusted = ask({"203.0.113.5", "10.0.0.2"}, forwarded);
    CHECK(has(trusted.body, "|192.0.2.7|s"));
    CHECK(has(*trusted.common, "Strict-Transport-Security: max-age=31536000"));
    CHECK(has(ask({"203.0.113.5"}, {{"x-forwarded-for", "<script>"}}).body, "|203.0.113.5|-"));
    CHECK(has(ask({"203.0.113.5"}, {}).body, "|203.0.113.5|-"));
}

TEST_CASE("what has no route outside the API is looked for among the files of the web")
{
    DispatchOptions options;
    options.site = [](const Request& request) -> std::optional<Response> {
        if (request.path == "/none.png") return std::nullopt;
        Response response;
        response.headers.emplace_back("Content-Security-Policy", "own");
        response.body = "page";
        return response;
    };
    Fixture service(std::move(options));
    auto page = service.ask("GET", "/thu-tuc");
    CHECK(page.body == "page");
    CHECK_FALSE(has(*page.common, "Content-Security-Policy"));
    CHECK(field(page, "Cache-Control").empty());
    CHECK(service.ask("GET", "/none.png").status == 404);
    CHECK(service.ask("GET", "/api/none").status == 404);
    CHECK(service.ask("POST", "/thu-tuc").status == 404);
}

TEST_CASE("the plan for a request comes from its route")
{
    Fixture service;
    CHECK(service.dispatcher.plan("GET", "/api/fail/x").body_limit == 7);
    CHECK(service.dispatcher.plan("HEAD", "/api/quick").quick);
    CHECK_FALSE(service.dispatcher.plan("GET", "/api/mine").quick);
}

TEST_CASE("requests are counted by route and status")
{
    Fixture service;
    auto& counter = metrics::counter("motcua_http_requests_total", "", R"(method="GET",route="/api/fail/{how}",status="404")");
    auto before = counter.value();
    service.ask("GET", "/api/fail/not_found");
    CHECK(counter.value() == before + 1);
    CHECK(has(metrics::print(), R"(motcua_http_request_seconds_bucket{method="GET",route="/api/fail/{how}",le="0.001"} )"));
}

TEST_CASE("metrics are shown to the machines named alone")
{
    auto route = metrics_route({"192.0.2.1"});
    Request request;
    request.remote = "192.0.2.1";
    CHECK(has(route.handler(request).body, "# TYPE "));
    request.remote = "192.0.2.2";
    CHECK_THROWS_AS(route.handler(request), Refusal);
}

TEST_CASE("health says whether the check passes and not why it fails")
{
    CHECK(health_route([] {}).handler({}).body == R"({"status":"ok"})");
    log::set_output([](std::string_view) {});
    auto answer = health_route([] { throw std::runtime_error("secret"); }).handler({});
    log::set_output({});
    CHECK(answer.status == 503);
    CHECK_FALSE(has(answer.body, "secret"));
}
