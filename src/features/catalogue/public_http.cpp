#include "features/catalogue/public_http.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "domain/refusal.hpp"
#include "features/catalogue/words.hpp"
#include "platform/json/json.hpp"
#include "platform/text/text.hpp"

namespace motcua::catalogue {

// What the public API says; the names are those of its OpenAPI document.
namespace views {

struct ProcedureRow {
    std::string id, code, name, short_name, subject;
    OnlineLevel online = OnlineLevel::none;
    std::optional<std::string> limit_text, fee_text;
};
BOOST_DESCRIBE_STRUCT(ProcedureRow, (), (id, code, name, short_name, subject, online, limit_text, fee_text))

struct ProcedurePage {
    std::vector<ProcedureRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ProcedurePage, (), (items, next))

struct Limit {
    std::string text;
    std::optional<std::string> case_name;
};
BOOST_DESCRIBE_STRUCT(Limit, (), (text, case_name))

struct Fee {
    std::string code, group, name;
    std::optional<Vnd> amount_vnd;
    std::string per;
    std::optional<std::string> case_name, channel, area;
    std::optional<std::string> counted_by;
    std::string legal_basis;
};
BOOST_DESCRIBE_STRUCT(Fee, (), (code, group, name, amount_vnd, per, case_name, channel, area, counted_by, legal_basis))

struct Step {
    std::string code, name;
};
BOOST_DESCRIBE_STRUCT(Step, (), (code, name))

struct Procedure {
    std::string id, code;
    int version = 1;
    std::string name, short_name, subject;
    OnlineLevel online = OnlineLevel::none;
    bool accepted_at_centre = true, any_centre = true;
    std::string receiving, deciding_agency_name;
    std::vector<Limit> limits;
    std::vector<Fee> fees;
    std::vector<std::string> exemptions;
    std::optional<std::string> fee_note;
    std::vector<RequiredDocument> documents;
    std::optional<forms::Form> form;
    std::vector<std::string> applicants, conditions, legal_bases, results, related;
    std::optional<std::string> benefit, note;
    Day effective_from{};
    std::vector<Step> steps;
};
BOOST_DESCRIBE_STRUCT(Procedure, (), (id, code, version, name, short_name, subject, online, accepted_at_centre, any_centre, receiving,
    deciding_agency_name, limits, fees, exemptions, fee_note, documents, form, applicants, conditions, legal_bases, results, related, benefit, note,
    effective_from, steps))

struct FeeChoice {
    std::string group, code;
};
BOOST_DESCRIBE_STRUCT(FeeChoice, (), (group, code))

struct FeeQuestion {
    std::optional<std::string> unit_code;
    Channel channel = Channel::counter;
    json::Value answers;
    std::optional<std::vector<FeeChoice>> chosen;
    std::optional<int> pages, copies;
    std::optional<std::string> exemption;
};
BOOST_DESCRIBE_STRUCT(FeeQuestion, (), (unit_code, channel, answers, chosen, pages, copies, exemption))

struct FeeLine {
    std::string code, name;
    std::int64_t quantity = 1;
    Vnd amount_vnd;
    std::string legal_basis;
};
BOOST_DESCRIBE_STRUCT(FeeLine, (), (code, name, quantity, amount_vnd, legal_basis))

struct FeeQuote {
    std::vector<FeeLine> lines;
    Vnd total_vnd;
    std::vector<std::string> open_groups;
    bool unknown_amount = false;
    std::optional<std::string> exempt_because;
};
BOOST_DESCRIBE_STRUCT(FeeQuote, (), (lines, total_vnd, open_groups, unknown_amount, exempt_because))

struct Unit {
    std::string code, name, full_name, slug, type;
};
BOOST_DESCRIBE_STRUCT(Unit, (), (code, name, full_name, slug, type))
struct UnitList {
    std::vector<Unit> items;
};
BOOST_DESCRIBE_STRUCT(UnitList, (), (items))

struct OpenSession {
    int weekday = 0;                         // 0 = Sunday
    std::string from, to;                    // "07:00"
};
BOOST_DESCRIBE_STRUCT(OpenSession, (), (weekday, from, to))
// The centre of a unit as somebody who wants to go there needs it.
struct Centre {
    std::string code, full_name, slug;
    std::optional<std::string> seat, phone;
    std::vector<OpenSession> hours;          // Monday first
};
BOOST_DESCRIBE_STRUCT(Centre, (), (code, full_name, slug, seat, phone, hours))

struct Commune {
    std::string code, name, type, province_code, province_name;
};
BOOST_DESCRIBE_STRUCT(Commune, (), (code, name, type, province_code, province_name))
struct CommuneList {
    std::vector<Commune> items;
};
BOOST_DESCRIBE_STRUCT(CommuneList, (), (items))

struct ProvinceList {
    std::vector<Province> items;
};
BOOST_DESCRIBE_STRUCT(ProvinceList, (), (items))

struct OldUnit {
    std::string name, district, unit_code, unit_name;
    PredecessorPart part = PredecessorPart::whole;
};
BOOST_DESCRIBE_STRUCT(OldUnit, (), (name, district, unit_code, unit_name, part))
struct OldUnitList {
    std::vector<OldUnit> items;
};
BOOST_DESCRIBE_STRUCT(OldUnitList, (), (items))

enum class DeadlineUnit { immediate, hour, day, working_day };
BOOST_DESCRIBE_ENUM(DeadlineUnit, immediate, hour, day, working_day)
enum class DeadlinePolicy { pause, reset };
BOOST_DESCRIBE_ENUM(DeadlinePolicy, pause, reset)

struct DeadlineLimit {
    double amount = 0;
    DeadlineUnit unit = DeadlineUnit::working_day;
};
BOOST_DESCRIBE_STRUCT(DeadlineLimit, (), (amount, unit))
struct DeadlinePause {
    Instant from, to;
};
BOOST_DESCRIBE_STRUCT(DeadlinePause, (), (from, to))
struct DeadlineQuestion {
    Instant received_at;
    DeadlineLimit limit;
    std::optional<DeadlinePolicy> policy;
    std::optional<std::vector<DeadlinePause>> pauses;
    std::optional<std::string> unit_code;
};
BOOST_DESCRIBE_STRUCT(DeadlineQuestion, (), (received_at, limit, policy, pauses, unit_code))
struct DeadlineAnswer {
    Instant due_at;
    bool provisional = false;
    std::vector<std::string> explanation;
};
BOOST_DESCRIBE_STRUCT(DeadlineAnswer, (), (due_at, provisional, explanation))

}  // namespace views

namespace {

constexpr int max_pauses = 100;
constexpr double max_limit_amount = 3650;

// "limit" of a query: 1 to `most`.
std::size_t page_size(const http::Request& request, int usual, int most)
{
    auto text = request.parameter("limit");
    if (!text) return static_cast<std::size_t>(usual);
    int limit = 0;
    auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
    if (error != std::errc() || end != text->data() + text->size()) throw bad_field("limit", "not_whole_number");
    if (limit < 1 || limit > most) throw bad_field("limit", "out_of_range", {{"min", "1"}, {"max", std::to_string(most)}});
    return static_cast<std::size_t>(limit);
}

std::optional<std::string> unless_empty(std::string text) { return text.empty() ? std::nullopt : std::optional(std::move(text)); }

http::Response list_procedures(const http::Request& request, const Snapshot& catalogue, Day today)
{
    auto list = catalogue.search(request.parameter("q").value_or(""), today);
    if (auto subject = request.parameter("subject"))
        std::erase_if(list, [wanted = text::fold(*subject)](const Procedure* p) { return text::fold(p->subject) != wanted; });
    auto at = list.begin();
    if (auto after = request.parameter("after")) {
        at = std::find_if(list.begin(), list.end(), [&](const Procedure* p) { return p->id == *after; });
        if (at == list.end()) throw bad_field("after", "bad_cursor");
        ++at;
    }
    views::ProcedurePage page;
    for (auto left = page_size(request, 50, 200); at != list.end() && left > 0; ++at, --left) {
        const auto& p = **at;
        page.items.push_back({p.id, p.code, p.name, p.short_name, p.subject, p.online, unless_empty(limit_text(p)),
                              unless_empty(fee_text(p, today))});
    }
    if (at != list.end() && !page.items.empty()) page.next = page.items.back().id;
    return http::ok(page);
}

const Procedure& known_procedure(const Snapshot& catalogue, const std::string& id, Day today)
{
    if (const auto* procedure = catalogue.procedure(id, today)) return *procedure;
    throw Refusal(Reason::not_found, "unknown_procedure");
}

http::Response show_procedure(const http::Request& request, const Snapshot& catalogue, Day today)
{
    const auto& p = known_procedure(catalogue, request.parameters.at(0), today);
    views::Procedure view{p.id, p.code, p.version, p.name, p.short_name, p.subject, p.online, p.accepted_at_centre, p.any_centre, p.receiving,
                          p.deciding_agency_name, {}, {}, p.exemptions, p.fee_note, p.documents, {}, p.applicants, p.conditions, p.legal_bases,
                          p.results, {}, p.benefit, p.note, p.effective_from, {}};
    for (const auto& limit : p.limits) view.limits.push_back({in_words(limit.limit), limit.case_name});
    for (const auto& fee : p.fees) {
        if ((fee.from && today < *fee.from) || (fee.until && today > *fee.until)) continue;
        view.fees.push_back({fee.code, fee.group, fee.name, fee.amount, fee.per, fee.case_name, fee.channel, fee.area, fee.counted_by, fee.legal_basis});
    }
    for (const auto& id : p.related)
        if (catalogue.procedure(id, today)) view.related.push_back(id);
    if (const auto* form = p.form ? catalogue.form(*p.form) : nullptr) view.form = *form;
    if (const auto* workflow = catalogue.workflow(p.workflow))
        for (const auto& step : workflow->steps) view.steps.push_back({step.code, step.name});
    return http::ok(view);
}

http::Response quote_fees(const http::Request& request, const Snapshot& catalogue, Day today)
{
    const auto& procedure = known_procedure(catalogue, request.parameters.at(0), today);
    auto body = json::read<views::FeeQuestion>(request.body, json::UnknownFields::ignore);
    FeeQuestion question;
    question.channel = body.channel;
    question.on = today;
    if (body.unit_code) {
        const auto* unit = catalogue.unit(*body.unit_code);
        if (!unit) throw bad_field("unit_code", "unknown_unit");
        question.area = unit->area;
    }
    const auto* form = procedure.form ? catalogue.form(*procedure.form) : nullptr;
    if (form) question.answers = forms::cleaned_answers(*form, body.answers);
    if (body.chosen)
        for (const auto& choice : *body.chosen) question.chosen[choice.group] = choice.code;
    question.pages = body.pages.value_or(0);
    question.copies = body.copies.value_or(1);
    question.exemption = body.exemption.value_or("");
    auto quoted = quote(procedure, question);
    views::FeeQuote answer{{}, quoted.total, quoted.open_groups, quoted.unknown_amount, quoted.exempt_because};
    for (const auto& line : quoted.lines) answer.lines.push_back({line.code, line.name, line.quantity, line.amount, line.legal_basis});
    return http::ok(answer);
}

http::Response list_units(const Snapshot& catalogue)
{
    views::UnitList list;
    for (const auto& unit : catalogue.units()) list.items.push_back({unit.code, unit.name, unit.full_name, unit.slug, unit.type});
    return http::ok(list);
}

std::string time_of_day(MinuteOfDay minute)
{
    auto two = [](long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minute.count() / 60) + ":" + two(minute.count() % 60);
}

// By code or by slug.
http::Response show_centre(const http::Request& request, const Snapshot& catalogue)
{
    const auto& wanted = request.parameters.at(0);
    const auto& units = catalogue.units();
    auto unit = std::ranges::find_if(units, [&](const Unit& u) { return u.code == wanted || u.slug == wanted; });
    if (unit == units.end()) throw Refusal(Reason::not_found, "unknown_unit");
    views::Centre centre{unit->code, unit->full_name, unit->slug, unless_empty(unit->seat), unit->phone, {}};
    const auto& hours = catalogue.hours(unit->code);
    for (int i = 1; i <= 7; ++i)
        for (const auto& session : hours.sessions[i % 7])
            centre.hours.push_back({i % 7, time_of_day(session.from), time_of_day(session.to)});
    return http::ok(centre);
}

http::Response list_communes(const http::Request& request, const Snapshot& catalogue)
{
    views::CommuneList list;
    auto found = catalogue.communes_named(request.parameter("q").value_or(""), request.parameter("province_code").value_or(""),
        page_size(request, 20, 500));
    for (const auto* commune : found) {
        const auto* province = catalogue.province(commune->province_code);
        list.items.push_back({commune->code, commune->name, commune->type, commune->province_code, province ? province->full_name : ""});
    }
    return http::ok(list);
}

http::Response list_old_units(const http::Request& request, const Snapshot& catalogue)
{
    auto name = request.parameter("name").value_or("");
    if (text::trimmed(name).empty()) throw bad_field("name", "required");
    auto purpose = request.parameter("purpose").value_or("residence");
    if (purpose != "residence" && purpose != "land") throw bad_field("purpose", "unknown_choice");
    views::OldUnitList list;
    for (const auto& old : catalogue.successors(name, request.parameter("district").value_or(""), purpose == "land")) {
        const auto* unit = catalogue.unit(old.unit_code);
        list.items.push_back({old.name, old.district, old.unit_code, unit ? unit->full_name : "", old.part});
    }
    return http::ok(list);
}

TimeLimit time_limit(const views::DeadlineLimit& limit)
{
    if (limit.unit == views::DeadlineUnit::immediate) return {LimitUnit::immediate, 0};
    auto hundredths = limit.amount * 100;
    bool is_whole = std::abs(hundredths - std::round(hundredths)) < 1e-6;
    if (!(limit.amount > 0 && limit.amount <= max_limit_amount) || !is_whole)
        throw bad_field("limit.amount", "out_of_range", {{"min", "0.01"}, {"max", "3650"}});
    return {static_cast<LimitUnit>(limit.unit), static_cast<int>(std::lround(hundredths))};
}

void require_reckonable(Instant instant, std::string field)
{
    auto year = year_of(day_in_vietnam(instant));
    if (year < 2000 || year > 2100) throw bad_field(std::move(field), "out_of_range", {{"min", "2000"}, {"max", "2100"}});
}

http::Response reckon_deadline(const http::Request& request, const Snapshot& catalogue)
{
    auto body = json::read<views::DeadlineQuestion>(request.body, json::UnknownFields::ignore);
    auto limit = time_limit(body.limit);
    require_reckonable(body.received_at, "received_at");
    if (body.unit_code && !catalogue.unit(*body.unit_code)) throw bad_field("unit_code", "unknown_unit");
    std::vector<Pause> pauses;
    for (const auto& pause : body.pauses.value_or(std::vector<views::DeadlinePause>{})) {
        auto field = "pauses[" + std::to_string(pauses.size()) + "]";
        if (pauses.size() >= max_pauses) throw bad_field("pauses", "too_many", {{"max", std::to_string(max_pauses)}});
        require_reckonable(pause.from, field + ".from");
        require_reckonable(pause.to, field + ".to");
        if (pause.to < pause.from) throw bad_field(field + ".to", "too_early", {{"day", short_time(pause.from)}});
        pauses.push_back({pause.from, pause.to});
    }
    auto policy = body.policy == views::DeadlinePolicy::reset ? PausePolicy::reset : PausePolicy::pause;
    auto due = deadline(body.received_at, limit, policy, pauses, catalogue.clock_rules(body.unit_code.value_or("")));
    return http::ok(views::DeadlineAnswer{due->due_at, due->provisional, due->explanation});
}

}  // namespace

void add_public_routes(http::Routes& routes, const Catalogue& catalogue, const Clock& clock)
{
    auto add = [&](std::string method, std::string path, std::string summary, const json::Type* body, const json::Type& answer,
                   std::vector<std::string> query, auto handle) {
        // Reckoning a deadline over many years takes a while; everything else is at hand.
        bool quick = path != "deadlines";
        routes.add({.method = std::move(method), .path = "/api/public/v1/" + path, .permission = Permission::anyone,
                    .handler = [&catalogue, &clock, handle](const http::Request& request) {
                        auto snapshot = catalogue.now();
                        return handle(request, *snapshot, day_in_vietnam(clock.now()));
                    },
                    .summary = std::move(summary), .body = body, .answer = &answer, .query = std::move(query),
                    .body_limit = 64 * 1024, .quick = quick});
    };
    add("GET", "procedures", "Procedures in force, by words", nullptr, json::type_of<views::ProcedurePage>(),
        {"q", "subject", "limit:integer", "after"}, list_procedures);
    add("GET", "procedures/{id}", "One procedure with its form", nullptr, json::type_of<views::Procedure>(), {}, show_procedure);
    add("POST", "procedures/{id}/fees", "What a person pays for a procedure", &json::type_of<views::FeeQuestion>(),
        json::type_of<views::FeeQuote>(), {}, quote_fees);
    add("GET", "units", "Communes, wards and special zones of the city", nullptr, json::type_of<views::UnitList>(), {},
        [](const http::Request&, const Snapshot& snapshot, Day) { return list_units(snapshot); });
    add("GET", "units/{code}", "The centre of a unit, by its code or short name: where, when, which phone", nullptr, json::type_of<views::Centre>(), {},
        [](const http::Request& request, const Snapshot& snapshot, Day) { return show_centre(request, snapshot); });
    add("GET", "communes", "Communes of the country, by words", nullptr, json::type_of<views::CommuneList>(), {"q", "province_code", "limit:integer"},
        [](const http::Request& request, const Snapshot& snapshot, Day) { return list_communes(request, snapshot); });
    add("GET", "provinces", "Provinces of the country", nullptr, json::type_of<views::ProvinceList>(), {},
        [](const http::Request&, const Snapshot& snapshot, Day) { return http::ok(views::ProvinceList{snapshot.provinces()}); });
    add("GET", "old-units", "What a commune of before 1 July 2025 became", nullptr, json::type_of<views::OldUnitList>(),
        {"name", "district", "purpose"},
        [](const http::Request& request, const Snapshot& snapshot, Day) { return list_old_units(request, snapshot); });
    add("POST", "deadlines", "When a dossier received at an instant is due", &json::type_of<views::DeadlineQuestion>(),
        json::type_of<views::DeadlineAnswer>(), {},
        [](const http::Request& request, const Snapshot& snapshot, Day) { return reckon_deadline(request, snapshot); });
}

}  // namespace motcua::catalogue
