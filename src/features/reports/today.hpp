#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "features/reports/behind.hpp"

// Hôm nay: what a control office or the director of a centre looks at first.
namespace motcua::reports {

// "41 hồ sơ sẽ trễ ngày mai, 17 ở Phòng Kinh tế": a sentence, and the figure that opens the list.
struct Alarm {
    std::string sentence;
    Figure figure = Figure::overdue;
    Day from{};
    Day to{};
    std::int64_t dossiers = 0;
    bool is_urgent = false;
};
BOOST_DESCRIBE_STRUCT(Alarm, (), (sentence, figure, from, to, dossiers, is_urgent))

struct Glance {
    Day day{};
    Day next_working_day{};
    std::int64_t received = 0;                   // Today, likewise the next two
    std::int64_t finished = 0;
    std::int64_t finished_late = 0;
    std::int64_t pending = 0;                    // Now, likewise the following
    std::int64_t overdue = 0;
    std::int64_t paused = 0;                     // Of the pending ones: its clock stands
    std::int64_t due_today = 0;
    std::int64_t due_next = 0;                   // Up to the end of the next working day
    std::int64_t to_accept = 0;                  // Submitted, not accepted yet
    std::vector<Alarm> alarms;
    Instant counted_at{};
};
BOOST_DESCRIBE_STRUCT(Glance, (), (day, next_working_day, received, finished, finished_late, pending, overdue, paused, due_today, due_next, to_accept,
    alarms, counted_at))
Glance glance(const Services&, const Scope&);

struct CourseDay {
    Day day{};
    std::int64_t received = 0;
    std::int64_t finished = 0;
    std::int64_t finished_late = 0;
    std::int64_t pending = 0;                    // At its end
    std::int64_t overdue = 0;
};
BOOST_DESCRIBE_STRUCT(CourseDay, (), (day, received, finished, finished_late, pending, overdue))
// Of the city or a unit, at most 400 days; nothing of a division. Refusal from/too_early.
std::vector<CourseDay> course(const Services&, const Scope&, const Period&);

struct CentreFigures {
    std::string code;
    std::string name;
    double latitude = 0;
    double longitude = 0;
    std::int64_t received = 0;                   // In the period, likewise the next two
    std::int64_t finished = 0;
    std::int64_t finished_in_time = 0;
    std::int64_t pending = 0;                    // At its end, or now
    std::int64_t overdue = 0;
};
BOOST_DESCRIBE_STRUCT(CentreFigures, (), (code, name, latitude, longitude, received, finished, finished_in_time, pending, overdue))
// Every commune; who finishes most in time first, then who has the smaller share overdue. Those that finished nothing come last.
std::vector<CentreFigures> ranking(const Services&, const Actor&, const Period&);

}  // namespace motcua::reports
