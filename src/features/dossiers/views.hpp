#pragma once

#include "features/dossiers/detail.hpp"
#include "features/dossiers/tracking.hpp"
#include "features/dossiers/work.hpp"

// What the officers' page and the citizen's own have in common.
namespace motcua::dossiers {

struct Papers {
    std::vector<PaperView> handed_in;
    std::vector<FileView> result_files;
};
Papers papers_of(DossierStore&, DossierId);
std::vector<IssuedLetter> letters_of(Work&, const Dossier&);
std::vector<forms::ReadableAnswer> readable_answers(Work&, const Dossier&, const Content&);

// As who holds a one-time code sees it.
PublicDetail detail_for_applicant(Work&, const StoredDossier&);

}  // namespace motcua::dossiers
