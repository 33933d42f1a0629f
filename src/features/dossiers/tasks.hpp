#pragma once

#include "features/dossiers/rules.hpp"

// The pieces of which the rules make their task changes.
namespace motcua::dossiers {

CloseTask closed(const Task&, Instant now);
std::vector<CloseTask> all_closed(const Dossier&, Instant now);
// The task of a workflow's step, due when its leg is.
OpenTask step_task(const Dossier&, const Context&, int position, std::optional<AgencyId> from);
// The task of the centre that took the dossier: hand it on the same day, or at the next day's start after 15:00.
OpenTask forward_task(const Dossier&, const Context&);
// Open step tasks get the due date that the dossier's new one gives them.
std::vector<MoveTask> moved_tasks(const Dossier&, const Context&);
// While the clock stands nothing is due; consultations go on.
std::vector<MoveTask> paused_tasks(const Dossier&);

}  // namespace motcua::dossiers
