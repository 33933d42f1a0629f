#pragma once

#include "features/staff/kept_work.hpp"
#include "features/staff/staff.hpp"
#include "platform/http/http.hpp"

namespace motcua::staff {

// The dispatcher's authenticator: the officer of the session cookie, or nobody.
Actor authenticate(Staff&, const http::Request&, std::string& session_token);

void add_routes(http::Routes&, Staff&, const catalogue::Catalogue&);
void add_desk_routes(http::Routes&, Staff&, KeptWorks&);

}  // namespace motcua::staff
