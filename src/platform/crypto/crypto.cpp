#include "platform/crypto/crypto.hpp"

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <semaphore>
#include <stdexcept>
#include <system_error>

#include <openssl/evp.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/file.hpp"

namespace motcua::crypto {

namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t index_size = 16;
constexpr char sealed_version = 1;

constexpr unsigned long long password_passes = 2;
constexpr std::size_t password_memory = 19 * 1024 * 1024;
std::counting_semaphore<2> password_turns{2};

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void start_sodium()
{
    static const int started = sodium_init();
    if (started < 0) throw std::runtime_error("libsodium cannot start: no source of random numbers");
}

class PasswordTurn {
public:
    PasswordTurn() { password_turns.acquire(); }
    ~PasswordTurn() { password_turns.release(); }
    PasswordTurn(const PasswordTurn&) = delete;
    PasswordTurn& operator=(const PasswordTurn&) = delete;
};

std::string argon2id(std::string_view password)
{
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), password_passes, password_memory) != 0)
        throw std::runtime_error("not enough memory to hash a password");
    hash.resize(hash.find('\0'));
    return hash;
}

std::string derived_key(std::string_view master_key, std::uint64_t number)
{
    std::string key(key_size, '\0');
    crypto_kdf_derive_from_key(bytes_of(key), key.size(), number, "motcuav1", bytes_of(master_key));
    return key;
}

std::string hex_decoded(std::string_view hex)
{
    std::string bytes(hex.size() / 2, '\0');
    std::size_t written = 0;
    const char* end = nullptr;
    if (sodium_hex2bin(bytes_of(bytes), bytes.size(), hex.data(), hex.size(), nullptr, &written, &end) != 0) return {};
    bytes.resize(end == hex.data() + hex.size() ? written : 0);
    return bytes;
}

[[noreturn]] void fail(const std::string& what, const std::string& path)
{
    throw std::runtime_error(what + " the key file " + path + ": " + std::generic_category().message(errno));
}

void require_private(int descriptor, const std::string& path)
{
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) fail("cannot look at", path);
    if (!S_ISREG(status.st_mode)) throw std::runtime_error("the key file " + path + " is not a regular file");
    if ((status.st_mode & 077) != 0)
        throw std::runtime_error("the key file " + path + " is open to other users; make it private: chmod 600 " + path);
}

// The master key, or nothing when there is no such file.
std::optional<std::string> read_key(const std::string& path)
{
    const File file(path.c_str(), O_RDONLY);
    if (!file && errno == ENOENT) return std::nullopt;
    if (!file) fail("cannot open", path);
    require_private(file.descriptor(), path);
    char buffer[key_size * 2 + 3];
    const auto length = ::read(file.descriptor(), buffer, sizeof buffer);
    if (length < 0) fail("cannot read", path);
    std::string_view text(buffer, static_cast<std::size_t>(length));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    auto key = hex_decoded(text);
    sodium_memzero(buffer, sizeof buffer);
    if (key.size() != key_size) throw std::runtime_error("the key file " + path + " does not hold 64 hexadecimal characters");
    return key;
}

void write_durably(const File& file, std::string_view text, const std::string& path)
{
    if (!file.write(text) || !file.flush()) fail("cannot write", path);
}

void sync_folder_of(const std::string& path)
{
    const auto slash = path.rfind('/');
    const File folder(slash == std::string::npos ? "." : path.substr(0, slash + 1).c_str(), O_RDONLY | O_DIRECTORY);
    if (!folder || !folder.flush()) fail("cannot write the folder of", path);
}

// A link, unlike a rename, fails when somebody else was quicker; then their key holds.
void create_key(const std::string& path)
{
    const auto draft = path + "." + to_hex(random_bytes(8));
    {
        const File file(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
        if (!file) fail("cannot create", path);
        write_durably(file, to_hex(random_bytes(key_size)) + "\n", path);
    }
    const bool failed = ::link(draft.c_str(), path.c_str()) != 0 && errno != EEXIST;
    const int reason = errno;
    ::unlink(draft.c_str());
    errno = reason;
    if (failed) fail("cannot create", path);
    sync_folder_of(path);
}

}  // namespace

std::string sha256(std::string_view bytes)
{
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    std::string digest(32, '\0');
    if (algorithm == nullptr || EVP_Digest(bytes.data(), bytes.size(), bytes_of(digest), nullptr, algorithm, nullptr) != 1)
        throw std::runtime_error("OpenSSL cannot reckon SHA-256");
    return digest;
}

