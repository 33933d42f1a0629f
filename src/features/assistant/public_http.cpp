#include "features/assistant/http.hpp"
#include "platform/json/json.hpp"

namespace motcua::assistant {

void add_public_routes(http::Routes& routes, Assistant& assistant)
{
    routes.add({.method = "POST", .path = "/api/public/v1/assistant/answers", .permission = Permission::anyone,
                .handler = [&assistant](const http::Request& request) {
                    return http::ok(assistant.answer(json::read<Question>(request.body, json::UnknownFields::ignore)));
                },
                .summary = "Answer a question of a citizen from the catalogue", .body = &json::type_of<Question>(),
                .answer = &json::type_of<Answer>(), .body_limit = 64 * 1024});
}

}  // namespace motcua::assistant
