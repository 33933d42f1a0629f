#pragma once

#include <map>
#include <tuple>

#include "features/dossiers/dossiers.hpp"
#include "features/simulation/applicants.hpp"
#include "features/simulation/simulation.hpp"

namespace motcua::simulation {

// What an intake officer would type: complete, with the papers that the procedure asks for and a choice among the fees.
class Filings {
public:
    explicit Filings(const catalogue::Snapshot& catalogue) : m_catalogue(catalogue) {}

    struct Wish {
        const catalogue::Procedure& procedure;
        const Home& home;                        // Of the applicant: the unit that decides, or in which the applicant lives
        Fate fate;
        double online = 0;                       // How likely, where it is possible
        Day on{};
        bool at_once = false;                    // Handed on in the same act
    };
    dossiers::Filing filing(const Wish&, Random&);

private:
    struct FeeChoice {
        std::vector<dossiers::ChosenFee> chosen;
        bool by_page = false;
    };

    people::Person applicant_for(const Wish&, Random&) const;
    catalogue::Channel channel_for(const Wish&, Random&) const;
    void add_papers(dossiers::Filing&, const catalogue::Procedure&, Random&) const;
    void add_answers(dossiers::Filing&, const Wish&, Random&) const;
    void add_fee(dossiers::Filing&, const Wish&, Random&);
    FeeChoice choose(const dossiers::Filing&, const Wish&) const;

    const catalogue::Snapshot& m_catalogue;
    // Choices by procedure, kind of channel, area and, when charges begin or end on days, the day.
    std::map<std::tuple<const catalogue::Procedure*, bool, std::string, Day>, FeeChoice> m_choices;
};

}  // namespace motcua::simulation
