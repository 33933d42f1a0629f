#include "features/citizens/draft_store.hpp"

namespace motcua::citizens {

namespace {

constexpr std::string_view columns = R"(
    id, code, person_id, officer_id, agency_id, applicant_index, procedure_id, version, sealed, officer_typed, created_at, updated_at,
    expires_at, filed_code)";

std::string select(std::string_view rest)
{
    return "SELECT " + std::string(columns) + " FROM citizen_draft " + std::string(rest);
}

constexpr std::string_view confirmation_columns = R"(
    SELECT n.id, n.draft_id, n.draft_version, n.way, n.token_digest, n.asked_by, o.full_name AS officer, n.asked_at, n.expires_at, n.attempts,
           n.outcome, n.answered_at, n.remark_sealed
    FROM draft_confirmation n JOIN officer o ON o.id = n.asked_by )";

}  // namespace

DraftId DraftStore::add(const DraftRow& d)
{
    return db::one<DraftId>(m_db, R"(
        INSERT INTO citizen_draft (code, person_id, officer_id, agency_id, applicant_index, procedure_id, version, sealed, officer_typed,
                                   created_at, updated_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11) RETURNING id)",
        d.code, d.person_id, d.officer_id, d.agency_id, d.applicant_index, d.procedure_id, d.version, d.sealed, d.officer_typed, d.created_at,
        d.expires_at);
}

std::optional<DraftRow> DraftStore::find_to_change(std::string_view code)
{
    static const auto sql = select("WHERE code = $1 FOR UPDATE");
    return db::first<DraftRow>(m_db, sql, code);
}

std::optional<DraftRow> DraftStore::find_to_change(DraftId id)
{
    static const auto sql = select("WHERE id = $1 FOR UPDATE");
    return db::first<DraftRow>(m_db, sql, id);
}

std::optional<DraftRow> DraftStore::find(std::string_view code)
{
    static const auto sql = select("WHERE code = $1");
    return db::first<DraftRow>(m_db, sql, code);
}

std::optional<DraftRow> DraftStore::find(DraftId id)
{
    static const auto sql = select("WHERE id = $1");
    return db::first<DraftRow>(m_db, sql, id);
}

std::vector<DraftRow> DraftStore::open_of(PersonId person, Instant now)
{
    static const auto sql = select("WHERE person_id = $1 AND filed_code IS NULL AND expires_at > $2 ORDER BY updated_at DESC, id DESC LIMIT 100");
    return db::query<DraftRow>(m_db, sql, person, now);
}

std::vector<DraftRow> DraftStore::open_of(AgencyId agency, Instant now, int limit)
{
    static const auto sql = select("WHERE agency_id = $1 AND filed_code IS NULL AND expires_at > $2 ORDER BY updated_at DESC, id DESC LIMIT $3");
    return db::query<DraftRow>(m_db, sql, agency, now, limit);
}

std::vector<DraftRow> DraftStore::open_about(std::optional<PersonId> person, std::string_view applicant_index, Instant now)
{
    static const auto sql = select("WHERE (person_id = $1 OR applicant_index = $2) AND filed_code IS NULL AND expires_at > $3 ORDER BY updated_at DESC, id DESC LIMIT 20");
    return db::query<DraftRow>(m_db, sql, person, applicant_index, now);
}

std::int64_t DraftStore::count_open_of(PersonId person, Instant now)
{
    return db::one<std::int64_t>(m_db, "SELECT COUNT(*) FROM citizen_draft WHERE person_id = $1 AND filed_code IS NULL AND expires_at > $2", person, now);
}

void DraftStore::save(const DraftRow& d)
{
    db::execute(m_db, R"(
        UPDATE citizen_draft SET version = $1, sealed = $2, officer_typed = $3, updated_at = $4, expires_at = $5, applicant_index = $6 WHERE id = $7)",
        d.version, d.sealed, d.officer_typed, d.updated_at, d.expires_at, d.applicant_index, d.id);
}

void DraftStore::set_agency(DraftId id, std::optional<AgencyId> agency, std::optional<OfficerId> officer)
{
    db::execute(m_db, "UPDATE citizen_draft SET agency_id = $1, officer_id = $2 WHERE id = $3", agency, officer, id);
}

void DraftStore::mark_filed(DraftId id, std::string_view dossier_code, Instant now)
{
    db::execute(m_db, "UPDATE citizen_draft SET filed_code = $1, filed_at = $2, sealed = NULL, applicant_index = NULL WHERE id = $3", dossier_code, now, id);
}

void DraftStore::remove(DraftId id)
{
    for (auto sql : {"DELETE FROM draft_change WHERE draft_id = $1", "DELETE FROM draft_consent WHERE draft_id = $1",
                     "DELETE FROM draft_confirmation WHERE draft_id = $1", "DELETE FROM citizen_draft WHERE id = $1"})
        db::execute(m_db, sql, id);
}

