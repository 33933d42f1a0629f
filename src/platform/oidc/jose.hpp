#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "platform/json/value.hpp"

// Signed tokens (RFC 7515, 7517, 7519): reading what strangers send and checking it against a key that we chose.
namespace motcua::oidc {

// Without padding, as tokens write it; nothing for any other character, for a length that cannot be and for left-over bits.
std::optional<std::string> from_base64url(std::string_view);
std::string to_base64url(std::string_view bytes);

enum class Algorithm { rs256, es256 };
std::string_view name_of(Algorithm);                       // "RS256"
std::optional<Algorithm> algorithm_named(std::string_view);

// A public key of a provider (JWK), ready for use. Copies share it.
class Key {
public:
    struct Material;
    explicit Key(std::string id, Algorithm algorithm, std::shared_ptr<const Material> material)
        : m_id(std::move(id)), m_algorithm(algorithm), m_material(std::move(material))
    {
    }

    const std::string& id() const { return m_id; }         // kid, "" when it has none
    Algorithm algorithm() const { return m_algorithm; }    // The only one that it is good for
    bool has_signed(std::string_view text, std::string_view signature) const;

private:
    std::string m_id;
    Algorithm m_algorithm;
    std::shared_ptr<const Material> m_material;
};

// The signing keys of a JWK set. Keys of other kinds, for other uses, with private parts or too weak (RSA below 2048 bits) are
// passed over. Throws Malformed when the text is no set.
std::vector<Key> read_key_set(std::string_view json);

struct Malformed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// header.payload.signature, taken apart. Nothing is proven yet.
struct Token {
    std::string algorithm;                                 // As the sender says: compare it, never obey it
    std::string key_id;
    std::string type;                                      // typ
    json::Value claims;
    std::string signed_text;
    std::string signature;
};
// Throws Malformed. A header with "crit" is refused: we understand no extension.
Token read_token(std::string_view);

// A signature of our own, for a client that proves itself with a private key. `private_key`: PEM. Throws std::runtime_error.
std::string signed_token(const json::Value& claims, Algorithm, std::string_view key_id, std::string_view private_key);

// The left half of SHA-256, as at_hash and c_hash have it.
std::string half_hash(std::string_view);

std::string hmac_sha256(std::string_view key, std::string_view text);   // 32 bytes

}  // namespace motcua::oidc
