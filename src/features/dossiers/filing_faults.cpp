#include <algorithm>

#include "features/dossiers/filing.hpp"
#include "features/forms/forms.hpp"
#include "platform/text/text.hpp"

namespace motcua::dossiers {

namespace {

people::Person person_of(const Representative& representative)
{
    people::Person person;
    person.full_name = representative.full_name;
    person.personal_id = representative.personal_id;
    person.phone = representative.phone;
    person.email = representative.email;
    person.address = representative.address;
    return person;
}

}  // namespace

const catalogue::RequiredDocument* required_document(const catalogue::Procedure& procedure, std::string_view code)
{
    for (const auto& document : procedure.documents)
        if (document.code == code) return &document;
    return nullptr;
}

std::vector<FieldProblem> faults_of_papers(const std::vector<FiledPaper>& papers, const catalogue::Procedure& procedure, bool complete)
{
    std::vector<FieldProblem> problems;
    if (papers.size() > 100) problems.push_back({"documents", "too_many", {{"max", "100"}}});
    for (std::size_t i = 0; i < papers.size(); ++i) {
        auto at = "documents[" + std::to_string(i) + "].";
        const auto& paper = papers[i];
        const auto* required = required_document(procedure, paper.code);
        if (!required && paper.code != "khac") problems.push_back({at + "code", "unknown_document"});
        if (!required && paper.code == "khac" && text::trimmed(paper.name.value_or("")).empty()) problems.push_back({at + "name", "required"});
        people::check_text(problems, at + "name", paper.name, 300);
        people::check_text(problems, at + "note", paper.note, 500);
        if (paper.originals < 0 || paper.originals > 99) problems.push_back({at + "originals", "out_of_range", {{"min", "0"}, {"max", "99"}}});
        if (paper.copies < 0 || paper.copies > 99) problems.push_back({at + "copies", "out_of_range", {{"min", "0"}, {"max", "99"}}});
        if (paper.files.size() > 50) problems.push_back({at + "files", "too_many", {{"max", "50"}}});
        if (paper.reused.value_or(false) && required && !required->held_by) problems.push_back({at + "reused", "not_reusable"});
    }
    if (!complete) return problems;
    for (const auto& document : procedure.documents) {
        if (!document.required || document.present_only) continue;
        bool there = std::any_of(papers.begin(), papers.end(), [&](const FiledPaper& paper) {
            bool electronic = !paper.files.empty();
            return paper.code == document.code && (paper.reused.value_or(false) || electronic || paper.originals + paper.copies > 0);
        });
        if (!there) problems.push_back({"documents", "document_missing", {{"name", document.name}, {"code", document.code}}});
    }
    return problems;
}

std::vector<FieldProblem> faults_of(const Filing& filing, const catalogue::Procedure& procedure, const catalogue::Snapshot& catalogue, Day today)
{
    auto problems = people::faults_of(filing.applicant, "applicant", today);
    auto add = [&](std::vector<FieldProblem> more) { problems.insert(problems.end(), more.begin(), more.end()); };
    if (filing.representative) {
        add(people::faults_of(person_of(*filing.representative), "representative", today));
        if (filing.representative->authorisation.empty()) problems.push_back({"representative.authorisation", "required"});
        people::check_text(problems, "representative.authorisation", filing.representative->authorisation, 500);
    }
    bool complete = filing.decision == Decision::receive;
    const auto* form = procedure.form ? catalogue.form(*procedure.form) : nullptr;
    bool answered = filing.answers.object() && !filing.answers.object()->empty();
    if (answered && !form) problems.push_back({"answers", "no_form"});
    if (form && complete && (answered || filing.channel == catalogue::Channel::online))
        for (auto& problem : forms::check_answers(*form, filing.answers, today, [&](std::string_view code) { return catalogue.place(code); }))
            problems.push_back({"answers." + problem.field, problem.code, problem.values});
    add(faults_of_papers(filing.documents, procedure, complete));
    people::check_text(problems, "summary", filing.summary, 1000);
    people::check_text(problems, "return_address", filing.return_address, 500);
    people::check_text(problems, "assisted", filing.assisted, 2000);
    people::check_text(problems, "reason", filing.reason, 2000);
    people::check_text(problems, "guidance", filing.guidance, 2000);
    if (filing.dossier_sets && (*filing.dossier_sets < 1 || *filing.dossier_sets > 99))
        problems.push_back({"dossier_sets", "out_of_range", {{"min", "1"}, {"max", "99"}}});
    if (filing.fee) {
        auto pages = filing.fee->pages.value_or(1), copies = filing.fee->copies.value_or(1);
        if (pages < 0 || pages > 10000) problems.push_back({"fee.pages", "out_of_range", {{"min", "0"}, {"max", "10000"}}});
        if (copies < 1 || copies > 1000) problems.push_back({"fee.copies", "out_of_range", {{"min", "1"}, {"max", "1000"}}});
    }
    if (filing.return_method == ReturnMethod::post && filing.return_address.value_or("").empty() && !filing.applicant.address)
        problems.push_back({"return_address", "required"});
    if (filing.decision != Decision::receive && filing.reason.value_or("").empty()) problems.push_back({"reason", "required"});
    if (filing.decision == Decision::request_supplement && filing.items.empty()) problems.push_back({"items", "required"});
    for (std::size_t i = 0; i < filing.items.size(); ++i) {
        auto field = "items[" + std::to_string(i) + "]";
        if (text::trimmed(filing.items[i]).empty()) problems.push_back({field, "required"});
        people::check_text(problems, field, filing.items[i], 2000);
    }
    return problems;
}

Filing cleaned(Filing filing)
{
    filing.applicant = people::cleaned(std::move(filing.applicant));
    if (auto& r = filing.representative) {
        auto person = people::cleaned(person_of(*r));
        *r = {person.full_name, person.personal_id, person.address, person.phone, person.email, text::trimmed(text::nfc(r->authorisation)), r->kind};
    }
    for (auto* value : {&filing.summary, &filing.reason, &filing.guidance, &filing.return_address})
        if (*value) *value = text::trimmed(text::nfc(**value));
    return filing;
}

}  // namespace motcua::dossiers
