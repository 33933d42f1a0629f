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
// Papers and files on their way.
struct AskedPapers {
    db::Asked<PaperRow> papers;
    db::Asked<FileRow> files;
};
AskedPapers ask_papers(DossierStore&, DossierId);
Papers papers_of(AskedPapers);
std::vector<IssuedLetter> letters_of(const Work&, db::Asked<LetterRow>);
std::vector<forms::ReadableAnswer> readable_answers(Work&, const Dossier&, const Content&);

// As who holds a one-time code sees it.
PublicDetail detail_for_applicant(Work&, const StoredDossier&, const std::vector<journal::Entry>&);

}  // namespace motcua::dossiers
