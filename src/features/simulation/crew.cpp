#include "features/simulation/crew.hpp"

#include <stdexcept>

namespace motcua::simulation {

Crew::Crew(std::vector<Actor> officers) : m_officers(std::move(officers))
{
    for (std::size_t i = 0; i < m_officers.size(); ++i)
        for (const auto& grant : m_officers[i].grants) m_by_grant[{grant.agency, grant.permission}].push_back(static_cast<Index>(i));
}

Crew::Index Crew::somebody(AgencyId agency, Permission permission, Random& random) const
{
    auto found = m_by_grant.find({agency, permission});
    if (found == m_by_grant.end())
        throw std::runtime_error("nobody may " + std::string(name_of(permission)) + " at agency " + std::to_string(agency.number));
    return random.pick(found->second);
}

}  // namespace motcua::simulation
