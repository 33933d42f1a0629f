// For those who watch over the work: who read whose data, and what a new calendar moves.
#include "features/dossiers/http.hpp"
#include "features/dossiers/oversight.hpp"
#include "platform/json/json.hpp"

namespace motcua::dossiers {

namespace {

struct ReadingList {
    std::vector<AccessReading> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ReadingList, (), (items, next))

struct CalendarBody {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(CalendarBody, (), (reason))

struct CalendarAnswer {
    int moved = 0;
    std::vector<std::string> need_notice;
};
BOOST_DESCRIBE_STRUCT(CalendarAnswer, (), (moved, need_notice))

http::Response read_access_log(const http::Request& request, const Services& services)
{
    constexpr int page_size = 50;
    ReadingList list;
    list.items = access_log(services, request.actor, request.parameter("q").value_or(""),
                            std::atoll(request.parameter("after").value_or("0").c_str()), page_size + 1);
    if (list.items.size() > page_size) {
        list.items.pop_back();
        list.next = std::to_string(list.items.back().id);
    }
    return http::ok(list);
}

http::Response apply_calendar(const http::Request& request, Dossiers& dossiers)
{
    auto reason = json::read<CalendarBody>(request.body).reason;
    if (reason.empty()) throw bad_field("reason", "required");
    auto report = dossiers.apply_calendar(request.actor, std::move(reason));
    return http::ok(CalendarAnswer{report.moved, std::move(report.need_notice)});
}

}  // namespace

void add_oversight_routes(http::Routes& routes, Dossiers& dossiers)
{
    const auto& services = dossiers.services();
    routes.add({.method = "GET", .path = "/api/access-log", .permission = Permission::read_access_log,
                .handler = [&services](const http::Request& r) { return read_access_log(r, services); },
                .summary = "Who opened the data of a person or a dossier, and why", .answer = &json::type_of<ReadingList>(), .query = {"q", "after"}});
    routes.add({.method = "POST", .path = "/api/calendar/apply", .permission = Permission::manage_calendar,
                .handler = [&dossiers](const http::Request& r) { return apply_calendar(r, dossiers); },
                .summary = "Reckon due dates anew after the calendar has changed", .body = &json::type_of<CalendarBody>(),
                .answer = &json::type_of<CalendarAnswer>(), .replay = http::Replay::keyed});
}

}  // namespace motcua::dossiers
