#include "platform/http/dispatch.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <random>

#include "platform/db/db.hpp"
#include "platform/http/idempotency.hpp"
#include "platform/http/uri.hpp"
#include "platform/http/wire.hpp"
#include "platform/log.hpp"
#include "platform/metrics.hpp"

namespace motcua::http {

namespace {

constexpr int lowest_status = 100;
constexpr int highest_status = 599;

std::string_view routed_method(std::string_view method)
{
    return method == "HEAD" ? "GET" : method;
}

bool is_api(std::string_view path)
{
    return path == "/api" || path.starts_with("/api/");
}

// "" or why the body cannot be read by this route.
std::string_view media_refusal(const Request& request, const Route& route)
{
    auto encoding = request.header("content-encoding");
    if (!encoding.empty() && !equal_ignoring_case(encoding, "identity")) return "unsupported_content_encoding";
    return route.body && !is_json_body(request) ? "unsupported_media_type" : "";
}

std::string_view template_of(const Route* route)
{
    return route ? std::string_view(route->path) : "(none)";
}

std::uint64_t random_seed()
{
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
}

// splitmix64: distinct inputs give distinct, scattered outputs.
std::uint64_t scattered(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
}

std::string milliseconds(double seconds)
{
    char digits[32];
    auto end = std::to_chars(std::begin(digits), std::end(digits), seconds * 1000, std::chars_format::fixed, 2).ptr;
    return {digits, end};
}

}  // namespace

// The counters of one route, looked up once for every status that occurs.
struct Dispatcher::Meter {
    explicit Meter(const Route* route)
        : labels(metrics::label("method", route ? route->method : "") + ',' + metrics::label("route", template_of(route))),
          seconds(metrics::histogram("motcua_http_request_seconds", "Time from route to answer.",
                                     {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}, labels))
    {
    }

    void count(int status)
    {
        auto& counter = by_status[static_cast<std::size_t>(std::clamp(status, lowest_status, highest_status) - lowest_status)];
        auto* known = counter.load(std::memory_order_relaxed);
        if (!known) {
            auto all_labels = labels + ',' + metrics::label("status", std::to_string(status));
            known = &metrics::counter("motcua_http_requests_total", "Answered requests.", all_labels);
            counter.store(known, std::memory_order_relaxed);
        }
        known->add();
    }

