#include <fstream>

#include "features/citizens/account_store.hpp"
#include "features/citizens/mini_app.hpp"
#include "features/citizens/rules.hpp"
#include "platform/json/json.hpp"
#include "platform/log.hpp"

namespace motcua::citizens {

namespace {

constexpr std::string_view profile_purpose = "citizen.profile";
constexpr std::string_view verifier_purpose = "citizen.verifier";
constexpr std::string_view id_token_purpose = "citizen.id_token";
constexpr std::string_view link_purpose = "citizen-link-code";
constexpr std::string_view zalo = "zalo";
constexpr std::chrono::hours logout_tokens_kept{24};

std::string text_of_file(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file.is_open() || text.empty()) throw std::runtime_error("the private key cannot be read: " + path);
    return text;
}

oidc::Provider provider_from(const std::string& name, const IdentitySettings& s)
{
    auto algorithm = oidc::algorithm_named(s.algorithm);
    if (!algorithm) throw std::runtime_error(name + ": the algorithm must be RS256 or ES256, not " + s.algorithm);
    oidc::Provider p{name, s.issuer, s.authorize_url, s.token_url, s.keys_url, s.userinfo_url, s.logout_url, s.client_id, s.client_secret,
                     s.client_auth, "", s.private_key_id, s.scope, s.acr_values, s.required_acr, *algorithm, s.user_info, s.nonce_is_returned};
    if (s.client_auth == oidc::ClientAuth::private_key_jwt) p.private_key = text_of_file(s.private_key_file);
    return p;
}

// What the provider's fault is to the person who wanted to sign in.
Refusal provider_down(const std::string& provider, const std::exception& why)
{
    log::warning("identity provider", {{"provider", provider}, {"fault", why.what()}});
    return Refusal(Reason::unavailable, "identity_provider_down", {{"retry_after", "30"}});
}

}  // namespace

struct Accounts::Party {
    Party(const std::string& given_name, const IdentitySettings& settings, const Options& options, const Clock& clock)
        : name(given_name), title(settings.title.empty() ? given_name : settings.title), names(claim_names(settings.claims)),
          level_when_silent(settings.level_when_silent), redirect_uri(options.public_address + "/api/public/v1/identity/" + given_name + "/callback"),
          relying(provider_from(given_name, settings), options.sender({.authorities = settings.authorities}), clock)
    {
    }

    std::string name;
    std::string title;
    ClaimNames names;
    int level_when_silent;
    std::string redirect_uri;
    oidc::RelyingParty relying;
};

Accounts::Accounts(const Services& services, const Options& options) : m_services(services), m_options(options)
{
    for (const auto& [name, settings] : options.providers) {
        if (settings.issuer.empty()) continue;
        if (options.public_address.empty()) throw std::runtime_error(name + ": sign-in needs public_address, where the provider sends people back to");
        m_parties.emplace(name, std::make_unique<Party>(name, settings, options, services.clock));
    }
    if (!options.mini_app.app_id.empty()) m_zalo = options.sender({.authorities = options.mini_app.authorities});
}

Accounts::~Accounts() = default;

std::vector<ProviderView> Accounts::providers() const
{
    std::vector<ProviderView> list;
    for (const auto& [name, settings] : m_options.providers)
        if (auto found = m_parties.find(name); found != m_parties.end()) list.push_back({name, found->second->title});
    return list;
}

Accounts::Party& Accounts::party_of(std::string_view provider)
{
    auto found = m_parties.find(provider);
    if (found == m_parties.end()) throw Refusal(Reason::not_found, "unknown_provider");
    return *found->second;
}

Departure Accounts::depart(std::string_view provider, std::string_view return_to)
{
    auto& party = party_of(provider);
    oidc::Beginning beginning;
    try {
        beginning = party.relying.begin(party.redirect_uri);
    } catch (const oidc::ProviderDown& why) {
        throw provider_down(party.name, why);
    }
    Departure departure{std::move(beginning.url), crypto::random_token()};
    m_services.db.write([&](db::Connection& c) {
        AccountStore(c).add_sign_in(crypto::sha256_hex(beginning.state),
                                    {party.name, crypto::sha256_hex(departure.browser_token), beginning.nonce,
                                     db::Bytes{m_services.vault.seal(beginning.verifier, verifier_purpose)}, own_page(return_to),
                                     m_services.clock.now() + sign_in_life});
    });
    return departure;
}

