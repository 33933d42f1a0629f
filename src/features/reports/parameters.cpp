#include "features/reports/parameters.hpp"

namespace motcua::reports {

std::string text_asked(const http::Request& request, std::string_view name)
{
    return request.parameter(name).value_or("");
}

std::optional<Day> day_asked(const http::Request& request, std::string_view name)
{
    auto text = text_asked(request, name);
    if (text.empty()) return std::nullopt;
    auto day = parse_day(text);
    if (!day) throw bad_field(std::string(name), "not_a_date");
    return day;
}

std::optional<Day> known_on_asked(const http::Request& request, const Services& services)
{
    auto day = day_asked(request, "known_on");
    if (day && *day > day_in_vietnam(services.clock.now())) throw bad_field("known_on", "too_late");
    return day;
}

AskedPeriod period_asked(const http::Request& request, const Services& services, std::string_view default_preset)
{
    auto from = day_asked(request, "from"), to = day_asked(request, "to");
    if (from || to) {
        Period period{from.value_or(*(to ? to : from)), to.value_or(*(from ? from : to))};
        if (period.to < period.from) throw bad_field("to", "too_early");
        if (period.to - period.from > std::chrono::days(3660)) throw bad_field("from", "too_early");
        return {period, "", in_words(period)};
    }
    auto code = text_asked(request, "period");
    auto settings = services.settings.now();
    const auto* preset = settings->period(code.empty() ? default_preset : code);
    if (!preset) throw bad_field("period", "unknown_choice");
    auto period = period_with(*preset, day_asked(request, "on").value_or(day_in_vietnam(services.clock.now())));
    return {period, preset->code, name_of(*preset, period)};
}

Scope scope_asked(const http::Request& request, const Services& services)
{
    return scope_of(*services.staff.directory(), request.actor, text_asked(request, "scope"));
}

std::vector<std::string> query_names(std::vector<std::string> more)
{
    std::vector<std::string> names{"scope", "period", "on:date", "from:date", "to:date"};
    names.insert(names.end(), more.begin(), more.end());
    return names;
}

ScopeView view_of(const Scope& scope, const Services& services, const Actor& actor)
{
    static constexpr const char* kinds[] = {"city", "unit", "division"};
    return {scope.code, scope.name, kinds[static_cast<int>(scope.kind)], may_open(actor, *services.staff.directory(), scope)};
}

PeriodView view_of(const AskedPeriod& asked)
{
    return {asked.preset, asked.name, asked.period.from, asked.period.to};
}

}  // namespace motcua::reports
