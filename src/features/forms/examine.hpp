#pragma once

#include "features/forms/forms.hpp"

namespace motcua::forms {

// What checking and cleaning have in common: one walk over the form that drops what is hidden, empty or of the wrong shape and
// names every fault on the way. Faulty texts stay in `cleaned`, so that a condition on them still sees them.
struct Examined {
    json::Value cleaned;
    std::vector<FieldProblem> problems;
};
Examined examine(const Form&, const json::Value& answers, Day today, const PlaceLookup&);

}  // namespace motcua::forms
