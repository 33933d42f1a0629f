#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "platform/oidc/jose.hpp"

// OpenSSL's part of the tokens; its headers stay in signature.cpp.
namespace motcua::oidc {

// Nothing when the numbers make no key, or a weak one: RSA needs 2048 to 8192 bits and an odd exponent above 2.
std::shared_ptr<const Key::Material> rsa_key(std::string_view modulus, std::string_view exponent);
std::shared_ptr<const Key::Material> p256_key(std::string_view x, std::string_view y);

// False for whatever does not verify, also for a key of another kind. An ES256 signature is r and s, 32 bytes each.
bool verify(const Key::Material&, Algorithm, std::string_view text, std::string_view signature);
std::string sign(std::string_view private_key_pem, Algorithm, std::string_view text);

}  // namespace motcua::oidc
