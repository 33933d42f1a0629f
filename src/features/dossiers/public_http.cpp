#include "features/dossiers/http.hpp"
#include "features/dossiers/tracking.hpp"
#include "platform/json/json.hpp"

namespace motcua::dossiers {

namespace {

struct NothingBody {};
BOOST_DESCRIBE_STRUCT(NothingBody, (), ())

struct CodeSentAnswer {
    Instant expires_at{};
};
BOOST_DESCRIBE_STRUCT(CodeSentAnswer, (), (expires_at))

struct DetailBody {
    std::string one_time_code;
};
BOOST_DESCRIBE_STRUCT(DetailBody, (), (one_time_code))

}  // namespace

void add_public_routes(http::Routes& routes, const Dossiers& dossiers)
{
    const auto& services = dossiers.services();
    routes.add({.method = "GET", .path = "/api/public/v1/dossiers/{code}", .permission = Permission::anyone,
                .handler = [&services](const http::Request& r) { return http::ok(public_status(services, r.parameters.at(0))); },
                .summary = "State and degree of completion of a dossier", .answer = &json::type_of<PublicStatus>()});
    routes.add({.method = "POST", .path = "/api/public/v1/dossiers/{code}/one-time-codes", .permission = Permission::anyone,
                .handler = [&services](const http::Request& r) {
                    auto response = http::ok(CodeSentAnswer{send_one_time_code(services, r.parameters.at(0))});
                    response.status = 202;
                    return response;
                },
                .summary = "Send a one-time code to the applicant's phone", .body = &json::type_of<NothingBody>(),
                .answer = &json::type_of<CodeSentAnswer>()});
    routes.add({.method = "POST", .path = "/api/public/v1/dossiers/{code}/details", .permission = Permission::anyone,
                .handler = [&services](const http::Request& r) {
                    auto body = json::read<DetailBody>(r.body, json::UnknownFields::ignore);
                    return http::ok(public_detail(services, r.parameters.at(0), body.one_time_code));
                },
                .summary = "Details of a dossier for who holds the one-time code", .body = &json::type_of<DetailBody>(),
                .answer = &json::type_of<PublicDetail>()});
}

}  // namespace motcua::dossiers
