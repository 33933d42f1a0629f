#include "features/citizens/account_store.hpp"

namespace motcua::citizens {

AccountId AccountStore::remember(const AccountRow& a, Instant now)
{
    return db::one<AccountId>(m_db, R"(
        INSERT INTO citizen_account (provider, subject, person_id, level, profile_sealed, created_at, last_sign_in_at)
        VALUES ($1, $2, $3, $4, $5, $6, $6)
        ON CONFLICT (provider, subject) DO UPDATE SET
            person_id = COALESCE(excluded.person_id, citizen_account.person_id),
            level = CASE WHEN excluded.person_id IS NULL THEN citizen_account.level ELSE excluded.level END,
            profile_sealed = excluded.profile_sealed, last_sign_in_at = excluded.last_sign_in_at
        RETURNING id)",
        a.provider, a.subject, a.person_id, a.level, a.profile_sealed, now);
}

std::optional<AccountRow> AccountStore::find(AccountId id)
{
    return db::first<AccountRow>(m_db, R"(
        SELECT id, provider, subject, person_id, level, proven_until, profile_sealed FROM citizen_account WHERE id = $1)", id);
}

std::optional<AccountRow> AccountStore::proven_account_of(PersonId person)
{
    return db::first<AccountRow>(m_db, R"(
        SELECT id, provider, subject, person_id, level, proven_until, profile_sealed FROM citizen_account
        WHERE person_id = $1 AND proven_until IS NULL ORDER BY last_sign_in_at DESC, id DESC LIMIT 1)", person);
}

void AccountStore::tie(AccountId id, PersonId person, int level, Instant until)
{
    db::execute(m_db, "UPDATE citizen_account SET person_id = $1, level = $2, proven_until = $3 WHERE id = $4", person, level, until, id);
}

void AccountStore::add_session(std::string_view digest, AccountId account, const std::optional<std::string>& provider_session,
                               const std::optional<db::Bytes>& id_token, Instant now, Instant expires_at)
{
    db::execute(m_db, R"(
        INSERT INTO citizen_session (token_digest, account_id, provider_session, id_token_sealed, started_at, last_seen_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $5, $6))", digest, account, provider_session, id_token, now, expires_at);
}

std::optional<SessionRow> AccountStore::session(std::string_view digest, Instant now, Instant idle_since)
{
    return db::first<SessionRow>(m_db, R"(
        SELECT s.account_id, a.provider, a.person_id, a.level, a.proven_until, s.id_token_sealed, s.last_seen_at
        FROM citizen_session s JOIN citizen_account a ON a.id = s.account_id
        WHERE s.token_digest = $1 AND s.expires_at > $2 AND s.last_seen_at > $3)", digest, now, idle_since);
}

void AccountStore::touch_session(std::string_view digest, Instant now)
{
    db::execute(m_db, "UPDATE citizen_session SET last_seen_at = $1 WHERE token_digest = $2", now, digest);
}

void AccountStore::remove_session(std::string_view digest)
{
    db::execute(m_db, "DELETE FROM citizen_session WHERE token_digest = $1", digest);
}

void AccountStore::remove_sessions(std::string_view provider, std::string_view subject, std::string_view provider_session)
{
    if (!provider_session.empty())
        db::execute(m_db, R"(
            DELETE FROM citizen_session WHERE provider_session = $1 AND account_id IN
                (SELECT id FROM citizen_account WHERE provider = $2 AND ($3 = '' OR subject = $3)))", provider_session, provider, subject);
    else
        db::execute(m_db, R"(
            DELETE FROM citizen_session WHERE account_id IN (SELECT id FROM citizen_account WHERE provider = $1 AND subject = $2))",
            provider, subject);
}

void AccountStore::add_sign_in(std::string_view state_digest, const SignInRow& row)
{
    db::execute(m_db, R"(
        INSERT INTO citizen_sign_in (state_digest, provider, browser_digest, nonce, verifier_sealed, return_to, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7))",
        state_digest, row.provider, row.browser_digest, row.nonce, row.verifier_sealed, row.return_to, row.expires_at);
}

std::optional<SignInRow> AccountStore::take_sign_in(std::string_view state_digest)
{
    return db::first<SignInRow>(m_db, R"(
        DELETE FROM citizen_sign_in WHERE state_digest = $1
        RETURNING provider, browser_digest, nonce, verifier_sealed, return_to, expires_at)", state_digest);
}

bool AccountStore::take_logout_token(std::string_view provider, std::string_view token_id, Instant expires_at)
{
    return db::execute(m_db, R"(
        INSERT INTO citizen_logout_token (provider, token_id, expires_at) VALUES ($1, $2, $3)
        ON CONFLICT (provider, token_id) DO NOTHING)", provider, token_id, expires_at) == 1;
}

void AccountStore::add_link_code(std::string_view code_digest, AccountId account, Instant expires_at)
{
    db::execute(m_db, "DELETE FROM citizen_link_code WHERE account_id = $1", account);
    db::execute(m_db, "INSERT INTO citizen_link_code (code_digest, account_id, expires_at) VALUES ($1, $2, $3)", code_digest, account, expires_at);
}

std::optional<AccountId> AccountStore::take_link_code(std::string_view code_digest, Instant now)
{
    return db::first<AccountId>(m_db, "DELETE FROM citizen_link_code WHERE code_digest = $1 AND expires_at > $2 RETURNING account_id", code_digest, now);
}

void AccountStore::forget_expired(Instant now, Instant idle_since)
{
    db::execute(m_db, "DELETE FROM citizen_session WHERE expires_at <= $1 OR last_seen_at <= $2", now, idle_since);
    db::execute(m_db, "DELETE FROM citizen_sign_in WHERE expires_at <= $1", now);
    db::execute(m_db, "DELETE FROM citizen_logout_token WHERE expires_at <= $1", now);
    db::execute(m_db, "DELETE FROM citizen_link_code WHERE expires_at <= $1", now);
}

}  // namespace motcua::citizens