std::string sha256_hex(std::string_view bytes) { return to_hex(sha256(bytes)); }

Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    if (EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(m_context.get()), EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("OpenSSL cannot reckon SHA-256");
}

void Sha256::Free::operator()(void* context) const { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context)); }

void Sha256::add(std::string_view bytes)
{
    EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(m_context.get()), bytes.data(), bytes.size());
}

std::string Sha256::hex()
{
    std::string digest(32, '\0');
    EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(m_context.get()), bytes_of(digest), nullptr);
    return to_hex(digest);
}

std::string sha256_hex_of_file(const std::string& path)
{
    const File file(path.c_str(), O_RDONLY);
    Sha256 digest;
    std::string part(1 << 18, '\0');
    ssize_t length = file ? 1 : -1;
    while (length > 0) {
        length = ::read(file.descriptor(), part.data(), part.size());
        if (length > 0) digest.add({part.data(), static_cast<std::size_t>(length)});
    }
    if (length < 0) throw std::runtime_error("cannot read " + path + ": " + std::generic_category().message(errno));
    return digest.hex();
}

std::string to_hex(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

std::string random_bytes(std::size_t count)
{
    start_sodium();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string random_token(std::size_t count)
{
    const auto bytes = random_bytes(count);
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string token(sodium_base64_encoded_len(count, variant), '\0');
    sodium_bin2base64(token.data(), token.size(), bytes_of(bytes), bytes.size(), variant);
    token.pop_back();
    return token;
}

std::string random_digits(std::size_t count)
{
    start_sodium();
    std::string digits(count, '0');
    for (char& digit : digits) digit = static_cast<char>('0' + randombytes_uniform(10));
    return digits;
}

bool equal_in_constant_time(std::string_view one, std::string_view other)
{
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string hash_password(std::string_view password)
{
    start_sodium();
    const PasswordTurn turn;
    return argon2id(password);
}

bool verify_password(std::string_view hash, std::string_view password)
{
    start_sodium();
    const PasswordTurn turn;
    if (!hash.starts_with("$argon2") || hash.size() >= crypto_pwhash_STRBYTES) {
        argon2id(password);
        return false;
    }
    const std::string terminated(hash);
    return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

Vault::Vault(std::string_view master_key)
{
    if (master_key.size() != key_size) throw std::invalid_argument("a master key has 32 bytes");
    start_sodium();
    m_seal_key = derived_key(master_key, 1);
    m_index_key = derived_key(master_key, 2);
}

std::string Vault::seal(std::string_view plain, std::string_view purpose) const
{
    std::string sealed(1 + nonce_size + plain.size() + tag_size, sealed_version);
    auto* const nonce = bytes_of(sealed) + 1;
    randombytes_buf(nonce, nonce_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_size, nullptr, bytes_of(plain), plain.size(), bytes_of(purpose),
                                               purpose.size(), nullptr, nonce, bytes_of(m_seal_key));
    return sealed;
}

std::string Vault::open(std::string_view sealed, std::string_view purpose) const
{
    if (sealed.size() < 1 + nonce_size + tag_size || sealed.front() != sealed_version)
        throw std::runtime_error("these bytes were not sealed by this program");
    const auto* const nonce = bytes_of(sealed) + 1;
    const auto length = sealed.size() - 1 - nonce_size;
    std::string plain(length - tag_size, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(plain), nullptr, nullptr, nonce + nonce_size, length,
                                                   bytes_of(purpose), purpose.size(), nonce, bytes_of(m_seal_key)) != 0)
        throw std::runtime_error("sealed bytes were changed, or belong to another key or purpose");
    return plain;
}

std::string Vault::blind_index(std::string_view value, std::string_view purpose) const
{
    const auto length = static_cast<std::uint64_t>(purpose.size());
    crypto_generichash_state state;
    unsigned char digest[index_size];
    crypto_generichash_init(&state, bytes_of(m_index_key), m_index_key.size(), index_size);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&length), sizeof length);
    crypto_generichash_update(&state, bytes_of(purpose), purpose.size());
    crypto_generichash_update(&state, bytes_of(value), value.size());
    crypto_generichash_final(&state, digest, index_size);
    return to_hex({reinterpret_cast<const char*>(digest), index_size});
}

Vault Vault::from_file(const std::string& path)
{
    start_sodium();
    if (auto key = read_key(path)) return Vault(*key);
    create_key(path);
    auto key = read_key(path);
    if (!key) throw std::runtime_error("the key file " + path + " vanished while it was created");
    Vault vault(*key);
    sodium_memzero(key->data(), key->size());
    return vault;
}

}  // namespace motcua::crypto
