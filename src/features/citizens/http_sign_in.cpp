#include "domain/refusal.hpp"
#include "features/citizens/http.hpp"
#include "platform/http/uri.hpp"
#include "platform/json/json.hpp"

namespace motcua::citizens {

namespace {

constexpr std::string_view session_cookie = "motcua_citizen";
constexpr std::string_view browser_cookie = "motcua_sign_in";
constexpr std::string_view api = "/api/public/v1";

struct ProviderList {
    std::vector<ProviderView> items;
};
BOOST_DESCRIBE_STRUCT(ProviderList, (), (items))

struct CitizenView {
    std::string provider;
    bool proven = false;                 // false: an account of Zalo that no identity was tied to
    int level = 0;
    people::PersonKind kind = people::PersonKind::citizen;
    std::string full_name;
    std::optional<std::string> masked_id;
    std::optional<std::string> birth_date;
    std::optional<people::Sex> sex;
    std::optional<std::string> phone;
    std::optional<std::string> email;
    std::optional<std::string> address;
};
BOOST_DESCRIBE_STRUCT(CitizenView, (), (provider, proven, level, kind, full_name, masked_id, birth_date, sex, phone, email, address))

struct CitizenSession {
    CitizenView citizen;
};
BOOST_DESCRIBE_STRUCT(CitizenSession, (), (citizen))

struct SignedOut {
    std::optional<std::string> go_to;    // Ends the provider's session too
};
BOOST_DESCRIBE_STRUCT(SignedOut, (), (go_to))

struct MiniAppBody {
    std::string access_token;
    std::optional<std::string> phone_token;
};
BOOST_DESCRIBE_STRUCT(MiniAppBody, (), (access_token, phone_token))

struct MiniAppSession {
    std::string token;
    CitizenView citizen;
};
BOOST_DESCRIBE_STRUCT(MiniAppSession, (), (token, citizen))

struct LinkCodeBody {};
BOOST_DESCRIBE_STRUCT(LinkCodeBody, (), ())

struct LinkBody {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(LinkBody, (), (code))

// Lax: the browser comes back from the provider with both.
std::string cookie(std::string_view name, std::string_view value, std::string_view more, const http::Request& request)
{
    return std::string(name) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Lax" + (request.secure ? "; Secure" : "") + std::string(more);
}

http::Response redirect(std::string location)
{
    http::Response response;
    response.status = 303;
    response.headers.emplace_back("Location", std::move(location));
    return response;
}

CitizenView view_of(Accounts& accounts, const Actor& actor)
{
    auto profile = accounts.profile_of(actor);
    auto& p = profile.person;
    CitizenView view{accounts.provider_of(actor), bool(actor.person), actor.identity_level, p.kind, p.full_name, std::nullopt, p.birth_date,
                     p.sex, p.phone, p.email, p.address};
    if (p.personal_id) view.masked_id = masked_personal_id(*p.personal_id);
    else if (p.organisation_number) view.masked_id = p.organisation_number;
    return view;
}

// A person looks at this, not a program: what went wrong is told by the page of the sign-in.
http::Response failed(const Refusal& refusal)
{
    return redirect("/dang-nhap?loi=" + http::percent_encoded(refusal.code));
}

http::Response depart(const http::Request& request, Accounts& accounts)
try {
    auto departure = accounts.depart(request.parameters.at(0), request.parameter("return_to").value_or("/"));
    auto response = redirect(departure.url);
    response.headers.emplace_back("Set-Cookie", cookie(browser_cookie, departure.browser_token, "; Max-Age=600", request));
    return response;
} catch (const Refusal& refusal) {
    return failed(refusal);
}

http::Response arrive(const http::Request& request, Accounts& accounts)
try {
    Return back{request.parameters.at(0), request.parameter("state").value_or(""), request.parameter("code").value_or(""),
                request.parameter("error").value_or(""), request.parameter("iss"), std::string(request.cookie(browser_cookie)),
                std::string(request.cookie(session_cookie))};
    auto arrival = accounts.arrive(back);
    auto response = redirect(arrival.return_to);
    response.headers.emplace_back("Set-Cookie", cookie(session_cookie, arrival.token, "", request));
    response.headers.emplace_back("Set-Cookie", cookie(browser_cookie, "", "; Max-Age=0", request));
    return response;
} catch (const Refusal& refusal) {
    return failed(refusal);
}

http::Response sign_out(const http::Request& request, Accounts& accounts)
{
    auto response = http::ok(SignedOut{accounts.sign_out(request.session)});
    response.headers.emplace_back("Set-Cookie", cookie(session_cookie, "", "; Max-Age=0", request));
    return response;
}

// Called by the provider itself: a form, no cookie.
http::Response provider_ended(const http::Request& request, Accounts& accounts)
{
    accounts.provider_ended(request.parameters.at(0), http::query_value(request.body, "logout_token").value_or(""));
    return http::no_content();
}

http::Response mini_app_sign_in(const http::Request& request, Accounts& accounts)
{
    auto body = json::read<MiniAppBody>(request.body, json::UnknownFields::ignore);
    auto token = accounts.mini_app_sign_in(body.access_token, body.phone_token.value_or(""));
    return http::ok(MiniAppSession{token, view_of(accounts, accounts.actor_of(token))});
}

void add_provider_routes(http::Routes& routes, Accounts& accounts)
{
    auto path = [](std::string_view rest) { return std::string(api) + std::string(rest); };
    routes.add({.method = "GET", .path = path("/identity"), .permission = Permission::anyone,
                .handler = [&accounts](const http::Request&) { return http::ok(ProviderList{accounts.providers()}); },
                .summary = "Providers of electronic identity that a citizen may sign in with", .answer = &json::type_of<ProviderList>()});
    routes.add({.method = "GET", .path = path("/identity/{provider}/sign-in"), .permission = Permission::anyone,
                .handler = [&accounts](const http::Request& r) { return depart(r, accounts); },
                .summary = "Send the browser to the provider", .query = {"return_to"}, .answer_type = ""});
    routes.add({.method = "GET", .path = path("/identity/{provider}/callback"), .permission = Permission::anyone,
                .handler = [&accounts](const http::Request& r) { return arrive(r, accounts); },
                .summary = "Where the provider sends the browser back to", .query = {"state", "code", "iss", "error"}, .answer_type = ""});
    routes.add({.method = "POST", .path = path("/identity/{provider}/logout"), .permission = Permission::anyone,
                .handler = [&accounts](const http::Request& r) { return provider_ended(r, accounts); },
                .summary = "Back-channel logout: the provider has ended a session", .body_limit = 20 * 1024});
}

}  // namespace

void add_sign_in_routes(http::Routes& routes, Accounts& accounts)
{
    auto path = [](std::string_view rest) { return std::string(api) + std::string(rest); };
    add_provider_routes(routes, accounts);
    routes.add({.method = "GET", .path = path("/citizen"), .permission = Permission::citizen,
                .handler = [&accounts](const http::Request& r) { return http::ok(CitizenSession{view_of(accounts, r.actor)}); },
                .summary = "Who is signed in", .answer = &json::type_of<CitizenSession>()});
    routes.add({.method = "DELETE", .path = path("/citizen"), .permission = Permission::citizen,
                .handler = [&accounts](const http::Request& r) { return sign_out(r, accounts); },
                .summary = "Sign out; go_to ends the provider's session too", .answer = &json::type_of<SignedOut>()});
    routes.add({.method = "POST", .path = path("/mini-app/session"), .permission = Permission::anyone,
                .handler = [&accounts](const http::Request& r) { return mini_app_sign_in(r, accounts); },
                .summary = "Sign in from the Mini App in Zalo: a bearer token", .body = &json::type_of<MiniAppBody>(),
                .answer = &json::type_of<MiniAppSession>()});
    routes.add({.method = "POST", .path = path("/citizen/link-codes"), .permission = Permission::citizen,
                .handler = [&accounts](const http::Request& r) { return http::ok(accounts.link_code(r.actor)); },
                .summary = "A code to be typed into the Mini App, so that it may act for the same person", .body = &json::type_of<LinkCodeBody>(),
                .answer = &json::type_of<LinkCode>()});
    routes.add({.method = "POST", .path = path("/citizen/links"), .permission = Permission::citizen,
                .handler = [&accounts](const http::Request& r) {
                    accounts.link(r.actor, json::read<LinkBody>(r.body, json::UnknownFields::ignore).code);
                    return http::ok(CitizenSession{view_of(accounts, accounts.actor_of(r.session))});
                },
                .summary = "Tie the account of Zalo to the person whose code this is", .body = &json::type_of<LinkBody>(),
                .answer = &json::type_of<CitizenSession>()});
}

Actor authenticate(Accounts& accounts, const http::Request& request, std::string& session)
{
    constexpr std::string_view bearer = "Bearer ";
    auto authorization = request.header("authorization");
    session = authorization.starts_with(bearer) ? authorization.substr(bearer.size()) : request.cookie(session_cookie);
    return accounts.actor_of(session);
}

}  // namespace motcua::citizens
