#pragma once

#include "features/citizens/drafts.hpp"

namespace motcua::citizens {

using DraftId = Id<struct DraftTag>;

struct DraftRow {
    DraftId id;
    std::string code;
    std::optional<PersonId> person_id;
    std::optional<OfficerId> officer_id;
    std::optional<AgencyId> agency_id;
    std::optional<std::string> applicant_index;
    std::string procedure_id;
    std::int64_t version = 1;
    std::optional<db::Bytes> sealed;
    bool officer_typed = false;
    Instant created_at{};
    Instant updated_at{};
    Instant expires_at{};
    std::optional<std::string> filed_code;

    DraftOwner owner() const { return person_id ? DraftOwner::citizen : DraftOwner::officer; }
};
BOOST_DESCRIBE_STRUCT(DraftRow, (), (id, code, person_id, officer_id, agency_id, applicant_index, procedure_id, version, sealed, officer_typed,
    created_at, updated_at, expires_at, filed_code))

struct ChangeRow {
    std::int64_t version = 0;
    Instant at{};
    std::optional<OfficerId> officer_id;
    std::optional<std::string> officer;
    std::string parts;                   // With ", " between them
};
BOOST_DESCRIBE_STRUCT(ChangeRow, (), (version, at, officer_id, officer, parts))

struct ConfirmationRow {
    std::int64_t id = 0;
    DraftId draft_id;
    std::int64_t draft_version = 0;
    ConfirmationWay way = ConfirmationWay::screen;
    std::string token_digest;
    OfficerId asked_by;
    std::string officer;
    Instant asked_at{};
    Instant expires_at{};
    int attempts = 0;
    std::optional<ConfirmationOutcome> outcome;
    std::optional<Instant> answered_at;
    std::optional<db::Bytes> remark_sealed;
};
BOOST_DESCRIBE_STRUCT(ConfirmationRow, (), (id, draft_id, draft_version, way, token_digest, asked_by, officer, asked_at, expires_at, attempts,
    outcome, answered_at, remark_sealed))

class DraftStore {
public:
    explicit DraftStore(db::Connection& connection) : m_db(connection) {}

    DraftId add(const DraftRow&);
    std::optional<DraftRow> find_to_change(std::string_view code);
    std::optional<DraftRow> find_to_change(DraftId);
    std::optional<DraftRow> find(std::string_view code);
    std::optional<DraftRow> find(DraftId);
    std::vector<DraftRow> open_of(PersonId, Instant now);                       // Newest first
    std::vector<DraftRow> open_of(AgencyId, Instant now, int limit);            // Likewise
    // Of the person, or about the applicant with this number.
    std::vector<DraftRow> open_about(std::optional<PersonId>, std::string_view applicant_index, Instant now);
    std::int64_t count_open_of(PersonId, Instant now);
    void save(const DraftRow&);
    void set_agency(DraftId, std::optional<AgencyId>, std::optional<OfficerId>);
    void mark_filed(DraftId, std::string_view dossier_code, Instant now);
    void remove(DraftId);

    void add_change(DraftId, const ChangeRow&);
    std::vector<ChangeRow> changes(DraftId);                                    // Newest first
    void replace_change(DraftId, std::int64_t old_version, const ChangeRow&);

    void add_consent(DraftId, std::string_view code_digest, std::string_view wording, Instant given_at, Instant expires_at);
    // The draft that it opens; the consent is used then.
    std::optional<DraftId> use_consent(std::string_view code_digest, OfficerId, Instant now);
    std::vector<GivenConsent> consents(DraftId);
    void void_consents(DraftId, Instant now);                                   // Those not used yet

    std::int64_t add_confirmation(const ConfirmationRow&);
    std::optional<ConfirmationRow> confirmation(std::string_view token_digest);
    std::vector<ConfirmationRow> confirmations(DraftId);                        // Newest first, at most fifty
    void count_attempt(std::int64_t confirmation);
    void answer(std::int64_t confirmation, ConfirmationOutcome, Instant now, const std::optional<db::Bytes>& remark);

    std::int64_t uploads_since(PersonId, Instant);
    void add_upload(PersonId, std::string_view digest, std::string_view name, Instant now);
    bool has_upload(PersonId, std::string_view digest);

    void forget_expired(Instant now);

private:
    db::Connection& m_db;
};

}  // namespace motcua::citizens
