#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/time.hpp"
#include "platform/oidc/relying_party.hpp"

// What a token must say. Pure: no I/O, no clock. Each throws Unproven.
namespace motcua::oidc {

struct Expected {
    std::string_view nonce;
    std::string_view access_token;                         // For at_hash
    Instant now{};
};

// OpenID Connect Core 3.1.3.7: iss, aud, azp, exp, iat, nbf with a minute of skew, nonce, at_hash, acr, sub.
void check_id_token(const Token&, const Provider&, const Expected&);
// Back-Channel Logout 2.6: as above without nonce, which must not be there; events, jti, sub or sid.
void check_logout_token(const Token&, const Provider&, Instant now);

// The member as an instant: seconds since 1970, whole or not. Nothing when it is missing; throws when it is no such number.
std::optional<Instant> instant_of(const json::Value& claims, std::string_view name);

}  // namespace motcua::oidc
