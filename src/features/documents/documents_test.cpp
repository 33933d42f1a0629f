#include "features/documents/documents.hpp"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "domain/refusal.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/testing.hpp"
#include "test_city.hpp"

using namespace motcua;
using namespace motcua::documents;
using motcua::testing::refusal_of;

namespace {

const std::string pdf = "%PDF-1.7\nmột tờ khai";

struct Cabinet {
    explicit Cabinet(db::Database& database, std::size_t largest = 1024) : db(database), documents(database, clock, {folder.path() + "/files", largest, ""})
    {
    }

    StoredFile store(std::string_view name, std::string_view bytes) { return documents.store(Actor::system(), name, bytes); }

    std::vector<std::string> files() const
    {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path() + "/files"))
            if (entry.is_regular_file()) names.push_back(entry.path().filename());
        return names;
    }

    db::TemporaryFolder folder;
    db::Database& db;
    ManualClock clock{instant_in_vietnam(make_day(2026, 7, 2), std::chrono::hours(8))};
    Documents documents;
};

std::int64_t rows(db::Database& database)
{
    return database.read([](db::Connection& c) { return db::one<std::int64_t>(c, "SELECT COUNT(*) FROM stored_file"); });
}

}  // namespace

TEST_CASE("a file is kept under the digest of its bytes and read back as it was")
{
    db::for_each_database([](db::Database& database) {
        Cabinet cabinet(database);
        auto file = cabinet.store("  Tờ khai.pdf ", pdf);
        CHECK(file.digest == crypto::sha256_hex(pdf));
        CHECK(file.size == static_cast<std::int64_t>(pdf.size()));
        CHECK(file.media_type == "application/pdf");
        CHECK(file.name == "Tờ khai.pdf");
        CHECK(cabinet.documents.read(file.digest) == pdf);
        CHECK(cabinet.documents.path_of(file) == cabinet.folder.path() + "/files/" + file.digest.substr(0, 2) + "/" + file.digest);
        auto found = database.read([&](db::Connection& c) { return find(c, file.digest); });
        REQUIRE(found);
        CHECK(found->name == "Tờ khai.pdf");
        CHECK(!database.read([&](db::Connection& c) { return find(c, std::string(64, '0')); }));
        using std::filesystem::perms;
        CHECK((std::filesystem::status(cabinet.documents.path_of(file)).permissions() & (perms::group_all | perms::others_all)) == perms::none);
    });
}

TEST_CASE("the same bytes are one file, under the name they first had")
{
    db::for_each_database([](db::Database& database) {
        Cabinet cabinet(database);
        auto first = cabinet.store("một.pdf", pdf);
        auto again = cabinet.store("hai.pdf", pdf);
        CHECK(again.digest == first.digest);
        CHECK(again.name == "một.pdf");
        cabinet.store("ba.pdf", pdf + "!");
        CHECK(rows(database) == 2);
        CHECK(cabinet.files().size() == 2);
    });
}

TEST_CASE("what is not taken in is refused and leaves nothing behind")
{
    db::for_each_database([](db::Database& database) {
        Cabinet cabinet(database, 64);
        CHECK(refusal_of([&] { cabinet.store("a.pdf", ""); }) == "file_empty");
        CHECK(refusal_of([&] { cabinet.store("a.pdf", "MZ\x90"); }) == "file_type_not_taken");
        CHECK(refusal_of([&] { cabinet.store("", pdf); }) == "name=file_name_missing");
        CHECK(refusal_of([&] { cabinet.store(" \t", pdf); }) == "name=file_name_missing");
        CHECK(refusal_of([&] { cabinet.store("a\xff.pdf", pdf); }) == "name=file_name_missing");
        CHECK(refusal_of([&] { cabinet.store("a.pdf", pdf + std::string(64, ' ')); }) == "file_too_large");
        CHECK(rows(database) == 0);
        CHECK(cabinet.files().empty());
        auto just_fits = pdf + std::string(64 - pdf.size(), ' ');
        CHECK(cabinet.store("a.pdf", just_fits).size == 64);
    });
}

