#include "features/assistant/http.hpp"
#include "platform/json/json.hpp"

namespace motcua::assistant {

namespace {

struct MessagesQuestion {
    std::string conversation;
    std::optional<std::int64_t> after;
};
BOOST_DESCRIBE_STRUCT(MessagesQuestion, (), (conversation, after))

struct ForgetBody {
    std::string conversation;
};
BOOST_DESCRIBE_STRUCT(ForgetBody, (), (conversation))

constexpr std::string_view root = "/api/public/v1/assistant/";

}  // namespace

void add_public_routes(http::Routes& routes, Assistant& assistant)
{
    routes.add({.method = "POST", .path = std::string(root) + "answers", .permission = Permission::anyone,
                .handler = [&assistant](const http::Request& request) {
                    return http::ok(assistant.answer(json::read<Question>(request.body, json::UnknownFields::ignore), request.actor));
                },
                .summary = "Answer a question of a citizen from the catalogue", .body = &json::type_of<Question>(),
                .answer = &json::type_of<Answer>(), .body_limit = 64 * 1024});
    routes.add({.method = "POST", .path = std::string(root) + "hand-overs", .permission = Permission::anyone,
                .handler = [&assistant](const http::Request& request) { return http::ok(assistant.hand_over(json::read<HandOver>(request.body))); },
                .summary = "Hand a conversation over to an officer", .body = &json::type_of<HandOver>(), .answer = &json::type_of<HandedOver>(),
                .body_limit = 64 * 1024});
    routes.add({.method = "POST", .path = std::string(root) + "messages", .permission = Permission::anyone,
                .handler = [&assistant](const http::Request& request) {
                    const auto question = json::read<MessagesQuestion>(request.body);
                    return http::ok(assistant.messages(question.conversation, question.after.value_or(0)).value_or(PersonsView{}));
                },
                .summary = "What was said in a conversation that is kept", .body = &json::type_of<MessagesQuestion>(),
                .answer = &json::type_of<PersonsView>()});
    routes.add({.method = "POST", .path = std::string(root) + "forget", .permission = Permission::anyone,
                .handler = [&assistant](const http::Request& request) {
                    assistant.forget(json::read<ForgetBody>(request.body).conversation);
                    return http::no_content();
                },
                .summary = "Forget a conversation that is kept", .body = &json::type_of<ForgetBody>()});
}

}  // namespace motcua::assistant
