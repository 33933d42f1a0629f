#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "features/documents/documents.hpp"
#include "features/dossiers/dossiers.hpp"
#include "platform/oidc/relying_party.hpp"

// What citizens do online: sign in with their electronic identity, prepare and file dossiers, follow and rate them; and what an
// officer does with them at the counter when one writes and the other confirms.
namespace motcua::citizens {

// A provider of electronic identity, as a keeper sets it: VNeID, the national portal. See docs/operating.md.
struct IdentitySettings {
    std::string title;                               // "VNeID": on the button
    std::string issuer;                              // "" = not used
    std::string authorize_url;                       // These five: "" = as the issuer's discovery document says
    std::string token_url;
    std::string keys_url;
    std::string userinfo_url;
    std::string logout_url;
    std::string client_id;
    std::string client_secret;
    oidc::ClientAuth client_auth = oidc::ClientAuth::basic;
    std::string private_key_file;                    // PEM, for private_key_jwt
    std::string private_key_id;
    std::string scope = "openid";
    std::string acr_values;
    std::string required_acr;
    std::string algorithm = "RS256";                 // Or ES256
    oidc::UserInfo user_info = oidc::UserInfo::get;
    bool nonce_is_returned = true;
    std::vector<std::string> claims;                 // "personal_id=SoDinhDanh": ours = theirs, where they differ from the national names
    int level_when_silent = 0;                       // Mức độ định danh when no claim says it
    std::string authorities;                         // PEM of trusted roots, "" = the machine's own
};
BOOST_DESCRIBE_STRUCT(IdentitySettings, (), (title, issuer, authorize_url, token_url, keys_url, userinfo_url, logout_url, client_id,
    client_secret, client_auth, private_key_file, private_key_id, scope, acr_values, required_acr, algorithm, user_info, nonce_is_returned,
    claims, level_when_silent, authorities))

// The Mini App in Zalo.
struct MiniAppSettings {
    std::string app_id;                              // "" = there is none
    std::string app_secret;
    std::string graph_url = "https://graph.zalo.me";
    std::string authorities;
    std::string origin = "https://h5.zdn.vn";        // Where its pages come from
};
BOOST_DESCRIBE_STRUCT(MiniAppSettings, (), (app_id, app_secret, graph_url, authorities, origin))

struct Options {
    std::vector<std::pair<std::string, IdentitySettings>> providers = {};   // By name, "vneid"; those without an issuer are not used
    MiniAppSettings mini_app = {};
    std::string public_address = {};                 // Where providers send people back to
    int least_level = 2;                             // Mức độ định danh that filing needs (NĐ 69/2024/NĐ-CP)
    std::function<net::Send(const net::Limits&)> sender = net::sender;
};

// What the use cases work with. References live as long as the program.
struct Services {
    db::Database& db;
    const Clock& clock;
    const catalogue::Catalogue& catalogue;
    staff::Staff& staff;
    const people::People& people;
    const crypto::Vault& vault;
    documents::Documents& documents;
    dossiers::Dossiers& dossiers;
};

// What a provider says of the person who signed in.
struct Profile {
    people::Person person;
    int level = 0;
};
BOOST_DESCRIBE_STRUCT(Profile, (), (person, level))

struct ProviderView {
    std::string name;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(ProviderView, (), (name, title))

// A browser leaves for a provider: where to, and what it keeps to be recognised when it comes back.
struct Departure {
    std::string url;
    std::string browser_token;
};
struct Return {
    std::string provider;
    std::string state, code, error;
    std::optional<std::string> issuer;
    std::string browser_token;
    std::string old_token;                           // A session that this sign-in replaces
};
struct Arrival {
    std::string token;                               // For the cookie; only its digest is stored
    std::string return_to;
};

struct LinkCode {
    std::string code;                                // Eight letters and digits
    Instant expires_at{};
};
BOOST_DESCRIBE_STRUCT(LinkCode, (), (code, expires_at))

// Accounts and their sessions. A session lives twelve hours, or two hours without use.
class Accounts {
public:
    // Throws std::runtime_error when a setting cannot be: an unknown algorithm, a private key that cannot be read.
    Accounts(const Services&, const Options&);
    ~Accounts();

    std::vector<ProviderView> providers() const;
    // Refusals: unknown_provider, identity_provider_down. A `return_to` that is no page of ours becomes "/".
    Departure depart(std::string_view provider, std::string_view return_to);
    // Refusals: unknown_provider, sign_in_expired (also for a state that was used, made up, or begun in another browser),
    // identity_denied, identity_provider_down, identity_not_proven, identity_incomplete.
    Arrival arrive(const Return&);
    // Ends the session; where the browser should go to end the provider's too, or nothing.
    std::optional<std::string> sign_out(std::string_view token);
    // Refusals: unknown_provider, logout_token_refused, identity_provider_down.
    void provider_ended(std::string_view provider, std::string_view logout_token);

    // Signs in with what the Mini App has from Zalo; `phone_token` may be "". Refusals: no_mini_app, zalo_refused, zalo_down.
    std::string mini_app_sign_in(std::string_view access_token, std::string_view phone_token);
    // For a proven account, to be typed into the Mini App. Refusal identity_needed.
    LinkCode link_code(const Actor&);
    // Makes an account of Zalo the same person as the proven account for 90 days. Refusals: not_a_zalo_account, code/wrong_code.
    void link(const Actor&, std::string_view code);

    // Anonymous when the token is unknown or has expired.
    Actor actor_of(std::string_view token);
    // What the provider said; of the proven account behind an account of Zalo. Refusal identity_needed.
    Profile profile_of(const Actor&);
    Profile profile_of(PersonId);
    std::string provider_of(const Actor&);
    void forget_expired(db::Connection&, Instant now);

private:
    struct Party;
    Party& party_of(std::string_view provider);
    std::string open_session(db::Connection&, AccountId, std::string_view provider_session, std::string_view id_token);

    Services m_services;
    Options m_options;
    std::map<std::string, std::unique_ptr<Party>, std::less<>> m_parties;
    net::Send m_zalo;
};

// Refusal identity_needed when the account has proven no identity, identity_level_too_low{level} when below `least_level`.
void require_identity(const Actor&, int least_level = 0);

}  // namespace motcua::citizens
