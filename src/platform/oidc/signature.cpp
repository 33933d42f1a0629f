#include "platform/oidc/signature.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

namespace motcua::oidc {

struct Key::Material {
    explicit Material(EVP_PKEY* given) : key(given) {}
    ~Material() { EVP_PKEY_free(key); }
    Material(const Material&) = delete;
    Material& operator=(const Material&) = delete;

    EVP_PKEY* key;
};

namespace {

constexpr std::size_t coordinate_size = 32;

template <class T, void (*release)(T*)>
struct Releases {
    void operator()(T* object) const { release(object); }
};
using Number = std::unique_ptr<BIGNUM, Releases<BIGNUM, BN_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Releases<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Releases<EVP_MD_CTX, EVP_MD_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Releases<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Releases<OSSL_PARAM, OSSL_PARAM_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Releases<ECDSA_SIG, ECDSA_SIG_free>>;
using Private = std::unique_ptr<EVP_PKEY, Releases<EVP_PKEY, EVP_PKEY_free>>;
struct FreeBio {
    void operator()(BIO* bio) const { BIO_free(bio); }
};

const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of(std::string_view bytes)
{
    return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

std::shared_ptr<const Key::Material> made(const char* kind, OSSL_PARAM_BLD* builder)
{
    Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    Context context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) <= 0 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) <= 0 || !key)
        return nullptr;
    auto material = std::make_shared<const Key::Material>(key);
    Context check(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));  // A point that lies on the curve, for one.
    return check && EVP_PKEY_public_check(check.get()) == 1 ? material : nullptr;
}

// DER, as OpenSSL wants it, of r and s side by side.
std::string as_der(std::string_view raw)
{
    Signature signature(ECDSA_SIG_new());
    auto r = number_of(raw.substr(0, coordinate_size)), s = number_of(raw.substr(coordinate_size));
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return "";
    r.release();
    s.release();
    unsigned char* der = nullptr;
    int size = i2d_ECDSA_SIG(signature.get(), &der);
    if (size <= 0) return "";
    std::string text(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return text;
}

std::string from_der(std::string_view der)
{
    const auto* at = bytes_of(der);
    Signature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    std::string raw(2 * coordinate_size, '\0');
    auto* out = reinterpret_cast<unsigned char*>(raw.data());
    if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, coordinate_size) < 0 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + coordinate_size, coordinate_size) < 0)
        throw std::runtime_error("no ECDSA signature was made");
    return raw;
}

}  // namespace

std::shared_ptr<const Key::Material> rsa_key(std::string_view modulus, std::string_view exponent)
{
    if (modulus.size() > 1024 || exponent.size() > 8) return nullptr;
    auto n = number_of(modulus), e = number_of(exponent);
    if (!n || !e || BN_num_bits(n.get()) < 2048 || !BN_is_odd(n.get()) || !BN_is_odd(e.get()) || BN_is_one(e.get())) return nullptr;
    Builder builder(OSSL_PARAM_BLD_new());
    if (!builder || !OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) ||
        !OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()))
        return nullptr;
    return made("RSA", builder.get());
}

std::shared_ptr<const Key::Material> p256_key(std::string_view x, std::string_view y)
{
    if (x.size() != coordinate_size || y.size() != coordinate_size) return nullptr;
    auto point = "\x04" + std::string(x) + std::string(y);
    Builder builder(OSSL_PARAM_BLD_new());
    if (!builder || !OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) ||
        !OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()))
        return nullptr;
    return made("EC", builder.get());
}

bool verify(const Key::Material& material, Algorithm algorithm, std::string_view text, std::string_view signature)
{
    std::string der;
    if (algorithm == Algorithm::es256) {
        if (signature.size() != 2 * coordinate_size) return false;
        der = as_der(signature);
        signature = der;
    }
    if (signature.empty() || !EVP_PKEY_is_a(material.key, algorithm == Algorithm::rs256 ? "RSA" : "EC")) return false;
    Digest digest(EVP_MD_CTX_new());
    return digest && EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, material.key) == 1 &&
           EVP_DigestVerify(digest.get(), bytes_of(signature), signature.size(), bytes_of(text), text.size()) == 1;
}

std::string sign(std::string_view private_key_pem, Algorithm algorithm, std::string_view text)
{
    std::unique_ptr<BIO, FreeBio> file(BIO_new_mem_buf(private_key_pem.data(), static_cast<int>(private_key_pem.size())));
    Private key(PEM_read_bio_PrivateKey(file.get(), nullptr, nullptr, nullptr));
    if (!key || !EVP_PKEY_is_a(key.get(), algorithm == Algorithm::rs256 ? "RSA" : "EC"))
        throw std::runtime_error("the private key is none of the wanted kind");
    Digest digest(EVP_MD_CTX_new());
    std::size_t size = 0;
    if (!digest || EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1 ||
        EVP_DigestSign(digest.get(), nullptr, &size, bytes_of(text), text.size()) != 1)
        throw std::runtime_error("the private key cannot sign");
    std::string signature(size, '\0');
    if (EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes_of(text), text.size()) != 1)
        throw std::runtime_error("the private key cannot sign");
    signature.resize(size);
    return algorithm == Algorithm::es256 ? from_der(signature) : signature;
}

std::string hmac_sha256(std::string_view key, std::string_view text)
{
    std::string digest(32, '\0');
    unsigned int size = 0;
    if (!HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(text), text.size(), reinterpret_cast<unsigned char*>(digest.data()), &size))
        throw std::runtime_error("no HMAC was made");
    return digest;
}

}  // namespace motcua::oidc
