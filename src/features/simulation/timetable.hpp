#pragma once

#include "features/simulation/dossier_case.hpp"

namespace motcua::simulation {

// When things happen: officers work in sessions and towards the due date, citizens take their days.
class Timetable {
public:
    explicit Timetable(const catalogue::Snapshot&);

    ClockRules rules(std::uint16_t unit) const { return m_rules[unit]; }

    // When the result of a dossier whose clock (re)starts now is to be there: before its due date, or after it when it is to be late.
    Instant target(const Case&, Instant now, Random&) const;
    // The next act of the course, later than now.
    Instant next(const Case&, Instant now, std::optional<Instant> forward_by, Random&) const;
    // A later due date for an apology.
    Instant extended(const Case&, Random&) const;

private:
    Instant after_days(std::uint16_t unit, Instant now, double least, double most, Random&) const;
    Instant towards_target(const Case&, Instant now, Random&) const;
    Instant pick_up(const Case&, Instant now, Random&) const;

    std::vector<ClockRules> m_rules;             // By unit
};

}  // namespace motcua::simulation
