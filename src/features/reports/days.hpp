#pragma once

#include <cstdint>

#include "domain/time.hpp"

namespace motcua::reports {

// Days since 1 January 1970 in Viet Nam. The tables of this feature hold days as numbers: they are reckoned with in SQL, of which one
// text has to serve both engines.
using DayNumber = std::int32_t;

inline DayNumber number_of(Day day) { return static_cast<DayNumber>(day.time_since_epoch().count()); }
inline DayNumber day_number(Instant at) { return number_of(day_in_vietnam(at)); }
inline Day day_of(DayNumber number) { return Day(std::chrono::days(number)); }
// The instant at which the day is over.
inline Instant end_of(DayNumber number) { return instant_in_vietnam(day_of(number + 1), MinuteOfDay(0)); }
// The last one of the day: at its very end the next has begun.
inline Instant last_moment_of(DayNumber number) { return end_of(number) - std::chrono::milliseconds(1); }

}  // namespace motcua::reports
