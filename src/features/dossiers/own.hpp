#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "features/dossiers/detail.hpp"
#include "features/dossiers/tracking.hpp"

// Hồ sơ của tôi: what citizens who have signed in see of the dossiers they applied for or filed, and what they do with them.
// Every function refuses with unknown_dossier what is not the citizen's own.
namespace motcua::dossiers {

enum class OwnRole { applicant, filer };
BOOST_DESCRIBE_ENUM(OwnRole, applicant, filer)
enum class WaitsFor { supplement, payment, collection, rating };
BOOST_DESCRIBE_ENUM(WaitsFor, supplement, payment, collection, rating)

struct OwnRow {
    std::string code;
    std::string procedure_name;
    std::string applicant_name;
    OwnRole role = OwnRole::applicant;
    std::optional<std::string> mandate_words;
    State state = State::registered;
    std::string state_name;
    int percent = 0;
    Instant submitted_at{};
    std::optional<Instant> received_at;
    std::optional<Instant> due_at;
    bool provisional = false;
    bool late = false;
    std::optional<std::string> holder;
    std::optional<WaitsFor> waits_for;           // What the citizen should do next
    std::optional<Instant> finished_at;
};
BOOST_DESCRIBE_STRUCT(OwnRow, (), (code, procedure_name, applicant_name, role, mandate_words, state, state_name, percent, submitted_at, received_at,
    due_at, provisional, late, holder, waits_for, finished_at))

struct OwnPage {
    std::vector<OwnRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(OwnPage, (), (items, next))
// Newest first. Refusal after/bad_cursor.
OwnPage own_dossiers(const Services&, const Actor&, int limit, std::string_view after);

struct AskedSupplement {
    std::vector<std::string> items;
    std::string reason;
    std::optional<std::string> guidance;
    Instant asked_at{};
};
BOOST_DESCRIBE_STRUCT(AskedSupplement, (), (items, reason, guidance, asked_at))

struct OwnResult {
    std::string number;
    std::string name;
    Day issued_on{};
    std::optional<Outcome> outcome;
    std::vector<FileView> files;                 // Once they may be taken: handed over, or online and paid
};
BOOST_DESCRIBE_STRUCT(OwnResult, (), (number, name, issued_on, outcome, files))

struct OwnPaper {
    std::string code;
    std::string name;
    bool reused = false;
    std::vector<FileView> files;
};
BOOST_DESCRIBE_STRUCT(OwnPaper, (), (code, name, reused, files))

struct OwnDetail {
    std::string code;
    std::int64_t version = 0;
    std::string procedure_id;
    std::string procedure_name;
    OwnRole role = OwnRole::applicant;
    std::optional<std::string> mandate_words;
    people::Person applicant;
    std::optional<Representative> representative;
    State state = State::registered;
    std::string state_name;
    int percent = 0;
    Instant submitted_at{};
    std::optional<Instant> received_at;
    std::optional<Instant> answer_by;            // While the centre has not said whether it takes it
    std::optional<Instant> due_at;
    bool provisional = false;
    bool late = false;
    std::vector<std::string> due_explanation;    // Why that day, in sentences
    std::optional<std::string> holder;
    ReturnMethod return_method = ReturnMethod::at_centre;
    std::optional<std::string> return_place;
    std::optional<AskedSupplement> supplement;   // While it is awaited
    Vnd fee_vnd;
    Vnd fee_owed_vnd;
    bool fee_paid = false;
    std::optional<std::string> fee_exemption;    // Claimed at filing
    catalogue::Channel channel = catalogue::Channel::counter;
    std::vector<PublicEvent> timeline;
    json::Value answers;
    std::vector<forms::ReadableAnswer> answers_readable;
    std::vector<OwnPaper> documents;
    std::optional<OwnResult> result;
    std::vector<IssuedLetter> letters;
    std::vector<ActView> acts;                   // supplement, withdraw
};
BOOST_DESCRIBE_STRUCT(OwnDetail, (), (code, version, procedure_id, procedure_name, role, mandate_words, applicant, representative, state, state_name,
    percent, submitted_at, received_at, answer_by, due_at, provisional, late, due_explanation, holder, return_method, return_place, supplement,
    fee_vnd, fee_owed_vnd, fee_paid, fee_exemption, channel,
    timeline, answers, answers_readable, documents, result, letters, acts))
OwnDetail own_detail(const Services&, const Actor&, std::string_view code);

// Refusals besides those of the acts: documents/required when neither papers nor answers are given.
void own_supplement(Dossiers&, const Actor&, std::string_view code, std::int64_t version, const std::vector<FiledPaper>&, const json::Value& answers);
void own_withdrawal(Dossiers&, const Actor&, std::string_view code, std::int64_t version, std::string reason);
// What the citizen keeps as proof of having filed from afar, as PDF. Refusal unknown_letter for what was filed otherwise.
std::string own_submission_pdf(const Services&, const Actor&, std::string_view code);
// A file of the dossier; of the result only once it may be taken. Refusal unknown_file.
FileRow own_file(const Services&, const Actor&, std::string_view code, std::string_view digest);

// What filing would answer now: every fault, the fee of this person and channel, where it goes.
struct Preview {
    std::vector<FieldProblem> problems;
    std::optional<catalogue::FeeQuote> fee;
    std::vector<forms::ReadableAnswer> readable;
    std::string intake_agency;
    std::string deciding_agency;
    std::string limit_text;
    std::optional<Instant> answer_by;
};
// Refusals: not_taken_here, procedure_not_in_force, procedure/unknown_procedure.
Preview preview(const Services&, const Actor&, const Filing&);

// What a citizen who filed from afar holds in the hand: it was received technically, at this instant (NĐ 45/2020 as amended).
struct Submission {
    std::string code;
    std::int64_t version = 0;
    State state = State::registered;
    std::string state_name;
    std::string procedure_name;
    Instant submitted_at{};
    std::optional<Instant> answer_by;
    std::string intake_agency;
    std::string deciding_agency;
    std::string limit_text;
    Vnd fee_vnd;
    std::optional<std::string> mandate_words;
    std::string lookup_url;                      // "" when the server does not know its own address
};
BOOST_DESCRIBE_STRUCT(Submission, (), (code, version, state, state_name, procedure_name, submitted_at, answer_by, intake_agency, deciding_agency,
    limit_text, fee_vnd, mandate_words, lookup_url))
Submission submission(const Services&, const Actor&, std::string_view code);

// Files of earlier dossiers of a person, newest first, at most a hundred; a result's are under the code "ket-qua".
struct EarlierPaper {
    std::string code;
    std::string name;
    FileView file;
    std::string dossier_code;
    std::string procedure_name;
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(EarlierPaper, (), (code, name, file, dossier_code, procedure_name, at))
struct EarlierDossier {
    std::string code;
    std::string procedure_name;
    std::string state_name;
    Instant submitted_at{};
};
BOOST_DESCRIBE_STRUCT(EarlierDossier, (), (code, procedure_name, state_name, submitted_at))
struct EarlierAnswer {                           // To a field of the same name and type in an earlier form
    std::string field;
    std::string label;
    std::string text;
    json::Value value;
    std::string dossier_code;
    std::string procedure_name;
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(EarlierAnswer, (), (field, label, text, value, dossier_code, procedure_name, at))
struct Earlier {
    std::vector<EarlierDossier> dossiers;
    std::vector<EarlierPaper> papers;
    std::vector<EarlierAnswer> answers;          // Of `form`, the newest to each field
};
// The last twenty dossiers of the person that the actor may see: the citizen the own, an officer those of the officer's agencies.
Earlier earlier(const Services&, const Actor&, PersonId, const forms::Form* form);
// Whether the person may use this file: it lies in a dossier of the person's own.
bool is_file_of(db::Connection&, PersonId, std::string_view digest);

// Who acted in the dossier, as its journal says: "received", "processed", "approved", "handed_over".
struct Part {
    OfficerId officer;
    std::string part;
};
std::vector<Part> parts_in(db::Connection&, DossierId);
// For who may rate it. Refusal unknown_dossier.
struct OwnDossier {
    DossierId id;
    State state = State::registered;
    AgencyId intake_agency;
};
OwnDossier own_dossier(db::Connection&, const Actor&, std::string_view code);

}  // namespace motcua::dossiers
