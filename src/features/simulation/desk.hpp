#pragma once

#include "features/dossiers/dossiers.hpp"
#include "features/simulation/intake.hpp"
#include "features/simulation/timetable.hpp"

namespace motcua::simulation {

// Calls the use cases: files a dossier, and act by act goes its course. What it must know of a dossier stands in the Case.
class Desk {
public:
    Desk(const Surroundings&, const Plan&, const ManualClock&);

    // How the filing, or the next act, went.
    struct Step {
        std::optional<Instant> next_at;          // Empty: nothing further happens
        int acts = 0;                            // Use cases called
        std::string refusal;                     // "forward: task_not_yours"; "" when all went as it should
    };
    Step file(const Arrival&, Case&);
    Step go_on(Case&);

    const Intake& intake() const { return m_intake; }
    bool is_of_city(AgencyId unit) const { return m_directory->at(unit).kind == staff::AgencyKind::department; }

private:
    using Answer = std::optional<dossiers::Summary>;   // Nothing: there was nothing to do

    Answer do_act(Case&, Act, Random&);
    Answer do_at_centre(Case&, Act, Random&);
    Answer examine(Case&, Act, Random&);
    Answer consult(Case&, Random&);
    Answer answer(Case&, Random&);
    Answer extend(Case&, Random&);
    Answer approve(Case&, bool with_result, Random&);
    Answer hand_over(Case&, Random&);

    dossiers::ResultInput result_of(const Case&) const;
    AgencyId centre_of(std::uint16_t unit) const;
    AgencyId agency_of(const Case&, const Stage&) const;
    const Actor& reception(const Case& c) const { return m_crew.at(c.reception); }
    const Actor& holder(const Case&, Random&) const;   // Of the task that is open: who has taken it, or anybody who may
    const Actor& somebody(AgencyId where, Permission what, Random& random) const { return m_crew.at(m_crew.somebody(where, what, random)); }
    void take_over(Case&, const dossiers::Summary&, Random&, bool plans_anew) const;
    Step step_from(Case&, const dossiers::Summary&, int acts, Random&) const;

    std::shared_ptr<const catalogue::Snapshot> m_catalogue;
    const Plan& m_plan;
    const ManualClock& m_clock;
    staff::Staff m_staff;
    people::People m_people;
    dossiers::Dossiers m_dossiers;
    std::shared_ptr<const staff::Directory> m_directory;
    Crew m_crew;
    Intake m_intake;
    Timetable m_timetable;
};

}  // namespace motcua::simulation
