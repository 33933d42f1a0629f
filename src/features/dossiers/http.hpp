#pragma once

#include "features/dossiers/dossiers.hpp"
#include "features/documents/documents.hpp"
#include "platform/http/http.hpp"

namespace motcua::dossiers {

// Filing, lists, one dossier, its slips and files.
void add_routes(http::Routes&, Dossiers&, documents::Documents&);
// POST /api/dossiers/{code}/<act>: one route an act.
void add_act_routes(http::Routes&, Dossiers&);
// /api/access-log, /api/calendar/apply.
void add_oversight_routes(http::Routes&, Dossiers&);

// /api/register: Mẫu 07 on the screen, as a spreadsheet and as PDF.
void add_register_routes(http::Routes&, const Dossiers&);
// /api/public/v1/dossiers: looking a dossier up without an account.
void add_public_routes(http::Routes&, const Dossiers&);

}  // namespace motcua::dossiers
