#pragma once

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "features/reports/index.hpp"
#include "features/reports/replay.hpp"
#include "features/reports/reports.hpp"

// What the index counts, from the rows of the dossiers or from the journal as it was known on a past day.
namespace motcua::reports {

// Dossiers that the index cannot tell apart.
struct Cohort {
    bool resolved = false;                       // Finished in the period with a result; else received in it
    AgencyId unit_id;
    std::string procedure_id;
    bool online = false;
    std::int64_t marks = 0;                      // papers, digitised, reused, electronic_result
    bool late = false;                           // As the index says it; of received ones
    std::int64_t count = 0;

    bool operator==(const Cohort&) const = default;
};
BOOST_DESCRIBE_STRUCT(Cohort, (), (resolved, unit_id, procedure_id, online, marks, late, count))

struct IndexQuestion {
    Scope scope;
    Period period;
    std::string officer = {};                    // User name; "" for all
};

// Late as the index says it: more than one supplement, finished late, overdue at the end of the period, or late when its clock stopped.
bool is_late_for_index(const Ledger&, const Period&, Instant now);

std::vector<Cohort> cohorts_of(db::Connection&, const IndexQuestion&, Instant now);

// Everything that the journal said at the end of `day`. Reads every entry of the scope's dossiers: seconds per million entries.
std::vector<Cohort> replay_cohorts(db::Database&, const staff::Directory&, const IndexQuestion&, DayNumber day);

// The measures that cohorts and the catalogue give; the others stay without data.
IndexInputs inputs_of(const std::vector<Cohort>&, const IndexQuestion&, const catalogue::Snapshot&, const staff::Directory&, const IndexRules&);

// The procedures that a scope answers for: those in force that it decides.
std::vector<const catalogue::Procedure*> procedures_of(const catalogue::Snapshot&, const staff::Directory&, const Scope&, Day on);
// Whether all seven parts are made public: name, order, way, papers, time limit, who applies, who decides.
bool has_full_content(const catalogue::Procedure&);

}  // namespace motcua::reports
