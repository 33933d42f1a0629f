// Tokens and key sets of strangers: any bytes are either malformed or read, and nothing verifies that no key has signed.
#include <cstdlib>

#include "platform/json/json.hpp"
#include "platform/oidc/claims.hpp"
#include "platform/oidc/jose.hpp"

namespace {

using namespace motcua;
using namespace motcua::oidc;

void require(bool holds)
{
    if (!holds) std::abort();
}

const std::vector<Key>& example_keys()
{
    static const auto keys = read_key_set(R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})");
    return keys;
}

void try_token(std::string_view text)
try {
    auto token = read_token(text);
    require(!example_keys().at(0).has_signed(token.signed_text, token.signature));
    Provider provider;
    provider.issuer = "https://id.example.vn";
    provider.client_id = "motcua";
    try {
        check_id_token(token, provider, {"nonce", "", Instant{}});
    } catch (const Unproven&) {
    }
    try {
        check_logout_token(token, provider, Instant{});
    } catch (const Unproven&) {
    }
} catch (const Malformed&) {
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    std::string_view text(reinterpret_cast<const char*>(bytes), size);
    if (auto decoded = from_base64url(text)) require(to_base64url(*decoded) == text);
    require(from_base64url(to_base64url(text)) == text);
    try_token(text);
    // The same bytes as claims behind a good header, and as a member of a key set.
    try_token(to_base64url(R"({"alg":"RS256","kid":"k1"})") + "." + to_base64url(text) + "." + to_base64url(text));
    for (const auto& set : {std::string(text), "{\"keys\":[" + std::string(text) + "]}", R"({"keys":[{"kty":"RSA","e":"AQAB","n":")" + to_base64url(text) + "\"}]}",
                            R"({"keys":[{"kty":"EC","crv":"P-256","x":")" + to_base64url(text.substr(0, 32)) + R"(","y":")" + to_base64url(text.substr(size / 2, 32)) + "\"}]}"})
        try {
            for (const auto& key : read_key_set(set)) require(!key.has_signed(text, text));
        } catch (const Malformed&) {
        }
    return 0;
}