    const std::string labels;
    metrics::Histogram& seconds;
    std::array<std::atomic<metrics::Counter*>, highest_status - lowest_status + 1> by_status{};
};

Dispatcher::Dispatcher(Routes routes, DispatchOptions options)
    : m_routes(std::move(routes)), m_options(std::move(options)), m_security(m_options.content_policy),
      m_replays(m_options.database && m_options.clock ? std::make_unique<const Replays>(*m_options.database, *m_options.clock) : nullptr),
      m_seed(random_seed())
{
    for (const auto& route : m_routes.all()) m_meters.push_back(std::make_unique<Meter>(&route));
    m_meters.push_back(std::make_unique<Meter>(nullptr));
}

Dispatcher::~Dispatcher() = default;

Plan Dispatcher::plan(std::string_view method, std::string_view path) const
{
    std::vector<std::string> parameters;
    bool path_known = false;
    const auto* route = m_routes.find(routed_method(method), path, parameters, path_known);
    if (route) return {.body_limit = route->body_limit, .quick = route->quick};
    return {.quick = true};  // A file from memory, or a refusal.
}

Response Dispatcher::answer(Request request)
{
    auto begin = std::chrono::steady_clock::now();
    request.id = next_id();
    apply_forwarding(request, m_options.trusted_proxies);
    bool path_known = false;
    const auto* route = m_routes.find(routed_method(request.method), request.path, request.parameters, path_known);
    auto response = respond(request, route, path_known);
    finish(response, request);
    record(request, route, response, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    return response;
}

Response Dispatcher::respond(Request& request, const Route* route, bool path_known)
try {
    if (!route) return respond_without_route(request, path_known);
    admit(request, *route);
    if (auto code = media_refusal(request, *route); !code.empty())
        return problem_answer({.status = 415, .code = std::string(code), .request_id = request.id}, m_options.messages);
    return route->replay == Replay::keyed && m_replays ? m_replays->run(request, route->handler) : route->handler(request);
} catch (const Refusal& refusal) {
    auto problem = problem_of(refusal);
    problem.request_id = request.id;
    return problem_answer(problem, m_options.messages);
} catch (const db::Unavailable& unavailable) {
    log::warning("database unavailable", {{"request", request.id}, {"route", template_of(route)}, {"fault", unavailable.what()}});
    return problem_answer({.status = 503, .code = "database_unavailable", .values = {{"retry_after", "5"}}, .request_id = request.id},
                          m_options.messages);
} catch (const std::exception& what) {
    return fault(request, route, what.what());
}

Response Dispatcher::respond_without_route(const Request& request, bool path_known) const
{
    if (path_known && request.method == "OPTIONS" && is_foreign_guest(request)) {
        Response response;
        response.status = 204;
        response.headers = {{"Access-Control-Allow-Methods", m_routes.allowed(request.path)},
                            {"Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key, X-File-Name"},
                            {"Access-Control-Max-Age", "600"}};
        return response;
    }
    if (path_known) {
        auto response = problem_answer({.status = 405, .code = "method_not_allowed", .request_id = request.id}, m_options.messages);
        response.headers.emplace_back("Allow", m_routes.allowed(request.path));
        return response;
    }
    if (m_options.site && !is_api(request.path) && routed_method(request.method) == "GET")
        if (auto file = m_options.site(request)) return std::move(*file);
    throw Refusal(Reason::not_found, "no_such_route");
}

// Throws the refusal of a request that may not reach its handler; else sets who acts.
void Dispatcher::admit(Request& request, const Route& route) const
{
    if (!is_from_own_site(request)) throw Refusal(Reason::not_allowed, "cross_site_request");
    if (m_options.authenticate && !route.quick) request.actor = m_options.authenticate(request, request.session);
    if (route.permission != Permission::anyone) {
        if (request.actor.kind == ActorKind::anonymous) throw Refusal(Reason::not_signed_in, "not_signed_in");
        if (request.actor.must_change_password && !route.with_given_password) throw Refusal(Reason::not_allowed, "password_must_change");
        if (!request.actor.may(route.permission)) throw Refusal(Reason::not_allowed, "not_allowed");
    } else if (request.actor.must_change_password) {
        request.actor = {};  // What is open to everybody stays open, and shows no more.
    }
}

Response Dispatcher::fault(const Request& request, const Route* route, std::string_view what) const
{
    auto incident = request.id.substr(0, 8);
    log::error("request failed", {{"incident", incident},
                                  {"request", request.id},
                                  {"method", request.method},
                                  {"route", template_of(route)},
                                  {"fault", what}});
    return problem_answer({.status = 500, .code = "internal_fault", .incident = incident, .request_id = request.id}, m_options.messages);
}

bool Dispatcher::is_foreign_guest(const Request& request) const
{
    if (m_options.foreign_origins.empty() || !request.path.starts_with("/api/public/")) return false;
    auto origin = request.header("origin");
    return !origin.empty() && std::ranges::find(m_options.foreign_origins, origin) != m_options.foreign_origins.end();
}

void Dispatcher::finish(Response& response, const Request& request) const
{
    if (is_foreign_guest(request)) {
        response.headers.emplace_back("Access-Control-Allow-Origin", request.header("origin"));
        response.headers.emplace_back("Access-Control-Expose-Headers", "X-Request-Id, Location");
        response.headers.emplace_back("Vary", "Origin");
    }
    response.common = m_security.fields_for(response.headers, request.secure);
    if (is_api(request.path)) set_default(response.headers, "Cache-Control", "no-store");
    response.headers.emplace_back("X-Request-Id", request.id);
}

Response Dispatcher::refuse(const Problem& problem) const
{
    metrics::counter("motcua_http_refused_total", "Requests refused before they had a route.", metrics::label("code", problem.code)).add();
    auto response = problem_answer(problem, m_options.messages);
    response.common = m_security.fields_for(response.headers, false);
    set_default(response.headers, "Cache-Control", "no-store");
    return response;
}

void Dispatcher::record(const Request& request, const Route* route, const Response& response, double seconds)
{
    auto& numbers = meter(route);
    numbers.count(response.status);
    numbers.seconds.observe(seconds);
    if (!log::is_written(log::Level::info)) return;
    log::info("request", {{"request", request.id},
                          {"method", request.method},
                          {"route", template_of(route)},
                          {"status", std::to_string(response.status)},
                          {"ms", milliseconds(seconds)},
                          {"bytes", std::to_string(body_of(response).size())}});
}

Dispatcher::Meter& Dispatcher::meter(const Route* route) const
{
    return route ? *m_meters[static_cast<std::size_t>(route - m_routes.all().data())] : *m_meters.back();
}

std::string Dispatcher::next_id()
{
    constexpr std::string_view digits = "0123456789abcdef";
    auto number = scattered(m_seed + m_count.fetch_add(1, std::memory_order_relaxed));
    std::string id(16, '0');
    for (auto& digit : id) {
        digit = digits[number >> 60];
        number <<= 4;
    }
    return id;
}

}  // namespace motcua::http
