#include "platform/oidc/jose.hpp"

#include <array>

#include "domain/refusal.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/oidc/signature.hpp"

namespace motcua::oidc {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t longest_token = 16 * 1024;

constexpr std::array<signed char, 256> make_values()
{
    std::array<signed char, 256> values{};
    for (auto& value : values) value = -1;
    for (std::size_t i = 0; i < alphabet.size(); ++i) values[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
    return values;
}
constexpr auto values = make_values();

json::Value parsed(std::string_view text, const char* what)
{
    try {
        auto value = json::parse(text);
        if (value.object()) return value;
    } catch (const Refusal&) {
    }
    throw Malformed(std::string(what) + " is no JSON object");
}

std::string decoded(std::string_view text, const char* what)
{
    auto bytes = from_base64url(text);
    if (!bytes) throw Malformed(std::string(what) + " is no base64url");
    return std::move(*bytes);
}

// Only keys that are there for signatures, alone or as they say.
bool is_for_signing(const json::Value& key)
{
    auto use = key.text_of("use");
    if (!use.empty() && use != "sig") return false;
    const auto* operations = key.find("key_ops");
    if (!operations || !operations->array()) return true;
    for (const auto& operation : *operations->array())
        if (operation.text() && *operation.text() == "verify") return true;
    return false;
}

std::optional<Key> read_key(const json::Value& key)
{
    if (!is_for_signing(key) || key.find("d") || key.find("k")) return std::nullopt;
    auto type = key.text_of("kty");
    auto algorithm = type == "RSA" ? Algorithm::rs256 : Algorithm::es256;
    auto says = key.text_of("alg");
    if (!says.empty() && says != name_of(algorithm)) return std::nullopt;
    std::shared_ptr<const Key::Material> material;
    if (type == "RSA") {
        auto modulus = from_base64url(key.text_of("n")), exponent = from_base64url(key.text_of("e"));
        if (modulus && exponent) material = rsa_key(*modulus, *exponent);
    } else if (type == "EC" && key.text_of("crv") == "P-256") {
        auto x = from_base64url(key.text_of("x")), y = from_base64url(key.text_of("y"));
        if (x && y) material = p256_key(*x, *y);
    }
    if (!material) return std::nullopt;
    return Key(std::string(key.text_of("kid")), algorithm, std::move(material));
}

}  // namespace

std::optional<std::string> from_base64url(std::string_view text)
{
    if (text.size() % 4 == 1) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int count = 0;
    for (unsigned char c : text) {
        if (values[c] < 0) return std::nullopt;
        bits = (bits << 6) | static_cast<std::uint32_t>(values[c]);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>((bits >> count) & 0xff);
    }
    if (bits & ((1u << count) - 1)) return std::nullopt;  // The same bytes must not have a second spelling.
    return bytes;
}

std::string to_base64url(std::string_view bytes)
{
    std::string text;
    std::uint32_t bits = 0;
    int count = 0;
    for (unsigned char c : bytes) {
        bits = (bits << 8) | c;
        count += 8;
        while (count >= 6) {
            count -= 6;
            text += alphabet[(bits >> count) & 63];
        }
    }
    if (count > 0) text += alphabet[(bits << (6 - count)) & 63];
    return text;
}

std::string_view name_of(Algorithm algorithm)
{
    return algorithm == Algorithm::rs256 ? "RS256" : "ES256";
}

std::optional<Algorithm> algorithm_named(std::string_view name)
{
    if (name == "RS256") return Algorithm::rs256;
    if (name == "ES256") return Algorithm::es256;
    return std::nullopt;
}

bool Key::has_signed(std::string_view text, std::string_view signature) const
{
    return verify(*m_material, m_algorithm, text, signature);
}

std::vector<Key> read_key_set(std::string_view json)
{
    auto set = parsed(json, "the key set");
    const auto* list = set.find("keys");
    if (!list || !list->array()) throw Malformed("the key set has no keys");
    std::vector<Key> keys;
    for (const auto& item : *list->array()) {
        if (keys.size() == 50) break;
        if (auto key = item.object() ? read_key(item) : std::nullopt) keys.push_back(std::move(*key));
    }
    return keys;
}

Token read_token(std::string_view text)
{
    if (text.size() > longest_token) throw Malformed("the token is too long");
    auto first = text.find('.');
    auto second = first == std::string_view::npos ? first : text.find('.', first + 1);
    if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) throw Malformed("a token has three parts");
    auto header = parsed(decoded(text.substr(0, first), "the header"), "the header");
    if (header.find("crit")) throw Malformed("the token wants an extension");
    Token token;
    token.algorithm = header.text_of("alg");
    token.key_id = header.text_of("kid");
    token.type = header.text_of("typ");
    token.claims = parsed(decoded(text.substr(first + 1, second - first - 1), "the payload"), "the payload");
    token.signed_text = text.substr(0, second);
    token.signature = decoded(text.substr(second + 1), "the signature");
    return token;
}

std::string signed_token(const json::Value& claims, Algorithm algorithm, std::string_view key_id, std::string_view private_key)
{
    json::Value header;
    header.set("alg", name_of(algorithm));
    header.set("typ", "JWT");
    if (!key_id.empty()) header.set("kid", key_id);
    auto text = to_base64url(json::print(header)) + "." + to_base64url(json::print(claims));
    return text + "." + to_base64url(sign(private_key, algorithm, text));
}

std::string half_hash(std::string_view text)
{
    return to_base64url(crypto::sha256(text).substr(0, 16));
}

}  // namespace motcua::oidc
