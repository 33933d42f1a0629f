#include "features/catalogue/versions_http.hpp"

#include <algorithm>
#include <charconv>

#include "domain/refusal.hpp"
#include "platform/json/json.hpp"
#include "platform/text/text.hpp"

namespace motcua::catalogue {

// What the officers' pages about the catalogue say; the names are those of the OpenAPI document.
namespace version_views {

struct KnownVersion {
    int version = 1;
    Day effective_from{};
    std::optional<Day> effective_to;
    bool in_force = false;
};
BOOST_DESCRIBE_STRUCT(KnownVersion, (), (version, effective_from, effective_to, in_force))

struct KnownProcedure {
    std::string id, name, subject;
    std::vector<KnownVersion> versions;
};
BOOST_DESCRIBE_STRUCT(KnownProcedure, (), (id, name, subject, versions))

struct KnownProcedureList {
    std::vector<KnownProcedure> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(KnownProcedureList, (), (items, next))

struct VersionLimit {
    std::string text;
    std::optional<std::string> case_name;
};
BOOST_DESCRIBE_STRUCT(VersionLimit, (), (text, case_name))

struct VersionFee {
    std::string code, group, name;
    std::optional<Vnd> amount_vnd;
    std::string per;
    std::optional<std::string> case_name, channel, area;
    std::optional<Day> from, until;
    std::string legal_basis;
};
BOOST_DESCRIBE_STRUCT(VersionFee, (), (code, group, name, amount_vnd, per, case_name, channel, area, from, until, legal_basis))

struct VersionStep {
    std::string code, name, at;
    Permission permission = Permission::process_dossiers;
    int share = 0;
};
BOOST_DESCRIBE_STRUCT(VersionStep, (), (code, name, at, permission, share))

struct ProcedureVersion {
    int version = 1;
    Day effective_from{};
    std::optional<Day> effective_to;
    bool in_force = false;
    std::int64_t open_dossiers = 0, all_dossiers = 0;
    std::string name, short_name, code, subject, level;
    OnlineLevel online = OnlineLevel::none;
    bool accepted_at_centre = true, any_centre = true;
    std::string receiving, deciding_agency_name;
    std::vector<VersionLimit> limits;
    std::vector<VersionFee> fees;
    std::vector<std::string> exemptions;
    std::vector<RequiredDocument> documents;
    std::optional<std::string> form_title;
    std::vector<std::string> form_fields;
    std::vector<std::string> applicants, conditions, legal_bases, results;
    std::string workflow;
    std::vector<VersionStep> steps;
    std::optional<std::string> note;
    std::string confidence, digest;
};
BOOST_DESCRIBE_STRUCT(ProcedureVersion, (), (version, effective_from, effective_to, in_force, open_dossiers, all_dossiers, name, short_name, code,
    subject, level, online, accepted_at_centre, any_centre, receiving, deciding_agency_name, limits, fees, exemptions, documents, form_title,
    form_fields, applicants, conditions, legal_bases, results, workflow, steps, note, confidence, digest))

struct ProcedureVersions {
    std::string id;
    std::vector<ProcedureVersion> versions;
};
BOOST_DESCRIBE_STRUCT(ProcedureVersions, (), (id, versions))

enum class DayKind { holiday, compensation, swapped_off, make_up };   // In the order of SpecialDayKind
BOOST_DESCRIBE_ENUM(DayKind, holiday, compensation, swapped_off, make_up)

struct CalendarDay {
    Day day{};
    DayKind kind = DayKind::holiday;
    std::string name, source;
};
BOOST_DESCRIBE_STRUCT(CalendarDay, (), (day, kind, name, source))

struct Session {
    int weekday = 0;
    std::string from, to;
};
BOOST_DESCRIBE_STRUCT(Session, (), (weekday, from, to))

struct CalendarYear {
    int year = 0;
    bool confirmed = false;
    std::vector<CalendarDay> days;
    std::vector<Session> sessions;
    bool saturday_counts = false;
    bool own_hours = false;
    std::vector<std::string> units_with_own_hours;
};
BOOST_DESCRIBE_STRUCT(CalendarYear, (), (year, confirmed, days, sessions, saturday_counts, own_hours, units_with_own_hours))

}  // namespace version_views

namespace {

using namespace version_views;

// The versions of a procedure, ascending.
std::vector<const Procedure*> versions_of(const Snapshot& catalogue, std::string_view id)
{
    std::vector<const Procedure*> versions;
    for (const auto& entry : catalogue.entries())
        if (entry.kind == EntryKind::procedure && entry.id == id) versions.push_back(catalogue.procedure_version(id, entry.version));
    return versions;
}

bool matches(const Procedure& p, const std::vector<std::string>& asked)
{
    auto words = text::folded_words(p.name + " " + p.short_name + " " + p.subject + " " + p.id);
    return std::ranges::all_of(asked, [&](const std::string& word) {
        return std::ranges::any_of(words, [&](const std::string& known) { return known.starts_with(word); });
    });
}

http::Response list_known(const http::Request& request, const Snapshot& catalogue, Day today)
{
    constexpr std::size_t page_size = 50;
    auto asked = text::folded_words(request.parameter("q").value_or(""));
    auto after = request.parameter("after").value_or("");
    KnownProcedureList list;
    for (const auto& entry : catalogue.entries()) {
        if (entry.kind != EntryKind::procedure || entry.id <= after) continue;
        if (!list.items.empty() && list.items.back().id == entry.id) continue;
        auto versions = versions_of(catalogue, entry.id);
        if (!matches(*versions.back(), asked)) continue;
        if (list.items.size() == page_size) {
            list.next = list.items.back().id;
            break;
        }
        const auto* current = catalogue.procedure(entry.id, today);
        KnownProcedure known{entry.id, versions.back()->name, versions.back()->subject, {}};
        for (const auto* p : versions) known.versions.push_back({p->version, p->effective_from, p->effective_to, p == current});
        list.items.push_back(std::move(known));
    }
    return http::ok(list);
}

// "Trẻ em – Họ, chữ đệm, tên", as deep as the form goes.
void add_labels(std::vector<std::string>& labels, const std::vector<forms::Field>& fields, const std::string& before)
{
    for (const auto& field : fields) {
        if (field.type == forms::FieldType::note) continue;
        labels.push_back(before + field.label + (field.required ? " (bắt buộc)" : ""));
        add_labels(labels, field.fields, before + field.label + " – ");
    }
}

ProcedureVersion view_of(const Snapshot& catalogue, const Procedure& p, bool in_force, const Uses& uses)
{
    ProcedureVersion view{p.version, p.effective_from, p.effective_to, in_force, uses.open, uses.all, p.name, p.short_name, p.code, p.subject,
                          p.level, p.online, p.accepted_at_centre, p.any_centre, p.receiving, p.deciding_agency_name, {}, {}, p.exemptions,
                          p.documents, {}, {}, p.applicants, p.conditions, p.legal_bases, p.results, p.workflow, {}, p.note, p.confidence, p.digest};
    for (const auto& limit : p.limits) view.limits.push_back({in_words(limit.limit), limit.case_name});
    for (const auto& fee : p.fees)
        view.fees.push_back({fee.code, fee.group, fee.name, fee.amount, fee.per, fee.case_name, fee.channel, fee.area, fee.from, fee.until,
                             fee.legal_basis});
    if (const auto* form = p.form ? catalogue.form(*p.form) : nullptr) {
        view.form_title = form->title;
        for (const auto& section : form->sections) add_labels(view.form_fields, section.fields, "");
    }
    if (const auto* workflow = catalogue.workflow(p.workflow))
        for (const auto& step : workflow->steps) view.steps.push_back({step.code, step.name, step.at, step.permission, step.share});
    return view;
}

http::Response show_versions(const http::Request& request, const Snapshot& catalogue, Day today, db::Database& database, const CountUses& count)
{
    const auto& id = request.parameters.at(0);
    auto versions = versions_of(catalogue, id);
    if (versions.empty()) throw Refusal(Reason::not_found, "unknown_procedure");
    const auto* current = catalogue.procedure(id, today);
    ProcedureVersions answer{id, {}};
    database.read([&](db::Connection& c) {
        for (const auto* p : versions)
            answer.versions.push_back(view_of(catalogue, *p, p == current, count(c, EntryKind::procedure, id, p->version)));
    });
    return http::ok(answer);
}

std::string clock_text(MinuteOfDay minute)
{
    auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    auto count = static_cast<int>(minute.count());
    return two(count / 60) + ":" + two(count % 60);
}

int year_asked(const http::Request& request, Day today)
{
    auto text = request.parameter("year").value_or(std::to_string(year_of(today)));
    int year = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (error != std::errc() || end != text.data() + text.size() || year < 2000 || year > 2100)
        throw bad_field("year", "out_of_range", {{"min", "2000"}, {"max", "2100"}});
    return year;
}

http::Response show_calendar(const http::Request& request, const Snapshot& catalogue, Day today)
{
    auto unit_code = request.parameter("unit_code").value_or("");
    if (!unit_code.empty() && !catalogue.unit(unit_code)) throw bad_field("unit_code", "unknown_unit");
    CalendarYear view;
    view.year = year_asked(request, today);
    view.confirmed = catalogue.calendar().is_confirmed(view.year);
    for (auto day = make_day(view.year, 1, 1); year_of(day) == view.year; day += std::chrono::days(1))
        if (const auto* special = catalogue.calendar().special(day)) view.days.push_back({day, static_cast<DayKind>(special->kind), special->name, special->source});
    const auto& hours = catalogue.hours(unit_code);
    for (int weekday = 0; weekday < 7; ++weekday)
        for (const auto& session : hours.sessions[weekday]) view.sessions.push_back({weekday, clock_text(session.from), clock_text(session.to)});
    view.saturday_counts = hours.saturday_counts;
    view.own_hours = &hours != &catalogue.hours("");
    for (const auto& unit : catalogue.units())
        if (&catalogue.hours(unit.code) != &catalogue.hours("")) view.units_with_own_hours.push_back(unit.code);
    return http::ok(view);
}

}  // namespace

void add_version_routes(http::Routes& routes, const Catalogue& catalogue, const Clock& clock, db::Database& database, CountUses count)
{
    auto today = [&clock] { return day_in_vietnam(clock.now()); };
    routes.add({.method = "GET", .path = "/api/catalogue/procedures", .permission = Permission::manage_catalogue,
                .handler = [&catalogue, today](const http::Request& r) { return list_known(r, *catalogue.now(), today()); },
                .summary = "Every procedure that is loaded, with its versions", .answer = &json::type_of<KnownProcedureList>(), .query = {"q", "after"}});
    routes.add({.method = "GET", .path = "/api/catalogue/procedures/{id}", .permission = Permission::manage_catalogue,
                .handler = [&catalogue, &database, today, count](const http::Request& r) {
                    return show_versions(r, *catalogue.now(), today(), database, count);
                },
                .summary = "The versions of a procedure and the dossiers that keep each", .answer = &json::type_of<ProcedureVersions>()});
    routes.add({.method = "GET", .path = "/api/calendar", .permission = Permission::signed_in,
                .handler = [&catalogue, today](const http::Request& r) { return show_calendar(r, *catalogue.now(), today()); },
                .summary = "Days off, make-up days and working hours of a year", .answer = &json::type_of<CalendarYear>(),
                .query = {"year:integer", "unit_code"}});
}

}  // namespace motcua::catalogue
