#pragma once

#include <functional>

#include "features/dossiers/work.hpp"

namespace motcua::dossiers {

using Decide = std::function<void(Work&, StoredDossier&)>;

// One act on a filed dossier, in one transaction: finds it at the version that the officer saw, lets `decide` record what happens,
// and tells the screens of the agencies that it touches.
Summary act(const Services&, const Actor&, std::string_view code, std::int64_t version, const Decide& decide);

// Who works on a step that nobody has taken has it thereby: the clock of a dossier taken elsewhere starts now. Nothing when the clock
// runs, or when the step is not the actor's, which the act itself then refuses.
void start_clock(Work&, StoredDossier&);

void happen(Work&, StoredDossier&, const Event&);

}  // namespace motcua::dossiers
