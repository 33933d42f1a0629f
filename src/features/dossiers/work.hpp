#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "features/dossiers/dossiers.hpp"
#include "features/dossiers/store.hpp"
#include "features/letters/letters.hpp"

namespace motcua::dossiers {

// One act in one transaction: finds the dossier, gives the rules what they need, records what they decide, issues slips.
class Work {
public:
    Work(const Services&, db::Connection&, const Actor&);

    // Refusals: unknown_dossier (also when the actor may not see it), dossier_changed.
    StoredDossier find(std::string_view code);
    StoredDossier find(std::string_view code, std::int64_t version);   // Inside write(): to change it

    bool may_see(const StoredDossier&);

    Context context(const Dossier&) const;
    // Applies the events, writes them into the journal and brings the rows up to date. A dossier without an id is inserted.
    void record(StoredDossier&, const std::vector<Event>&);

    Content content(const Dossier&);
    Content opened(db::Asked<db::Bytes> sealed) const;
    // Seals a new version of the content and returns its digest for the event that carries it.
    std::string seal(const Content&, std::string& sealed) const;

    // Slips, numbered in the series of the agency, form and year.
    void issue_receipt(const StoredDossier&);
    letters::SubmissionNote submission_note(const StoredDossier&);   // Without its papers
    void issue_supplement_request(const StoredDossier&, const SupplementRequested&);
    void issue_rejection(const StoredDossier&, const std::string& reason, const std::string& guidance);
    void issue_apology(const StoredDossier&, Instant old_due_at, const std::string& reason);
    void issue_stop_notice(const StoredDossier&, const std::string& reason, bool at_request, State before);

    // The applicant is told by a short message that follows the commit; the code is that of a sentence in the catalogue.
    void notify(const StoredDossier&, std::string_view template_code);

    Summary summary(const StoredDossier&) const;
    // The head of a slip of this agency, dated today, without a number.
    letters::Head head(const StoredDossier&, AgencyId agency) const;

    DossierStore& store() { return m_store; }
    db::Connection& db() { return m_db; }
    const Services& services() const { return m_services; }
    const catalogue::Snapshot& catalogue() const { return *m_catalogue; }
    const staff::Directory& directory() const { return *m_directory; }
    const catalogue::Procedure& procedure(const Dossier&) const;
    const catalogue::Workflow& workflow(const Dossier&) const;
    const Actor& actor() const { return m_actor; }
    Instant now() const { return m_now; }

private:
    StoredDossier visible(std::optional<StoredDossier>);
    // The numbers that a slip is going to have, asked together with what it says.
    struct SlipNumbers {
        std::string_view form;
        AgencyId agency;
        db::Asked<std::int64_t> of_dossier;
        db::Asked<std::int64_t> of_series;
    };
    SlipNumbers slip_numbers(const StoredDossier&, std::string_view form, AgencyId agency);
    template <class Slip>
    void issue(const StoredDossier&, SlipNumbers, Slip slip);
    void note_guests(const Dossier& before, const Dossier& after);
    void add_handover(const StoredDossier&, const Dossier& before, const Event&);

    const Services& m_services;
    db::Connection& m_db;
    DossierStore m_store;
    const Actor& m_actor;
    std::shared_ptr<const catalogue::Snapshot> m_catalogue;
    std::shared_ptr<const staff::Directory> m_directory;
    Instant m_now;
    std::vector<IssuedLetter> m_issued;
};

inline constexpr std::string_view content_purpose = "dossier.content";
inline constexpr std::string_view letter_purpose = "dossier.letter";

}  // namespace motcua::dossiers
