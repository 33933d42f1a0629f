#pragma once

#include <functional>
#include <map>
#include <string>
#include <tuple>

#include <boost/describe.hpp>

#include "features/reports/counting.hpp"
#include "platform/db/db.hpp"

// Sums over days. What was counted of a day does not change once the day is over, since every act counts on its own day; so the sums
// from the first day to the end of any past day are kept (running totals), and a period is the difference of two of them.
namespace motcua::reports {

enum class Level { commune, city };              // Cấp xã; cấp thành phố: departments, and the city itself
BOOST_DESCRIBE_ENUM(Level, commune, city)
Level level_of(const staff::Agency& unit);

struct Totals {
    std::int64_t received_counter = 0;
    std::int64_t received_online = 0;
    std::int64_t received_post = 0;
    std::int64_t received_kiosk = 0;
    std::int64_t received_mobile = 0;
    std::int64_t refused = 0;                    // Finished without having been received
    std::int64_t early = 0;
    std::int64_t on_time = 0;
    std::int64_t late = 0;
    std::int64_t late_pending = 0;               // Of running totals: late at the end of the day and not finished
    std::int64_t electronic_results = 0;
    std::int64_t payments = 0;
    std::int64_t paid_vnd = 0;

    bool operator==(const Totals&) const = default;
    Totals& operator+=(const Totals&);
    std::int64_t received() const { return received_counter + received_online + received_post + received_kiosk + received_mobile; }
    std::int64_t finished() const { return early + on_time + late; }
    // Of running totals: received and not finished.
    std::int64_t pending() const { return received() - finished(); }
};
BOOST_DESCRIBE_STRUCT(Totals, (), (received_counter, received_online, received_post, received_kiosk, received_mobile, refused, early, on_time, late,
    late_pending, electronic_results, payments, paid_vnd))
Totals operator-(Totals, const Totals&);

// A unit, or a procedure on one level.
struct TotalKey {
    AgencyId unit;                               // 0: of a procedure
    Level level = Level::commune;
    std::string procedure_id;                    // "": of a unit

    auto operator<=>(const TotalKey&) const = default;
};
using TotalMap = std::map<TotalKey, Totals>;

enum class TotalsOf { units, procedures };
// As at the end of the day, or now when that is still to come. For a connection that reads consistently.
TotalMap totals_at(db::Connection&, const staff::Directory&, DayNumber, TotalsOf, Instant now);
// Of single units, day by day from the day before `from` to `to`; days without a change are there too.
std::map<DayNumber, Totals> totals_by_day(db::Connection&, const staff::Directory&, AgencyId unit, DayNumber from, DayNumber to, Instant now);

// The last day with running totals; 0 when there is none.
DayNumber closed_day(db::Connection&);
// Writes the running totals of the days after the last closed one up to `through`, which must be over. Returns how many days.
int close_days(db::Database&, const staff::Directory&, DayNumber through);
// Something was counted on a day that was closed: its running totals and those after it go.
void reopen(db::Connection&, DayNumber day);

// Compares the running totals of every closed day with what the rows of the dossiers add up to; the first difference, or "".
std::string verify_totals(db::Database&, const staff::Directory&);

}  // namespace motcua::reports
