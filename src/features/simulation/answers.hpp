#pragma once

#include "features/forms/forms.hpp"
#include "features/simulation/applicants.hpp"

namespace motcua::simulation {

// Answers that the form takes from this applicant on this day. Null when no answers were found that it takes: the form asks for
// something new, such as a text of a shape that is not known here.
json::Value invented_answers(const forms::Form&, const people::Person& applicant, const Home&, Random&, Day today);

}  // namespace motcua::simulation
