#include "features/simulation/random.hpp"

#include <algorithm>

namespace motcua::simulation {

std::size_t WeightedChoice::draw(Random& random) const
{
    auto at = std::upper_bound(m_sums.begin(), m_sums.end(), random.share() * m_sums.back());
    return std::min(static_cast<std::size_t>(at - m_sums.begin()), m_sums.size() - 1);
}

}  // namespace motcua::simulation
