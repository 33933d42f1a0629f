// What officers have for themselves: work not sent yet, their colleagues, and what was done to accounts.
#include "domain/refusal.hpp"
#include "features/staff/http.hpp"
#include "features/staff/kept_work.hpp"

namespace motcua::staff {

namespace {

struct KeepBody {
    std::string place;
    std::string title;
    std::string content;
};
BOOST_DESCRIBE_STRUCT(KeepBody, (), (place, title, content))

struct KeptWorkList {
    std::vector<KeptWork> items;
};
BOOST_DESCRIBE_STRUCT(KeptWorkList, (), (items))

struct KeptContent {
    std::string content;
};
BOOST_DESCRIBE_STRUCT(KeptContent, (), (content))

struct Colleague {
    std::string username;
    std::string name;
    std::string title;
    std::string agency_name;
};
BOOST_DESCRIBE_STRUCT(Colleague, (), (username, name, title, agency_name))

struct ColleagueList {
    std::vector<Colleague> items;
};
BOOST_DESCRIBE_STRUCT(ColleagueList, (), (items))

struct StaffLogList {
    std::vector<StaffLogEntry> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(StaffLogList, (), (items, next))

http::Response find_colleagues(const http::Request& request, Staff& staff)
{
    auto directory = staff.directory();
    ColleagueList list;
    for (auto& o : staff.colleagues(request.actor, request.parameter("q").value_or("")))
        list.items.push_back({std::move(o.username), std::move(o.full_name), std::move(o.title), directory->at(o.agency_id).name});
    return http::ok(list);
}

http::Response read_staff_log(const http::Request& request, Staff& staff)
{
    constexpr int page_size = 50;
    StaffLogList list;
    list.items = staff.log(request.actor, request.parameter("officer").value_or(""),
                           std::atoll(request.parameter("after").value_or("0").c_str()), page_size + 1);
    if (list.items.size() > page_size) {
        list.items.pop_back();
        list.next = std::to_string(list.items.back().id);
    }
    return http::ok(list);
}

void add_kept_work_routes(http::Routes& routes, KeptWorks& works)
{
    routes.add({.method = "GET", .path = "/api/kept-work", .permission = Permission::signed_in,
                .handler = [&works](const http::Request& r) { return http::ok(KeptWorkList{works.all(r.actor)}); },
                .summary = "What the officer has typed and not sent yet", .answer = &json::type_of<KeptWorkList>()});
    routes.add({.method = "POST", .path = "/api/kept-work", .permission = Permission::signed_in,
                .handler = [&works](const http::Request& r) {
                    auto body = json::read<KeepBody>(r.body);
                    works.keep(r.actor, body.place, body.title, body.content);
                    return http::no_content();
                },
                .summary = "Keep what was typed, in the place of what was kept there", .body = &json::type_of<KeepBody>(),
                .body_limit = 2 * kept_work_size});
    routes.add({.method = "GET", .path = "/api/kept-work/{place}", .permission = Permission::signed_in,
                .handler = [&works](const http::Request& r) {
                    auto content = works.content(r.actor, r.parameters.at(0));
                    if (!content) throw Refusal(Reason::not_found, "unknown_kept_work");
                    return http::ok(KeptContent{std::move(*content)});
                },
                .summary = "What was typed in one place", .answer = &json::type_of<KeptContent>()});
    routes.add({.method = "DELETE", .path = "/api/kept-work/{place}", .permission = Permission::signed_in,
                .handler = [&works](const http::Request& r) {
                    works.forget(r.actor, r.parameters.at(0));
                    return http::no_content();
                },
                .summary = "Forget what was typed in one place"});
}

}  // namespace

void add_desk_routes(http::Routes& routes, Staff& staff, KeptWorks& works)
{
    add_kept_work_routes(routes, works);
    routes.add({.method = "GET", .path = "/api/colleagues", .permission = Permission::delegate_work,
                .handler = [&staff](const http::Request& r) { return find_colleagues(r, staff); },
                .summary = "Officers of one's own unit, by name", .answer = &json::type_of<ColleagueList>(), .query = {"q"}});
    routes.add({.method = "GET", .path = "/api/staff-log", .permission = Permission::read_access_log,
                .handler = [&staff](const http::Request& r) { return read_staff_log(r, staff); },
                .summary = "What was done to accounts and with registers", .answer = &json::type_of<StaffLogList>(), .query = {"officer", "after"}});
}

}  // namespace motcua::staff
