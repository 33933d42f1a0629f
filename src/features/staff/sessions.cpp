#include "domain/refusal.hpp"
#include "features/staff/rules.hpp"
#include "features/staff/staff.hpp"
#include "features/staff/store.hpp"
#include "platform/log.hpp"
#include "platform/text/text.hpp"

namespace motcua::staff {

namespace {

// An account that does not exist costs as long to refuse as one that does.
const std::string& absent_hash()
{
    static const auto hash = crypto::hash_password(crypto::random_token());
    return hash;
}

// Failures are counted under digests: the table holds no address of anybody. What a known device does counts for the officer's known
// devices alone, wherever they are: a stranger may sit behind the same address.
class Attempt {
public:
    Attempt(const crypto::Vault& vault, std::string_view username, std::string_view source_address, bool known, Instant now)
        : m_pair("pair:" + vault.blind_index(std::string(username) + "\n" + std::string(known ? "known" : source_address), "sign-in")),
          m_source("source:" + vault.blind_index(source_address, "sign-in")),
          m_stranger("user:" + vault.blind_index(username, "sign-in")), m_known(known), m_now(now)
    {
    }

    void refuse_while_blocked(StaffStore& store) const
    {
        auto blocked_until = Instant{};
        auto consider = [&](const std::string& subject) {
            if (auto row = store.failure(subject)) blocked_until = std::max(blocked_until, row->blocked_until);
        };
        consider(m_pair);
        if (!m_known) {
            consider(m_source);
            consider(m_stranger);
        }
        if (blocked_until <= m_now) return;
        auto seconds = std::chrono::ceil<std::chrono::seconds>(blocked_until - m_now).count();
        throw Refusal(Reason::too_many, "too_many_attempts", {{"seconds", std::to_string(seconds)}, {"retry_after", std::to_string(seconds)}});
    }

    void count_failure(StaffStore& store) const
    {
        auto fail = [&](const std::string& subject, const ThrottleRule& rule) {
            store.set_failure(subject, after_failure(store.failure_to_change(subject), rule, m_now));
        };
        fail(m_pair, pair_rule);
        if (m_known) return;
        fail(m_source, source_rule);
        fail(m_stranger, stranger_rule);
    }

    void forget(StaffStore& store) const
    {
        store.clear_failure(m_pair);
        store.remove_old_failures(m_now, m_now - stranger_rule.window);
    }

private:
    std::string m_pair, m_source, m_stranger;
    bool m_known;
    Instant m_now;
};

std::string device_token_for(const crypto::Vault& vault, std::string_view username)
{
    return vault.blind_index(username, "known-device");
}

}  // namespace

SignedIn Staff::sign_in(std::string_view typed_username, std::string_view password, std::string_view source, std::string_view device_token)
{
    auto username = text::lower(text::trimmed(typed_username));
    auto known = crypto::equal_in_constant_time(device_token, device_token_for(m_vault, username));
    auto now = m_clock.now();
    Attempt attempt(m_vault, username, source, known, now);

    auto officer = m_db.read([&](db::Connection& c) {
        StaffStore store(c);
        attempt.refuse_while_blocked(store);
        return store.officer(username);
    });

    bool right = crypto::verify_password(officer ? officer->password_hash : absent_hash(), password);
    if (!officer || !officer->active || !right) {
        m_db.write([&](db::Connection& c) {
            StaffStore store(c);
            attempt.count_failure(store);
        });
        throw Refusal(Reason::not_signed_in, "wrong_credentials");
    }

    SignedIn result;
    result.token = crypto::random_token();
    result.device_token = device_token_for(m_vault, username);
    m_db.write([&](db::Connection& c) {
        StaffStore store(c);
        // Checking a password takes its time: others may have guessed meanwhile, the account may have changed.
        auto still = store.officer_to_change(officer->id);
        if (!still->active || still->password_hash != officer->password_hash) throw Refusal(Reason::not_signed_in, "wrong_credentials");
        attempt.refuse_while_blocked(store);
        attempt.forget(store);
        store.remove_expired_sessions(now, now - session_idle);
        store.add_session(crypto::sha256_hex(result.token), officer->id, now, now + session_life);
    });
    result.actor = actor_of(result.token);
    return result;
}

void Staff::sign_out(std::string_view token)
{
    m_db.write([&](db::Connection& c) { StaffStore(c).remove_session(crypto::sha256_hex(token)); });
}

Actor Staff::actor_of(std::string_view token)
{
    if (token.empty()) return {};
    auto digest = crypto::sha256_hex(token);
    auto now = m_clock.now();
    auto rows = m_db.read([&](db::Connection& c) { return StaffStore(c).session(digest, now, now - session_idle); });
    if (rows.empty()) return {};
    auto actor = actor_from(rows.front(), *directory());
    // Nothing is done under a password that somebody else knows.
    for (const auto& row : rows) {
        Permission permission;
        if (row.must_change_password) break;
        if (row.granted && parse_permission(*row.granted, permission) && !actor.may(permission, *row.granted_at))
            actor.grants.push_back({*row.granted_at, permission});
    }
    if (now - rows.front().last_seen_at > std::chrono::minutes(5)) touch(digest);
    return actor;
}

// The session stays good while nothing can be written: who reads goes on reading.
void Staff::touch(const std::string& digest)
try {
    m_db.write([&](db::Connection& c) { StaffStore(c).touch_session(digest, m_clock.now()); });
} catch (const db::Unavailable& unavailable) {
    log::warning("session not prolonged", {{"fault", unavailable.what()}});
}

void Staff::change_password(const Actor& actor, std::string_view old_password, std::string_view new_password, std::string_view token)
{
    auto officer = m_db.read([&](db::Connection& c) { return StaffStore(c).officer(actor.officer); });
    if (!officer || !crypto::verify_password(officer->password_hash, old_password))
        throw bad_field("old_password", "wrong_password");
    if (auto problem = password_problem("new_password", new_password, officer->username)) throw Refusal({*problem});
    if (new_password == old_password) throw bad_field("new_password", "same_password");
    auto hash = crypto::hash_password(new_password);
    m_db.write([&](db::Connection& c) {
        StaffStore store(c);
        // Somebody else may have set another one meanwhile.
        if (store.officer_to_change(actor.officer)->password_hash != officer->password_hash) throw bad_field("old_password", "wrong_password");
        store.set_password(actor.officer, hash, false);
        store.remove_sessions(actor.officer, crypto::sha256_hex(token));
        store.record(actor.officer, "password_changed", officer->username, "{}", m_clock.now());
    });
}

}  // namespace motcua::staff
