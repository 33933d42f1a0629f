#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/citizens/drafts.hpp"

// Pure decisions about drafts.
namespace motcua::citizens {

// Taken at the centre, offered online, with a form that can be filled in; every other procedure is applied for as the law words it.
bool may_be_filed_online(const catalogue::Procedure&);

// "nộp cho con", "nộp theo ủy quyền"; "" for one's own.
std::string_view mandate_words(Mandate);
// required, not_a_child of applicant.birth_date, representative.authorisation, authorisation_files.
std::vector<FieldProblem> mandate_faults(const DraftContent&, Day today);
// Who signed in stands where the mandate says: what a provider has proven is not typed. Phone, e-mail and address are the person's choice.
DraftContent with_identity(DraftContent, const people::Person&);

// A filing of what the draft holds. Of a citizen from afar no paper lies on a desk: counts are nought.
dossiers::Filing filing_of(std::string_view procedure, const DraftContent&, catalogue::Channel);

// Names of fields that differ: "applicant.phone", "answers.child_name", "documents".
std::vector<std::string> changed_parts(const DraftContent& before, const DraftContent& after);
std::string joined(const std::vector<std::string>& parts);
std::vector<std::string> split(std::string_view joined_parts);
// The same for people, each once: "thông tin người nộp, Họ tên con, giấy tờ". At most 400 characters.
std::string parts_in_words(const std::vector<std::string>& parts, const forms::Form*);

// Every stored file that the draft names, with the field that names it.
std::vector<std::pair<std::string, std::string>> files_in(const DraftContent&);

// What stands of a person on the page where it is confirmed.
std::vector<forms::ReadableAnswer> readable(const people::Person&, const std::optional<dossiers::Representative>&);

// Answers to the fields that the form prefills from the identity.
json::Value prefilled(const forms::Form&, const people::Person&);

}  // namespace motcua::citizens
