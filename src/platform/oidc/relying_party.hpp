#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "platform/clock.hpp"
#include "platform/net/net.hpp"
#include "platform/oidc/jose.hpp"

// Signing people in with an account that somebody else keeps: OpenID Connect Core, authorization code with PKCE, and both logouts.
namespace motcua::oidc {

enum class ClientAuth { basic, post, private_key_jwt };    // How we prove to the token endpoint who we are
BOOST_DESCRIBE_ENUM(ClientAuth, basic, post, private_key_jwt)
enum class UserInfo { none, get, post };                   // How the provider wants to be asked for what it knows
BOOST_DESCRIBE_ENUM(UserInfo, none, get, post)

// One provider, as a keeper configures it. Endpoints that are empty are read from the issuer's discovery document.
struct Provider {
    std::string name;                                      // "vneid": in our own addresses
    std::string issuer;                                    // Compared byte for byte
    std::string authorize_url;
    std::string token_url;
    std::string keys_url;
    std::string userinfo_url;
    std::string logout_url;
    std::string client_id;
    std::string client_secret;
    ClientAuth client_auth = ClientAuth::basic;
    std::string private_key;                               // PEM, for private_key_jwt
    std::string private_key_id;
    std::string scope = "openid";
    std::string acr_values;                                // Asked for, when not empty
    std::string required_acr;                              // The ID token must say it, when not empty
    Algorithm algorithm = Algorithm::rs256;                // The only one that is taken, whatever a token says
    UserInfo user_info = UserInfo::get;
    bool nonce_is_returned = true;                         // false: a provider whose ID tokens have none; a wrong one is refused all the same
};

// The provider cannot be reached, does not answer in time, or does not keep to its protocol. Nobody is to blame but it: try later.
struct ProviderDown : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// Whoever came back has not proven anything. The text is for the log and holds no token.
struct Unproven : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Beginning {
    std::string url;                                       // Where the browser goes
    std::string state, nonce, verifier;                    // To be kept on the server until it comes back
};

struct Identity {
    std::string subject;
    std::string session_id;                                // sid, "" when there is none
    std::string id_token;                                  // For the logout; keep it sealed
    json::Value claims;                                    // Of the ID token, with those of the user info over it
};

struct EndedSession {
    std::string subject;                                   // One of the two is not empty
    std::string session_id;
    std::string token_id;                                  // jti: the caller takes each once
    Instant expires_at{};
};

enum class Origin;

class RelyingParty {
public:
    RelyingParty(Provider, net::Send, const Clock&);
    ~RelyingParty();

    const Provider& provider() const { return m_provider; }

    // Throws ProviderDown when discovery is needed and fails.
    Beginning begin(std::string_view redirect_uri);

    // What comes back in the browser's address, already matched by its state: exchanges the code, proves the ID token, asks for the
    // user info. `issuer`: the parameter iss (RFC 9207), nothing when it was not sent. Throws ProviderDown, Unproven.
    Identity finish(std::string_view code, const std::optional<std::string>& issuer, std::string_view redirect_uri, std::string_view nonce,
                    std::string_view verifier);

    // Where the browser goes to end the provider's session too; nothing when the provider has no such place.
    std::optional<std::string> logout_url(std::string_view id_token, std::string_view back_to, std::string_view state);

    // OpenID Connect Back-Channel Logout 1.0, 2.6. Throws Unproven, ProviderDown.
    EndedSession ended(std::string_view logout_token);

private:
    struct Endpoints;
    class Slot;
    std::shared_ptr<const Endpoints> endpoints();
    net::Reply send(const net::Call&);
    json::Value ask_for_tokens(std::string_view code, std::string_view redirect_uri, std::string_view verifier);
    Token proven(std::string_view text, Origin);
    void add_user_info(Identity&, std::string_view access_token);
    std::vector<Key> fetch_keys();

    const Provider m_provider;
    const net::Send m_send;
    const Clock& m_clock;
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace motcua::oidc
