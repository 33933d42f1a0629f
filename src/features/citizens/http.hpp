#pragma once

#include "features/citizens/drafts.hpp"
#include "features/citizens/ratings.hpp"
#include "platform/http/http.hpp"

namespace motcua::citizens {

void add_sign_in_routes(http::Routes&, Accounts&);
// Drafts, files and prefilling, of citizens and at the counter alike; confirming by link.
void add_draft_routes(http::Routes&, Drafts&, const Services&);
void add_counter_routes(http::Routes&, Drafts&, const Services&, const std::string& public_address);
// Hồ sơ của tôi.
void add_own_routes(http::Routes&, const Services&, Drafts&, Ratings&);

// What stands before filing, with sentences: the answer of …/check.
http::Response check_answer(const DraftCheck&, const catalogue::Snapshot&);
const json::Type& check_answer_type();

// For dispatch, of addresses below /api/public/: who asks, by the cookie motcua_citizen or a bearer token.
Actor authenticate(Accounts&, const http::Request&, std::string& session);

}  // namespace motcua::citizens
