#pragma once

#include <string>
#include <vector>

#include "domain/working_time.hpp"

// How a deadline came about, told to people. For the files of the legal clock only.
namespace motcua {

// A stretch in which the clock stood still.
struct StandStill {
    working_time::LocalMinute from;
    working_time::LocalMinute to;
};

struct DeadlineStory {
    working_time::LocalMinute received;
    TimeLimit limit;
    working_time::LocalMinute start = {};     // Of the limit that ended at `due`: after the last restart.
    working_time::LocalMinute due = {};
    Day last_calendar_day = {};               // For limits in calendar days.
    bool restarted = false;
    std::vector<StandStill> pauses = {};      // Those that lengthened the limit.
    std::vector<int> unconfirmed_years = {};
};

std::vector<std::string> explanation_of(const DeadlineStory&, const ClockRules&);

}  // namespace motcua
