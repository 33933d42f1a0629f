#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "features/catalogue/catalogue.hpp"
#include "features/dossiers/rules.hpp"
#include "features/forms/forms.hpp"
#include "features/people/people.hpp"
#include "features/staff/staff.hpp"
#include "platform/clock.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

// Hồ sơ: from the counter to the result.
namespace motcua::dossiers {

// Người nộp thay.
struct Representative {
    std::string full_name;
    std::optional<std::string> personal_id;
    std::optional<std::string> address;
    std::optional<std::string> phone;
    std::optional<std::string> email;
    std::string authorisation;                   // Giấy tờ ủy quyền, or the relation ("cha", "mẹ")
    std::optional<RepresentativeKind> kind = {};  // None: as authorised
};
BOOST_DESCRIBE_STRUCT(Representative, (), (full_name, personal_id, address, phone, email, authorisation, kind))

struct FiledPaper {
    std::string code;                            // Of the required document, or "khac"
    std::optional<std::string> name;             // Of a paper that the catalogue does not list
    int originals = 0;
    int copies = 0;
    std::optional<std::string> note;
    std::vector<std::string> files;              // Digests of stored files
    std::optional<bool> reused;                  // Data that the state already has: no paper was asked for
};
BOOST_DESCRIBE_STRUCT(FiledPaper, (), (code, name, originals, copies, note, files, reused))

struct ChosenFee {
    std::string group;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(ChosenFee, (), (group, code))

struct FiledFee {
    std::vector<ChosenFee> chosen;
    std::optional<int> pages;
    std::optional<int> copies;
    std::optional<std::string> exemption;
    std::optional<bool> collected;
};
BOOST_DESCRIBE_STRUCT(FiledFee, (), (chosen, pages, copies, exemption, collected))

enum class Decision { receive, request_supplement, reject };
BOOST_DESCRIBE_ENUM(Decision, receive, request_supplement, reject)

// What a reception officer enters: a dossier and what becomes of it at once.
struct Filing {
    std::string procedure;                       // Id
    std::optional<std::string> unit_code;        // The unit that decides; the officer's own when absent
    catalogue::Channel channel = catalogue::Channel::counter;
    people::Person applicant;
    std::optional<Representative> representative;
    std::optional<std::string> summary;          // Trích yếu
    json::Value answers;                         // Of the electronic form
    std::vector<FiledPaper> documents;
    std::optional<FiledFee> fee;
    ReturnMethod return_method = ReturnMethod::at_centre;
    std::optional<std::string> return_unit_code; // The centre that hands the result over; where it was taken when absent
    std::optional<std::string> return_address;   // For the post
    std::optional<int> dossier_sets;
    std::optional<std::string> assisted;         // An officer typed for the citizen: how the citizen confirmed it
    Decision decision = Decision::receive;
    std::optional<std::string> reason;           // Of a supplement request or a refusal
    std::vector<std::string> items;              // What must be supplemented
    std::optional<std::string> guidance;
    std::optional<bool> forward_now;             // Hand it on at once instead of with the day's batch
};
BOOST_DESCRIBE_STRUCT(Filing, (), (procedure, unit_code, channel, applicant, representative, summary, answers, documents, fee, return_method,
    return_unit_code, return_address, dossier_sets, assisted, decision, reason, items, guidance, forward_now))

// What is filed and sealed: everything that names a person.
struct Content {
    people::Person applicant;
    std::optional<Representative> representative;
    std::optional<std::string> summary;
    json::Value answers;
    std::optional<int> form_version;
    std::optional<std::string> return_address;
    int dossier_sets = 1;
    std::optional<std::string> fee_exemption = {};   // As the procedure words it; what citizens say of themselves, officers check
};
BOOST_DESCRIBE_STRUCT(Content, (), (applicant, representative, summary, answers, form_version, return_address, dossier_sets, fee_exemption))

// How a dossier comes about when nobody types it from papers at the counter.
struct Origin {
    bool from_afar = false;                      // The citizen files it: the centre answers within eight working hours
    PersonId filer = {};                         // Whose account prepared it; none: nobody's
    std::string mandate = {};                    // "nộp cho con": shown with every act of the filer; "" for one's own
    std::optional<std::string> typed = {};       // Who typed what into it, for the journal
};

struct IssuedLetter {
    std::int64_t number = 0;                     // Within the dossier
    std::string form;                            // "receipt", …
    std::string title;
    std::string number_text;                     // "05/PBS-TTPVHCC"
    Instant issued_at{};
};
BOOST_DESCRIBE_STRUCT(IssuedLetter, (), (number, form, title, number_text, issued_at))

// What every act answers.
struct Summary {
    std::string code;
    std::int64_t version = 0;
    State state = State::registered;
    std::string state_name;
    std::optional<Instant> received_at;
    std::optional<Instant> due_at;
    bool provisional = false;
    bool late = false;
    std::optional<std::string> step_name;
    std::optional<std::string> holder;           // Name of the agency that has it now
    std::optional<Instant> forward_by;           // When the centre must hand it on
    Vnd fee_vnd;
    std::vector<IssuedLetter> letters;           // Issued by this act
    std::vector<std::string> warnings;           // "sex_differs", …
};
BOOST_DESCRIBE_STRUCT(Summary, (), (code, version, state, state_name, received_at, due_at, provisional, late, step_name, holder, forward_by, fee_vnd, letters, warnings))

struct ResultInput {
    std::string number;
    std::string name;
    std::optional<Day> issued_on;                // Today when absent
    std::vector<std::string> files;
    std::optional<bool> electronic;
};
BOOST_DESCRIBE_STRUCT(ResultInput, (), (number, name, issued_on, files, electronic))

// A dossier from afar is answered within so much working time (NĐ 45/2020).
inline constexpr std::chrono::minutes answer_time{8 * 60};

// Which agencies' inboxes a change touches: for live screens.
struct Change {
    std::string code;
    std::vector<AgencyId> agencies;
};

// One act as it was written into the journal: for those who count along, in the same transaction.
struct Recorded {
    const Dossier& before;                       // Version 0: it is new
    const std::vector<Event>& events;            // At least one, in order
    const Dossier& after;
    const Actor& actor;
    Instant at{};
};

// What the use cases work with. References live as long as the program.
struct Services {
    db::Database& db;
    const Clock& clock;
    const catalogue::Catalogue& catalogue;
    staff::Staff& staff;
    const people::People& people;
    const crypto::Vault& vault;
    std::string lookup_base;                     // "https://…/tra-cuu?ma=": what QR codes hold before the code
    std::function<void(const Change&)> changed = [](const Change&) {};
    bool tells_applicants = true;                // false: they are invented, no message is due to anybody
    std::function<void(db::Connection&, const Recorded&)> recorded = [](db::Connection&, const Recorded&) {};
};

// Every act: `version` is the one the officer saw; Refusal dossier_changed when somebody was faster, unknown_dossier when it is
// not there or not the officer's to see, and those of the rules.
class Dossiers {
public:
    explicit Dossiers(Services services) : m_services(std::move(services)) {}

