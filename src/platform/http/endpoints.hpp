#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/http/http.hpp"

namespace motcua::http {

// GET /metrics in the Prometheus text format, for the addresses named alone; to others there is no such route.
Route metrics_route(std::vector<std::string> allowed = {"127.0.0.1", "::1"});

// GET /api/health: {"status":"ok"}, or 503 {"status":"unavailable"} when `check` throws. What it throws is logged, not told.
Route health_route(std::function<void()> check);

}  // namespace motcua::http
