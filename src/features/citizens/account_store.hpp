#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "domain/ids.hpp"
#include "platform/db/db.hpp"

namespace motcua::citizens {

struct AccountRow {
    AccountId id;
    std::string provider;
    std::string subject;
    std::optional<PersonId> person_id;
    int level = 0;
    std::optional<Instant> proven_until;
    db::Bytes profile_sealed;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (), (id, provider, subject, person_id, level, proven_until, profile_sealed))

struct SessionRow {
    AccountId account_id;
    std::string provider;
    std::optional<PersonId> person_id;
    int level = 0;
    std::optional<Instant> proven_until;
    std::optional<db::Bytes> id_token_sealed;
    Instant last_seen_at{};
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (account_id, provider, person_id, level, proven_until, id_token_sealed, last_seen_at))

struct SignInRow {
    std::string provider;
    std::string browser_digest;
    std::string nonce;
    db::Bytes verifier_sealed;
    std::string return_to;
    Instant expires_at{};
};
BOOST_DESCRIBE_STRUCT(SignInRow, (), (provider, browser_digest, nonce, verifier_sealed, return_to, expires_at))

// The tables of accounts, sessions and what leads to them.
class AccountStore {
public:
    explicit AccountStore(db::Connection& connection) : m_db(connection) {}

    // The account of this subject, brought up to date; its id is new when it signs in for the first time.
    AccountId remember(const AccountRow&, Instant now);
    std::optional<AccountRow> find(AccountId);
    // An account of the same person with a profile of its own: the last to sign in.
    std::optional<AccountRow> proven_account_of(PersonId);
    void tie(AccountId, PersonId, int level, Instant until);

    void add_session(std::string_view digest, AccountId, const std::optional<std::string>& provider_session,
                     const std::optional<db::Bytes>& id_token, Instant now, Instant expires_at);
    std::optional<SessionRow> session(std::string_view digest, Instant now, Instant idle_since);
    void touch_session(std::string_view digest, Instant now);
    void remove_session(std::string_view digest);
    // Of the provider's session when it is named, else of its subject. Accounts of Zalo tied to the person stay.
    void remove_sessions(std::string_view provider, std::string_view subject, std::string_view provider_session);

    void add_sign_in(std::string_view state_digest, const SignInRow&);
    std::optional<SignInRow> take_sign_in(std::string_view state_digest);   // It is gone then

    // False when this one was taken before.
    bool take_logout_token(std::string_view provider, std::string_view token_id, Instant expires_at);

    void add_link_code(std::string_view code_digest, AccountId, Instant expires_at);
    std::optional<AccountId> take_link_code(std::string_view code_digest, Instant now);

    void forget_expired(Instant now, Instant idle_since);

private:
    db::Connection& m_db;
};

}  // namespace motcua::citizens
