#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "features/citizens/citizens.hpp"
#include "features/dossiers/own.hpp"

// Bản nháp: dossiers in preparation, by the citizen at home, or by an officer who types for the citizen.
namespace motcua::citizens {

enum class Mandate { self, child, authorised };
BOOST_DESCRIBE_ENUM(Mandate, self, child, authorised)

struct DraftContent {
    Mandate mandate = Mandate::self;
    std::optional<std::string> unit_code;
    people::Person applicant;                        // self: whose account it is; child: the child; authorised: who gave the authority
    std::optional<dossiers::Representative> representative;   // Who files for another; authorisation: "Cha", "Giấy ủy quyền số 12"
    std::vector<std::string> authorisation_files;    // Digests
    json::Value answers;
    std::vector<dossiers::FiledPaper> documents;
    std::optional<dossiers::FiledFee> fee;
    std::optional<std::string> summary;
    dossiers::ReturnMethod return_method = dossiers::ReturnMethod::at_centre;
    std::optional<std::string> return_unit_code;
    std::optional<std::string> return_address;
    std::optional<int> dossier_sets;
};
BOOST_DESCRIBE_STRUCT(DraftContent, (), (mandate, unit_code, applicant, representative, authorisation_files, answers, documents, fee, summary,
    return_method, return_unit_code, return_address, dossier_sets))

enum class DraftOwner { citizen, officer };
BOOST_DESCRIBE_ENUM(DraftOwner, citizen, officer)

struct DraftLine {
    std::string code;
    std::int64_t version = 0;
    std::string procedure_id;
    std::string procedure_name;
    std::string applicant_name;
    std::optional<std::string> unit_code;
    Instant updated_at{};
    Instant expires_at{};
    DraftOwner owner = DraftOwner::citizen;
    bool officer_typed = false;
    std::optional<std::string> centre;               // Whose officers may go on with it
};
BOOST_DESCRIBE_STRUCT(DraftLine, (), (code, version, procedure_id, procedure_name, applicant_name, unit_code, updated_at, expires_at, owner,
    officer_typed, centre))

struct DraftChange {
    std::int64_t version = 0;
    Instant at{};
    std::optional<std::string> by_officer;           // Name; none: the citizen
    std::vector<std::string> parts;                  // Names of fields: "applicant.phone", "answers.child_name"
};
BOOST_DESCRIBE_STRUCT(DraftChange, (), (version, at, by_officer, parts))

struct GivenConsent {
    Instant given_at{};
    std::string wording;
    std::optional<Instant> used_at;
    std::optional<std::string> used_by;
};
BOOST_DESCRIBE_STRUCT(GivenConsent, (), (given_at, wording, used_at, used_by))

enum class ConfirmationWay { screen, qr, sms };
BOOST_DESCRIBE_ENUM(ConfirmationWay, screen, qr, sms)
enum class ConfirmationOutcome { confirmed, refused };
BOOST_DESCRIBE_ENUM(ConfirmationOutcome, confirmed, refused)

struct ConfirmationView {
    std::string id;
    ConfirmationWay way = ConfirmationWay::screen;
    std::string asked_by;
    Instant asked_at{};
    Instant expires_at{};
    std::optional<ConfirmationOutcome> outcome;
    std::optional<Instant> answered_at;
    std::optional<std::string> remark;               // What is wrong, in the citizen's words
    bool valid = false;                              // Of the version as it stands
};
BOOST_DESCRIBE_STRUCT(ConfirmationView, (), (id, way, asked_by, asked_at, expires_at, outcome, answered_at, remark, valid))

struct Draft {
    std::string code;
    std::int64_t version = 0;
    std::string procedure_id;
    std::string procedure_name;
    DraftOwner owner = DraftOwner::citizen;
    DraftContent content;
    Instant created_at{};
    Instant updated_at{};
    Instant expires_at{};
    bool officer_typed = false;
    std::optional<std::string> centre;
    std::vector<DraftChange> changes;                // Newest first
    std::vector<GivenConsent> consents;              // Newest first
    std::vector<ConfirmationView> confirmations;     // Newest first
};
BOOST_DESCRIBE_STRUCT(Draft, (), (code, version, procedure_id, procedure_name, owner, content, created_at, updated_at, expires_at, officer_typed,
    centre, changes, consents, confirmations))

struct DraftCheck {
    bool ready = false;
    std::vector<FieldProblem> problems;
    std::optional<catalogue::FeeQuote> fee;          // Of this person and channel
    std::vector<forms::ReadableAnswer> readable;
    std::string intake_agency;
    std::string deciding_agency;
    std::string limit_text;
    std::optional<Instant> answer_by;
    std::optional<std::string> mandate_words;
};

struct ConsentCode {
    std::string code;
    std::string wording;
    Instant expires_at{};
};
BOOST_DESCRIBE_STRUCT(ConsentCode, (), (code, wording, expires_at))

struct AskedConfirmation {
    std::string id;
    ConfirmationWay way = ConfirmationWay::screen;
    std::string token;                               // "" for SMS
    Instant expires_at{};
    std::string phone;                               // "" unless SMS
};

// What stands before the citizen who is to confirm.
struct Confirmation {
    std::string procedure_name;
    std::string centre;
    std::string officer;
    std::optional<std::string> mandate_words;
    std::vector<forms::ReadableAnswer> applicant;
    std::vector<forms::ReadableAnswer> readable;
    std::vector<std::string> documents;
    std::optional<catalogue::FeeQuote> fee;
    Instant asked_at{};
    Instant expires_at{};
    std::optional<ConfirmationOutcome> outcome;
};

struct CounterDecision {
    std::int64_t version = 0;
    dossiers::Decision decision = dossiers::Decision::receive;
    std::optional<std::string> reason;
    std::optional<std::vector<std::string>> items;
    std::optional<std::string> guidance;
    std::optional<bool> collected;
    std::optional<bool> forward_now;
};
BOOST_DESCRIBE_STRUCT(CounterDecision, (), (version, decision, reason, items, guidance, collected, forward_now))

struct FoundDraft {
    std::string code;
    std::string procedure_id;
    std::string procedure_name;
    Instant updated_at{};
    bool open = false;                               // The officer may go on with it; else the citizen's consent is needed
};
BOOST_DESCRIBE_STRUCT(FoundDraft, (), (code, procedure_id, procedure_name, updated_at, open))
struct FoundPerson {
    bool known = false;
    std::optional<std::string> full_name;
    std::vector<FoundDraft> drafts;
    std::vector<dossiers::EarlierPaper> papers;
    std::vector<dossiers::EarlierAnswer> answers;
    std::vector<dossiers::EarlierDossier> dossiers;
};
BOOST_DESCRIBE_STRUCT(FoundPerson, (), (known, full_name, drafts, papers, answers, dossiers))

struct Prefill {
    people::Person applicant;
    json::Value answers;                             // Of the identity
    std::vector<dossiers::EarlierAnswer> earlier;
    std::vector<dossiers::EarlierPaper> papers;
};
BOOST_DESCRIBE_STRUCT(Prefill, (), (applicant, answers, earlier, papers))

inline constexpr std::chrono::days draft_life{60};                // After the last change
inline constexpr std::chrono::minutes consent_life{15};
inline constexpr std::chrono::minutes confirmation_life{15};
inline constexpr int most_drafts = 30;                            // Open ones of one person
inline constexpr int most_uploads_a_day = 200;

// A citizen sees the drafts of the own account's person; an officer those of the centres where the officer takes dossiers.
// Refusals of all that name a draft: unknown_draft, draft_filed; of those with a version: draft_changed.
class Drafts {
public:
    Drafts(const Services&, const Options&, Accounts&);

