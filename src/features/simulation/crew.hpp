#pragma once

#include <map>
#include <vector>

#include "domain/actor.hpp"
#include "features/simulation/random.hpp"

namespace motcua::simulation {

// The officers of the sample city by what they may do where.
class Crew {
public:
    explicit Crew(std::vector<Actor> officers);

    using Index = std::int32_t;
    static constexpr Index nobody = -1;

    const Actor& at(Index i) const { return m_officers[static_cast<std::size_t>(i)]; }
    // One of those who hold the permission at exactly this agency. Throws std::runtime_error when nobody does.
    Index somebody(AgencyId, Permission, Random&) const;

private:
    std::vector<Actor> m_officers;
    std::map<std::pair<AgencyId, Permission>, std::vector<Index>> m_by_grant;
};

}  // namespace motcua::simulation
