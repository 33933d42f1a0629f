#include "features/reports/http.hpp"
#include "features/reports/kept.hpp"

namespace motcua::reports {

namespace {

constexpr std::string_view workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

enum class Format { xlsx, pdf, csv, json };

http::Response answer(const Table& table, Format format)
{
    auto name = table.form + "-" + table.scope + "-" + to_iso(table.from) + "-" + to_iso(table.to);
    std::replace(name.begin(), name.end(), '/', '-');
    switch (format) {
    case Format::xlsx: return http::download(to_workbook(table), workbook_type, name + ".xlsx");
    case Format::csv: return http::download(to_csv(table), "text/csv; charset=utf-8", name + ".csv");
    case Format::pdf: return http::download(to_pdf(table), "application/pdf");
    case Format::json: break;
    }
    return http::ok(table);
}

Table table_asked(const http::Request& request, const Services& services, TableForm form)
{
    TableQuestion q;
    q.form = form;
    q.scope = form == TableForm::ii06b ? scope_of(*services.staff.directory(), request.actor, services.staff.directory()->all().front().code)
                                       : scope_asked(request, services);
    q.period = period_asked(request, services, form == TableForm::index ? "calendar_month" : "month");
    q.by = choice_asked<By>(request, "by").value_or(q.scope.kind == Scope::Kind::city ? By::unit : By::subject);
    auto day = form == TableForm::index ? known_on_asked(request, services) : std::nullopt;
    if (day && *day < day_in_vietnam(services.clock.now())) q.known_on = day;
    return make_table(services, request.actor, q);
}

struct KeptList {
    std::vector<KeptReport> items;
};
BOOST_DESCRIBE_STRUCT(KeptList, (), (items))

std::int64_t number_asked(const http::Request& request)
{
    return std::atoll(request.parameters.at(0).c_str());
}

}  // namespace

void add_table_routes(http::Routes& routes, const Services& services)
{
    auto get = [&](std::string path, auto handler, std::string summary, std::vector<std::string> query, std::string type, const json::Type* json_type = nullptr) {
        routes.add({.method = "GET", .path = std::move(path), .permission = Permission::read_reports, .handler = std::move(handler),
                    .summary = std::move(summary), .answer = json_type, .query = std::move(query), .answer_type = std::move(type)});
    };
    struct Ending {
        std::string_view name;
        Format format;
        std::string type;
    };
    const std::vector<Ending> endings{{"xlsx", Format::xlsx, std::string(workbook_type)}, {"pdf", Format::pdf, "application/pdf"}, {"csv", Format::csv, "text/csv"}};
    for (auto form : {TableForm::ii06a, TableForm::ii06b, TableForm::lateness, TableForm::index})
        for (const auto& ending : endings)
            get("/api/reports/" + std::string(json::name_of(form)) + "." + std::string(ending.name),
                [&services, form, format = ending.format](const http::Request& r) { return answer(table_asked(r, services, form), format); },
                "The report " + std::string(json::name_of(form)) + " as " + std::string(ending.name),
                form == TableForm::index ? query_names({"by", "known_on:date"}) : query_names({"by"}), ending.type);
    get("/api/reports/kept",
        [&services](const http::Request& r) { return http::ok(KeptList{kept_reports(services, scope_asked(r, services), text_asked(r, "period"))}); },
        "Reports that were made when their period was over", {"scope", "period"}, "application/json", &json::type_of<KeptList>());
    get("/api/reports/kept/{number}", [&services](const http::Request& r) { return answer(kept_table(services, number_asked(r)), Format::json); },
        "A kept report", {}, "application/json", &json::type_of<Table>());
    for (const auto& ending : endings)
        get("/api/reports/kept/{number}." + std::string(ending.name),
            [&services, format = ending.format](const http::Request& r) { return answer(kept_table(services, number_asked(r)), format); },
            "A kept report as " + std::string(ending.name), {}, ending.type);
}

}  // namespace motcua::reports
