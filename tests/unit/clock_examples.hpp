#pragma once

#include <string>
#include <vector>

#include "domain/legal_clock.hpp"

// The calendar, the hours and the words in which the tests of the legal clock speak.
namespace motcua::clock_examples {

inline Day on(int day, int month, int year) { return make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day)); }

// "14:20 02/07/2026"
inline Instant at(const std::string& text)
{
    const auto number = [&](std::size_t from, std::size_t count) { return std::stoi(text.substr(from, count)); };
    return instant_in_vietnam(on(number(6, 2), number(9, 2), number(12, 4)), std::chrono::hours(number(0, 2)) + std::chrono::minutes(number(3, 2)));
}

inline std::string print(Instant instant) { return short_time(instant); }

inline WorkingCalendar state_calendar()
{
    std::vector<SpecialDay> days;
    const auto add = [&](int day, int month, int year, SpecialDayKind kind, const char* name) { days.push_back({on(day, month, year), kind, name, "Thông báo"}); };
    using enum SpecialDayKind;
    add(1, 1, 2026, holiday, "Tết Dương lịch");
    add(2, 1, 2026, swapped_off, "Nghỉ hoán đổi (làm bù 10/1)");
    add(10, 1, 2026, make_up, "Làm bù cho ngày nghỉ hoán đổi 2/1");
    add(16, 2, 2026, holiday, "Nghỉ Tết Nguyên đán Bính Ngọ");
    add(17, 2, 2026, holiday, "Mùng 1 Tết Bính Ngọ");
    add(18, 2, 2026, holiday, "Mùng 2 Tết Bính Ngọ");
    add(19, 2, 2026, holiday, "Mùng 3 Tết Bính Ngọ");
    add(20, 2, 2026, holiday, "Mùng 4 Tết Bính Ngọ");
    add(26, 4, 2026, holiday, "Giỗ Tổ Hùng Vương");
    add(27, 4, 2026, compensation, "Nghỉ bù Giỗ Tổ Hùng Vương");
    add(30, 4, 2026, holiday, "Ngày Chiến thắng");
    add(1, 5, 2026, holiday, "Ngày Quốc tế Lao động");
    add(22, 8, 2026, make_up, "Làm bù cho ngày nghỉ hoán đổi 31/8");
    add(31, 8, 2026, swapped_off, "Nghỉ hoán đổi (làm bù 22/8)");
    add(1, 9, 2026, holiday, "Quốc khánh (ngày liền kề)");
    add(2, 9, 2026, holiday, "Quốc khánh");
    add(1, 1, 2027, holiday, "Tết Dương lịch");
    add(1, 5, 2027, holiday, "Ngày Quốc tế Lao động");
    add(3, 5, 2027, compensation, "");
    return {std::move(days), {2025, 2026}};
}

inline WorkingHours with_day(int weekday, std::vector<WorkingSession> sessions, bool saturday_counts = false)
{
    auto hours = WorkingHours::office_hours();
    hours.sessions[weekday] = std::move(sessions);
    hours.saturday_counts = saturday_counts;
    return hours;
}

using std::chrono::hours;
using std::chrono::minutes;

inline const WorkingCalendar calendar = state_calendar();
inline const WorkingHours office = WorkingHours::office_hours();
inline const WorkingHours with_saturday = with_day(6, {{hours(7), hours(11)}});
inline const WorkingHours with_counting_saturday = with_day(6, {{hours(7), hours(11)}}, true);
inline const WorkingHours short_friday = with_day(5, {{hours(7) + minutes(30), hours(11) + minutes(30)}});
inline const WorkingHours late_lunch = with_day(5, {{hours(7), hours(11)}, {hours(14), hours(17)}});

inline const ClockRules rules{calendar, office};
inline const ClockRules saturday_rules{calendar, with_saturday};
inline const ClockRules counting_saturday_rules{calendar, with_counting_saturday};
inline const ClockRules short_friday_rules{calendar, short_friday};  // Friday 07:30–11:30: four hours.
inline const ClockRules late_lunch_rules{calendar, late_lunch};      // Friday 07:00–11:00 and 14:00–17:00.

inline TimeLimit working_days(int count) { return {LimitUnit::working_day, count * 100}; }
inline TimeLimit calendar_days(int count) { return {LimitUnit::day, count * 100}; }
inline TimeLimit hours_limit(int count) { return {LimitUnit::hour, count * 100}; }
inline constexpr TimeLimit immediately{LimitUnit::immediate, 0};

inline Deadline reckoned(const std::string& received, TimeLimit limit, const ClockRules& by = rules)
{
    return deadline(at(received), limit, PausePolicy::pause, {}, by).value();
}

inline std::string due(const std::string& received, TimeLimit limit, const ClockRules& by = rules) { return print(reckoned(received, limit, by).due_at); }

// "open" when a pause has no end.
inline std::string due(const std::string& received, TimeLimit limit, const std::vector<Pause>& pauses, PausePolicy policy, const ClockRules& by = rules)
{
    const auto found = deadline(at(received), limit, policy, pauses, by);
    return found ? print(found->due_at) : "open";
}

inline std::chrono::minutes span(const std::string& from, const std::string& to, const ClockRules& by = rules)
{
    return working_minutes(at(from), at(to), by);
}

}  // namespace motcua::clock_examples
