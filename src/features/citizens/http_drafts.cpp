#include "features/citizens/fee_view.hpp"
#include "features/citizens/draft_bodies.hpp"
#include "features/citizens/http.hpp"
#include "platform/http/problem.hpp"
#include "platform/json/json.hpp"

namespace motcua::citizens {

namespace {

constexpr std::string_view api = "/api/public/v1/citizen";

struct SubmitBody {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SubmitBody, (), (version))

struct ConsentBody {};
BOOST_DESCRIBE_STRUCT(ConsentBody, (), ())

// The code to say, and the same for the scanner of the counter.
struct ConsentCodeView : ConsentCode {
    QrView qr;
};
BOOST_DESCRIBE_STRUCT(ConsentCodeView, (ConsentCode), (qr))

struct FoundProblem {
    std::string field;
    std::string code;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(FoundProblem, (), (field, code, message))

struct DraftCheckView {
    bool ready = false;
    std::vector<FoundProblem> fields;
    std::optional<FeeView> fee;
    std::vector<forms::ReadableAnswer> readable;
    std::string intake_agency;
    std::string deciding_agency;
    std::string limit_text;
    std::optional<Instant> answer_by;
    std::optional<std::string> mandate_words;
};
BOOST_DESCRIBE_STRUCT(DraftCheckView, (), (ready, fields, fee, readable, intake_agency, deciding_agency, limit_text, answer_by, mandate_words))

void add_file_routes(http::Routes& routes, Drafts& drafts, const Services& services)
{
    auto& documents = services.documents;
    auto path = [](std::string_view rest) { return std::string(api) + std::string(rest); };
    routes.add({.method = "POST", .path = path("/files"), .permission = Permission::citizen,
                .handler = [&drafts](const http::Request& r) {
                    auto file = drafts.upload(r.actor, http::uploaded_name(r), r.body);
                    return http::created(std::string(api) + "/files/" + file.digest, file);
                },
                .summary = "Store a file of the citizen's; its name percent-encoded in X-File-Name", .answer = &json::type_of<documents::StoredFile>(),
                .body_limit = documents.settings().largest + 1024});
    routes.add({.method = "GET", .path = path("/files/{digest}"), .permission = Permission::citizen,
                .handler = [&drafts, &documents](const http::Request& r) {
                    auto file = drafts.own_upload(r.actor, r.parameters.at(0));
                    return http::stored_file(documents.read(file.digest), file.media_type, file.name);
                },
                .summary = "A file of the citizen's own", .answer_type = "*/*"});
    routes.add({.method = "GET", .path = path("/prefill"), .permission = Permission::citizen,
                .handler = [&drafts](const http::Request& r) { return http::ok(drafts.prefill(r.actor, r.parameter("procedure").value_or(""))); },
                .summary = "What the identity and earlier dossiers say already", .answer = &json::type_of<Prefill>(), .query = {"procedure"}});
}

void add_consent_routes(http::Routes& routes, Drafts& drafts)
{
    auto path = [](std::string_view rest) { return std::string(api) + std::string(rest); };
    routes.add({.method = "POST", .path = path("/drafts/{code}/consents"), .permission = Permission::citizen,
                .handler = [&drafts](const http::Request& r) {
                    (void)json::read<ConsentBody>(r.body, json::UnknownFields::ignore);
                    ConsentCodeView view{drafts.consent(r.actor, r.parameters.at(0)), {}};
                    view.qr = qr_view(view.code);
                    return http::ok(view);
                },
                .summary = "A code that lets an officer at the counter go on with the draft", .body = &json::type_of<ConsentBody>(),
                .answer = &json::type_of<ConsentCodeView>()});
    routes.add({.method = "DELETE", .path = path("/drafts/{code}/consents"), .permission = Permission::citizen,
                .handler = [&drafts](const http::Request& r) {
                    drafts.withdraw_consent(r.actor, r.parameters.at(0));
                    return http::no_content();
                },
                .summary = "No officer may go on with the draft any more"});
}

}  // namespace

const json::Type& check_answer_type()
{
    return json::type_of<DraftCheckView>();
}

http::Response check_answer(const DraftCheck& check, const catalogue::Snapshot& catalogue)
{
    DraftCheckView view{check.ready, {}, std::nullopt, check.readable, check.intake_agency, check.deciding_agency, check.limit_text, check.answer_by,
                        check.mandate_words};
    for (const auto& problem : check.problems)
        view.fields.push_back({problem.field, problem.code, http::filled_in(catalogue.field_message(problem.code), problem.values)});
    if (check.fee) view.fee = fee_view(*check.fee);
    return http::ok(view);
}

// Only answers that name nobody are kept for who asks again (Replay::keyed); elsewhere the version tells that it was done.
void add_draft_routes(http::Routes& routes, Drafts& drafts, const Services& services)
{
    auto path = [](std::string_view rest) { return std::string(api) + std::string(rest); };
    add_file_routes(routes, drafts, services);
    add_consent_routes(routes, drafts);
    routes.add({.method = "GET", .path = path("/drafts"), .permission = Permission::citizen,
                .handler = [&drafts](const http::Request& r) { return http::ok(DraftList{drafts.list(r.actor)}); },
                .summary = "Dossiers that the citizen prepares", .answer = &json::type_of<DraftList>()});
    routes.add({.method = "POST", .path = path("/drafts"), .permission = Permission::citizen,
                .handler = [&drafts](const http::Request& r) {
                    auto body = json::read<NewDraftBody>(r.body, json::UnknownFields::ignore);
                    auto draft = drafts.create(r.actor, body.procedure, std::move(body.content));
                    return http::created(std::string(api) + "/drafts/" + draft.code, draft);
                },
                .summary = "Begin a dossier", .body = &json::type_of<NewDraftBody>(), .answer = &json::type_of<Draft>()});
    routes.add({.method = "GET", .path = path("/drafts/{code}"), .permission = Permission::citizen,
                .handler = [&drafts](const http::Request& r) { return http::ok(drafts.show(r.actor, r.parameters.at(0))); },
                .summary = "A dossier in preparation", .answer = &json::type_of<Draft>()});
    routes.add({.method = "POST", .path = path("/drafts/{code}"), .permission = Permission::citizen,
                .handler = [&drafts](const http::Request& r) {
                    auto body = json::read<SaveDraftBody>(r.body, json::UnknownFields::ignore);
                    return http::ok(drafts.save(r.actor, r.parameters.at(0), body.version, std::move(body.content)));
                },
                .summary = "Keep what was filled in so far", .body = &json::type_of<SaveDraftBody>(), .answer = &json::type_of<Draft>()});
    routes.add({.method = "DELETE", .path = path("/drafts/{code}"), .permission = Permission::citizen,
                .handler = [&drafts](const http::Request& r) {
                    drafts.remove(r.actor, r.parameters.at(0));
                    return http::no_content();
                },
                .summary = "Throw a draft away"});
    routes.add({.method = "GET", .path = path("/drafts/{code}/check"), .permission = Permission::citizen,
                .handler = [&drafts, &catalogue = services.catalogue](const http::Request& r) {
                    return check_answer(drafts.check(r.actor, r.parameters.at(0)), *catalogue.now());
                },
                .summary = "What filing would answer: every fault, the fee, where it goes", .answer = &check_answer_type()});
    routes.add({.method = "POST", .path = path("/drafts/{code}/submit"), .permission = Permission::citizen,
                .handler = [&drafts](const http::Request& r) {
                    auto body = json::read<SubmitBody>(r.body, json::UnknownFields::ignore);
                    auto submission = drafts.submit(r.actor, r.parameters.at(0), body.version);
                    return http::created(std::string(api) + "/dossiers/" + submission.code, submission);
                },
                .summary = "File the dossier; again, the same dossier", .body = &json::type_of<SubmitBody>(),
                .answer = &json::type_of<dossiers::Submission>(), .replay = http::Replay::keyed});
}

}  // namespace motcua::citizens