    std::vector<DraftLine> list(const Actor&);
    // Refusals: not_online (a citizen), not_taken_here, procedure_not_in_force, procedure/unknown_procedure, too_many_drafts{max}.
    Draft create(const Actor&, std::string_view procedure, std::optional<DraftContent>);
    Draft show(const Actor&, std::string_view code);
    // Refusals: …/unknown_file for a file that is not the citizen's own.
    Draft save(const Actor&, std::string_view code, std::int64_t version, DraftContent);
    void remove(const Actor&, std::string_view code);            // An officer: only what officers made
    DraftCheck check(const Actor&, std::string_view code);
    // Files it, once: however often it is asked, the answer is the one dossier. Refusals: identity_level_too_low, not_online,
    // those of filing.
    dossiers::Submission submit(const Actor&, std::string_view code, std::int64_t version);

    ConsentCode consent(const Actor&, std::string_view code);
    void withdraw_consent(const Actor&, std::string_view code);  // No officer may go on with it
    Prefill prefill(const Actor&, std::string_view procedure);

    // The officer's side. Refusal consent_code/wrong_code.
    Draft open_with(const Actor&, std::string_view consent_code);
    // Refusals: personal_id/not_a_personal_id. The reading is recorded.
    FoundPerson find_person(const Actor&, std::string_view personal_id, std::string_view procedure);
    // Refusals: no_phone, too_many_confirmations.
    AskedConfirmation ask(const Actor&, std::string_view code, std::int64_t version, ConfirmationWay);
    // Refusals: unknown_confirmation, one_time_code/wrong_code, confirmation_outdated.
    void confirm_by_code(const Actor&, std::string_view code, std::string_view id, std::string_view one_time_code);
    // Refusals: confirmation_needed, those of filing.
    dossiers::Summary file(const Actor&, std::string_view code, const CounterDecision&);

    // Who holds the link. Refusals: confirmation_expired, confirmation_outdated, already_answered, remark/too_long.
    Confirmation confirmation(std::string_view token);
    Instant answer(std::string_view token, bool confirmed, std::optional<std::string> remark);

    // Refusals: identity_needed, too_many_files{max}, those of documents.
    documents::StoredFile upload(const Actor&, std::string_view name, std::string_view bytes);
    documents::StoredFile own_upload(const Actor&, std::string_view digest);   // Refusal unknown_file

    // Refusals: …/unknown_file for each that the citizen has not sent and has in no dossier.
    void require_own_files(const Actor&, const std::vector<dossiers::FiledPaper>&, const json::Value& answers);

    void forget_expired(db::Connection&, Instant now);

private:
    Services m_services;
    Options m_options;
    Accounts& m_accounts;
};

}  // namespace motcua::citizens
