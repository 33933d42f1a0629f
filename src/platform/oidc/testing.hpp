#pragma once

#include <algorithm>
#include <map>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "platform/clock.hpp"
#include "platform/json/json.hpp"
#include "platform/oidc/relying_party.hpp"

// For tests: keys made on the spot, and a provider that answers in memory and can be told to misbehave.
namespace motcua::oidc::testing {

class SigningKey {
public:
    SigningKey(std::string id, Algorithm algorithm)
        : m_id(std::move(id)), m_algorithm(algorithm), m_key(algorithm == Algorithm::rs256 ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256"))
    {
    }
    ~SigningKey() { EVP_PKEY_free(m_key); }
    SigningKey(const SigningKey&) = delete;
    SigningKey& operator=(const SigningKey&) = delete;

    const std::string& id() const { return m_id; }

    std::string private_pem() const
    {
        auto* bio = BIO_new(BIO_s_mem());
        PEM_write_bio_PrivateKey(bio, m_key, nullptr, nullptr, 0, nullptr, nullptr);
        auto text = text_of(bio);
        BIO_free(bio);
        return text;
    }

    std::string public_pem() const
    {
        auto* bio = BIO_new(BIO_s_mem());
        PEM_write_bio_PUBKEY(bio, m_key);
        auto text = text_of(bio);
        BIO_free(bio);
        return text;
    }

    json::Value jwk() const
    {
        json::Value key;
        key.set("kid", m_id);
        key.set("use", "sig");
        if (m_algorithm == Algorithm::rs256) {
            key.set("kty", "RSA");
            key.set("alg", "RS256");
            key.set("n", to_base64url(number(OSSL_PKEY_PARAM_RSA_N, 0)));
            key.set("e", to_base64url(number(OSSL_PKEY_PARAM_RSA_E, 0)));
        } else {
            key.set("kty", "EC");
            key.set("crv", "P-256");
            key.set("x", to_base64url(number(OSSL_PKEY_PARAM_EC_PUB_X, 32)));
            key.set("y", to_base64url(number(OSSL_PKEY_PARAM_EC_PUB_Y, 32)));
        }
        return key;
    }

    std::string sign(const json::Value& claims) const { return signed_token(claims, m_algorithm, m_id, private_pem()); }

private:
    static std::string text_of(BIO* bio)
    {
        char* data = nullptr;
        auto size = BIO_get_mem_data(bio, &data);
        return {data, static_cast<std::size_t>(size)};
    }

    std::string number(const char* name, std::size_t size) const
    {
        BIGNUM* value = nullptr;
        EVP_PKEY_get_bn_param(m_key, name, &value);
        std::string bytes(std::max<std::size_t>(size, static_cast<std::size_t>(BN_num_bytes(value))), '\0');
        BN_bn2binpad(value, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
        BN_free(value);
        return bytes;
    }

    std::string m_id;
    Algorithm m_algorithm;
    EVP_PKEY* m_key;
};

inline std::string key_set(std::initializer_list<const SigningKey*> keys)
{
    json::Array list;
    for (const auto* key : keys) list.push_back(key->jwk());
    json::Value set;
    set.set("keys", std::move(list));
    return json::print(set);
}

// Keys are slow to make: these are made once.
inline const SigningKey& first_key()
{
    static const SigningKey key("k1", Algorithm::rs256);
    return key;
}
inline const SigningKey& second_key()
{
    static const SigningKey key("k2", Algorithm::rs256);
    return key;
}
inline const SigningKey& curve_key()
{
    static const SigningKey key("e1", Algorithm::es256);
    return key;
}

inline std::string unsigned_token(const std::string& header, const json::Value& claims, const std::string& signature)
{
    return to_base64url(header) + "." + to_base64url(json::print(claims)) + "." + to_base64url(signature);
}

// A provider at https://id.example.vn. What its answers are built from is public: a test changes a part and looks what happens.
class FakeProvider {
public:
    explicit FakeProvider(const Clock& clock) : m_clock(clock) {}

    Provider settings() const
    {
        Provider p;
        p.name = "vneid";
        p.issuer = issuer;
        p.client_id = "motcua";
        p.client_secret = "bi mat:1";
        return p;
    }

    net::Send send()
    {
        return [this](const net::Call& call) { return answer(call); };
    }

    json::Value id_claims() const
    {
        auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_clock.now().time_since_epoch()).count();
        json::Value claims;
        claims.set("iss", issuer);
        claims.set("sub", "cong-dan-1");
        claims.set("aud", "motcua");
        claims.set("nonce", nonce);
        claims.set("sid", "phien-1");
        claims.set("iat", seconds);
        claims.set("exp", seconds + 3600);
        return claims;
    }

    json::Value logout_claims() const
    {
        auto claims = id_claims();
        std::erase_if(*claims.object(), [](const auto& member) { return member.first == "nonce"; });
        json::Value events;
        events.set("http://schemas.openid.net/event/backchannel-logout", json::Object{});
        claims.set("events", std::move(events));
        claims.set("jti", "so-1");
        return claims;
    }

    const std::string issuer = "https://id.example.vn";
    std::string nonce;
    std::function<std::string(const FakeProvider&)> id_token = [](const FakeProvider& self) { return first_key().sign(self.id_claims()); };
    std::string keys = key_set({&first_key()});
    json::Value user_info = json::parse(R"({"sub":"cong-dan-1","HoVaTen":"NGUYỄN VĂN THỬ","SoDinhDanh":"031088000001"})");
    std::map<std::string, net::Reply> instead;             // By path: what is answered whatever is asked
    bool is_down = false;
    std::vector<net::Call> calls;

    int calls_to(std::string_view path) const
    {
        return static_cast<int>(std::ranges::count_if(calls, [&](const auto& call) { return call.url == issuer + std::string(path); }));
    }

private:
    net::Reply answer(const net::Call& call)
    {
        calls.push_back(call);
        if (is_down) throw net::Unreachable("id.example.vn: connection refused");
        auto path = call.url.substr(issuer.size());
        if (auto found = instead.find(path); found != instead.end()) return found->second;
        if (path == "/.well-known/openid-configuration")
            return {200, {}, R"({"issuer":"https://id.example.vn","authorization_endpoint":"https://id.example.vn/auth","token_endpoint":"https://id.example.vn/token",)"
                             R"("jwks_uri":"https://id.example.vn/jwks","userinfo_endpoint":"https://id.example.vn/me","end_session_endpoint":"https://id.example.vn/session/end"})"};
        if (path == "/jwks") return {200, {{"content-type", "application/jwk-set+json"}}, keys};
        if (path == "/me") return {200, {{"content-type", "application/json"}}, json::print(user_info)};
        if (path != "/token") return {404, {}, "?"};
        json::Value tokens;
        tokens.set("access_token", "tam-the");
        tokens.set("id_token", id_token(*this));
        return {200, {}, json::print(tokens)};
    }

    const Clock& m_clock;
};

}  // namespace motcua::oidc::testing
