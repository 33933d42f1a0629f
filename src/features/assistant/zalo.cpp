#include "features/assistant/zalo.hpp"

#include <fstream>

#include "platform/json/json.hpp"
#include "platform/log.hpp"
#include "platform/text/text.hpp"

namespace motcua::assistant::zalo {

namespace {

constexpr std::string_view answer_kind = "zalo_answer";
constexpr std::string_view send_kind = "zalo_send";
constexpr std::size_t longest_text = 2000;       // Characters of a consultation message
constexpr int for_a_person = 10;                 // Priority: somebody waits

struct Asked {
    std::string user;
    std::string text;
    std::string id;
};
BOOST_DESCRIBE_STRUCT(Asked, (), (user, text, id))

struct Outgoing {
    std::string user;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Outgoing, (), (user, text))

struct Taken {
    bool taken = true;                           // Zalo looks at the status alone
};
BOOST_DESCRIBE_STRUCT(Taken, (), (taken))

// Zalo writes numbers as text in most places, and as numbers in some.
std::string text_or_number(const json::Value* value)
{
    if (!value) return "";
    if (const auto* text = value->text()) return *text;
    if (const auto* number = value->integer()) return std::to_string(*number);
    return "";
}

std::string member(const json::Value& value, std::string_view first, std::string_view second)
{
    const auto* inner = value.find(first);
    return inner && inner->object() ? text_or_number(inner->find(second)) : "";
}

void take_event(const http::Request& request, Assistant& assistant, const Settings& settings)
{
    const auto event = json::parse(request.body);
    if (!event.object() || event.object()->empty()) return;   // What Zalo sends when the address is entered.
    const auto expected = "mac=" + signature_of(settings, request.body, text_or_number(event.find("timestamp")));
    if (settings.app_id.empty() || settings.oa_secret_key.empty() || !crypto::equal_in_constant_time(expected, request.header("x-zevent-signature")))
        return log::warning("an event of Zalo is not signed as it should be");
    if (text_or_number(event.find("event_name")) != "user_send_text") return;
    const auto user = member(event, "sender", "id");
    const auto text = without_numbers(member(event, "message", "text"));
    auto id = member(event, "message", "msg_id");
    if (id.empty()) id = crypto::sha256_hex(request.body);
    if (user.empty() || text::trimmed(text).empty() || id.size() > 200) return;
    const auto& services = assistant.services();
    services.db.write([&](db::Connection& c) {
        const auto now = services.clock.now();
        if (db::execute(c, "INSERT INTO zalo_event (id, at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING", id, now) == 0) return;
        jobs::enqueue(c, {std::string(answer_kind), json::write(Asked{user, text, id}), id, now, for_a_person}, now);
    });
}

// Whatever happens inside, Zalo gets its 200: other answers make it switch the webhook off.
http::Response hear(const http::Request& request, Assistant& assistant, const Settings& settings)
{
    try {
        take_event(request, assistant, settings);
    } catch (const Refusal&) {
        log::warning("an event of Zalo cannot be read");
    } catch (const db::Unavailable& error) {
        log::error("an event of Zalo is lost", {{"error", error.what()}});
    }
    return http::ok(Taken{});
}

std::string access_token(const Settings& settings)
{
    std::ifstream file(settings.access_token_file);
    std::string token;
    if (!std::getline(file, token) || token.empty()) throw std::runtime_error("there is no access token for Zalo");
    return text::trimmed(token);
}

// Codes of Zalo after which the same message may yet go through: limits, sending failed, token renewed meanwhile.
bool may_be_tried_again(std::int64_t code) { return code == -32 || code == -200 || code == -211 || code == -216 || code == -220; }

void send(const Outgoing& message, const Settings& settings, const net::Send& call)
{
    const json::Value body(json::Object{
        {"recipient", json::Value(json::Object{{"user_id", json::Value(message.user)}})},
        {"message", json::Value(json::Object{{"text", json::Value(std::string(text::clipped(message.text, longest_text)))}})}});
    const auto reply = call({"POST", settings.api_url + "/v3.0/oa/message/cs",
                             {{"access_token", access_token(settings)}, {"Content-Type", "application/json"}}, json::print(body)});
    if (reply.status != 200) throw std::runtime_error("Zalo answered " + std::to_string(reply.status));
    const auto answer = json::parse(reply.body);
    const auto* error = answer.object() ? answer.find("error") : nullptr;
    const auto code = error && error->integer() ? *error->integer() : -1;
    if (code == 0) return;
    if (may_be_tried_again(code)) throw std::runtime_error("Zalo answered error " + std::to_string(code));
    throw jobs::PermanentFailure("Zalo refused with error " + std::to_string(code));
}

std::string words_of(const Answer& answer)
{
    auto words = answer.text;
    if (!answer.suggestions.empty()) {
        words += "\n\nBác có thể hỏi tiếp:";
        for (const auto& one : answer.suggestions) words += "\n- " + one;
    }
    return words;
}

}  // namespace

std::string signature_of(const Settings& settings, std::string_view body, std::string_view timestamp)
{
    return crypto::sha256_hex(settings.app_id + std::string(body) + std::string(timestamp) + settings.oa_secret_key);
}

void add_routes(http::Routes& routes, Assistant& assistant, const Settings& settings)
{
    routes.add({.method = "POST", .path = "/api/public/v1/zalo/events", .permission = Permission::anyone,
                .handler = [&assistant, &settings](const http::Request& request) { return hear(request, assistant, settings); },
                .summary = "Events of the Official Account in Zalo, signed by Zalo", .answer = &json::type_of<Taken>()});
}

void add_jobs(jobs::Runner& runner, Assistant& assistant, const Settings& settings, net::Send call)
{
    runner.on(std::string(answer_kind), [&assistant](const jobs::Job& job) {
        const auto asked = json::read<Asked>(job.payload);
        const auto words = words_of(assistant.answer_in_zalo(asked.user, asked.text));
        const auto& services = assistant.services();
        services.db.write([&](db::Connection& c) { enqueue(c, {asked.user, words, "answer-" + asked.id}, services.clock.now()); });
    });
    runner.on(std::string(send_kind), [&settings, call = std::move(call)](const jobs::Job& job) {
        const auto outgoing = json::read<Outgoing>(job.payload);
        send(outgoing, settings, call);
    });
}

void enqueue(db::Connection& c, const OutgoingReply& reply, Instant now)
{
    jobs::enqueue(c, {std::string(send_kind), json::write(Outgoing{reply.zalo_user, reply.text}), reply.dedupe_key, now, for_a_person}, now);
}

}  // namespace motcua::assistant::zalo
