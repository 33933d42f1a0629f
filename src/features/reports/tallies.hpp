#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>

#include "features/reports/index.hpp"
#include "features/reports/replay.hpp"
#include "features/reports/reports.hpp"

// What the index counts, from the rows of the dossiers or from the journal as it was known on a past day.
namespace motcua::reports {

// Of the dossiers of one unit; of a single one each count is 0 or 1.
struct Tally {
    std::int64_t received = 0;                   // In the period; the next five are parts of it
    std::int64_t late = 0;                       // More than one supplement, finished late, overdue at the end of the period, or late when its clock stopped
    std::int64_t online = 0;                     // By their channel, as II.06a counts them
    std::int64_t online_done = 0;                // With an electronic result as well: what the index calls online
    std::int64_t with_papers = 0;
    std::int64_t digitised = 0;                  // Of those with papers, likewise the next
    std::int64_t reused = 0;
    std::int64_t resolved = 0;                   // Finished in the period with a result
    std::int64_t electronic = 0;                 // With an electronic one

    bool operator==(const Tally&) const = default;
};
BOOST_DESCRIBE_STRUCT(Tally, (), (received, late, online, online_done, with_papers, digitised, reused, resolved, electronic))

struct Tallies {
    std::map<AgencyId, Tally> units;
    std::set<std::pair<AgencyId, std::string>> used_online;   // Unit and procedure of what was received online
    std::set<AgencyId> copying;                               // Units that issued an electronic certified copy

    Tallies& operator+=(const Tallies&);
    Tally sum() const;
    std::set<std::string> procedures_used() const;
    Tallies of(AgencyId unit) const;
    bool operator==(const Tallies&) const = default;
};

struct IndexQuestion {
    Scope scope;
    Period period;
    std::string officer = {};                    // User name; "" for all
};

// What the index counts of one dossier: for all that is counted or listed from the journal.
Tally tally_of(const Ledger&, const Period&, Instant now);
// Of the measures that count dossiers: those that have it, and all it asks of. The others are bugs.
Fraction fraction_of(Measure, const Tally&);
// Whether a dossier is one of the scope's, and handled, or else received, by the officer when one is given.
bool is_of(const Counted&, const Scope&, std::optional<OfficerId>);
// Nothing for ""; nobody's id for a name that is not known.
std::optional<OfficerId> officer_named(db::Connection&, const std::string& username);

Tallies tallies_of(db::Connection&, const IndexQuestion&, const IndexRules&, Instant now);
// The counts alone, of all units together.
Tally tally_of(db::Connection&, const IndexQuestion&, Instant now);
// One part of them alone.
std::set<std::string> procedures_used_online(db::Connection&, const IndexQuestion&, Instant now);
std::set<AgencyId> copying_units(db::Connection&, const IndexQuestion&, const IndexRules&, Instant now);

// Everything that the journal said at the end of `day`. Reads every entry of the city's dossiers, on two threads and two connections:
// seconds per million entries.
Tallies replay_tallies(db::Database&, const staff::Directory&, const IndexQuestion&, const IndexRules&, DayNumber day);

// The measures that the dossiers and the catalogue give; the others stay without data.
IndexInputs inputs_of(const Tallies&, const IndexQuestion&, const catalogue::Snapshot&, const staff::Directory&);

// The units of a scope whose certified copies the index looks at.
std::vector<const staff::Agency*> units_to_copy(const Scope&, const staff::Directory&);
// The procedures that a scope answers for: those in force that it decides.
std::vector<const catalogue::Procedure*> procedures_of(const catalogue::Snapshot&, const staff::Directory&, const Scope&, Day on);
// Whether all seven parts are made public: name, order, way, papers, time limit, who applies, who decides.
bool has_full_content(const catalogue::Procedure&);

}  // namespace motcua::reports
