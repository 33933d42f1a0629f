#include "features/reports/http.hpp"

#include "features/reports/behind.hpp"
#include "features/reports/ii06.hpp"
#include "features/reports/parameters.hpp"
#include "features/reports/rating.hpp"
#include "features/reports/summary.hpp"
#include "features/reports/today.hpp"

namespace motcua::reports {

namespace {

struct FormView {
    std::string number;
    std::string title;
    std::string issued_with;
};
BOOST_DESCRIBE_STRUCT(FormView, (), (number, title, issued_with))

struct Ii06aAnswer {
    FormView form;
    ScopeView scope;
    PeriodView period;
    By by = By::subject;
    std::vector<Ii06Row> rows;
    Ii06Counts sum;
    Instant counted_at{};
};
BOOST_DESCRIBE_STRUCT(Ii06aAnswer, (), (form, scope, period, by, rows, sum, counted_at))

struct Ii06bAnswer {
    FormView form;
    PeriodView period;
    std::vector<Ii06Section> sections;
    Ii06Counts sum;
    Instant counted_at{};
};
BOOST_DESCRIBE_STRUCT(Ii06bAnswer, (), (form, period, sections, sum, counted_at))

struct CauseView {
    std::string code;
    std::string name;
    Side side = Side::office;
};
BOOST_DESCRIBE_STRUCT(CauseView, (), (code, name, side))

struct LatenessAnswer {
    FormView form;
    ScopeView scope;
    PeriodView period;
    By by = By::subject;
    std::vector<CauseView> causes;
    std::vector<LatenessRow> rows;
    LatenessRow sum;
    Instant counted_at{};
};
BOOST_DESCRIBE_STRUCT(LatenessAnswer, (), (form, scope, period, by, causes, rows, sum, counted_at))

struct PresetView {
    std::string code;
    std::string name;
    std::string period_name;
    Day from{};
    Day to{};
    std::string legal_basis;
};
BOOST_DESCRIBE_STRUCT(PresetView, (), (code, name, period_name, from, to, legal_basis))

struct PresetList {
    std::vector<PresetView> items;
};
BOOST_DESCRIBE_STRUCT(PresetList, (), (items))

struct GlanceAnswer {
    ScopeView scope;
    Glance today;
};
BOOST_DESCRIBE_STRUCT(GlanceAnswer, (), (scope, today))

struct CourseAnswer {
    ScopeView scope;
    PeriodView period;
    std::vector<CourseDay> items;
};
BOOST_DESCRIBE_STRUCT(CourseAnswer, (), (scope, period, items))

struct CentreList {
    PeriodView period;
    std::vector<CentreFigures> items;
};
BOOST_DESCRIBE_STRUCT(CentreList, (), (period, items))

struct RatingAnswer {
    ScopeView scope;
    PeriodView period;
    std::string legal_basis;
    Rating rating;                               // Points are tenths
};
BOOST_DESCRIBE_STRUCT(RatingAnswer, (), (scope, period, legal_basis, rating))

struct PeriodSummaryAnswer {
    ScopeView scope;
    PeriodView period;
    PeriodSummary summary;
};
BOOST_DESCRIBE_STRUCT(PeriodSummaryAnswer, (), (scope, period, summary))

FormView form_of(const Services& services, std::string_view code, Day on)
{
    const auto form = services.settings.now()->form(code, on);
    return {form.number, form.title, form.issued_with};
}

http::Response periods(const http::Request& request, const Services& services)
{
    auto on = day_asked(request, "on").value_or(day_in_vietnam(services.clock.now()));
    PresetList list;
    for (const auto& preset : services.settings.now()->periods) {
        auto period = period_with(preset, on);
        list.items.push_back({preset.code, preset.name, name_of(preset, period), period.from, period.to, preset.legal_basis});
    }
    return http::ok(list);
}

http::Response ii06a(const http::Request& request, const Services& services)
{
    auto asked = period_asked(request, services);
    Question q{scope_asked(request, services), asked.period, By::subject};
    q.by = choice_asked<By>(request, "by").value_or(q.scope.kind == Scope::Kind::city ? By::unit : By::subject);
    auto table = ii06(services, request.actor, q);
    return http::ok(Ii06aAnswer{form_of(services, "ii06a", asked.period.to), view_of(q.scope, services, request.actor), view_of(asked), q.by,
                                std::move(table.rows), table.sum, table.counted_at});
}

http::Response ii06b_answer(const http::Request& request, const Services& services)
{
    auto asked = period_asked(request, services);
    auto table = ii06b(services, asked.period);
    return http::ok(Ii06bAnswer{form_of(services, "ii06b", asked.period.to), view_of(asked), std::move(table.sections), table.sum, table.counted_at});
}

http::Response lateness_answer(const http::Request& request, const Services& services)
{
    auto asked = period_asked(request, services);
    Question q{scope_asked(request, services), asked.period, By::subject};
    q.by = choice_asked<By>(request, "by").value_or(q.scope.kind == Scope::Kind::city ? By::unit : By::subject);
    auto table = lateness(services, request.actor, q);
    LatenessAnswer answer{form_of(services, "lateness", asked.period.to), view_of(q.scope, services, request.actor), view_of(asked), q.by, {},
                          std::move(table.rows), std::move(table.sum), table.counted_at};
    for (const auto& cause : services.settings.now()->causes) answer.causes.push_back({cause.code, cause.name, cause.side});
    return http::ok(answer);
}

http::Response dossiers_behind(const http::Request& request, const Services& services)
{
    BehindQuestion q;
    q.scope = scope_asked(request, services);
    q.period = period_asked(request, services).period;
    q.figure = choice_asked<Figure>(request, "figure").value_or(Figure::overdue);
    q.subject = text_asked(request, "subject");
    q.procedure = text_asked(request, "procedure");
    q.channel = choice_asked<catalogue::Channel>(request, "channel");
    q.officer = text_asked(request, "officer");
    q.cause = text_asked(request, "cause");
    q.known_on = day_asked(request, "known_on");
    q.limit = std::atoi(request.parameter("limit").value_or("50").c_str());
    q.after = text_asked(request, "after");
    return http::ok(behind(services, request.actor, q));
}

http::Response today(const http::Request& request, const Services& services)
{
    auto scope = scope_asked(request, services);
    return http::ok(GlanceAnswer{view_of(scope, services, request.actor), glance(services, scope)});
}

http::Response days(const http::Request& request, const Services& services)
{
    auto scope = scope_asked(request, services);
    auto asked = period_asked(request, services, "calendar_month");
    return http::ok(CourseAnswer{view_of(scope, services, request.actor), view_of(asked), course(services, scope, asked.period)});
}

http::Response centres(const http::Request& request, const Services& services)
{
    auto asked = period_asked(request, services, "calendar_month");
    return http::ok(CentreList{view_of(asked), ranking(services, request.actor, asked.period)});
}

http::Response rating_answer(const http::Request& request, const Services& services)
{
    auto scope = scope_asked(request, services);
    auto asked = period_asked(request, services, "quarter");
    auto found = rating(services, request.actor, scope, asked.period);
    return http::ok(RatingAnswer{view_of(scope, services, request.actor), view_of(asked), services.settings.now()->rating.legal_basis, std::move(found)});
}

http::Response summary_answer(const http::Request& request, const Services& services)
{
    auto scope = scope_asked(request, services);
    auto asked = period_asked(request, services);
    return http::ok(PeriodSummaryAnswer{view_of(scope, services, request.actor), view_of(asked), summary(services, scope, asked.period)});
}

}  // namespace

void add_routes(http::Routes& routes, const Services& services)
{
    auto get = [&](std::string path, auto answer, std::string summary, const json::Type& type, std::vector<std::string> query) {
        routes.add({.method = "GET", .path = std::move(path), .permission = Permission::read_reports,
                    .handler = [&services, answer](const http::Request& r) { return answer(r, services); },
                    .summary = std::move(summary), .answer = &type, .query = std::move(query)});
    };
    get("/api/reports/periods", periods, "Periods that have a name, as they contain a day", json::type_of<PresetList>(), {"on:date"});
    get("/api/reports/ii06a", ii06a, "II.06a: what was taken, finished and is pending", json::type_of<Ii06aAnswer>(), query_names({"by"}));
    get("/api/reports/ii06b", ii06b_answer, "II.06b: the city by level and subject", json::type_of<Ii06bAnswer>(),
        {"period", "on:date", "from:date", "to:date"});
    get("/api/reports/lateness", lateness_answer, "Why dossiers were late", json::type_of<LatenessAnswer>(), query_names({"by"}));
    get("/api/reports/dossiers", dossiers_behind, "The dossiers behind a figure, and behind one of the index 766 as they were known on a past day", json::type_of<BehindPage>(),
        query_names({"figure", "subject", "procedure", "channel", "officer", "cause", "known_on:date", "limit:integer", "after"}));
    get("/api/reports/today", today, "What was taken and done today, what is late and what will be", json::type_of<GlanceAnswer>(), {"scope"});
    get("/api/reports/centres", centres, "The centres of the city, who finishes most in time first", json::type_of<CentreList>(),
        {"period", "on:date", "from:date", "to:date"});
    get("/api/reports/rating", rating_answer, "A unit and its officers by the nine indicators, where the city rates by them", json::type_of<RatingAnswer>(),
        query_names());
    get("/api/reports/summary", summary_answer, "Fees, what was online, what is electronic", json::type_of<PeriodSummaryAnswer>(), query_names());
    get("/api/reports/days", days, "Figures day by day", json::type_of<CourseAnswer>(), query_names());
    add_index_routes(routes, services);
    add_table_routes(routes, services);
}

}  // namespace motcua::reports
