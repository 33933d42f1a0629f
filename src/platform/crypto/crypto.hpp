#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace motcua::crypto {

std::string sha256(std::string_view);                 // 32 bytes
std::string sha256_hex(std::string_view);             // 64 characters
std::string sha256_hex_of_file(const std::string& path);   // Throws std::runtime_error when it cannot be read to its end.
std::string to_hex(std::string_view bytes);           // Lower case.
std::string random_bytes(std::size_t);
std::string random_token(std::size_t bytes = 32);     // base64url without padding
std::string random_digits(std::size_t count);         // One-time codes; uniform.
bool equal_in_constant_time(std::string_view, std::string_view);

// Argon2id (libsodium, 19 MiB, 2 passes). At most two run at once, so that sign-ins cannot eat the memory.
std::string hash_password(std::string_view password);
// False also when `hash` is no Argon2 hash. It takes its time in that case too: a sign-in with an unknown name must
// cost what one with a known name costs.
bool verify_password(std::string_view hash, std::string_view password);

// SHA-256 of what comes in parts.
class Sha256 {
public:
    Sha256();
    void add(std::string_view);
    std::string hex();                                // Once, at the end.

private:
    struct Free {
        void operator()(void*) const;
    };
    std::unique_ptr<void, Free> m_context;
};

// Sealing what must not lie in the database in the clear. One master key gives separate keys for sealing and indexing.
class Vault {
public:
    // `master_key`: 32 bytes. Throws std::invalid_argument otherwise.
    explicit Vault(std::string_view master_key);

    // Authenticated encryption (XChaCha20-Poly1305) with a random nonce; `purpose` is bound to the text. The result is
    // 41 bytes longer than `plain`: a version byte, the nonce, the tag.
    std::string seal(std::string_view plain, std::string_view purpose) const;
    // Throws std::runtime_error when the bytes were changed or sealed for another purpose or key.
    std::string open(std::string_view sealed, std::string_view purpose) const;
    // A keyed digest for finding equal values without storing them: 32 hexadecimal characters. The caller brings the
    // value into one spelling first.
    std::string blind_index(std::string_view value, std::string_view purpose) const;

    // Reads the key file, 64 hexadecimal characters and a line end; creates it (mode 0600) when it does not exist, and
    // only one of several programs that start together makes the key. Throws std::runtime_error when the file can be
    // read by others than its owner, holds no key, or cannot be read or written.
    static Vault from_file(const std::string& path);

private:
    std::string m_seal_key;
    std::string m_index_key;
};

}  // namespace motcua::crypto
