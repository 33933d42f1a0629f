#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "features/reports/table.hpp"

// Reports that a job makes when their period is over. They stay as they were made, in every format.
namespace motcua::reports {

struct KeptReport {
    std::int64_t id = 0;
    std::string form;
    std::string title;
    std::string agency;
    std::string scope;
    std::string period;                          // Code of the preset
    std::string period_name;
    Day from{};
    Day to{};
    Instant made_at{};
};
BOOST_DESCRIBE_STRUCT(KeptReport, (), (id, form, title, agency, scope, period, period_name, from, to, made_at))

// Those whose period ended on the day, which must be over. One that is there stays as it is. Returns how many were made.
int make_scheduled(const Services&, Day ended_on);

// The newest first, of a scope (the city's or a unit's); at most 100.
std::vector<KeptReport> kept_reports(const Services&, const Scope&, const std::string& period);
// Refusal unknown_report.
Table kept_table(const Services&, std::int64_t id);

}  // namespace motcua::reports
