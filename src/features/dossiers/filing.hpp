#pragma once

#include <vector>

#include "features/dossiers/work.hpp"

// Papers as they are filed, at intake and with a supplement.
namespace motcua::dossiers {

// Texts in NFC and trimmed; of applicant and representative as people::cleaned does.
Filing cleaned(Filing);
// Every fault of a cleaned filing, by its field.
std::vector<FieldProblem> faults_of(const Filing&, const catalogue::Procedure&, const catalogue::Snapshot&, Day today);

const catalogue::RequiredDocument* required_document(const catalogue::Procedure&, std::string_view code);
// too_many (more than 100), unknown_document, required, too_long, out_of_range, not_reusable; when `complete` also document_missing for each paper that the
// procedure requires and that is neither there, nor on file, nor data the state has.
std::vector<FieldProblem> faults_of_papers(const std::vector<FiledPaper>&, const catalogue::Procedure&, bool complete);
// Refusal documents/unknown_file when a digest is of no stored file.
void file_papers(Work&, DossierId, const std::vector<FiledPaper>&, const catalogue::Procedure&, std::int64_t first_number);
// Behind those that the dossier has.
void file_further_papers(Work&, DossierId, const std::vector<FiledPaper>&, const catalogue::Procedure&);
std::vector<SubmittedPaper> to_events(const std::vector<FiledPaper>&);

}  // namespace motcua::dossiers
