#pragma once

#include "features/assistant/assistant.hpp"
#include "features/assistant/desk.hpp"
#include "platform/http/http.hpp"

namespace motcua::assistant {

// /api/public/v1/assistant: questions, the way to a person, what the person said and wants forgotten.
void add_public_routes(http::Routes&, Assistant&);
// /api/assistant: conversations that wait for an officer, and what keepers teach.
void add_desk_routes(http::Routes&, Assistant&);

// /api/assistant: figures, quotes, reminders and drafts for officers.
void add_officer_routes(http::Routes&, Desk&);

}  // namespace motcua::assistant
