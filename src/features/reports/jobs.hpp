#pragma once

#include "features/reports/reports.hpp"
#include "platform/jobs/jobs.hpp"

namespace motcua::reports {

// Every night: sum up the day that is over, then compare the figures with the journal. Counts everything when nothing was counted yet.
void add_jobs(jobs::Runner&, const Services&);
// Sees to it that the jobs of today are there; each asks for the next day's. Call at start.
void schedule(const Services&);

struct CheckRow {
    Instant started_at{};
    Instant finished_at{};
    std::int64_t dossiers = 0;
    std::int64_t differing = 0;
    std::string first_difference;
};
BOOST_DESCRIBE_STRUCT(CheckRow, (), (started_at, finished_at, dossiers, differing, first_difference))
// The newest first.
std::vector<CheckRow> checks(db::Connection&, int limit);

}  // namespace motcua::reports
