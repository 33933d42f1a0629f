#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/reports/reports.hpp"
#include "platform/http/http.hpp"

// What the routes of this feature read from an address.
namespace motcua::reports {

struct AskedPeriod {
    Period period;
    std::string preset;                          // "" when from and to were given
    std::string name;                            // "Quý III năm 2026", "từ ngày … đến ngày …"
};
// `from` and `to`, or `period` with a day `on` in it (today). Refusals: not_a_date, to/too_early, from/too_early (more than ten years),
// period/unknown_choice.
AskedPeriod period_asked(const http::Request&, const Services&, std::string_view default_preset = "month");
Scope scope_asked(const http::Request&, const Services&);
std::optional<Day> day_asked(const http::Request&, std::string_view name);
// `known_on`: today or a day that is over. Refusals: not_a_date, too_late.
std::optional<Day> known_on_asked(const http::Request&, const Services&);
std::string text_asked(const http::Request&, std::string_view name);

template <class T>
std::optional<T> choice_asked(const http::Request& request, std::string_view name)
{
    auto text = text_asked(request, name);
    if (text.empty()) return std::nullopt;
    auto value = json::choice<T>(text);
    if (!value) throw bad_field(std::string(name), "unknown_choice");
    return value;
}

// The parameters of scope and period, with more.
std::vector<std::string> query_names(std::vector<std::string> more = {});

struct ScopeView {
    std::string code;
    std::string name;
    std::string kind;                            // city, unit, division
    bool may_open = false;                       // Whether the officer may see the dossiers behind the figures
};
BOOST_DESCRIBE_STRUCT(ScopeView, (), (code, name, kind, may_open))
ScopeView view_of(const Scope&, const Services&, const Actor&);

struct PeriodView {
    std::string preset;
    std::string name;
    Day from{};
    Day to{};
};
BOOST_DESCRIBE_STRUCT(PeriodView, (), (preset, name, from, to))
PeriodView view_of(const AskedPeriod&);

}  // namespace motcua::reports
