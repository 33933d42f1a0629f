#include <doctest/doctest.h>

#include "platform/crypto/crypto.hpp"
#include "platform/oidc/key_ring.hpp"
#include "platform/oidc/relying_party.hpp"
#include "platform/oidc/testing.hpp"

namespace motcua::oidc {

namespace {

using namespace testing;

const Instant start = instant_in_vietnam(make_day(2026, 7, 2), MinuteOfDay(9 * 60));
constexpr auto redirect = "https://dichvu.example.vn/ve";

struct Scene {
    ManualClock clock{start};
    FakeProvider fake{clock};

    RelyingParty party() { return RelyingParty(fake.settings(), fake.send(), clock); }

    // A whole sign-in at `party`, as the fake answers now.
    Identity sign_in(RelyingParty& party, std::optional<std::string> issuer = std::nullopt)
    {
        auto beginning = party.begin(redirect);
        fake.nonce = beginning.nonce;
        return party.finish("ma", issuer, redirect, beginning.nonce, beginning.verifier);
    }

    // Why a sign-in with these claims of the ID token proves nothing; "" when it does.
    std::string why_not(const std::function<void(json::Value&)>& change)
    {
        fake.id_token = [change](const FakeProvider& self) {
            auto claims = self.id_claims();
            change(claims);
            return first_key().sign(claims);
        };
        return why_not_now();
    }