Arrival Accounts::arrive(const Return& back)
{
    auto& party = party_of(back.provider);
    auto begun = m_services.db.write([&](db::Connection& c) { return AccountStore(c).take_sign_in(crypto::sha256_hex(back.state)); });
    if (!begun || begun->provider != party.name || begun->expires_at <= m_services.clock.now() ||
        !crypto::equal_in_constant_time(begun->browser_digest, crypto::sha256_hex(back.browser_token)))
        throw Refusal(Reason::not_signed_in, "sign_in_expired");
    if (!back.error.empty() || back.code.empty()) {
        log::info("sign-in came back without a code", {{"provider", party.name}, {"error", back.error.substr(0, 60)}});
        throw Refusal(Reason::not_signed_in, "identity_denied");
    }
    oidc::Identity identity;
    try {
        identity = party.relying.finish(back.code, back.issuer, party.redirect_uri, begun->nonce,
                                        m_services.vault.open(begun->verifier_sealed.data, verifier_purpose));
    } catch (const oidc::ProviderDown& why) {
        throw provider_down(party.name, why);
    } catch (const oidc::Unproven& why) {
        log::warning("sign-in refused", {{"provider", party.name}, {"why", why.what()}});
        throw Refusal(Reason::not_signed_in, "identity_not_proven");
    }
    auto now = m_services.clock.now();
    auto profile = profile_from(identity.claims, party.names, party.level_when_silent, day_in_vietnam(now));
    if (!profile) throw Refusal(Reason::not_allowed, "identity_incomplete");
    Arrival arrival{"", begun->return_to};
    m_services.db.write([&](db::Connection& c) {
        AccountRow row{{}, party.name, identity.subject, m_services.people.remember(c, profile->person, now).one(), profile->level, std::nullopt,
                       db::Bytes{m_services.vault.seal(json::write(*profile), profile_purpose)}};
        AccountStore store(c);
        auto account = store.remember(row, now);
        if (!back.old_token.empty()) store.remove_session(crypto::sha256_hex(back.old_token));
        arrival.token = open_session(c, account, identity.session_id, identity.id_token);
    });
    return arrival;
}

std::string Accounts::open_session(db::Connection& c, AccountId account, std::string_view provider_session, std::string_view id_token)
{
    auto token = crypto::random_token();
    auto now = m_services.clock.now();
    std::optional<std::string> session;
    std::optional<db::Bytes> sealed;
    if (!provider_session.empty()) session = provider_session;
    if (!id_token.empty()) sealed = db::Bytes{m_services.vault.seal(id_token, id_token_purpose)};
    AccountStore(c).add_session(crypto::sha256_hex(token), account, session, sealed, now, now + session_life);
    return token;
}

std::optional<std::string> Accounts::sign_out(std::string_view token)
{
    auto digest = crypto::sha256_hex(token);
    auto now = m_services.clock.now();
    auto session = m_services.db.write([&](db::Connection& c) {
        AccountStore store(c);
        auto found = store.session(digest, now, now - session_idle);
        store.remove_session(digest);
        return found;
    });
    if (!session || !session->id_token_sealed) return std::nullopt;
    auto party = m_parties.find(session->provider);
    if (party == m_parties.end()) return std::nullopt;
    try {
        return party->second->relying.logout_url(m_services.vault.open(session->id_token_sealed->data, id_token_purpose), m_options.public_address + "/", "");
    } catch (const oidc::ProviderDown& why) {
        log::warning("identity provider", {{"provider", session->provider}, {"fault", why.what()}});
        return std::nullopt;  // Our own session has ended; that is what was asked for.
    }
}

void Accounts::provider_ended(std::string_view provider, std::string_view logout_token)
{
    auto& party = party_of(provider);
    oidc::EndedSession ended;
    try {
        ended = party.relying.ended(logout_token);
    } catch (const oidc::ProviderDown& why) {
        throw provider_down(party.name, why);
    } catch (const oidc::Unproven& why) {
        log::warning("logout token refused", {{"provider", party.name}, {"why", why.what()}});
        throw Refusal(Reason::invalid_input, "logout_token_refused");
    }
    bool first = m_services.db.write([&](db::Connection& c) {
        AccountStore store(c);
        // Longer than the minute of skew that the check allows.
        if (!store.take_logout_token(party.name, ended.token_id, std::max(ended.expires_at, m_services.clock.now()) + logout_tokens_kept)) return false;
        store.remove_sessions(party.name, ended.subject, ended.session_id);
        return true;
    });
    if (!first) throw Refusal(Reason::invalid_input, "logout_token_refused");
}

