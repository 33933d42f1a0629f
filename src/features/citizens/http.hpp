#pragma once

#include "features/citizens/citizens.hpp"
#include "platform/http/http.hpp"

namespace motcua::citizens {

void add_sign_in_routes(http::Routes&, Accounts&);

// For dispatch, of addresses below /api/public/: who asks, by the cookie motcua_citizen or a bearer token.
Actor authenticate(Accounts&, const http::Request&, std::string& session);

}  // namespace motcua::citizens
