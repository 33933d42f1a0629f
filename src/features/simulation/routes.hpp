#pragma once

#include <map>
#include <memory>
#include <vector>

#include "features/catalogue/catalogue.hpp"
#include "features/staff/staff.hpp"

namespace motcua::simulation {

struct Stage {
    AgencyId agency;                             // None: the centre that took the dossier
    const catalogue::Step* step = nullptr;
};

struct Asked {
    AgencyId agency;
    const catalogue::Consultation* consultation = nullptr;
};

// Who does what with a dossier of one procedure in one unit.
struct Route {
    const catalogue::Procedure* procedure = nullptr;
    const catalogue::Workflow* workflow = nullptr;
    AgencyId deciding;
    AgencyId deciding_unit;
    AgencyId division;
    bool is_of_city = false;                     // A department decides
    bool is_at_once = false;                     // While the citizen waits
    std::vector<Stage> stages;                   // The steps of the workflow
    std::vector<Asked> consulted;
};

class Routes {
public:
    Routes(const catalogue::Snapshot& catalogue, const staff::Directory& directory) : m_catalogue(catalogue), m_directory(directory) {}

    const Route& of(const catalogue::Unit&, const catalogue::Procedure&);

private:
    Route route_of(const catalogue::Unit&, const catalogue::Procedure&) const;

    const catalogue::Snapshot& m_catalogue;
    const staff::Directory& m_directory;
    std::map<std::pair<const catalogue::Unit*, const catalogue::Procedure*>, std::unique_ptr<Route>> m_routes;
};

}  // namespace motcua::simulation
