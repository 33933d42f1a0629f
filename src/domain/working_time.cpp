#include "domain/working_time.hpp"

#include <algorithm>
#include <stdexcept>

namespace motcua::working_time {

namespace {

using namespace std::chrono;

constexpr int longest_search = 1000;
const std::vector<WorkingSession> no_sessions;

Day nearest_counting_day(Day day, days step, const ClockRules& rules)
{
    for (int tries = 0; tries < longest_search; ++tries) {
        day += step;
        if (is_counting_day(day, rules)) return day;
    }
    throw std::domain_error("no session counts towards a deadline");
}

}  // namespace

LocalMinute local(Instant at) { return floor<minutes>(at + vietnam_offset); }

Instant instant(LocalMinute at) { return Instant(at) - vietnam_offset; }

Day day_of(LocalMinute at) { return floor<days>(at); }

const std::vector<WorkingSession>& counting_sessions(Day day, const ClockRules& rules)
{
    const auto* special = rules.calendar.special(day);
    if (special != nullptr) return special->kind == SpecialDayKind::make_up ? rules.hours.sessions[1] : no_sessions;
    const auto number = weekday(day).c_encoding();
    const bool counts = (number >= 1 && number <= 5) || (number == 6 && rules.hours.saturday_counts);
    return counts ? rules.hours.sessions[number] : no_sessions;
}

bool is_counting_day(Day day, const ClockRules& rules) { return !counting_sessions(day, rules).empty(); }

Day next_counting_day(Day after, const ClockRules& rules) { return nearest_counting_day(after, days(1), rules); }

Day previous_counting_day(Day before, const ClockRules& rules) { return nearest_counting_day(before, days(-1), rules); }

LocalMinute opening(Day counting_day, const ClockRules& rules) { return counting_day + counting_sessions(counting_day, rules).front().from; }

LocalMinute closing(Day counting_day, const ClockRules& rules) { return counting_day + counting_sessions(counting_day, rules).back().to; }

LocalMinute start_of_counting(LocalMinute at, const ClockRules& rules)
{
    const auto day = day_of(at);
    for (const auto& session : counting_sessions(day, rules))
        if (at < day + session.to) return std::max(at, day + session.from);
    return opening(next_counting_day(day, rules), rules);
}

minutes between(LocalMinute from, LocalMinute to, const ClockRules& rules)
{
    minutes sum{0};
    for (auto day = day_of(from); day < to; day += days(1))
        for (const auto& session : counting_sessions(day, rules))
            sum += std::max(minutes(0), std::min(to, day + session.to) - std::max(from, day + session.from));
    return sum;
}

LocalMinute after(LocalMinute from, minutes left, const ClockRules& rules)
{
    if (left <= minutes(0)) return from;
    for (auto day = day_of(from);; day = next_counting_day(day, rules)) {
        for (const auto& session : counting_sessions(day, rules)) {
            const auto begin = std::max(from, day + session.from);
            const auto available = day + session.to - begin;
            if (available <= minutes(0)) continue;
            if (left <= available) return begin + left;
            left -= available;
        }
    }
}

LocalMinute at_time_of_day(Day counting_day, MinuteOfDay minute, const ClockRules& rules)
{
    const auto& sessions = counting_sessions(counting_day, rules);
    auto kept = sessions.front().from;
    for (const auto& session : sessions)
        if (session.from <= minute) kept = std::min(minute, session.to);
    return counting_day + kept;
}

LocalMinute add_days(LocalMinute from, int count, const ClockRules& rules)
{
    if (count == 0) return from;
    auto day = day_of(from);
    const auto minute = from - day;
    for (; count > 0; --count) day = next_counting_day(day, rules);
    return at_time_of_day(day, minute, rules);
}

}  // namespace motcua::working_time