std::string Accounts::mini_app_sign_in(std::string_view access_token, std::string_view phone_token)
{
    if (!m_zalo) throw Refusal(Reason::not_found, "no_mini_app");
    auto user = zalo_user(m_zalo, m_options.mini_app, access_token, phone_token);
    Profile profile;
    profile.person.full_name = user.name;
    profile.person.phone = user.phone;
    return m_services.db.write([&](db::Connection& c) {
        AccountRow row{{}, std::string(zalo), user.id, std::nullopt, 0, std::nullopt,
                       db::Bytes{m_services.vault.seal(json::write(profile), profile_purpose)}};
        return open_session(c, AccountStore(c).remember(row, m_services.clock.now()), "", "");
    });
}

LinkCode Accounts::link_code(const Actor& actor)
{
    require_identity(actor);
    auto code = new_typed_code();
    auto expires_at = m_services.clock.now() + link_code_life;
    m_services.db.write([&](db::Connection& c) {
        AccountStore store(c);
        auto account = store.find(actor.account);
        if (!account || account->proven_until) throw Refusal(Reason::not_allowed, "identity_needed");
        store.add_link_code(m_services.vault.blind_index(code, link_purpose), actor.account, expires_at);
    });
    return {code, expires_at};
}

void Accounts::link(const Actor& actor, std::string_view typed)
{
    auto digest = m_services.vault.blind_index(typed_code(typed), link_purpose);
    auto now = m_services.clock.now();
    m_services.db.write([&](db::Connection& c) {
        AccountStore store(c);
        auto own = store.find(actor.account);
        if (!own || own->provider != zalo) throw Refusal(Reason::conflict, "not_a_zalo_account");
        auto proven_id = store.take_link_code(digest, now);
        auto proven = proven_id ? store.find(*proven_id) : std::nullopt;
        if (!proven || !proven->person_id) throw bad_field("code", "wrong_code");
        store.tie(actor.account, *proven->person_id, proven->level, now + link_life);
    });
}

Actor Accounts::actor_of(std::string_view token)
{
    Actor actor;
    if (token.empty()) return actor;
    auto digest = crypto::sha256_hex(token);
    auto now = m_services.clock.now();
    auto session = m_services.db.read([&](db::Connection& c) { return AccountStore(c).session(digest, now, now - session_idle); });
    if (!session) return actor;
    actor.kind = ActorKind::citizen;
    actor.name = "Người nộp hồ sơ";   // The journal names no citizen: the dossier's sealed content does.
    actor.account = session->account_id;
    if (session->person_id && (!session->proven_until || *session->proven_until > now)) {
        actor.person = *session->person_id;
        actor.identity_level = session->level;
    }
    if (now - session->last_seen_at > std::chrono::minutes(5))
        m_services.db.write([&](db::Connection& c) { AccountStore(c).touch_session(digest, now); });
    return actor;
}

Profile Accounts::profile_of(const Actor& actor)
{
    auto row = m_services.db.read([&](db::Connection& c) {
        AccountStore store(c);
        auto own = store.find(actor.account);
        return own && own->proven_until && actor.person ? store.proven_account_of(actor.person) : own;
    });
    if (!row) throw Refusal(Reason::not_allowed, "identity_needed");
    return json::read<Profile>(m_services.vault.open(row->profile_sealed.data, profile_purpose), json::UnknownFields::ignore);
}

Profile Accounts::profile_of(PersonId person)
{
    auto row = m_services.db.read([&](db::Connection& c) { return AccountStore(c).proven_account_of(person); });
    if (!row) throw Refusal(Reason::not_allowed, "identity_needed");
    return json::read<Profile>(m_services.vault.open(row->profile_sealed.data, profile_purpose), json::UnknownFields::ignore);
}

std::string Accounts::provider_of(const Actor& actor)
{
    auto row = m_services.db.read([&](db::Connection& c) { return AccountStore(c).find(actor.account); });
    return row ? row->provider : "";
}

void Accounts::forget_expired(db::Connection& c, Instant now)
{
    AccountStore(c).forget_expired(now, now - session_idle);
}

void require_identity(const Actor& actor, int least_level)
{
    if (actor.kind != ActorKind::citizen || !actor.person) throw Refusal(Reason::not_allowed, "identity_needed");
    if (actor.identity_level < least_level)
        throw Refusal(Reason::not_allowed, "identity_level_too_low", {{"level", std::to_string(least_level)}});
}

}  // namespace motcua::citizens
