#include "platform/http/endpoints.hpp"

#include <algorithm>

#include "platform/log.hpp"
#include "platform/metrics.hpp"

namespace motcua::http {

namespace {

struct Health {
    std::string status;                          // "ok", or "unavailable" with 503
};
BOOST_DESCRIBE_STRUCT(Health, (), (status))

}  // namespace

Route metrics_route(std::vector<std::string> allowed)
{
    auto show = [allowed = std::move(allowed)](const Request& request) {
        if (std::ranges::find(allowed, request.remote) == allowed.end()) throw Refusal(Reason::not_found, "no_such_route");
        Response response;
        response.headers.emplace_back("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        response.headers.emplace_back("Cache-Control", "no-store");
        response.body = metrics::print();
        return response;
    };
    return {.method = "GET", .path = "/metrics", .permission = Permission::anyone, .handler = std::move(show),
            .summary = "Counters for monitoring", .answer_type = "text/plain"};
}

Route health_route(std::function<void()> check)
{
    auto show = [check = std::move(check)](const Request&) {
        try {
            check();
            return ok(Health{"ok"});
        } catch (const std::exception& fault) {
            log::warning("not healthy", {{"fault", fault.what()}});
            return json_answer(json::write(Health{"unavailable"}), 503);
        }
    };
    return {.method = "GET", .path = "/api/health", .permission = Permission::anyone, .handler = std::move(show),
            .summary = "Whether the service can work", .answer = &json::type_of<Health>()};
}

}  // namespace motcua::http
