#pragma once

#include <vector>

#include "features/catalogue/catalogue.hpp"
#include "features/simulation/random.hpp"
#include "features/simulation/simulation.hpp"

namespace motcua::simulation {

// When and where somebody comes with a dossier.
struct Arrival {
    Instant at{};
    std::uint32_t number = 0;                    // Of the dossier within the run
    std::uint16_t unit = 0;                      // Index in the catalogue's units
    bool to_city = false;
    std::int16_t prescribed = -1;                // Index in the plan

    bool operator<(const Arrival& other) const { return at != other.at ? at < other.at : number < other.number; }
};

// Exactly as many as planned, in order: more on Mondays and in the middle of the morning and the afternoon, fewer on Saturdays
// where a unit works on Saturdays, none on days off. None after plan.until.
// Throws std::runtime_error when no one could come: no working day, no known unit.
std::vector<Arrival> arrivals(const Plan&, const catalogue::Snapshot&);

}  // namespace motcua::simulation
