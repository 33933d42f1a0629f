#pragma once

#include <functional>

#include "features/dossiers/work.hpp"

namespace motcua::dossiers {

using Decide = std::function<void(Work&, StoredDossier&)>;

// One act on a filed dossier, in one transaction: finds it at the version that the officer saw, lets `decide` record what happens,
// and tells the screens of the agencies that it touches.
Summary act(const Services&, const Actor&, std::string_view code, std::int64_t version, const Decide& decide);

void happen(Work&, StoredDossier&, const Event&);

}  // namespace motcua::dossiers
