#include "features/citizens/http.hpp"
#include "platform/http/problem.hpp"
#include "platform/json/json.hpp"

// Hồ sơ của tôi.
namespace motcua::citizens {

namespace {

constexpr std::string_view api = "/api/public/v1/citizen/dossiers";

struct MyDossier : dossiers::OwnDetail {
    std::optional<DossierRating> rating;
};
BOOST_DESCRIBE_STRUCT(MyDossier, (dossiers::OwnDetail), (rating))

struct SendSupplementBody {
    std::int64_t version = 0;
    std::vector<dossiers::FiledPaper> documents;
    json::Value answers;
};
BOOST_DESCRIBE_STRUCT(SendSupplementBody, (), (version, documents, answers))

struct WithdrawBody {
    std::int64_t version = 0;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawBody, (), (version, reason))

http::Response show(const http::Request& request, const Services& services, Ratings& ratings)
{
    require_identity(request.actor);
    const auto& code = request.parameters.at(0);
    MyDossier view;
    static_cast<dossiers::OwnDetail&>(view) = dossiers::own_detail(services.dossiers.services(), request.actor, code);
    view.rating = ratings.of(request.actor, code);
    dossiers::ActView rate{"rate", true, std::nullopt, std::nullopt};
    if (auto refusal = ratings.refusal(request.actor, code); !refusal.empty()) {
        rate.allowed = false;
        rate.refusal = services.catalogue.now()->message(refusal);
        rate.refusal_code = std::move(refusal);
    }
    view.acts.push_back(std::move(rate));
    return http::ok(view);
}

void add_act_routes(http::Routes& routes, const Services& services, Drafts& drafts, Ratings& ratings)
{
    auto path = [](std::string_view rest) { return std::string(api) + std::string(rest); };
    routes.add({.method = "POST", .path = path("/{code}/supplement"), .permission = Permission::citizen,
                .handler = [&services, &drafts, &ratings](const http::Request& r) {
                    require_identity(r.actor);
                    auto body = json::read<SendSupplementBody>(r.body, json::UnknownFields::ignore);
                    drafts.require_own_files(r.actor, body.documents, body.answers);
                    dossiers::own_supplement(services.dossiers, r.actor, r.parameters.at(0), body.version, std::move(body.documents), body.answers);
                    return show(r, services, ratings);
                },
                .summary = "Answer what was asked for", .body = &json::type_of<SendSupplementBody>(), .answer = &json::type_of<MyDossier>()});
    routes.add({.method = "POST", .path = path("/{code}/withdraw"), .permission = Permission::citizen,
                .handler = [&services, &ratings](const http::Request& r) {
                    require_identity(r.actor);
                    auto body = json::read<WithdrawBody>(r.body, json::UnknownFields::ignore);
                    dossiers::own_withdrawal(services.dossiers, r.actor, r.parameters.at(0), body.version, std::move(body.reason));
                    return show(r, services, ratings);
                },
                .summary = "Take the dossier back before it is decided", .body = &json::type_of<WithdrawBody>(),
                .answer = &json::type_of<MyDossier>()});
    routes.add({.method = "POST", .path = path("/{code}/rating"), .permission = Permission::citizen,
                .handler = [&ratings](const http::Request& r) {
                    auto rating = ratings.rate(r.actor, r.parameters.at(0), json::read<DossierRatingInput>(r.body, json::UnknownFields::ignore));
                    return http::created(std::string(api) + "/" + r.parameters.at(0), rating);
                },
                .summary = "Say how it went", .body = &json::type_of<DossierRatingInput>(), .answer = &json::type_of<DossierRating>()});
}

}  // namespace

void add_own_routes(http::Routes& routes, const Services& services, Drafts& drafts, Ratings& ratings)
{
    auto path = [](std::string_view rest) { return std::string(api) + std::string(rest); };
    routes.add({.method = "GET", .path = std::string(api), .permission = Permission::citizen,
                .handler = [&services](const http::Request& r) {
                    require_identity(r.actor);
                    auto limit = std::atoi(r.parameter("limit").value_or("20").c_str());
                    return http::ok(dossiers::own_dossiers(services.dossiers.services(), r.actor, limit, r.parameter("after").value_or("")));
                },
                .summary = "Dossiers of one's own, newest first", .answer = &json::type_of<dossiers::OwnPage>(), .query = {"limit:integer", "after"}});
    routes.add({.method = "GET", .path = path("/{code}"), .permission = Permission::citizen,
                .handler = [&services, &ratings](const http::Request& r) { return show(r, services, ratings); },
                .summary = "One of them: who has it, when it is due and why, what may be done", .answer = &json::type_of<MyDossier>()});
    routes.add({.method = "GET", .path = path("/{code}/files/{digest}"), .permission = Permission::citizen,
                .handler = [&services](const http::Request& r) {
                    require_identity(r.actor);
                    auto file = dossiers::own_file(services.dossiers.services(), r.actor, r.parameters.at(0), r.parameters.at(1));
                    return http::stored_file(services.documents.read(file.digest), file.media_type, file.name);
                },
                .summary = "A paper of the dossier, or its result", .answer_type = "*/*"});
    routes.add({.method = "GET", .path = path("/{code}/letters/{number}.pdf"), .permission = Permission::citizen,
                .handler = [&services](const http::Request& r) {
                    require_identity(r.actor);
                    const auto& number = r.parameters.at(1);
                    return http::pdf(dossiers::letter_pdf(services.dossiers.services(), r.actor, r.parameters.at(0), std::atoll(number.c_str())),
                               r.parameters.at(0) + "-" + number);
                },
                .summary = "A slip that was issued, as PDF", .answer_type = "application/pdf"});
    routes.add({.method = "GET", .path = path("/{code}/submission.pdf"), .permission = Permission::citizen,
                .handler = [&services](const http::Request& r) {
                    require_identity(r.actor);
                    return http::pdf(dossiers::own_submission_pdf(services.dossiers.services(), r.actor, r.parameters.at(0)), r.parameters.at(0));
                },
                .summary = "What proves that it was filed from afar, as PDF", .answer_type = "application/pdf"});
    add_act_routes(routes, services, drafts, ratings);
}

}  // namespace motcua::citizens