    Summary file(const Actor&, const Filing&, const Origin& = {});

    Summary receive(const Actor&, std::string_view code, std::int64_t version);
    Summary reject(const Actor&, std::string_view code, std::int64_t version, std::string reason, std::string guidance);
    Summary request_supplement(const Actor&, std::string_view code, std::int64_t version, SupplementWish);
    Summary receive_supplement(const Actor&, std::string_view code, std::int64_t version, const std::vector<FiledPaper>&,
                               const json::Value* answers);
    Summary take(const Actor&, std::string_view code, std::int64_t version, std::optional<std::int64_t> task);
    Summary forward(const Actor&, std::string_view code, std::int64_t version, std::optional<std::string> note);
    Summary return_back(const Actor&, std::string_view code, std::int64_t version, std::string reason);
    Summary recall(const Actor&, std::string_view code, std::int64_t version, std::string reason);
    Summary reassign(const Actor&, std::string_view code, std::int64_t version, std::string_view username, std::string_view agency_code,
                     std::string reason);
    Summary consult(const Actor&, std::string_view code, std::int64_t version, std::string_view agency_code, std::string subject, int working_days);
    Summary answer_consultation(const Actor&, std::string_view code, std::int64_t version, std::optional<std::int64_t> task, std::string opinion,
                                bool agrees);
    Summary request_payment(const Actor&, std::string_view code, std::int64_t version, Vnd amount, std::string reason);
    Summary confirm_payment(const Actor&, std::string_view code, std::int64_t version, Vnd amount, std::string receipt);
    Summary approve(const Actor&, std::string_view code, std::int64_t version, Outcome, std::optional<std::string> note,
                    const std::optional<ResultInput>&);
    Summary record_result(const Actor&, std::string_view code, std::int64_t version, const ResultInput&);
    Summary hand_over(const Actor&, std::string_view code, std::int64_t version, bool to_representative, std::string checked,
                      std::optional<std::string> note);
    Summary withdraw(const Actor&, std::string_view code, std::int64_t version, std::string reason);
    Summary stop(const Actor&, std::string_view code, std::int64_t version, std::string reason);
    Summary extend(const Actor&, std::string_view code, std::int64_t version, Instant due_at, std::string reason,
                   std::optional<std::string> legal_basis);
    Summary correct(const Actor&, std::string_view code, std::int64_t version, std::string reason, const ResultInput&);
    Summary return_originals(const Actor&, std::string_view code, std::int64_t version, std::string_view paper, int originals);
    Summary add_papers(const Actor&, std::string_view code, std::int64_t version, const std::vector<FiledPaper>&);

    // A holiday was announced: due dates that were not promised in print move, for the others a task is reported.
    struct CalendarReport {
        int moved = 0;
        std::vector<std::string> need_notice;    // Codes whose printed promise the new calendar would move
    };
    CalendarReport apply_calendar(const Actor&, std::string reason);

    const Services& services() const { return m_services; }

private:
    Services m_services;
};

// Dossiers that keep a version of a procedure or a workflow, for catalogue::install.
catalogue::Uses uses_of(db::Connection&, catalogue::EntryKind, std::string_view id, int version);

}  // namespace motcua::dossiers
