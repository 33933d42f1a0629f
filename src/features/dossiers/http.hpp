#pragma once

#include "features/dossiers/dossiers.hpp"
#include "features/documents/documents.hpp"
#include "platform/http/http.hpp"

namespace motcua::dossiers {

// Filing, lists, one dossier, its slips and files.
void add_routes(http::Routes&, Dossiers&, documents::Documents&);
// POST /api/dossiers/{code}/<act>: one route an act.
void add_act_routes(http::Routes&, Dossiers&);

// /api/public/v1/dossiers: looking a dossier up without an account.
void add_public_routes(http::Routes&, const Dossiers&);

}  // namespace motcua::dossiers
