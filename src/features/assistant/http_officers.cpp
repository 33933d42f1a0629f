// What the assistant does for officers themselves.
#include "features/assistant/desk.hpp"
#include "features/assistant/http.hpp"
#include "platform/json/json.hpp"

namespace motcua::assistant {

namespace {

constexpr std::string_view word_file = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

struct DeskQuestion {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(DeskQuestion, (), (text))

struct ReminderList {
    std::vector<Reminder> items;
};
BOOST_DESCRIBE_STRUCT(ReminderList, (), (items))

struct NewReminder {
    std::string text;
    Instant due_at{};
};
BOOST_DESCRIBE_STRUCT(NewReminder, (), (text, due_at))

struct DraftKind {
    std::string kind;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(DraftKind, (), (kind, name))

struct DraftKindList {
    std::vector<DraftKind> items;
};
BOOST_DESCRIBE_STRUCT(DraftKindList, (), (items))

DraftKindList draft_kinds(const Knowledge& knowledge)
{
    DraftKindList list;
    for (const auto& form : knowledge.vocabulary().drafts) list.items.push_back({form.kind, form.name});
    return list;
}

void add_reminder_routes(http::Routes& routes, Desk& desk)
{
    auto& reminders = desk.reminders();
    routes.add({.method = "GET", .path = "/api/assistant/reminders", .permission = Permission::signed_in,
                .handler = [&reminders](const http::Request& r) { return http::ok(ReminderList{reminders.open(r.actor)}); },
                .summary = "What the officer wants to be told of, what is due first", .answer = &json::type_of<ReminderList>()});
    routes.add({.method = "POST", .path = "/api/assistant/reminders", .permission = Permission::signed_in,
                .handler = [&reminders](const http::Request& r) {
                    const auto body = json::read<NewReminder>(r.body);
                    return http::ok(reminders.add(r.actor, body.text, body.due_at));
                },
                .summary = "Note something to be told of", .body = &json::type_of<NewReminder>(), .answer = &json::type_of<Reminder>(),
                .replay = http::Replay::keyed});
    routes.add({.method = "POST", .path = "/api/assistant/reminders/{id}/done", .permission = Permission::signed_in,
                .handler = [&reminders](const http::Request& r) {
                    const auto& id = r.parameters.at(0);
                    const bool is_number = !id.empty() && id.size() <= 15 && id.find_first_not_of("0123456789") == std::string::npos;
                    reminders.done(r.actor, is_number ? std::stoll(id) : 0);
                    return http::no_content();
                },
                .summary = "A reminder is done"});
}

void add_draft_routes(http::Routes& routes, Desk& desk)
{
    routes.add({.method = "GET", .path = "/api/assistant/draft-kinds", .permission = Permission::signed_in,
                .handler = [&desk](const http::Request&) { return http::ok(draft_kinds(*desk.assistant().knowledge())); },
                .summary = "Kinds of papers that can be drafted", .answer = &json::type_of<DraftKindList>()});
    routes.add({.method = "POST", .path = "/api/assistant/drafts", .permission = Permission::signed_in,
                .handler = [&desk](const http::Request& r) { return http::ok(desk.draft(r.actor, json::read<PaperRequest>(r.body))); },
                .summary = "Draft a paper, every sentence with its source", .body = &json::type_of<PaperRequest>(), .answer = &json::type_of<PaperDraft>()});
    routes.add({.method = "POST", .path = "/api/assistant/drafts/docx", .permission = Permission::signed_in,
                .handler = [&desk](const http::Request& r) {
                    const auto draft = desk.draft(r.actor, json::read<PaperRequest>(r.body));
                    return http::download(draft_as_docx(draft, desk.assistant().services().clock.now()), word_file, draft.name + ".docx");
                },
                .summary = "The draft as a Word file", .body = &json::type_of<PaperRequest>(), .answer_type = std::string(word_file)});
    routes.add({.method = "POST", .path = "/api/assistant/drafts/pdf", .permission = Permission::signed_in,
                .handler = [&desk](const http::Request& r) {
                    const auto draft = desk.draft(r.actor, json::read<PaperRequest>(r.body));
                    return http::download(draft_as_pdf(draft, desk.assistant().services().clock.now()), "application/pdf", draft.name + ".pdf");
                },
                .summary = "The draft as PDF", .body = &json::type_of<PaperRequest>(), .answer_type = "application/pdf"});
}

}  // namespace

void add_officer_routes(http::Routes& routes, Desk& desk)
{
    routes.add({.method = "POST", .path = "/api/assistant/desk", .permission = Permission::signed_in,
                .handler = [&desk](const http::Request& r) { return http::ok(desk.answer(r.actor, json::read<DeskQuestion>(r.body).text)); },
                .summary = "Figures, quotes and reminders for an officer", .body = &json::type_of<DeskQuestion>(), .answer = &json::type_of<DeskAnswer>(),
                .replay = http::Replay::keyed});
    add_reminder_routes(routes, desk);
    add_draft_routes(routes, desk);
}

}  // namespace motcua::assistant
