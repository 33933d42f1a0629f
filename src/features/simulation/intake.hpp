#pragma once

#include "features/simulation/arrivals.hpp"
#include "features/simulation/course.hpp"
#include "features/simulation/filings.hpp"

namespace motcua::simulation {

// Who comes, with what, and what will become of it.
struct Newcomer {
    const Route* route = nullptr;
    std::uint16_t intake_unit = 0;
    Fate fate;
    Course course;
    dossiers::Filing filing;
};

class Intake {
public:
    Intake(const Plan&, const catalogue::Snapshot&, const staff::Directory&);

    Newcomer newcomer(const Arrival&);
    // Ids of the plan under which nothing can be filed: not in force when it ends, or not taken by centres.
    const std::vector<std::string>& without_procedure() const { return m_without_procedure; }

private:
    struct Level {
        std::vector<std::string> ids;
        WeightedChoice choice;
    };
    void fill_levels();
    void fill_units();
    void add(const std::string& id, double weight);
    const catalogue::Procedure& procedure_for(const Arrival&, Random&) const;
    std::uint16_t intake_unit_for(const Arrival&, const catalogue::Procedure&, Random&) const;

    const Plan& m_plan;
    const catalogue::Snapshot& m_catalogue;
    Routes m_routes;
    Filings m_filings;
    WeightedChoice m_units;
    Level m_communes, m_city;
    std::vector<std::string> m_without_procedure;
};

}  // namespace motcua::simulation
