#include "features/assistant/http.hpp"
#include "features/assistant/knowledge.hpp"
#include "platform/json/json.hpp"

namespace motcua::assistant {

namespace {

constexpr int unknown_shown = 100;

struct ConversationList {
    std::vector<ConversationRow> items;
};
BOOST_DESCRIBE_STRUCT(ConversationList, (), (items))

struct ReplyBody {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ReplyBody, (), (text))

struct UnknownList {
    std::vector<UnknownQuestion> items;
};
BOOST_DESCRIBE_STRUCT(UnknownList, (), (items))

struct SayingList {
    std::vector<TaughtSaying> items;
};
BOOST_DESCRIBE_STRUCT(SayingList, (), (items))

struct SayingBody {
    std::string target;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(SayingBody, (), (target, text))

std::int64_t number_of(const http::Request& request, std::string_view code)
{
    const auto& text = request.parameters.at(0);
    if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != std::string::npos) throw Refusal(Reason::not_found, std::string(code));
    return std::stoll(text);
}

void add_conversation_routes(http::Routes& routes, Assistant& assistant)
{
    auto number = [](const http::Request& r) { return number_of(r, "unknown_conversation"); };
    auto& conversations = assistant.conversations();
    routes.add({.method = "GET", .path = "/api/assistant/conversations", .permission = Permission::receive_dossiers,
                .handler = [&conversations](const http::Request& r) {
                    return http::ok(ConversationList{conversations.list(r.actor, r.parameter("all").value_or("") != "true")});
                },
                .summary = "Conversations of one's centre, what must be answered soonest first", .answer = &json::type_of<ConversationList>(), .query = {"all"}});
    routes.add({.method = "GET", .path = "/api/assistant/conversations/{id}", .permission = Permission::receive_dossiers,
                .handler = [&conversations, number](const http::Request& r) { return http::ok(conversations.view(r.actor, number(r))); },
                .summary = "What was said in a conversation", .answer = &json::type_of<ConversationView>()});
    routes.add({.method = "POST", .path = "/api/assistant/conversations/{id}/take", .permission = Permission::receive_dossiers,
                .handler = [&conversations, number](const http::Request& r) {
                    conversations.take(r.actor, number(r));
                    return http::no_content();
                },
                .summary = "Take a conversation"});
    routes.add({.method = "POST", .path = "/api/assistant/conversations/{id}/replies", .permission = Permission::receive_dossiers,
                .handler = [&assistant, number](const http::Request& r) {
                    assistant.reply(r.actor, number(r), json::read<ReplyBody>(r.body).text);
                    return http::no_content();
                },
                .summary = "Answer as an officer", .body = &json::type_of<ReplyBody>(), .replay = http::Replay::keyed});
    routes.add({.method = "POST", .path = "/api/assistant/conversations/{id}/give-back", .permission = Permission::receive_dossiers,
                .handler = [&conversations, number](const http::Request& r) {
                    conversations.give_back(r.actor, number(r));
                    return http::no_content();
                },
                .summary = "Give a conversation back to the assistant"});
}

void add_learning_routes(http::Routes& routes, Assistant& assistant)
{
    auto& learning = assistant.learning();
    routes.add({.method = "GET", .path = "/api/assistant/unknown", .permission = Permission::manage_catalogue,
                .handler = [&assistant, &learning](const http::Request&) { return http::ok(UnknownList{learning.unknown(*assistant.knowledge(), unknown_shown)}); },
                .summary = "Questions that were not understood, the most frequent first", .answer = &json::type_of<UnknownList>()});
    routes.add({.method = "POST", .path = "/api/assistant/unknown/{id}/accept", .permission = Permission::manage_catalogue,
                .handler = [&assistant, &learning](const http::Request& r) {
                    learning.accept(r.actor, number_of(r, "unknown_question"), json::read<Acceptance>(r.body), *assistant.knowledge());
                    assistant.forget_knowledge();
                    return http::no_content();
                },
                .summary = "Teach what a question meant, by an alias or an article", .body = &json::type_of<Acceptance>()});
    routes.add({.method = "POST", .path = "/api/assistant/unknown/{id}/dismiss", .permission = Permission::manage_catalogue,
                .handler = [&learning](const http::Request& r) {
                    learning.dismiss(number_of(r, "unknown_question"));
                    return http::no_content();
                },
                .summary = "Put a question aside"});
    routes.add({.method = "GET", .path = "/api/assistant/sayings", .permission = Permission::manage_catalogue,
                .handler = [&assistant, &learning](const http::Request&) { return http::ok(SayingList{learning.taught(*assistant.knowledge())}); },
                .summary = "What keepers have taught", .answer = &json::type_of<SayingList>()});
    routes.add({.method = "POST", .path = "/api/assistant/sayings", .permission = Permission::manage_catalogue,
                .handler = [&assistant, &learning](const http::Request& r) {
                    const auto body = json::read<SayingBody>(r.body);
                    learning.teach(r.actor, body.target, body.text, *assistant.knowledge());
                    assistant.forget_knowledge();
                    return http::no_content();
                },
                .summary = "Teach a way of saying something", .body = &json::type_of<SayingBody>()});
    routes.add({.method = "DELETE", .path = "/api/assistant/sayings/{id}", .permission = Permission::manage_catalogue,
                .handler = [&assistant, &learning](const http::Request& r) {
                    learning.unteach(r.actor, number_of(r, "unknown_saying"));
                    assistant.forget_knowledge();
                    return http::no_content();
                },
                .summary = "Take a taught saying back"});
}

}  // namespace

void add_desk_routes(http::Routes& routes, Assistant& assistant)
{
    add_conversation_routes(routes, assistant);
    add_learning_routes(routes, assistant);
}

}  // namespace motcua::assistant
