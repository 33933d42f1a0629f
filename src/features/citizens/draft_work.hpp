#pragma once

#include <memory>

#include "features/citizens/draft_store.hpp"

namespace motcua::citizens {

inline constexpr std::string_view draft_purpose = "citizen.draft";
inline constexpr std::string_view consent_purpose = "citizen-consent-code";
inline constexpr std::string_view confirmation_purpose = "citizen-confirmation-code";
inline constexpr std::string_view remark_purpose = "citizen.remark";

// One look at, or change of, a draft in one transaction.
class DraftWork {
public:
    DraftWork(const Services&, db::Connection&, const Actor&);

    // What the actor may go on with. Refusals: unknown_draft, draft_filed.
    DraftRow find(std::string_view code);
    DraftRow find_to_change(std::string_view code);
    DraftRow find_to_change(std::string_view code, std::int64_t version);   // draft_changed
    // Also one that was filed: for whom submits again.
    DraftRow find_filed_or_open(std::string_view code);

    DraftContent content(const DraftRow&) const;
    // Seals the content as the next version and notes who changed what.
    void save(DraftRow&, const DraftContent&);
    void note_change(const DraftRow&, const std::vector<std::string>& parts);
    Draft view(const DraftRow&);
    DraftLine line(const DraftRow&) const;
    // Refusals: …/unknown_file.
    void check_files(const DraftRow&, const DraftContent&);

    // "Nguyễn Thị Mẫu: Họ tên con, giấy tờ": every officer who typed; nothing when none did.
    std::optional<std::string> typed_words(const DraftRow&);
    const catalogue::Procedure& procedure(std::string_view id) const;       // In force today, or the newest. Throws when there is none.
    const forms::Form* form(const catalogue::Procedure&) const;
    std::string centre_name(const DraftRow&) const;
    AgencyId own_centre() const;                                            // Of an officer

    DraftStore& store() { return m_store; }
    const catalogue::Snapshot& catalogue() const { return *m_catalogue; }
    Instant now() const { return m_now; }

private:
    bool may_see(const DraftRow&) const;
    DraftRow visible(std::optional<DraftRow>, bool open_only) const;

    const Services& m_services;
    DraftStore m_store;
    db::Connection& m_db;
    const Actor& m_actor;
    std::shared_ptr<const catalogue::Snapshot> m_catalogue;
    std::shared_ptr<const staff::Directory> m_directory;
    Instant m_now;
};

}  // namespace motcua::citizens
