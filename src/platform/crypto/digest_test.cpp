#include <fstream>

#include <doctest/doctest.h>

#include "platform/crypto/crypto.hpp"
#include "platform/db/testing.hpp"

using namespace motcua;

TEST_CASE("what comes in parts has the digest of the whole")
{
    crypto::Sha256 empty;
    CHECK(empty.hex() == crypto::sha256_hex(""));
    crypto::Sha256 parts;
    parts.add("một ");
    parts.add("");
    parts.add("cửa");
    CHECK(parts.hex() == crypto::sha256_hex("một cửa"));
}

TEST_CASE("a file larger than one part has the digest of its bytes, and one that is not there throws")
{
    db::TemporaryFolder folder;
    std::string bytes(700'001, 'x');
    std::ofstream(folder.path() + "/file", std::ios::binary) << bytes;
    CHECK(crypto::sha256_hex_of_file(folder.path() + "/file") == crypto::sha256_hex(bytes));
    CHECK_THROWS_AS(crypto::sha256_hex_of_file(folder.path() + "/other"), std::runtime_error);
    CHECK_THROWS_AS(crypto::sha256_hex_of_file(folder.path()), std::runtime_error);
}
