#include "features/staff/http.hpp"

#include "domain/refusal.hpp"
#include "platform/json/json.hpp"

namespace motcua::staff {

namespace {

constexpr std::string_view session_cookie = "motcua_session";
constexpr std::string_view device_cookie = "motcua_device";

struct SignInBody {
    std::string username;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (username, password))

struct SignedInOfficer {
    std::string username;
    std::string name;
    std::string title;
    std::string agency_code;
    std::string agency_name;
    std::string unit_code;
    std::string unit_name;
    std::vector<std::string> permissions;
    bool must_change_password = false;
};
BOOST_DESCRIBE_STRUCT(SignedInOfficer, (), (username, name, title, agency_code, agency_name, unit_code, unit_name, permissions, must_change_password))

struct SessionAnswer {
    SignedInOfficer officer;
};
BOOST_DESCRIBE_STRUCT(SessionAnswer, (), (officer))

struct PasswordBody {
    std::string old_password;
    std::string new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordBody, (), (old_password, new_password))

struct OfficerView {
    std::string username;
    std::string full_name;
    std::string title;
    std::string agency_code;
    std::string agency_name;
    bool active = true;
    bool must_change_password = false;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(OfficerView, (), (username, full_name, title, agency_code, agency_name, active, must_change_password, version))

struct OfficerList {
    std::vector<OfficerView> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(OfficerList, (), (items, next))

struct CreateOfficerBody {
    std::string username;
    std::string full_name;
    std::string title;
    std::string agency_code;
    std::string password;
    std::vector<RoleAt> roles;
};
BOOST_DESCRIBE_STRUCT(CreateOfficerBody, (), (username, full_name, title, agency_code, password, roles))

struct ChangeOfficerBody {
    std::int64_t version = 0;
    std::optional<std::string> full_name;
    std::optional<std::string> title;
    std::optional<bool> active;
    std::optional<std::string> password;
    std::optional<std::vector<RoleAt>> roles;
};
BOOST_DESCRIBE_STRUCT(ChangeOfficerBody, (), (version, full_name, title, active, password, roles))

struct RoleList {
    std::vector<RoleAt> items;
};
BOOST_DESCRIBE_STRUCT(RoleList, (), (items))

struct RoleKind {
    std::string code;
    std::string name;
    std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(RoleKind, (), (code, name, permissions))

struct RoleKindList {
    std::vector<RoleKind> items;
};
BOOST_DESCRIBE_STRUCT(RoleKindList, (), (items))

struct DelegateBody {
    std::optional<std::string> from_username;
    std::string to_username;
    Instant valid_from{};
    Instant valid_until{};
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(DelegateBody, (), (from_username, to_username, valid_from, valid_until, reason))

struct DelegationList {
    std::vector<Delegation> items;
};
BOOST_DESCRIBE_STRUCT(DelegationList, (), (items))

struct AgencyView {
    std::string code;
    AgencyKind kind = AgencyKind::commune;
    std::string name;
    std::optional<std::string> parent_code;
    std::string unit_code;
    std::optional<std::string> identifier;
};
BOOST_DESCRIBE_STRUCT(AgencyView, (), (code, kind, name, parent_code, unit_code, identifier))

struct AgencyList {
    std::vector<AgencyView> items;
};
BOOST_DESCRIBE_STRUCT(AgencyList, (), (items))

struct AddAgencyBody {
    std::string parent_code;
    AgencyKind kind = AgencyKind::counter;
    std::string code;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(AddAgencyBody, (), (parent_code, kind, code, name))

struct OfficerChoice {
    std::string username;
    std::string name;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(OfficerChoice, (), (username, name, title))

struct OfficerChoices {
    std::vector<OfficerChoice> items;
};
BOOST_DESCRIBE_STRUCT(OfficerChoices, (), (items))

std::string cookie(std::string_view name, std::string_view value, std::string_view more, const http::Request& request)
{
    auto secure = request.secure ? "; Secure" : "";
    return std::string(name) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Strict" + secure + std::string(more);
}

SessionAnswer describe(const Staff& staff, const Actor& actor)
{
    auto directory = staff.directory();
    const auto& agency = directory->at(actor.agency);
    const auto& unit = directory->at(actor.unit);
    std::vector<std::string> permissions;
    for (const auto& grant : actor.grants) permissions.emplace_back(name_of(grant.permission));
    std::sort(permissions.begin(), permissions.end());
    permissions.erase(std::unique(permissions.begin(), permissions.end()), permissions.end());
    return {{actor.username, actor.name, actor.title, agency.code, agency.name, unit.unit_code, unit.name, std::move(permissions),
             actor.must_change_password}};
}

http::Response sign_in(const http::Request& request, Staff& staff)
{
    auto body = json::read<SignInBody>(request.body);
    auto signed_in = staff.sign_in(body.username, body.password, request.remote, request.cookie(device_cookie));
    auto response = http::ok(describe(staff, signed_in.actor));
    response.headers.emplace_back("Set-Cookie", cookie(session_cookie, signed_in.token, "", request));
    response.headers.emplace_back("Set-Cookie", cookie(device_cookie, signed_in.device_token, "; Max-Age=15552000", request));
    return response;
}

http::Response sign_out(const http::Request& request, Staff& staff)
{
    staff.sign_out(request.session);
    auto response = http::no_content();
    response.headers.emplace_back("Set-Cookie", cookie(session_cookie, "", "; Max-Age=0", request));
    return response;
}

OfficerView to_view(const Directory& directory, const Officer& o)
{
    const auto& agency = directory.at(o.agency_id);
    return {o.username, o.full_name, o.title, agency.code, agency.name, o.active, o.must_change_password, o.version};
}

http::Response list_officers(const http::Request& request, Staff& staff)
{
    auto limit = std::atoi(request.parameter("limit").value_or("50").c_str());
    auto page = staff.officers(request.actor, request.parameter("q").value_or(""), request.parameter("agency_code").value_or(""),
                               limit, request.parameter("after").value_or(""));
    auto directory = staff.directory();
    OfficerList list;
    for (const auto& officer : page.items) list.items.push_back(to_view(*directory, officer));
    list.next = page.next;
    return http::ok(list);
}

http::Response choose_officer(const http::Request& request, Staff& staff)
{
    OfficerChoices choices;
    for (auto& o : staff.officers_with(request.parameter("agency_code").value_or(""), request.parameter("permission").value_or("")))
        choices.items.push_back({std::move(o.username), std::move(o.full_name), std::move(o.title)});
    return http::ok(choices);
}

http::Response create_officer(const http::Request& request, Staff& staff)
{
    auto body = json::read<CreateOfficerBody>(request.body);
    auto officer = staff.create_officer(request.actor, {body.username, body.full_name, body.title, body.agency_code, body.password, body.roles});
    return http::created("/api/officers/" + officer.username, to_view(*staff.directory(), officer));
}

http::Response change_officer(const http::Request& request, Staff& staff)
{
    auto body = json::read<ChangeOfficerBody>(request.body);
    auto officer = staff.change_officer(request.actor, request.parameters.at(0),
                                        {body.version, body.full_name, body.title, body.active, body.password, body.roles});
    return http::ok(to_view(*staff.directory(), officer));
}

http::Response delegate(const http::Request& request, Staff& staff)
{
    auto body = json::read<DelegateBody>(request.body);
    auto delegation = staff.delegate(request.actor, {body.from_username.value_or(""), body.to_username, body.valid_from, body.valid_until, body.reason});
    return http::created("/api/delegations/" + std::to_string(delegation.id), delegation);
}

http::Response list_agencies(const http::Request& request, Staff& staff)
{
    auto directory = staff.directory();
    auto unit_code = request.parameter("unit_code");
    AgencyList list;
    for (const auto& a : directory->all()) {
        if (!a.active || (unit_code && a.unit_code != *unit_code)) continue;
        std::optional<std::string> parent;
        if (a.parent_id) parent = directory->at(*a.parent_id).code;
        list.items.push_back({a.code, a.kind, a.name, std::move(parent), a.unit_code, a.identifier});
    }
    return http::ok(list);
}

AgencyView add_agency(const http::Request& request, Staff& staff)
{
    auto body = json::read<AddAgencyBody>(request.body);
    auto a = staff.add_agency(request.actor, body.parent_code, body.kind, body.code, body.name);
    return {a.code, a.kind, a.name, body.parent_code, a.unit_code, a.identifier};
}

http::Response list_roles(const catalogue::Catalogue& catalogue)
{
    RoleKindList list;
    for (const auto& role : catalogue.now()->roles()) {
        RoleKind kind{role.code, role.name, {}};
        for (auto permission : role.permissions) kind.permissions.emplace_back(name_of(permission));
        list.items.push_back(std::move(kind));
    }
    return http::ok(list);
}

void add_session_routes(http::Routes& routes, Staff& staff)
{
    routes.add({.method = "POST", .path = "/api/session", .permission = Permission::anyone,
                .handler = [&staff](const http::Request& r) { return sign_in(r, staff); },
                .summary = "Sign an officer in", .body = &json::type_of<SignInBody>(), .answer = &json::type_of<SessionAnswer>()});
    routes.add({.method = "GET", .path = "/api/session", .permission = Permission::signed_in,
                .handler = [&staff](const http::Request& r) { return http::ok(describe(staff, r.actor)); },
                .summary = "Who is signed in and what the officer may do", .answer = &json::type_of<SessionAnswer>(),
                .with_given_password = true});
    routes.add({.method = "DELETE", .path = "/api/session", .permission = Permission::signed_in,
                .handler = [&staff](const http::Request& r) { return sign_out(r, staff); }, .summary = "Sign out",
                .with_given_password = true});
    routes.add({.method = "POST", .path = "/api/session/password", .permission = Permission::signed_in,
                .handler = [&staff](const http::Request& r) {
                    auto body = json::read<PasswordBody>(r.body);
                    staff.change_password(r.actor, body.old_password, body.new_password, r.session);
                    return http::no_content();
                },
                .summary = "Change one's own password", .body = &json::type_of<PasswordBody>(), .with_given_password = true});
}

void add_officer_routes(http::Routes& routes, Staff& staff)
{
    routes.add({.method = "GET", .path = "/api/officers", .permission = Permission::manage_officers,
                .handler = [&staff](const http::Request& r) { return list_officers(r, staff); },
                .summary = "Officers that the actor manages", .answer = &json::type_of<OfficerList>(),
                .query = {"q", "agency_code", "limit:integer", "after"}});
    routes.add({.method = "POST", .path = "/api/officers", .permission = Permission::manage_officers,
                .handler = [&staff](const http::Request& r) { return create_officer(r, staff); },
                .summary = "Create an account", .body = &json::type_of<CreateOfficerBody>(), .answer = &json::type_of<OfficerView>(),
                .replay = http::Replay::keyed});
    routes.add({.method = "POST", .path = "/api/officers/{username}", .permission = Permission::manage_officers,
                .handler = [&staff](const http::Request& r) { return change_officer(r, staff); },
                .summary = "Change an account", .body = &json::type_of<ChangeOfficerBody>(), .answer = &json::type_of<OfficerView>(),
                .replay = http::Replay::keyed});
    routes.add({.method = "GET", .path = "/api/officers/{username}/roles", .permission = Permission::manage_officers,
                .handler = [&staff](const http::Request& r) { return http::ok(RoleList{staff.roles_of(r.actor, r.parameters.at(0))}); },
                .summary = "Roles of an officer", .answer = &json::type_of<RoleList>()});
    routes.add({.method = "GET", .path = "/api/officer-choices", .permission = Permission::coordinate_dossiers,
                .handler = [&staff](const http::Request& r) { return choose_officer(r, staff); },
                .summary = "Officers of an agency who may do a kind of work, for giving a task to one", .answer = &json::type_of<OfficerChoices>(),
                .query = {"agency_code", "permission"}});
    routes.add({.method = "GET", .path = "/api/delegations", .permission = Permission::signed_in,
                .handler = [&staff](const http::Request& r) { return http::ok(DelegationList{staff.delegations(r.actor)}); },
                .summary = "Delegations from and to the officer", .answer = &json::type_of<DelegationList>()});
    routes.add({.method = "POST", .path = "/api/delegations", .permission = Permission::delegate_work,
                .handler = [&staff](const http::Request& r) { return delegate(r, staff); },
                .summary = "Let another officer of the unit do one's work for a time", .body = &json::type_of<DelegateBody>(),
                .answer = &json::type_of<Delegation>(), .replay = http::Replay::keyed});
    routes.add({.method = "DELETE", .path = "/api/delegations/{id}", .permission = Permission::delegate_work,
                .handler = [&staff](const http::Request& r) {
                    staff.end_delegation(r.actor, std::atoll(r.parameters.at(0).c_str()));
                    return http::no_content();
                },
                .summary = "End a delegation"});
}

}  // namespace

Actor authenticate(Staff& staff, const http::Request& request, std::string& session_token)
{
    session_token = request.cookie(session_cookie);
    return staff.actor_of(session_token);
}

void add_routes(http::Routes& routes, Staff& staff, const catalogue::Catalogue& catalogue)
{
    add_session_routes(routes, staff);
    add_officer_routes(routes, staff);
    routes.add({.method = "GET", .path = "/api/roles", .permission = Permission::signed_in,
                .handler = [&catalogue](const http::Request&) { return list_roles(catalogue); },
                .summary = "Roles and their permissions", .answer = &json::type_of<RoleKindList>()});
    routes.add({.method = "GET", .path = "/api/agencies", .permission = Permission::signed_in,
                .handler = [&staff](const http::Request& r) { return list_agencies(r, staff); },
                .summary = "Agencies of the city", .answer = &json::type_of<AgencyList>(), .query = {"unit_code"}});
    routes.add({.method = "POST", .path = "/api/agencies", .permission = Permission::manage_agencies,
                .handler = [&staff](const http::Request& r) {
                    auto view = add_agency(r, staff);
                    return http::created("/api/agencies", view);
                },
                .summary = "Add a division, an intake point or a counter", .body = &json::type_of<AddAgencyBody>(),
                .answer = &json::type_of<AgencyView>(), .replay = http::Replay::keyed});
}

}  // namespace motcua::staff
