#include "domain/calendar.hpp"

#include <algorithm>
#include <stdexcept>

namespace motcua {

namespace {

using namespace std::chrono;

bool is_weekday(Day day)
{
    const auto number = weekday(day).c_encoding();
    return number >= 1 && number <= 5;
}

bool is_before(const SpecialDay& special, Day day) { return special.day < day; }

bool are_in_order(const std::vector<WorkingSession>& sessions)
{
    MinuteOfDay free_from{0};
    for (const auto& session : sessions) {
        if (session.from < free_from || session.to <= session.from || session.to > hours(24)) return false;
        free_from = session.to;
    }
    return true;
}

}  // namespace

WorkingCalendar::WorkingCalendar(std::vector<SpecialDay> special_days, std::set<int> confirmed_years)
    : m_special_days(std::move(special_days)), m_confirmed_years(std::move(confirmed_years))
{
    const auto by_day = [](const SpecialDay& one, const SpecialDay& other) { return one.day < other.day; };
    std::sort(m_special_days.begin(), m_special_days.end(), by_day);
    const auto same_day = [](const SpecialDay& one, const SpecialDay& other) { return one.day == other.day; };
    const auto twice = std::adjacent_find(m_special_days.begin(), m_special_days.end(), same_day);
    if (twice != m_special_days.end()) throw std::invalid_argument("two special days on " + to_iso(twice->day));
}

const SpecialDay* WorkingCalendar::special(Day day) const
{
    const auto found = std::lower_bound(m_special_days.begin(), m_special_days.end(), day, is_before);
    return found != m_special_days.end() && found->day == day ? &*found : nullptr;
}

bool WorkingCalendar::is_working(Day day) const
{
    const auto* decides = special(day);
    return decides != nullptr ? decides->kind == SpecialDayKind::make_up : is_weekday(day);
}

bool WorkingCalendar::is_confirmed(int year) const { return m_confirmed_years.contains(year); }

Day WorkingCalendar::next_working_day(Day after) const
{
    do after += days(1);
    while (!is_working(after));
    return after;
}

Day WorkingCalendar::add_working_days(Day from, int count) const
{
    for (; count > 0; --count) from = next_working_day(from);
    return from;
}

WorkingHours WorkingHours::office_hours()
{
    WorkingHours hours;
    for (int weekday = 1; weekday <= 5; ++weekday)
        hours.sessions[weekday] = {{7h, 11h + 30min}, {13h + 30min, 17h}};
    return hours;
}

bool WorkingHours::is_well_formed() const
{
    const auto some_weekday = std::any_of(sessions + 1, sessions + 6, [](const auto& day) { return !day.empty(); });
    return some_weekday && std::all_of(std::begin(sessions), std::end(sessions), are_in_order);
}

}  // namespace motcua
