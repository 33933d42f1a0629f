#include "features/citizens/fee_view.hpp"
#include "features/citizens/draft_bodies.hpp"
#include "features/citizens/http.hpp"
#include "platform/json/json.hpp"

// Drafts at the counter, and the citizen who confirms what an officer typed.
namespace motcua::citizens {

namespace {

struct OpenDraftBody {
    std::string consent_code;
};
BOOST_DESCRIBE_STRUCT(OpenDraftBody, (), (consent_code))

struct AskConfirmationBody {
    std::int64_t version = 0;
    ConfirmationWay way = ConfirmationWay::screen;
};
BOOST_DESCRIBE_STRUCT(AskConfirmationBody, (), (version, way))

struct AskedConfirmationView {
    std::string id;
    ConfirmationWay way = ConfirmationWay::screen;
    std::optional<std::string> url;
    std::optional<QrView> qr;
    std::optional<std::string> masked_phone;
    Instant expires_at{};
};
BOOST_DESCRIBE_STRUCT(AskedConfirmationView, (), (id, way, url, qr, masked_phone, expires_at))

struct ConfirmCodeBody {
    std::string one_time_code;
};
BOOST_DESCRIBE_STRUCT(ConfirmCodeBody, (), (one_time_code))

struct ConfirmationAnswer {
    ConfirmationOutcome outcome = ConfirmationOutcome::confirmed;
    std::optional<Instant> answered_at;
};
BOOST_DESCRIBE_STRUCT(ConfirmationAnswer, (), (outcome, answered_at))

struct ViewConfirmationBody {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(ViewConfirmationBody, (), (token))

struct ShownConfirmation {
    std::string procedure_name;
    std::string centre;
    std::string officer;
    std::optional<std::string> mandate_words;
    std::vector<forms::ReadableAnswer> applicant;
    std::vector<forms::ReadableAnswer> readable;
    std::vector<std::string> documents;
    std::optional<FeeView> fee;
    Instant asked_at{};
    Instant expires_at{};
    std::optional<ConfirmationOutcome> outcome;
};
BOOST_DESCRIBE_STRUCT(ShownConfirmation, (), (procedure_name, centre, officer, mandate_words, applicant, readable, documents, fee, asked_at,
    expires_at, outcome))

struct AnswerConfirmationBody {
    std::string token;
    bool confirmed = false;
    std::optional<std::string> remark;
};
BOOST_DESCRIBE_STRUCT(AnswerConfirmationBody, (), (token, confirmed, remark))

// The token stands behind "#": it comes into no log of a server or proxy.
AskedConfirmationView view_of(const AskedConfirmation& asked, const std::string& public_address)
{
    AskedConfirmationView view{asked.id, asked.way, std::nullopt, std::nullopt, std::nullopt, asked.expires_at};
    if (asked.way == ConfirmationWay::sms) {
        view.masked_phone = masked_phone(asked.phone);
        return view;
    }
    view.url = public_address + "/xac-nhan#" + asked.token;
    if (asked.way == ConfirmationWay::qr && !public_address.empty()) view.qr = qr_view(*view.url);
    return view;
}

ShownConfirmation shown(const Confirmation& c)
{
    ShownConfirmation view{c.procedure_name, c.centre, c.officer, c.mandate_words, c.applicant, c.readable, c.documents, std::nullopt, c.asked_at,
                           c.expires_at, c.outcome};
    if (c.fee) view.fee = fee_view(*c.fee);
    return view;
}

void add_confirmation_routes(http::Routes& routes, Drafts& drafts, const std::string& public_address)
{
    routes.add({.method = "POST", .path = "/api/drafts/{code}/confirmations", .permission = Permission::receive_dossiers,
                .handler = [&drafts, public_address](const http::Request& r) {
                    auto body = json::read<AskConfirmationBody>(r.body);
                    auto asked = drafts.ask(r.actor, r.parameters.at(0), body.version, body.way);
                    return http::created("/api/drafts/" + r.parameters.at(0), view_of(asked, public_address));
                },
                .summary = "Ask the citizen to confirm what was typed: second screen, QR code or code by SMS",
                .body = &json::type_of<AskConfirmationBody>(), .answer = &json::type_of<AskedConfirmationView>()});
    routes.add({.method = "POST", .path = "/api/drafts/{code}/confirmations/{id}/code", .permission = Permission::receive_dossiers,
                .handler = [&drafts](const http::Request& r) {
                    auto body = json::read<ConfirmCodeBody>(r.body);
                    drafts.confirm_by_code(r.actor, r.parameters.at(0), r.parameters.at(1), body.one_time_code);
                    return http::ok(ConfirmationAnswer{});
                },
                .summary = "The code that the citizen reads out", .body = &json::type_of<ConfirmCodeBody>(),
                .answer = &json::type_of<ConfirmationAnswer>()});
    routes.add({.method = "POST", .path = "/api/public/v1/confirmations/view", .permission = Permission::anyone,
                .handler = [&drafts](const http::Request& r) {
                    return http::ok(shown(drafts.confirmation(json::read<ViewConfirmationBody>(r.body, json::UnknownFields::ignore).token)));
                },
                .summary = "What an officer typed, for who holds the link", .body = &json::type_of<ViewConfirmationBody>(),
                .answer = &json::type_of<ShownConfirmation>()});
    routes.add({.method = "POST", .path = "/api/public/v1/confirmations/answer", .permission = Permission::anyone,
                .handler = [&drafts](const http::Request& r) {
                    auto body = json::read<AnswerConfirmationBody>(r.body, json::UnknownFields::ignore);
                    auto at = drafts.answer(body.token, body.confirmed, std::move(body.remark));
                    return http::ok(ConfirmationAnswer{body.confirmed ? ConfirmationOutcome::confirmed : ConfirmationOutcome::refused, at});
                },
                .summary = "The citizen says that it is right, or what is wrong", .body = &json::type_of<AnswerConfirmationBody>(),
                .answer = &json::type_of<ConfirmationAnswer>()});
}

void add_work_routes(http::Routes& routes, Drafts& drafts, const Services& services)
{
    routes.add({.method = "GET", .path = "/api/drafts/{code}", .permission = Permission::receive_dossiers,
                .handler = [&drafts](const http::Request& r) { return http::ok(drafts.show(r.actor, r.parameters.at(0))); },
                .summary = "A draft that the officer may go on with", .answer = &json::type_of<Draft>()});
    routes.add({.method = "POST", .path = "/api/drafts/{code}", .permission = Permission::receive_dossiers,
                .handler = [&drafts](const http::Request& r) {
                    auto body = json::read<SaveDraftBody>(r.body);
                    return http::ok(drafts.save(r.actor, r.parameters.at(0), body.version, std::move(body.content)));
                },
                .summary = "Keep what was typed for the citizen", .body = &json::type_of<SaveDraftBody>(), .answer = &json::type_of<Draft>()});
    routes.add({.method = "DELETE", .path = "/api/drafts/{code}", .permission = Permission::receive_dossiers,
                .handler = [&drafts](const http::Request& r) {
                    drafts.remove(r.actor, r.parameters.at(0));
                    return http::no_content();
                },
                .summary = "Throw away a draft that an officer began"});
    routes.add({.method = "GET", .path = "/api/drafts/{code}/check", .permission = Permission::receive_dossiers,
                .handler = [&drafts, &catalogue = services.catalogue](const http::Request& r) {
                    return check_answer(drafts.check(r.actor, r.parameters.at(0)), *catalogue.now());
                },
                .summary = "What filing at the counter would answer", .answer = &check_answer_type()});
    routes.add({.method = "POST", .path = "/api/drafts/{code}/file", .permission = Permission::receive_dossiers,
                .handler = [&drafts](const http::Request& r) {
                    auto summary = drafts.file(r.actor, r.parameters.at(0), json::read<CounterDecision>(r.body));
                    return http::created("/api/dossiers/" + summary.code, summary);
                },
                .summary = "Take the dossier of a draft; what an officer typed must be confirmed", .body = &json::type_of<CounterDecision>(),
                .answer = &json::type_of<dossiers::Summary>(), .replay = http::Replay::keyed});
}

}  // namespace

void add_counter_routes(http::Routes& routes, Drafts& drafts, const Services& services, const std::string& public_address)
{
    routes.add({.method = "GET", .path = "/api/counter/person", .permission = Permission::receive_dossiers,
                .handler = [&drafts](const http::Request& r) {
                    return http::ok(drafts.find_person(r.actor, r.parameter("personal_id").value_or(""), r.parameter("procedure").value_or("")));
                },
                .summary = "Drafts and earlier papers of the person at the counter; the reading is recorded",
                .answer = &json::type_of<FoundPerson>(), .query = {"personal_id", "procedure"}});
    routes.add({.method = "GET", .path = "/api/drafts", .permission = Permission::receive_dossiers,
                .handler = [&drafts](const http::Request& r) { return http::ok(DraftList{drafts.list(r.actor)}); },
                .summary = "Drafts that the officer's centre may go on with", .answer = &json::type_of<DraftList>()});
    routes.add({.method = "POST", .path = "/api/drafts", .permission = Permission::receive_dossiers,
                .handler = [&drafts](const http::Request& r) {
                    auto body = json::read<NewDraftBody>(r.body);
                    auto draft = drafts.create(r.actor, body.procedure, std::move(body.content));
                    return http::created("/api/drafts/" + draft.code, draft);
                },
                .summary = "Begin to type for a citizen", .body = &json::type_of<NewDraftBody>(), .answer = &json::type_of<Draft>()});
    routes.add({.method = "POST", .path = "/api/drafts/open", .permission = Permission::receive_dossiers,
                .handler = [&drafts](const http::Request& r) { return http::ok(drafts.open_with(r.actor, json::read<OpenDraftBody>(r.body).consent_code)); },
                .summary = "Go on with a citizen's draft by the code of consent", .body = &json::type_of<OpenDraftBody>(), .answer = &json::type_of<Draft>()});
    add_work_routes(routes, drafts, services);
    add_confirmation_routes(routes, drafts, public_address);
}

}  // namespace motcua::citizens
