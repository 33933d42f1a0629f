#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "features/dossiers/dossiers.hpp"
#include "features/reports/days.hpp"
#include "features/reports/period.hpp"
#include "features/reports/settings.hpp"
#include "platform/clock.hpp"
#include "platform/db/db.hpp"

// Báo cáo, chỉ số, bảng điều hành: every figure adds up from dossiers and opens into them.
namespace motcua::reports {

// What changed for whom: for live screens.
struct FiguresChanged {
    AgencyId unit;
};

// What the use cases work with. References live as long as the program.
struct Services {
    db::Database& db;
    const Clock& clock;
    const catalogue::Catalogue& catalogue;
    const staff::Staff& staff;
    const SettingsInForce& settings;
    std::function<void(const FiguresChanged&)> changed = [](const FiguresChanged&) {};
    // The last day that this process knows to be summed up. A clock that was put back may count on such a day again.
    std::shared_ptr<std::atomic<DayNumber>> closed = std::make_shared<std::atomic<DayNumber>>(0);
};

// Whom a figure is about: the city, a unit (commune or department), or a division of one.
struct Scope {
    enum class Kind { city, unit, division };

    Kind kind = Kind::city;
    AgencyId agency;                             // Of the city: its own
    AgencyId unit;                               // Of the city: none
    std::string code;
    std::string name;
};
// By the agency's code; "" is the actor's unit, or the city for one who sits there. A centre means its commune.
// Refusals: scope/unknown_unit.
Scope scope_of(const staff::Directory&, const Actor&, std::string_view code);

// Everybody with read_reports sees every unit's figures; dossiers and officers behind them only who holds the permission at the scope
// or above it. Refusal figures_only.
bool may_open(const Actor&, const staff::Directory&, const Scope&);
void require_may_open(const Actor&, const staff::Directory&, const Scope&);

// Counts an act: for dossiers::Services::recorded.
void count(const Services&, db::Connection&, const dossiers::Recorded&);

// Counts everything anew from the journal and sums it up. `progress` is told how many dossiers are done. Others may go on writing.
std::int64_t recount(const Services&, const std::function<void(std::int64_t)>& progress = {});
// Sums up the days that are over.
int close_days(const Services&);

// Compares what is counted with the journal, and the sums with what is counted.
struct Check {
    std::int64_t dossiers = 0;
    std::int64_t differing = 0;
    std::string first_difference;                // "H24.158-260702-0001: received_day: …"; "" when all is the same

    bool is_same() const { return first_difference.empty(); }
};
BOOST_DESCRIBE_STRUCT(Check, (), (dossiers, differing, first_difference))
Check verify(const Services&, const std::function<void(std::int64_t)>& progress = {});

}  // namespace motcua::reports