void DraftStore::add_change(DraftId id, const ChangeRow& change)
{
    db::execute(m_db, "INSERT INTO draft_change (draft_id, version, at, officer_id, parts) VALUES ($1, $2, $3, $4, $5)", id, change.version, change.at,
                change.officer_id, change.parts);
}

std::vector<ChangeRow> DraftStore::changes(DraftId id)
{
    return db::query<ChangeRow>(m_db, R"(
        SELECT c.version, c.at, c.officer_id, o.full_name AS officer, c.parts
        FROM draft_change c LEFT JOIN officer o ON o.id = c.officer_id WHERE c.draft_id = $1 ORDER BY c.version DESC)", id);
}

void DraftStore::replace_change(DraftId id, std::int64_t old_version, const ChangeRow& change)
{
    db::execute(m_db, "UPDATE draft_change SET version = $1, at = $2, parts = $3 WHERE draft_id = $4 AND version = $5", change.version, change.at,
                change.parts, id, old_version);
}

void DraftStore::add_consent(DraftId id, std::string_view code_digest, std::string_view wording, Instant given_at, Instant expires_at)
{
    db::execute(m_db, "INSERT INTO draft_consent (draft_id, code_digest, wording, given_at, expires_at) VALUES ($1, $2, $3, $4, $5)", id, code_digest,
                wording, given_at, expires_at);
}

std::optional<DraftId> DraftStore::use_consent(std::string_view code_digest, OfficerId officer, Instant now)
{
    return db::first<DraftId>(m_db, R"(
        UPDATE draft_consent SET used_at = $1, used_by = $2 WHERE code_digest = $3 AND used_at IS NULL AND expires_at > $1 RETURNING draft_id)",
        now, officer, code_digest);
}

std::vector<GivenConsent> DraftStore::consents(DraftId id)
{
    return db::query<GivenConsent>(m_db, R"(
        SELECT c.given_at, c.wording, c.used_at, o.full_name AS used_by
        FROM draft_consent c LEFT JOIN officer o ON o.id = c.used_by WHERE c.draft_id = $1 ORDER BY c.id DESC LIMIT 50)", id);
}

void DraftStore::void_consents(DraftId id, Instant now)
{
    db::execute(m_db, "UPDATE draft_consent SET expires_at = $1 WHERE draft_id = $2 AND used_at IS NULL AND expires_at > $1", now, id);
}

std::int64_t DraftStore::add_confirmation(const ConfirmationRow& c)
{
    return db::one<std::int64_t>(m_db, R"(
        INSERT INTO draft_confirmation (draft_id, draft_version, way, token_digest, asked_by, asked_at, expires_at, attempts)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0) RETURNING id)",
        c.draft_id, c.draft_version, c.way, c.token_digest, c.asked_by, c.asked_at, c.expires_at);
}

std::optional<ConfirmationRow> DraftStore::confirmation(std::string_view token_digest)
{
    static const auto sql = std::string(confirmation_columns) + "WHERE n.token_digest = $1";
    return db::first<ConfirmationRow>(m_db, sql, token_digest);
}

std::vector<ConfirmationRow> DraftStore::confirmations(DraftId id)
{
    static const auto sql = std::string(confirmation_columns) + "WHERE n.draft_id = $1 ORDER BY n.id DESC LIMIT 50";
    return db::query<ConfirmationRow>(m_db, sql, id);
}

void DraftStore::count_attempt(std::int64_t id)
{
    db::execute(m_db, "UPDATE draft_confirmation SET attempts = attempts + 1 WHERE id = $1", id);
}

void DraftStore::answer(std::int64_t id, ConfirmationOutcome outcome, Instant now, const std::optional<db::Bytes>& remark)
{
    db::execute(m_db, "UPDATE draft_confirmation SET outcome = $1, answered_at = $2, remark_sealed = $3 WHERE id = $4", outcome, now, remark, id);
}

std::int64_t DraftStore::uploads_since(PersonId person, Instant since)
{
    return db::one<std::int64_t>(m_db, "SELECT COUNT(*) FROM citizen_upload WHERE person_id = $1 AND at > $2", person, since);
}

void DraftStore::add_upload(PersonId person, std::string_view digest, std::string_view name, Instant now)
{
    db::execute(m_db, "INSERT INTO citizen_upload (person_id, digest, name, at) VALUES ($1, $2, $3, $4) ON CONFLICT (person_id, digest) DO NOTHING",
                person, digest, name, now);
}

bool DraftStore::has_upload(PersonId person, std::string_view digest)
{
    return db::first<std::int64_t>(m_db, "SELECT 1 FROM citizen_upload WHERE person_id = $1 AND digest = $2", person, digest).has_value();
}

void DraftStore::forget_expired(Instant now)
{
    for (auto id : db::query<DraftId>(m_db, "SELECT id FROM citizen_draft WHERE filed_code IS NULL AND expires_at <= $1 ORDER BY id LIMIT 500", now)) remove(id);
}

}  // namespace motcua::citizens
