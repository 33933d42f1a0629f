#pragma once

#include <chrono>
#include <vector>

#include "domain/legal_clock.hpp"

// Arithmetic with session time, for the files of the legal clock only. A counting day has at least one session that
// counts towards a deadline. Hours without any throw std::domain_error.
namespace motcua::working_time {

// A minute on the clocks of Viet Nam.
using LocalMinute = std::chrono::sys_time<std::chrono::minutes>;

LocalMinute local(Instant);
Instant instant(LocalMinute);
Day day_of(LocalMinute);

// In order and disjoint; none on a day off. A make-up day works by the hours of a Monday.
const std::vector<WorkingSession>& counting_sessions(Day, const ClockRules&);
bool is_counting_day(Day, const ClockRules&);
Day next_counting_day(Day after, const ClockRules&);
Day previous_counting_day(Day before, const ClockRules&);
LocalMinute opening(Day counting_day, const ClockRules&);
LocalMinute closing(Day counting_day, const ClockRules&);

// This minute within a session [from, to), else the beginning of the next session.
LocalMinute start_of_counting(LocalMinute, const ClockRules&);
std::chrono::minutes between(LocalMinute from, LocalMinute to, const ClockRules&);
LocalMinute after(LocalMinute from, std::chrono::minutes, const ClockRules&);

// The last working minute of a counting day that is not later than this time of day, or the day's first.
LocalMinute at_time_of_day(Day counting_day, MinuteOfDay, const ClockRules&);
// The same time of day `count` counting days later.
LocalMinute add_days(LocalMinute from, int count, const ClockRules&);

}  // namespace motcua::working_time
