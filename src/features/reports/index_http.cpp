#include "features/reports/http.hpp"
#include "features/reports/index_days.hpp"
#include "features/reports/parameters.hpp"

namespace motcua::reports {

namespace {

struct IndexAnswer {
    ScopeView scope;
    PeriodView period;
    std::string officer;
    IndexSource source = IndexSource::live;
    std::optional<Day> known_on;
    Instant counted_at{};
    IndexScore index;                            // Points are hundredths
};
BOOST_DESCRIBE_STRUCT(IndexAnswer, (), (scope, period, officer, source, known_on, counted_at, index))

struct IndexUnits {
    PeriodView period;
    std::vector<IndexOfUnit> items;
};
BOOST_DESCRIBE_STRUCT(IndexUnits, (), (period, items))

struct IndexCourse {
    ScopeView scope;
    std::string period;
    std::vector<IndexOfDay> items;
};
BOOST_DESCRIBE_STRUCT(IndexCourse, (), (scope, period, items))

struct LackingProcedures {
    std::vector<LackingProcedure> items;
};
BOOST_DESCRIBE_STRUCT(LackingProcedures, (), (items))

struct LackingUnits {
    std::vector<LackingUnit> items;
};
BOOST_DESCRIBE_STRUCT(LackingUnits, (), (items))

constexpr std::string_view usual_period = "calendar_month";

IndexQuestion question_of(const http::Request& request, const Services& services, const AskedPeriod& asked)
{
    return {scope_asked(request, services), asked.period, text_asked(request, "officer")};
}

http::Response index(const http::Request& request, const Services& services)
{
    auto asked = period_asked(request, services, usual_period);
    auto q = question_of(request, services, asked);
    auto day = known_on_asked(request, services);
    bool is_past = day && *day < day_in_vietnam(services.clock.now());
    auto found = is_past ? index_on(services, request.actor, q, asked.preset, *day, text_asked(request, "replay") == "true")
                         : index_now(services, request.actor, q);
    return http::ok(IndexAnswer{view_of(q.scope, services, request.actor), view_of(asked), q.officer, found.source, found.known_on, found.counted_at,
                                std::move(found.score)});
}

http::Response units(const http::Request& request, const Services& services)
{
    auto asked = period_asked(request, services, usual_period);
    return http::ok(IndexUnits{view_of(asked), index_of_units(services, asked.period)});
}

http::Response course(const http::Request& request, const Services& services)
{
    auto scope = scope_asked(request, services);
    auto preset = text_asked(request, "kept");
    if (preset.empty()) preset = usual_period;
    auto asked = period_asked(request, services, "year");
    return http::ok(IndexCourse{view_of(scope, services, request.actor), preset, index_course(services, scope, preset, asked.period)});
}

http::Response procedures(const http::Request& request, const Services& services)
{
    auto asked = period_asked(request, services, usual_period);
    auto measure = choice_asked<Measure>(request, "measure");
    if (!measure) throw bad_field("measure", "required");
    return http::ok(LackingProcedures{lacking_procedures(services, question_of(request, services, asked), *measure, known_on_asked(request, services))});
}

http::Response units_without_copies(const http::Request& request, const Services& services)
{
    auto asked = period_asked(request, services, usual_period);
    return http::ok(LackingUnits{units_without_certified_copies(services, question_of(request, services, asked), known_on_asked(request, services))});
}

}  // namespace

void add_index_routes(http::Routes& routes, const Services& services)
{
    auto get = [&](std::string path, auto answer, std::string summary, const json::Type& type, std::vector<std::string> query) {
        routes.add({.method = "GET", .path = std::move(path), .permission = Permission::read_reports,
                    .handler = [&services, answer](const http::Request& r) { return answer(r, services); },
                    .summary = std::move(summary), .answer = &type, .query = std::move(query)});
    };
    get("/api/reports/index", index, "The index 766, now or as it was known on a past day", json::type_of<IndexAnswer>(),
        query_names({"officer", "known_on:date", "replay"}));
    get("/api/reports/index/units", units, "The index 766 of every commune", json::type_of<IndexUnits>(), {"period", "on:date", "from:date", "to:date"});
    get("/api/reports/index/days", course, "The index 766 day by day, as it was kept", json::type_of<IndexCourse>(), query_names({"kept"}));
    get("/api/reports/index/procedures", procedures, "The procedures by which a part of the index loses points", json::type_of<LackingProcedures>(),
        query_names({"measure", "known_on:date"}));
    get("/api/reports/index/units-without-copies", units_without_copies, "The units that issued no electronic certified copy", json::type_of<LackingUnits>(),
        query_names({"known_on:date"}));
}

}  // namespace motcua::reports
