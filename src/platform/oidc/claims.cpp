#include "platform/oidc/claims.hpp"

#include "platform/crypto/crypto.hpp"

namespace motcua::oidc {

namespace {

constexpr std::chrono::seconds skew{60};
constexpr std::chrono::hours oldest_token{24};
constexpr double last_second = 253402300799.0;             // 9999-12-31
constexpr std::string_view logout_event = "http://schemas.openid.net/event/backchannel-logout";
constexpr std::size_t longest_subject = 255;

void require(bool holds, const char* otherwise)
{
    if (!holds) throw Unproven(otherwise);
}

Instant required_instant(const json::Value& claims, std::string_view name, const char* otherwise)
{
    auto at = instant_of(claims, name);
    if (!at) throw Unproven(otherwise);
    return *at;
}

void check_audience(const json::Value& claims, const Provider& provider)
{
    const auto* audience = claims.find("aud");
    require(audience, "the token has no audience");
    bool for_us = false;
    std::size_t count = 1;
    if (const auto* one = audience->text()) {
        for_us = *one == provider.client_id;
    } else if (const auto* many = audience->array()) {
        count = many->size();
        for (const auto& item : *many) for_us |= item.text() && *item.text() == provider.client_id;
    }
    require(for_us, "the token is for somebody else");
    const auto* party = claims.find("azp");
    require(count == 1 || party, "the token has several audiences and no authorised party");
    require(!party || (party->text() && *party->text() == provider.client_id), "the token was given to somebody else");
}

void check_common(const Token& token, const Provider& provider, Instant now)
{
    const auto& claims = token.claims;
    require(token.algorithm == name_of(provider.algorithm), "the token is signed in another way than agreed");
    require(claims.text_of("iss") == provider.issuer, "the token is of another issuer");
    check_audience(claims, provider);
    require(required_instant(claims, "exp", "the token never expires") + skew > now, "the token has expired");
    auto issued_at = required_instant(claims, "iat", "the token does not say when it was issued");
    require(issued_at - skew <= now, "the token is from the future");
    require(issued_at + oldest_token > now, "the token is old");
    if (auto from = instant_of(claims, "nbf")) require(*from - skew <= now, "the token is not good yet");
}

}  // namespace

std::optional<Instant> instant_of(const json::Value& claims, std::string_view name)
{
    const auto* value = claims.find(name);
    if (!value || value->is_null()) return std::nullopt;
    double seconds = -1;
    if (const auto* whole = value->integer()) seconds = static_cast<double>(*whole);
    else if (const auto* real = value->real()) seconds = *real;
    if (!(seconds >= 0 && seconds <= last_second)) throw Unproven("a time of the token is no number of seconds");
    return Instant(std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000)));
}

void check_id_token(const Token& token, const Provider& provider, const Expected& expected)
{
    check_common(token, provider, expected.now);
    const auto& claims = token.claims;
    auto subject = claims.text_of("sub");
    require(!subject.empty() && subject.size() <= longest_subject, "the token names nobody");
    require(token.type.empty() || token.type == "JWT" || token.type == "jwt", "the token is no ID token");
    require(!claims.find("events"), "the token is no ID token");
    const auto* nonce = claims.find("nonce");
    require(nonce || !provider.nonce_is_returned, "the token has no nonce");
    require(!nonce || (nonce->text() && crypto::equal_in_constant_time(*nonce->text(), expected.nonce)), "the token answers another sign-in");
    if (const auto* hash = claims.find("at_hash"))
        require(hash->text() && *hash->text() == half_hash(expected.access_token), "the access token is not the one of this sign-in");
    if (!provider.required_acr.empty()) require(claims.text_of("acr") == provider.required_acr, "the sign-in was not as strong as required");
}

void check_logout_token(const Token& token, const Provider& provider, Instant now)
{
    check_common(token, provider, now);
    const auto& claims = token.claims;
    require(token.type.empty() || token.type == "logout+jwt" || token.type == "JWT", "the token is no logout token");
    const auto* events = claims.find("events");
    const auto* event = events ? events->find(logout_event) : nullptr;
    require(event && event->object(), "the token tells of no logout");
    require(!claims.find("nonce"), "a logout token has no nonce");
    require(!claims.text_of("jti").empty(), "the token has no number of its own");
    require(!claims.text_of("sub").empty() || !claims.text_of("sid").empty(), "the token names no session");
}

}  // namespace motcua::oidc
