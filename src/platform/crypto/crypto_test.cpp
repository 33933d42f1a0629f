#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include "platform/crypto/crypto.hpp"

using namespace motcua;
using namespace std::string_literals;

namespace {

const std::string one_key(32, 'k');
const std::string other_key(32, 'q');

class Folder {
public:
    Folder() : m_path(std::filesystem::temp_directory_path() / ("motcua-crypto-" + crypto::random_token(8))) { std::filesystem::create_directory(m_path); }
    ~Folder() { std::filesystem::remove_all(m_path); }
    std::string file(const std::string& name) const { return m_path / name; }
    std::size_t count() const { return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(m_path), {})); }

private:
    std::filesystem::path m_path;
};

void write_file(const std::string& path, const std::string& text, mode_t mode)
{
    std::ofstream(path) << text;
    ::chmod(path.c_str(), mode);
}

std::string fault_of(const std::string& path)
{
    try {
        crypto::Vault::from_file(path);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("SHA-256 gives the digests of FIPS 180-2")
{
    CHECK(crypto::sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(crypto::sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(crypto::sha256("abc").size() == 32);
}

TEST_CASE("hexadecimal digits are small letters, high bytes included")
{
    CHECK(crypto::to_hex("\x00\x7F\xFF\xA0"s) == "007fffa0");
}

TEST_CASE("random values have the asked shape and never repeat")
{
    CHECK(crypto::random_bytes(0).empty());
    CHECK(crypto::random_bytes(33).size() == 33);
    CHECK(crypto::random_token().size() == 43);
    CHECK(crypto::random_token(16).size() == 22);
    std::set<std::string> tokens;
    for (int at = 0; at < 1000; ++at) {
        const auto token = crypto::random_token(9);
        CHECK(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == token.npos);
        tokens.insert(token);
    }
    CHECK(tokens.size() == 1000);
}

TEST_CASE("one-time codes use every digit about equally")
{
    const auto digits = crypto::random_digits(20000);
    REQUIRE(digits.size() == 20000);
    for (char digit = '0'; digit <= '9'; ++digit) {
        const auto count = std::count(digits.begin(), digits.end(), digit);
        CHECK(count > 1700);
        CHECK(count < 2300);
    }
}

TEST_CASE("equality is by length and content")
{
    CHECK(crypto::equal_in_constant_time("", ""));
    CHECK(crypto::equal_in_constant_time("abc", "abc"));
    CHECK_FALSE(crypto::equal_in_constant_time("abc", "abd"));
    CHECK_FALSE(crypto::equal_in_constant_time("abc", "abcd"));
}

TEST_CASE("a password matches its own hash only")
{
    const auto hash = crypto::hash_password("mật khẩu thử");
    CHECK(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(crypto::verify_password(hash, "mật khẩu thử"));
    CHECK_FALSE(crypto::verify_password(hash, "mật khẩu thư"));
    CHECK_FALSE(crypto::verify_password(hash, ""));
    CHECK_FALSE(crypto::verify_password("", ""));
    CHECK_FALSE(crypto::verify_password("$argon2id$nonsense", "mật khẩu thử"));
    CHECK_FALSE(crypto::verify_password(hash + std::string(200, 'x'), "mật khẩu thử"));
    CHECK(crypto::hash_password("mật khẩu thử") != hash);
}

TEST_CASE("many sign-ins at once wait for each other and all succeed")
{
    const auto hash = crypto::hash_password("thử");
    std::atomic<int> right = 0;
    {
        std::vector<std::jthread> threads;
        for (int at = 0; at < 6; ++at) threads.emplace_back([&] { right += crypto::verify_password(hash, "thử"); });
    }
    CHECK(right == 6);
}

TEST_CASE("the vault opens what it sealed, for the same purpose and key only")
{
    const crypto::Vault vault(one_key);
    const auto sealed = vault.seal("031099000001", "person.personal_id");
    CHECK(sealed.size() == 12 + 41);
    CHECK(sealed.find("031099000001") == sealed.npos);
    CHECK(vault.open(sealed, "person.personal_id") == "031099000001");
    CHECK(vault.seal("031099000001", "person.personal_id") != sealed);
    CHECK(vault.open(vault.seal("", "x"), "x").empty());
    CHECK_THROWS_AS(vault.open(sealed, "person.phone"), std::runtime_error);
    CHECK_THROWS_AS(crypto::Vault(other_key).open(sealed, "person.personal_id"), std::runtime_error);
    CHECK_THROWS_AS(vault.open("", "x"), std::runtime_error);
    CHECK_THROWS_AS(vault.open(sealed.substr(0, 40), "person.personal_id"), std::runtime_error);
}

TEST_CASE("one changed bit anywhere keeps a sealed text shut")
{
    const crypto::Vault vault(one_key);
    const auto sealed = vault.seal("bí mật", "thử");
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        auto changed = sealed;
        changed[at] = static_cast<char>(changed[at] ^ 4);
        CAPTURE(at);
        CHECK_THROWS_AS(vault.open(changed, "thử"), std::runtime_error);
    }
}

TEST_CASE("the blind index is the same for equal values and tells nothing else")
{
    const crypto::Vault vault(one_key);
    const auto index = vault.blind_index("031099000001", "person");
    CHECK(index.size() == 32);
    CHECK(index == vault.blind_index("031099000001", "person"));
    CHECK(index == crypto::Vault(one_key).blind_index("031099000001", "person"));
    CHECK(index != vault.blind_index("031099000002", "person"));
    CHECK(index != vault.blind_index("031099000001", "phone"));
    CHECK(index != crypto::Vault(other_key).blind_index("031099000001", "person"));
    CHECK(vault.blind_index("bc", "a") != vault.blind_index("c", "ab"));
}

TEST_CASE("keys derived from a master key never change between versions of the program")
{
    const crypto::Vault vault(one_key);
    CHECK(vault.blind_index("031099000001", "person") == "1579087778dea8fcfdbdad5eac77602d");
    CHECK_THROWS_AS(crypto::Vault(std::string(31, 'k')), std::invalid_argument);
    CHECK_THROWS_AS(crypto::Vault(""), std::invalid_argument);
}

TEST_CASE("a key file is made once, private, and read ever after")
{
    const Folder folder;
    const auto path = folder.file("vault.key");
    const auto sealed = crypto::Vault::from_file(path).seal("bí mật", "thử");
    CHECK(crypto::Vault::from_file(path).open(sealed, "thử") == "bí mật");
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK(status.st_size == 65);
    CHECK(folder.count() == 1);
}

TEST_CASE("programs that start together agree on one key")
{
    const Folder folder;
    const auto path = folder.file("vault.key");
    std::vector<std::string> indexes(8);
    {
        std::vector<std::jthread> threads;
        for (auto& index : indexes) threads.emplace_back([&] { index = crypto::Vault::from_file(path).blind_index("x", "y"); });
    }
    CHECK(std::set<std::string>(indexes.begin(), indexes.end()).size() == 1);
    CHECK(folder.count() == 1);
}

TEST_CASE("a key file that is not private or not a key is refused in words")
{
    const Folder folder;
    const auto good = std::string(64, 'a') + "\n";
    const auto path = folder.file("vault.key");
    write_file(path, good, 0640);
    CHECK(fault_of(path).find("chmod 600") != std::string::npos);
    write_file(path, good, 0604);
    CHECK(fault_of(path).find("chmod 600") != std::string::npos);
    write_file(path, good, 0400);
    CHECK(fault_of(path).empty());
    ::chmod(path.c_str(), 0600);
    for (const auto& bad : {""s, "abc"s, std::string(62, 'a'), std::string(66, 'a'), std::string(63, 'a') + "g", std::string(32, '\1')}) {
        CAPTURE(bad);
        write_file(path, bad, 0600);
        CHECK(fault_of(path).find("64 hexadecimal") != std::string::npos);
    }
    CHECK(fault_of(folder.file("missing/vault.key")).find("cannot create") != std::string::npos);
    std::filesystem::create_directory(folder.file("folder"));
    ::chmod(folder.file("folder").c_str(), 0700);
    CHECK(fault_of(folder.file("folder")).find("not a regular file") != std::string::npos);
}
