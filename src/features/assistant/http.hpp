#pragma once

#include "features/assistant/assistant.hpp"
#include "platform/http/http.hpp"

namespace motcua::assistant {

// POST /api/public/v1/assistant/answers
void add_public_routes(http::Routes&, Assistant&);

}  // namespace motcua::assistant
