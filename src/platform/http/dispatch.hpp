#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/actor.hpp"
#include "platform/http/http.hpp"
#include "platform/http/problem.hpp"
#include "platform/http/security.hpp"
#include "platform/http/server.hpp"

namespace motcua::db {
class Database;
}
namespace motcua {
class Clock;
}

namespace motcua::http {

class Replays;

struct DispatchOptions {
    // Who asks, and by which session token; anonymous when nobody has signed in. Not called for quick routes.
    std::function<Actor(const Request&, std::string& session)> authenticate = {};
    Messages messages = {};
    // Asked for GET and HEAD when no route matches outside /api/: the files of the web. Never waits.
    std::function<std::optional<Response>(const Request&)> site = {};
    std::vector<std::string> trusted_proxies = {"127.0.0.1", "::1"};
    std::string content_policy = std::string(strict_content_policy);
    // Pages of these origins may use /api/public/ with a bearer token, never with a cookie: the Mini App runs at Zalo's address.
    std::vector<std::string> foreign_origins = {};
    // For Replay::keyed: without them such routes run as they are.
    db::Database* database = nullptr;
    const Clock* clock = nullptr;
};

// From a request to its answer: route, own site, session, permission, media type, handler, and every refusal or fault as
// a problem. Codes of its own: no_such_route, method_not_allowed, cross_site_request, not_signed_in, password_must_change, not_allowed,
// unsupported_media_type, unsupported_content_encoding, bad_idempotency_key, idempotency_key_reused,
// database_unavailable, internal_fault.
class Dispatcher : public Service {
public:
    Dispatcher(Routes, DispatchOptions);
    ~Dispatcher() override;

    Plan plan(std::string_view method, std::string_view path) const override;
    Response answer(Request) override;
    Response refuse(const Problem&) const override;

    const Routes& routes() const { return m_routes; }

private:
    struct Meter;
    Response respond(Request&, const Route*, bool path_known);
    Response respond_without_route(const Request&, bool path_known) const;
    void admit(Request&, const Route&) const;
    Response fault(const Request&, const Route*, std::string_view what) const;
    void finish(Response&, const Request&) const;
    bool is_foreign_guest(const Request&) const;
    void record(const Request&, const Route*, const Response&, double seconds);
    Meter& meter(const Route*) const;
    std::string next_id();

    const Routes m_routes;
    const DispatchOptions m_options;
    const SecurityFields m_security;
    const std::unique_ptr<const Replays> m_replays;  // Nothing without a database.
    std::vector<std::unique_ptr<Meter>> m_meters;  // By route, and one for what has none.
    const std::uint64_t m_seed;
    std::atomic<std::uint64_t> m_count{0};
};

}  // namespace motcua::http
