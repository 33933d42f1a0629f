#pragma once

#include <span>
#include <string>
#include <string_view>

#include "platform/http/http.hpp"

namespace motcua::json {

// The OpenAPI 3.1 document of the routes, indented and in an order that depends on nothing but the routes' contents, so that the
// committed copy can be compared. Structs and enums become components under their own names; a refusal is the shared
// response `Problem`; the permission of a route stands in `x-permission`.
// Throws std::logic_error when two types have one name, two routes one operationId, or a query parameter an unknown type
// (known: text, integer, number, boolean, date, date-time).
std::string print_openapi(std::span<const http::Route> routes, std::string_view version);

}  // namespace motcua::json
