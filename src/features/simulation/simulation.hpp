#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/catalogue/catalogue.hpp"
#include "features/dossiers/dossiers.hpp"
#include "features/dossiers/totals.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

// Dossiers of people who do not exist, filed and worked on in the sample city by the real use cases, in the order of a simulated
// clock. Nobody is told anything. Applicants' personal numbers have 99 after the year of birth, their phones begin with 0900000.
namespace motcua::simulation {

struct Surroundings {
    db::Database& db;                            // With the sample city in it
    const catalogue::Catalogue& catalogue;
    const crypto::Vault& vault;
    // Of whoever counts along, as dossiers::Services::recorded.
    std::function<void(db::Connection&, const dossiers::Recorded&)> recorded = [](db::Connection&, const dossiers::Recorded&) {};
};

// What becomes of a dossier besides walking its way.
struct Fate {
    bool rejected = false;
    bool supplemented_at_intake = false;
    bool supplemented = false;                   // During examination
    bool consulted = false;                      // Where the workflow foresees it
    bool paid_on_the_way = false;                // Likewise: the clock stands meanwhile
    bool returned_back = false;
    bool denied = false;
    bool withdrawn = false;
    bool stopped = false;
    bool late = false;
    bool extended = false;                       // An apology with a new date, in time
    std::optional<dossiers::State> stays_in = {};   // Nothing happens after it has come to this state
};

// How often, as shares of all dossiers where nothing else is said.
struct Rates {
    double online = 0.6;                         // Of those that may be filed online
    double elsewhere = 0.03;                     // Taken by the centre of another unit
    double rejected = 0.004;
    double supplemented_at_intake = 0.009;
    double supplemented = 0.05;                  // Of those that are not finished at once
    double consulted = 0.7;                      // Of those whose workflow foresees it
    double paid_on_the_way = 0.5;                // likewise
    double returned_back = 0.01;                 // Of those with a step before
    double denied = 0.004;
    double withdrawn = 0.003;
    double stopped = 0.001;
    double late = 0.03;                          // Of those that are not finished at once
    double extended = 0.3;                       // Of the late
};

struct Weight {
    std::string code;
    double weight = 1;
};

struct Prescribed {
    std::string unit_code;
    std::string procedure;
    Instant at{};
    Fate fate;
};

struct Plan {
    Day from{};
    Day to{};
    Instant until{};                             // Nothing is done after it
    std::int64_t communes = 0;                   // Dossiers that units decide
    std::int64_t city = 0;                       // Dossiers that departments decide
    std::uint64_t seed = 1;
    Rates rates;
    std::vector<Weight> units;                   // Empty: every one, by its population
    std::vector<Weight> procedures;              // Empty: all, as often as in everyday life
    std::vector<Prescribed> prescribed;          // Besides the others
};

struct Progress {
    std::int64_t filed = 0;
    std::int64_t planned = 0;
    std::int64_t acts = 0;
    Instant at{};
};

struct Report {
    std::int64_t planned_in_communes = 0;
    std::int64_t planned_in_city = 0;
    std::int64_t filed = 0;
    std::int64_t acts = 0;                       // Calls of use cases
    std::map<std::string, std::int64_t> refusals;   // By code: of acts that should have been allowed
    std::vector<std::string> without_procedure;  // Ids that could not be used: not in force on the last day, or not taken at a centre
    std::vector<dossiers::Total> totals;         // As the database counts them afterwards
    std::int64_t found_in_communes = 0;          // Of these: that units decide
    std::int64_t found_in_city = 0;              // Of these: that departments decide

    // All that was planned is there, on each level, and every act was allowed.
    bool adds_up() const;
};

// Throws std::runtime_error when dossiers are there already, when the city is not, or when there is nothing to file.
Report run(const Surroundings&, const Plan&, const std::function<void(const Progress&)>& progress);

// About 300 dossiers of the six weeks before `now`: some sixty in Xã Tân Minh, there in all ten states, a few in every other unit.
Plan sample_plan(const catalogue::Snapshot&, Instant now);

}  // namespace motcua::simulation
