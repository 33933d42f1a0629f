#pragma once

#include "features/dossiers/dossiers.hpp"
#include "platform/jobs/jobs.hpp"

namespace motcua::dossiers {

// Jobs that follow acts: telling the applicant.
void add_jobs(jobs::Runner&, const Services&);

}  // namespace motcua::dossiers
