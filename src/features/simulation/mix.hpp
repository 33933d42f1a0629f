#pragma once

#include <span>
#include <string_view>

namespace motcua::simulation {

// How often procedures are asked for in everyday life: certified copies and civil status make most of it. What is not named here
// shares the weight `of_the_others` among it. Estimates, not counts.
struct ProcedureWeight {
    std::string_view id;
    double weight;
};
std::span<const ProcedureWeight> everyday_mix();
inline constexpr double of_the_others = 6.0;     // Of about 100

}  // namespace motcua::simulation
