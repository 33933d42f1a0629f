#pragma once

#include <set>
#include <string>
#include <vector>

#include "domain/time.hpp"

namespace motcua {

// A day that the weekly pattern gets wrong: a holiday, a swapped day off, or a make-up working Saturday.
enum class SpecialDayKind { holiday, compensation, swapped_off, make_up };

struct SpecialDay {
    Day day;
    SpecialDayKind kind;
    std::string name;    // "Quốc khánh (ngày liền kề)"
    std::string source;  // "Thông báo 9441/TB-BNV"
};

// Which days the state works. A year that is not confirmed makes every deadline that touches it provisional ("tạm tính").
class WorkingCalendar {
public:
    WorkingCalendar() = default;
    // In any order. Throws std::invalid_argument when two special days fall on one day.
    WorkingCalendar(std::vector<SpecialDay> special_days, std::set<int> confirmed_years);

    bool is_working(Day) const;
    bool is_confirmed(int year) const;
    // The special day that decides about this day, or nullptr when the weekly pattern does.
    const SpecialDay* special(Day) const;
    Day next_working_day(Day after) const;                        // The first working day later than `after`.
    Day add_working_days(Day from, int count) const;              // The count-th working day after `from`; 0 gives `from`.

private:
    std::vector<SpecialDay> m_special_days;  // Sorted by day, one a day.
    std::set<int> m_confirmed_years;
};

// Phiên làm việc: a stretch of one day in which the centre works, [from, to).
struct WorkingSession {
    MinuteOfDay from;
    MinuteOfDay to;

    bool operator==(const WorkingSession&) const = default;
};

// Working hours of a centre by weekday (0 = Sunday … 6 = Saturday). Saturday sessions take dossiers but do not count
// towards a deadline, unless the Saturday is a make-up day, which works by the hours of a Monday.
struct WorkingHours {
    std::vector<WorkingSession> sessions[7];
    bool saturday_counts = false;

    // Sessions of each day in order, disjoint, not empty and within 0…1440; at least one from Monday to Friday. The
    // legal clock takes no others.
    bool is_well_formed() const;

    static WorkingHours office_hours();  // 07:00–11:30 and 13:30–17:00, Monday to Friday: eight hours.
};

}  // namespace motcua