TEST_CASE("names are made harmless and short")
{
    db::for_each_database([](db::Database& database) {
        Cabinet cabinet(database);
        auto named = [&](std::string_view name) {
            static int count = 0;
            return cabinet.store(name, pdf + std::to_string(++count)).name;
        };
        CHECK(named("../../etc/passwd") == ".._.._etc_passwd");
        CHECK(named("C:\\giấy tờ\\\"a\".pdf") == "C:_giấy tờ__a_.pdf");
        CHECK(named("a\r\nSet-Cookie: x.pdf") == "a__Set-Cookie: x.pdf");
        CHECK(named("a\x7f\xc2\x85" "b.pdf") == "a__b.pdf");
        CHECK(named("gi\xe2\x80\xae" "fdp.exe") == "gi_fdp.exe");  // Read from right to left it looked like a PDF
        CHECK(named("To\xcc\x9b\xcc\x80.pdf") == "Tờ.pdf");
        auto name = named(std::string(300, 'a') + ".pdf");
        CHECK(name == std::string(200, 'a'));
    });
}

TEST_CASE("bytes that changed on the disk are noticed, and put right when they are handed in again")
{
    db::for_each_database([](db::Database& database) {
        Cabinet cabinet(database);
        auto file = cabinet.store("a.pdf", pdf);
        auto path = cabinet.documents.path_of(file);
        std::ofstream(path, std::ios::binary) << "%PDF-1.7 khác";
        CHECK_THROWS_AS(cabinet.documents.read(file.digest), std::runtime_error);
        cabinet.store("a.pdf", pdf);
        CHECK(cabinet.documents.read(file.digest) == pdf);
        std::filesystem::remove(path);
        CHECK_THROWS_AS(cabinet.documents.read(file.digest), std::runtime_error);
        cabinet.store("a.pdf", pdf);
        CHECK(cabinet.documents.read(file.digest) == pdf);
        CHECK_THROWS(cabinet.documents.read("../../etc/passwd"));
        CHECK_THROWS(cabinet.documents.read(""));
    });
}

TEST_CASE("a files folder that cannot be written to is unavailable, and nothing is remembered")
{
    db::for_each_database([](db::Database& database) {
        Cabinet cabinet(database);
        std::filesystem::remove(cabinet.folder.path() + "/files");
        std::ofstream(cabinet.folder.path() + "/files") << "no folder any more";
        CHECK_THROWS_AS(cabinet.store("a.pdf", pdf), db::Unavailable);
        CHECK(rows(database) == 0);

        std::filesystem::remove(cabinet.folder.path() + "/files");
        auto at = cabinet.folder.path() + "/files/" + crypto::sha256_hex(pdf).substr(0, 2) + "/" + crypto::sha256_hex(pdf);
        std::filesystem::create_directories(at + "/in the way");  // The last rename fails
        CHECK_THROWS_AS(cabinet.store("a.pdf", pdf), db::Unavailable);
        CHECK(rows(database) == 0);
        CHECK(cabinet.files().empty());  // No part is left
        std::filesystem::remove_all(at);
        cabinet.store("a.pdf", pdf);
        CHECK(cabinet.files() == std::vector<std::string>{crypto::sha256_hex(pdf)});

        db::TemporaryFolder other;
        std::ofstream(other.path() + "/file") << "";
        CHECK_THROWS_AS(Documents(database, cabinet.clock, {other.path() + "/file/below", 1024, ""}), std::runtime_error);
    });
}

TEST_CASE("who handed a file in is remembered")
{
    testing::for_each_city([](testing::TestCity& city) {
        db::TemporaryFolder folder;
        Documents documents(city.db, city.clock, {folder.path(), 1024, ""});
        documents.store(city.as("tiepnhan"), "a.pdf", pdf);
        CHECK(city.count("SELECT COUNT(*) FROM stored_file f JOIN officer o ON o.id = f.stored_by WHERE o.username = 'tiepnhan' AND scanned_at IS NULL") == 1);
    });
}