    std::string why_not_now()
    {
        auto p = party();
        try {
            sign_in(p);
        } catch (const Unproven& why) {
            return why.what();
        }
        return "";
    }
};

void remove(json::Value& claims, std::string_view name)
{
    std::erase_if(*claims.object(), [&](const auto& member) { return member.first == name; });
}

std::int64_t seconds(Instant at)
{
    return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

}  // namespace

TEST_CASE("a sign-in sends PKCE, state and nonce, and gives the person's claims")
{
    Scene scene;
    auto party = scene.party();
    auto beginning = party.begin(redirect);
    CHECK(beginning.url.starts_with("https://id.example.vn/auth?response_type=code&client_id=motcua&redirect_uri=https%3A%2F%2Fdichvu.example.vn%2Fve"));
    CHECK(beginning.url.find("code_challenge_method=S256") != std::string::npos);
    CHECK(beginning.url.find("code_challenge=" + to_base64url(crypto::sha256(beginning.verifier))) != std::string::npos);
    CHECK(beginning.url.find(beginning.verifier) == std::string::npos);
    CHECK(party.begin(redirect).state != beginning.state);
    auto identity = scene.sign_in(party, scene.fake.issuer);
    CHECK(identity.subject == "cong-dan-1");
    CHECK(identity.session_id == "phien-1");
    CHECK(identity.claims.text_of("HoVaTen") == "NGUYỄN VĂN THỬ");
    const auto& call = *std::ranges::find_if(scene.fake.calls, [](const auto& c) { return c.url.ends_with("/token"); });
    CHECK(call.body.find("code_verifier=") != std::string::npos);
    CHECK(call.body.find("client_secret") == std::string::npos);
    CHECK(std::ranges::find(call.headers, std::pair<std::string, std::string>("Authorization", "Basic bW90Y3VhOmJpJTIwbWF0JTNBMQ==")) != call.headers.end());
    CHECK(scene.fake.calls_to("/.well-known/openid-configuration") == 1);
}

TEST_CASE("every claim of an ID token that is not as it must be proves nothing")
{
    struct Row {
        const char* why;
        std::function<void(json::Value&)> change;
    };
    auto now = seconds(start);
    const Row rows[] = {
        {"", [](json::Value&) {}},
        {"the token answers another sign-in", [](json::Value& c) { c.set("nonce", "cua-phien-khac"); }},
        {"the token has no nonce", [](json::Value& c) { remove(c, "nonce"); }},
        {"the token is of another issuer", [](json::Value& c) { c.set("iss", "https://id.example.vn/"); }},
        {"the token is of another issuer", [](json::Value& c) { remove(c, "iss"); }},
        {"the token is for somebody else", [](json::Value& c) { c.set("aud", "nguoi-khac"); }},
        {"the token is for somebody else", [](json::Value& c) { c.set("aud", json::Array{"a", "b"}); }},
        {"the token has no audience", [](json::Value& c) { remove(c, "aud"); }},
        {"the token has several audiences and no authorised party", [](json::Value& c) { c.set("aud", json::Array{"motcua", "b"}); }},
        {"", [](json::Value& c) { c.set("aud", json::Array{"motcua", "b"}), c.set("azp", "motcua"); }},
        {"", [](json::Value& c) { c.set("aud", json::Array{"motcua"}); }},
        {"the token was given to somebody else", [](json::Value& c) { c.set("azp", "b"); }},
        {"the token has expired", [=](json::Value& c) { c.set("exp", now - 60); }},
        {"", [=](json::Value& c) { c.set("exp", now - 59); }},
        {"the token never expires", [](json::Value& c) { remove(c, "exp"); }},
        {"a time of the token is no number of seconds", [](json::Value& c) { c.set("exp", "2026-07-02"); }},
        {"a time of the token is no number of seconds", [](json::Value& c) { c.set("exp", 1e300); }},
        {"the token is from the future", [=](json::Value& c) { c.set("iat", now + 61); }},
        {"", [=](json::Value& c) { c.set("iat", now + 60); }},
        {"the token is old", [=](json::Value& c) { c.set("iat", now - 86400); }},
        {"the token does not say when it was issued", [](json::Value& c) { remove(c, "iat"); }},
        {"the token is not good yet", [=](json::Value& c) { c.set("nbf", now + 61); }},
        {"the token names nobody", [](json::Value& c) { remove(c, "sub"); }},
        {"the token names nobody", [](json::Value& c) { c.set("sub", std::string(256, 'a')); }},
        {"the token is no ID token", [](json::Value& c) { c.set("events", json::Object{}); }},
        {"the access token is not the one of this sign-in", [](json::Value& c) { c.set("at_hash", "AAAA"); }},
        {"", [](json::Value& c) { c.set("at_hash", half_hash("tam-the")); }},
        {"the user info is of another person", [](json::Value& c) { c.set("sub", "cong-dan-2"); }},
    };
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        INFO("row ", i);
        Scene scene;
        CHECK(scene.why_not(rows[i].change) == rows[i].why);
    }
}

TEST_CASE("a token signed with nothing, with the public key as a secret, or by another algorithm proves nothing")
{
    Scene scene;
    scene.fake.id_token = [](const FakeProvider& self) { return unsigned_token(R"({"alg":"none"})", self.id_claims(), ""); };
    CHECK(scene.why_not_now() == "the token is signed in another way than agreed");
    scene.fake.id_token = [](const FakeProvider& self) {
        auto text = to_base64url(R"({"alg":"HS256","kid":"k1"})") + "." + to_base64url(json::print(self.id_claims()));
        return text + "." + to_base64url(hmac_sha256(first_key().public_pem(), text));
    };
    CHECK(scene.why_not_now() == "the token is signed in another way than agreed");
    // The header says what was agreed, the signature is of the other kind.
    scene.fake.id_token = [](const FakeProvider& self) {
        auto text = to_base64url(R"({"alg":"RS256","kid":"k1"})") + "." + to_base64url(json::print(self.id_claims()));
        return text + "." + to_base64url(hmac_sha256(first_key().public_pem(), text));
    };
    CHECK(scene.why_not_now() == "the token is not signed by the provider");
    scene.fake.keys = key_set({&first_key(), &curve_key()});
    scene.fake.id_token = [](const FakeProvider& self) { return curve_key().sign(self.id_claims()); };
    CHECK(scene.why_not_now() == "the token is signed in another way than agreed");
    scene.fake.id_token = [](const FakeProvider& self) { return second_key().sign(self.id_claims()); };
    CHECK(scene.why_not_now() == "the token is not signed by the provider");
    scene.fake.id_token = [](const FakeProvider&) { return std::string("not.a.token"); };
    CHECK(scene.why_not_now() == "the header is no base64url");
    scene.fake.id_token = [](const FakeProvider&) { return std::string(); };
    CHECK(scene.why_not_now() == "there is no ID token");
}

TEST_CASE("a provider that signs with ES256 and knows no nonce can be configured")
{
    Scene scene;
    scene.fake.keys = key_set({&curve_key()});
    scene.fake.id_token = [](const FakeProvider& self) {
        auto claims = self.id_claims();
        remove(claims, "nonce");
        return curve_key().sign(claims);
    };
    auto settings = scene.fake.settings();
    settings.algorithm = Algorithm::es256;
    settings.nonce_is_returned = false;
    RelyingParty party(settings, scene.fake.send(), scene.clock);
    CHECK(scene.sign_in(party).subject == "cong-dan-1");
    scene.fake.id_token = [](const FakeProvider& self) {
        auto claims = self.id_claims();
        claims.set("nonce", "sai");
        return curve_key().sign(claims);
    };
    CHECK_THROWS_AS(scene.sign_in(party), Unproven);
}

TEST_CASE("the answer of another issuer is refused before its code is sent anywhere")
{
    Scene scene;
    auto party = scene.party();
    CHECK_THROWS_AS(scene.sign_in(party, "https://id.example.vn/"), Unproven);
    CHECK(scene.fake.calls_to("/token") == 0);
}

TEST_CASE("a provider that is down, talks nonsense or refuses us is down, not the person's fault")
{
    Scene scene;
    auto down = [&] {
        auto party = scene.party();
        CHECK_THROWS_AS(scene.sign_in(party), ProviderDown);
    };
    scene.fake.is_down = true;
    down();
    scene.fake.is_down = false;
    for (const auto& reply : {net::Reply{500, {}, ""}, net::Reply{200, {}, "<html>"}, net::Reply{200, {}, R"({"issuer":"https://x.example.vn"})"}}) {
        scene.fake.instead["/.well-known/openid-configuration"] = reply;
        down();
    }
    scene.fake.instead.clear();
    for (const auto& reply : {net::Reply{401, {}, R"({"error":"invalid_client"})"}, net::Reply{200, {}, R"({"error":"server_error"})"}, net::Reply{502, {}, "Bad"}}) {
        scene.fake.instead["/token"] = reply;
        down();
    }
    scene.fake.instead["/token"] = {400, {}, R"({"error":"invalid_grant"})"};
    CHECK(scene.why_not_now() == "the code is not good (any more)");
    scene.fake.instead.clear();
    scene.fake.instead["/jwks"] = {503, {}, ""};
    down();
}

TEST_CASE("keys are fetched again for a token of a new key, once a minute for its name")
{
    Scene scene;
    auto party = scene.party();
    scene.sign_in(party);
    CHECK(scene.fake.calls_to("/jwks") == 1);
    scene.clock.advance(std::chrono::seconds(5));
    scene.fake.keys = key_set({&second_key()});  // Rotated between the browser's leaving and its coming back.
    scene.fake.id_token = [](const FakeProvider& self) { return second_key().sign(self.id_claims()); };
    CHECK(scene.sign_in(party).subject == "cong-dan-1");
    CHECK(scene.fake.calls_to("/jwks") == 2);

    scene.fake.id_token = [](const FakeProvider& self) { return first_key().sign(self.id_claims()); };
    CHECK(scene.sign_in(party).subject == "cong-dan-1");  // On its way when the key was dropped.
    scene.clock.advance(std::chrono::minutes(10));
    CHECK_THROWS_AS(scene.sign_in(party), Unproven);
    CHECK(scene.fake.calls_to("/jwks") == 3);
    for (int i = 0; i < 5; ++i) CHECK_THROWS_AS(scene.sign_in(party), Unproven);
    CHECK(scene.fake.calls_to("/jwks") == 3);
    scene.clock.advance(std::chrono::minutes(1));
    CHECK_THROWS_AS(scene.sign_in(party), Unproven);
    CHECK(scene.fake.calls_to("/jwks") == 4);
}

TEST_CASE("strangers' tokens cannot use up the fetches that sign-ins need")
{
    Scene scene;
    auto party = scene.party();
    scene.sign_in(party);
    for (int i = 0; i < 20; ++i) {
        auto text = signed_token(scene.fake.logout_claims(), Algorithm::rs256, "la-" + std::to_string(i), second_key().private_pem());
        CHECK_THROWS_AS(party.ended(text), Unproven);
    }
    CHECK(scene.fake.calls_to("/jwks") == 6);
    scene.fake.keys = key_set({&second_key()});
    scene.fake.id_token = [](const FakeProvider& self) { return second_key().sign(self.id_claims()); };
    CHECK(scene.sign_in(party).subject == "cong-dan-1");
}

TEST_CASE("keys are fetched anew after an hour, and the old ones serve a day while the provider does not answer")
{
    ManualClock clock(start);
    int fetched = 0;
    bool fails = false;
    KeyRing ring(clock, [&] {
        ++fetched;
        if (fails) throw ProviderDown("no");
        return read_key_set(key_set({&first_key()}));
    });
    auto token = read_token(first_key().sign(json::parse(R"({"a":1})")));
    CHECK(ring.has_signed(token, Algorithm::rs256, Origin::provider));
    clock.advance(std::chrono::minutes(59));
    CHECK(ring.has_signed(token, Algorithm::rs256, Origin::provider));
    CHECK(fetched == 1);
    clock.advance(std::chrono::minutes(1));
    CHECK(ring.has_signed(token, Algorithm::rs256, Origin::provider));
    CHECK(fetched == 2);
    fails = true;
    clock.advance(std::chrono::hours(23));
    CHECK(ring.has_signed(token, Algorithm::rs256, Origin::provider));
    clock.advance(std::chrono::hours(1));
    CHECK_THROWS_AS(ring.has_signed(token, Algorithm::rs256, Origin::provider), ProviderDown);
}

TEST_CASE("a token without a key's name is tried with every key of the algorithm")
{
    ManualClock clock(start);
    KeyRing ring(clock, [] { return read_key_set(key_set({&second_key(), &curve_key(), &first_key()})); });
    auto token = read_token(signed_token(json::parse(R"({"a":1})"), Algorithm::rs256, "", first_key().private_pem()));
    CHECK(ring.has_signed(token, Algorithm::rs256, Origin::provider));
    CHECK_FALSE(ring.has_signed(token, Algorithm::es256, Origin::provider));
}

TEST_CASE("a client that proves itself with a private key sends an assertion instead of a secret")
{
    Scene scene;
    auto settings = scene.fake.settings();
    settings.client_auth = ClientAuth::private_key_jwt;
    settings.private_key = second_key().private_pem();
    settings.private_key_id = "cua-ta";
    RelyingParty party(settings, scene.fake.send(), scene.clock);
    scene.sign_in(party);
    const auto& body = std::ranges::find_if(scene.fake.calls, [](const auto& c) { return c.url.ends_with("/token"); })->body;
    auto at = body.find("client_assertion=");
    REQUIRE(at != std::string::npos);
    auto token = read_token(body.substr(at + 17));
    CHECK(token.key_id == "cua-ta");
    CHECK(read_key_set(key_set({&second_key()}))[0].has_signed(token.signed_text, token.signature));
    CHECK(token.claims.text_of("aud") == "https://id.example.vn/token");
    CHECK(*token.claims.find("exp")->integer() - *token.claims.find("iat")->integer() == 60);
    CHECK(body.find("client_secret") == std::string::npos);
}

TEST_CASE("the user info may not change what the ID token proves, and may be a token itself")
{
    Scene scene;
    scene.fake.user_info.set("sid", "cua-nguoi-khac");
    auto party = scene.party();
    CHECK(scene.sign_in(party).claims.text_of("sid") == "phien-1");
    auto claims = scene.fake.user_info;
    claims.set("iss", scene.fake.issuer);
    scene.fake.instead["/me"] = {200, {{"content-type", "application/jwt"}}, first_key().sign(claims)};
    CHECK(scene.sign_in(party).claims.text_of("SoDinhDanh") == "031088000001");
    scene.fake.instead["/me"] = {200, {{"content-type", "application/jwt"}}, second_key().sign(claims)};
    CHECK_THROWS_AS(scene.sign_in(party), Unproven);
}

TEST_CASE("a logout token ends a session only when everything about it is right")
{
    struct Row {
        const char* why;
        std::function<void(json::Value&)> change;
    };
    const Row rows[] = {
        {"", [](json::Value&) {}},
        {"", [](json::Value& c) { remove(c, "sub"); }},
        {"", [](json::Value& c) { remove(c, "sid"); }},
        {"the token names no session", [](json::Value& c) { remove(c, "sub"), remove(c, "sid"); }},
        {"a logout token has no nonce", [](json::Value& c) { c.set("nonce", "x"); }},
        {"the token has no number of its own", [](json::Value& c) { remove(c, "jti"); }},
        {"the token tells of no logout", [](json::Value& c) { remove(c, "events"); }},
        {"the token tells of no logout", [](json::Value& c) { c.set("events", json::parse(R"({"http://schemas.openid.net/event/backchannel-logout":true})")); }},
        {"the token is for somebody else", [](json::Value& c) { c.set("aud", "b"); }},
        {"the token is of another issuer", [](json::Value& c) { c.set("iss", "b"); }},
        {"the token has expired", [](json::Value& c) { c.set("exp", seconds(start) - 120); }},
    };
    for (const auto& row : rows) {
        Scene scene;
        auto party = scene.party();
        auto claims = scene.fake.logout_claims();
        row.change(claims);
        std::string why;
        try {
            auto ended = party.ended(first_key().sign(claims));
            CHECK(ended.token_id == "so-1");
        } catch (const Unproven& error) {
            why = error.what();
        }
        CHECK(why == row.why);
    }
}

TEST_CASE("the way out names the client, the token and the way back")
{
    Scene scene;
    auto party = scene.party();
    CHECK(party.logout_url("a.b.c", "https://dichvu.example.vn/", "s") ==
          "https://id.example.vn/session/end?client_id=motcua&post_logout_redirect_uri=https%3A%2F%2Fdichvu.example.vn%2F&id_token_hint=a.b.c&state=s");
}

}  // namespace motcua::oidc
