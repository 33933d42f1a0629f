#include <doctest/doctest.h>

#include "platform/crypto/crypto.hpp"
#include "platform/oidc/jose.hpp"
#include "platform/oidc/testing.hpp"

namespace motcua::oidc {

namespace {

using namespace testing;

std::vector<Key> keys_of(std::initializer_list<const SigningKey*> keys)
{
    return read_key_set(key_set(keys));
}

json::Value some_claims()
{
    return json::parse(R"({"sub":"a","name":"Nguyễn"})");
}

}  // namespace

TEST_CASE("base64url has exactly one spelling for the same bytes")
{
    CHECK(from_base64url("") == "");
    CHECK(from_base64url("Zg") == "f");
    CHECK(from_base64url("Zm8") == "fo");
    CHECK(from_base64url("Zm9v") == "foo");
    CHECK(to_base64url("foob") == "Zm9vYg");
    CHECK(from_base64url("_-8") == "\xff\xef");
    for (auto bad : {"Z", "Zg==", "Zh", "Zm9", "Z g", "+/+/", "Zm9v\n"}) CHECK_MESSAGE(!from_base64url(bad), bad);
}

TEST_CASE("a signed token is proven by its key alone, RS256 and ES256")
{
    for (const auto* signing : {&first_key(), &curve_key()}) {
        auto text = signing->sign(some_claims());
        auto token = read_token(text);
        CHECK(token.claims.text_of("name") == "Nguyễn");
        CHECK(token.key_id == signing->id());
        auto keys = keys_of({signing});
        REQUIRE(keys.size() == 1);
        CHECK(keys[0].has_signed(token.signed_text, token.signature));

        auto changed = token.signed_text;
        changed[changed.size() / 2] ^= 1;
        CHECK_FALSE(keys[0].has_signed(changed, token.signature));
        auto signature = token.signature;
        signature[3] = static_cast<char>(signature[3] ^ 1);
        CHECK_FALSE(keys[0].has_signed(token.signed_text, signature));
        CHECK_FALSE(keys[0].has_signed(token.signed_text, ""));
        CHECK_FALSE(keys[0].has_signed(token.signed_text, token.signature + "x"));
        CHECK_FALSE(keys_of({&second_key()})[0].has_signed(token.signed_text, token.signature));
    }
}

TEST_CASE("the ES256 example of RFC 7515 A.3 verifies")
{
    auto keys = read_key_set(R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})");
    REQUIRE(keys.size() == 1);
    auto text = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    auto signature = from_base64url("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
    CHECK(keys[0].has_signed(text, *signature));
}

TEST_CASE("the appsecret_proof of Zalo's example is what HMAC-SHA256 gives")
{
    CHECK(crypto::to_hex(hmac_sha256("demo_app_secret_0001", "demo_access_token_0001")) == "06250eceaa2429d7f3f760948ff28bd45f54cfd7fc57b146b53e97d9b240150c");
}

TEST_CASE("a key set keeps only public keys that are there for signatures and strong enough")
{
    auto n = std::string(first_key().jwk().text_of("n"));
    auto with = [&](const std::string& members) { return read_key_set(R"({"keys":[{"kty":"RSA","n":")" + n + R"(","e":"AQAB")" + members + "}]}").size(); };
    CHECK(with("") == 1);
    CHECK(with(R"(,"alg":"RS256","use":"sig")") == 1);
    CHECK(with(R"(,"use":"enc")") == 0);
    CHECK(with(R"(,"alg":"RS512")") == 0);
    CHECK(with(R"(,"alg":"HS256")") == 0);
    CHECK(with(R"(,"key_ops":["sign"])") == 0);
    CHECK(with(R"(,"key_ops":["verify"])") == 1);
    CHECK(with(R"(,"d":"AQAB")") == 0);
    CHECK(read_key_set(R"({"keys":[{"kty":"oct","k":"AQAB"},{"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"RSA","n":5},17,
        {"kty":"EC","crv":"P-256","x":"AQAB","y":"AQAB"},{"kty":"EC","crv":"P-521","x":"AQAB","y":"AQAB"}]})").empty());
    // Not a point of the curve.
    CHECK(read_key_set(R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"}]})").empty());
    for (auto bad : {"", "[]", "{}", R"({"keys":{}})", "{\"keys\":[", "\xff"}) CHECK_THROWS_AS(read_key_set(bad), Malformed);
}

TEST_CASE("what is no token is malformed, and an unknown extension is refused")
{
    auto good = first_key().sign(some_claims());
    CHECK_NOTHROW(read_token(good));
    for (const auto& bad : {std::string(), std::string("a.b"), std::string("a.b.c"), good + ".x", good + "=", "." + good, std::string(20000, 'a'),
                            unsigned_token("[]", some_claims(), ""), unsigned_token(R"({"alg":"RS256","crit":["b64"]})", some_claims(), "x"),
                            unsigned_token(R"({"alg":"RS256","alg":"none"})", some_claims(), "x")})
        CHECK_THROWS_AS(read_token(bad), Malformed);
}

}  // namespace motcua::oidc
