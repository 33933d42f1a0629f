#include "platform/oidc/relying_party.hpp"

#include <mutex>
#include <semaphore>

#include "domain/refusal.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/oidc/claims.hpp"
#include "platform/oidc/key_ring.hpp"

namespace motcua::oidc {

namespace {

constexpr int most_calls_at_once = 4;                      // A provider that hangs must not hold every worker
constexpr std::chrono::hours endpoints_fresh_for{12};

json::Value object_in(std::string_view body, const char* what)
{
    try {
        auto value = json::parse(body);
        if (value.object()) return value;
    } catch (const Refusal&) {
    }
    throw ProviderDown(std::string(what) + " is no JSON object");
}

bool is_web_address(std::string_view url)
{
    return url.starts_with("https://") || url.starts_with("http://");
}

std::string joined(std::string_view url, const std::string& query)
{
    return std::string(url) + (url.find('?') == std::string_view::npos ? "?" : "&") + query;
}

std::string base64(std::string_view bytes)
{
    auto text = to_base64url(bytes);
    for (auto& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

// RFC 6749 2.3.1: both are form-encoded before they are joined.
std::string basic_credentials(const Provider& provider)
{
    auto encoded = [](const std::string& value) { return net::form_encoded({{"", value}}).substr(1); };
    return "Basic " + base64(encoded(provider.client_id) + ":" + encoded(provider.client_secret));
}

std::string client_assertion(const Provider& provider, std::string_view audience, Instant now)
{
    auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    json::Value claims;
    claims.set("iss", provider.client_id);
    claims.set("sub", provider.client_id);
    claims.set("aud", audience);
    claims.set("jti", crypto::random_token(16));
    claims.set("iat", seconds);
    claims.set("exp", seconds + 60);
    return signed_token(claims, provider.algorithm, provider.private_key_id, provider.private_key);
}

// Only what it says about the person: never what proves the token.
bool is_protocol_claim(std::string_view name)
{
    static constexpr std::string_view names[] = {"iss", "aud", "azp", "exp", "iat", "nbf", "nonce", "at_hash", "c_hash", "sid", "sub", "acr", "amr"};
    return std::ranges::find(names, name) != std::end(names);
}

}  // namespace

struct RelyingParty::Endpoints {
    std::string authorize, token, keys, userinfo, logout;
};

struct RelyingParty::State {
    State(const Clock& clock, KeyRing::Fetch fetch) : keys(clock, std::move(fetch)) {}

    std::mutex mutex;
    std::shared_ptr<const Endpoints> endpoints;
    Instant endpoints_at{};
    std::counting_semaphore<most_calls_at_once> slots{most_calls_at_once};
    KeyRing keys;
};

class RelyingParty::Slot {
public:
    explicit Slot(State& state) : m_state(state)
    {
        if (!state.slots.try_acquire()) throw ProviderDown("too many calls wait for the provider");
    }
    ~Slot() { m_state.slots.release(); }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

private:
    State& m_state;
};

RelyingParty::RelyingParty(Provider provider, net::Send send, const Clock& clock)
    : m_provider(std::move(provider)), m_send(std::move(send)), m_clock(clock),
      m_state(std::make_unique<State>(clock, [this] { return fetch_keys(); }))
{
}

RelyingParty::~RelyingParty() = default;

net::Reply RelyingParty::send(const net::Call& call)
try {
    Slot slot(*m_state);
    return m_send(call);
} catch (const net::Unreachable& error) {
    throw ProviderDown(error.what());
}

std::shared_ptr<const RelyingParty::Endpoints> RelyingParty::endpoints()
{
    auto now = m_clock.now();
    {
        std::lock_guard lock(m_state->mutex);
        if (m_state->endpoints && now - m_state->endpoints_at < endpoints_fresh_for) return m_state->endpoints;
    }
    Endpoints found{m_provider.authorize_url, m_provider.token_url, m_provider.keys_url, m_provider.userinfo_url, m_provider.logout_url};
    if (found.authorize.empty() || found.token.empty() || found.keys.empty()) {
        auto issuer = m_provider.issuer;
        if (issuer.ends_with('/')) issuer.pop_back();
        auto reply = send({.url = issuer + "/.well-known/openid-configuration", .headers = {{"Accept", "application/json"}}});
        if (reply.status != 200) throw ProviderDown("discovery answered " + std::to_string(reply.status));
        auto document = object_in(reply.body, "the discovery document");
        if (document.text_of("issuer") != m_provider.issuer) throw ProviderDown("discovery names another issuer");
        auto fill = [&](std::string& url, std::string_view name) {
            if (url.empty()) url = document.text_of(name);
        };
        fill(found.authorize, "authorization_endpoint");
        fill(found.token, "token_endpoint");
        fill(found.keys, "jwks_uri");
        fill(found.userinfo, "userinfo_endpoint");
        fill(found.logout, "end_session_endpoint");
    }
    for (const auto* url : {&found.authorize, &found.token, &found.keys})
        if (!is_web_address(*url)) throw ProviderDown("discovery lacks an endpoint");
    std::lock_guard lock(m_state->mutex);
    m_state->endpoints = std::make_shared<const Endpoints>(std::move(found));
    m_state->endpoints_at = now;
    return m_state->endpoints;
}

std::vector<Key> RelyingParty::fetch_keys()
{
    auto reply = send({.url = endpoints()->keys, .headers = {{"Accept", "application/jwk-set+json, application/json"}}});
    if (reply.status != 200) throw ProviderDown("the keys' address answered " + std::to_string(reply.status));
    try {
        return read_key_set(reply.body);
    } catch (const Malformed& error) {
        throw ProviderDown(error.what());
    }
}

Beginning RelyingParty::begin(std::string_view redirect_uri)
{
    auto places = endpoints();
    Beginning beginning{"", crypto::random_token(), crypto::random_token(), crypto::random_token()};
    std::vector<std::pair<std::string, std::string>> query{
        {"response_type", "code"}, {"client_id", m_provider.client_id}, {"redirect_uri", std::string(redirect_uri)},
        {"scope", m_provider.scope}, {"state", beginning.state}, {"nonce", beginning.nonce},
        {"code_challenge", to_base64url(crypto::sha256(beginning.verifier))}, {"code_challenge_method", "S256"}};
    if (!m_provider.acr_values.empty()) query.emplace_back("acr_values", m_provider.acr_values);
    beginning.url = joined(places->authorize, net::form_encoded(query));
    return beginning;
}

json::Value RelyingParty::ask_for_tokens(std::string_view code, std::string_view redirect_uri, std::string_view verifier)
{
    auto places = endpoints();
    std::vector<std::pair<std::string, std::string>> form{{"grant_type", "authorization_code"}, {"code", std::string(code)},
                                                          {"redirect_uri", std::string(redirect_uri)}, {"code_verifier", std::string(verifier)}};
    net::Call call{.method = "POST", .url = places->token,
                   .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}}};
    if (m_provider.client_auth == ClientAuth::basic) {
        call.headers.emplace_back("Authorization", basic_credentials(m_provider));
    } else {
        form.emplace_back("client_id", m_provider.client_id);
        if (m_provider.client_auth == ClientAuth::post) {
            form.emplace_back("client_secret", m_provider.client_secret);
        } else {
            form.emplace_back("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            form.emplace_back("client_assertion", client_assertion(m_provider, places->token, m_clock.now()));
        }
    }
    call.body = net::form_encoded(form);
    auto reply = send(call);
    auto answer = object_in(reply.body, "the token answer");
    auto error = answer.text_of("error");
    if (error == "invalid_grant") throw Unproven("the code is not good (any more)");
    if (reply.status != 200 || !error.empty())  // Also a refusal that comes with 200: ours to mend, not the person's.
        throw ProviderDown("the token endpoint answered " + std::to_string(reply.status) + " " + std::string(error.substr(0, 40)));
    return answer;
}

Token RelyingParty::proven(std::string_view text, Origin origin)
{
    Token token;
    try {
        token = read_token(text);
    } catch (const Malformed& error) {
        throw Unproven(error.what());
    }
    if (token.algorithm != name_of(m_provider.algorithm)) throw Unproven("the token is signed in another way than agreed");
    if (!m_state->keys.has_signed(token, m_provider.algorithm, origin)) throw Unproven("the token is not signed by the provider");
    return token;
}

Identity RelyingParty::finish(std::string_view code, const std::optional<std::string>& issuer, std::string_view redirect_uri,
                              std::string_view nonce, std::string_view verifier)
{
    if (issuer && *issuer != m_provider.issuer) throw Unproven("the answer is of another issuer");
    auto tokens = ask_for_tokens(code, redirect_uri, verifier);
    auto access_token = tokens.text_of("access_token");
    Identity identity;
    identity.id_token = tokens.text_of("id_token");
    if (identity.id_token.empty()) throw Unproven("there is no ID token");
    auto token = proven(identity.id_token, Origin::provider);
    check_id_token(token, m_provider, {nonce, access_token, m_clock.now()});
    identity.subject = token.claims.text_of("sub");
    identity.session_id = token.claims.text_of("sid");
    identity.claims = std::move(token.claims);
    if (m_provider.user_info != UserInfo::none) add_user_info(identity, access_token);
    return identity;
}

void RelyingParty::add_user_info(Identity& identity, std::string_view access_token)
{
    auto places = endpoints();
    if (places->userinfo.empty()) return;
    net::Call call{.method = m_provider.user_info == UserInfo::post ? "POST" : "GET", .url = places->userinfo,
                   .headers = {{"Authorization", "Bearer " + std::string(access_token)}, {"Accept", "application/json;charset=UTF-8"}}};
    auto reply = send(call);
    if (reply.status != 200) throw ProviderDown("the user info answered " + std::to_string(reply.status));
    json::Value claims;
    if (reply.header("content-type").starts_with("application/jwt")) {
        auto token = proven(reply.body, Origin::provider);
        if (token.claims.text_of("iss") != m_provider.issuer) throw Unproven("the user info is of another issuer");
        claims = std::move(token.claims);
    } else {
        claims = object_in(reply.body, "the user info");
    }
    if (claims.text_of("sub") != identity.subject) throw Unproven("the user info is of another person");
    for (auto& [name, value] : *claims.object())
        if (!is_protocol_claim(name)) identity.claims.set(name, std::move(value));
}

std::optional<std::string> RelyingParty::logout_url(std::string_view id_token, std::string_view back_to, std::string_view state)
{
    auto places = endpoints();
    if (places->logout.empty()) return std::nullopt;
    std::vector<std::pair<std::string, std::string>> query{{"client_id", m_provider.client_id}, {"post_logout_redirect_uri", std::string(back_to)}};
    if (!id_token.empty()) query.emplace_back("id_token_hint", id_token);
    if (!state.empty()) query.emplace_back("state", state);
    return joined(places->logout, net::form_encoded(query));
}

EndedSession RelyingParty::ended(std::string_view logout_token)
{
    auto token = proven(logout_token, Origin::anybody);
    check_logout_token(token, m_provider, m_clock.now());
    const auto& claims = token.claims;
    return {std::string(claims.text_of("sub")), std::string(claims.text_of("sid")), std::string(claims.text_of("jti")), *instant_of(claims, "exp")};
}

}  // namespace motcua::oidc
