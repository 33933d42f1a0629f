#include <algorithm>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "features/documents/documents.hpp"
#include "features/keeping/backups.hpp"
#include "features/keeping/keeping.hpp"
#include "platform/db/migrations.hpp"
#include "platform/db/testing.hpp"

using namespace motcua;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const Instant a_morning{std::chrono::sys_days(std::chrono::year(2026) / 9 / 1) + 2h + 15min};

std::string pdf(std::string_view words)
{
    return "%PDF-1.4\n" + std::string(words) + "\n%%EOF\n";
}

void overwrite(const fs::path& path, std::string_view bytes)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(3);
    file << bytes;
}

// A small centre: a database, a folder of files, a key.
struct Centre {
    Centre()
    {
        fs::create_directories(folder.path() + "/etc");
        open();
        vault.emplace(keeping::open_vault(*database, key));
    }
    void open()
    {
        database = db::open({.url = place.database, .readers = 1});
        db::migrate(*database, db::all_migrations());
    }
    std::string store(std::string_view words)
    {
        documents::Documents documents(*database, clock, {.folder = place.files});
        return documents.store(Actor{}, "giay.pdf", pdf(words)).digest;
    }
    keeping::BackupReport back_up(int keep = 0)
    {
        auto report = keeping::back_up(place, *vault, clock, {to, keep, "1.2.3"});
        clock.advance(1s);
        return report;
    }
    // As if the disk had died: everything but the key and the backups.
    void lose_everything()
    {
        database.reset();
        fs::remove_all(folder.path() + "/data");
    }
    keeping::RestoreReport restore(const std::string& backup = "")
    {
        return keeping::restore(place, {to, backup, key});
    }
    fs::path file(const std::string& digest) const { return documents::path_in(place.files, digest); }
    fs::path kept_file(const std::string& digest) const { return documents::path_in(to + "/files", digest); }

    db::TemporaryFolder folder;
    keeping::Place place{"sqlite:" + folder.path() + "/data.db", folder.path() + "/data/files"};
    std::string key = folder.path() + "/etc/master.key";
    std::string to = folder.path() + "/backups";
    ManualClock clock{a_morning};
    std::unique_ptr<db::Database> database;
    std::optional<crypto::Vault> vault;
};

std::string failure_of(const std::function<void()>& work)
{
    try {
        work();
        return "";
    } catch (const keeping::Failure& failure) {
        return failure.what();
    }
}

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a backup is named after its time and says what it holds; the master key is not in it")
{
    Centre centre;
    auto digest = centre.store("một");
    auto report = centre.back_up();
    CHECK(report.name == "20260901T021500Z");
    CHECK(report.copied_files == 1);
    CHECK(report.faults.empty());
    auto manifest = keeping::read_manifest(centre.to, report.name);
    CHECK(manifest.program == "1.2.3");
    CHECK(manifest.made_at == a_morning);
    CHECK(manifest.key == keeping::fingerprint_of(*centre.vault));
    CHECK(manifest.database.engine == "sqlite");
    CHECK(manifest.files.count == 1);
    CHECK(manifest.database.migration == db::all_migrations().back().name);
    CHECK(std::ranges::find(manifest.database.tables, db::TableSize{"stored_file", 1}) != manifest.database.tables.end());
    std::ifstream key(centre.key);
    std::string hexadecimal;
    key >> hexadecimal;
    for (const auto& entry : fs::recursive_directory_iterator(centre.to)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::string bytes((std::istreambuf_iterator<char>(file)), {});
        CHECK_FALSE(contains(bytes, hexadecimal));
    }
    struct stat status {};
    ::stat((centre.to + "/" + report.name).c_str(), &status);
    CHECK((status.st_mode & 077) == 0);
}

TEST_CASE("what was backed up comes back after the disk has died")
{
    Centre centre;
    auto one = centre.store("một"), other = centre.store("hai");
    centre.back_up();
    centre.lose_everything();
    fs::remove(centre.folder.path() + "/data.db");
    for (const char* ending : {"-wal", "-shm"}) fs::remove(centre.folder.path() + "/data.db" + ending);
    auto report = centre.restore();
    CHECK(report.copied_files == 2);
    CHECK(report.faults.empty());
    centre.open();
    CHECK(centre.database->read([&](db::Connection& c) { return documents::find(c, one).has_value(); }));
    auto check = keeping::check_files(*centre.database, centre.place.files, centre.clock.now());
    CHECK(check.files == 2);
    CHECK(check.faults.empty());
    CHECK(crypto::sha256_hex_of_file(centre.file(other).string()) == other);
    CHECK_FALSE(fs::exists(centre.folder.path() + "/data.db.part"));
}

TEST_CASE("a second backup copies only the files that are new")
{
    Centre centre;
    centre.store("một");
    centre.back_up();
    centre.store("hai");
    auto second = centre.back_up();
    CHECK(second.copied_files == 1);
    CHECK(second.manifest.files.count == 2);
    CHECK(keeping::backups_in(centre.to) == std::vector<std::string>{"20260901T021500Z", "20260901T021501Z"});
}

TEST_CASE("an older backup can be chosen by its name, and the newest is taken without one")
{
    Centre centre;
    centre.store("một");
    auto first = centre.back_up();
    centre.store("hai");
    centre.back_up();
    CHECK(keeping::check_backup(centre.to, "").files == 2);
    CHECK(keeping::check_backup(centre.to, first.name).files == 1);
    CHECK(contains(failure_of([&] { keeping::check_backup(centre.to, "20200101T000000Z"); }), "Đang có: 20260901T021500Z"));
    CHECK(contains(failure_of([&] { keeping::check_backup(centre.folder.path(), ""); }), "Không có bản sao lưu nào"));
    // The path that making it has printed.
    for (const auto* end : {"", "/"})
        CHECK(contains(failure_of([&] { keeping::check_backup(centre.to + "/" + first.name + end, ""); }), "--from " + centre.to + " --backup " + first.name));
}

TEST_CASE("only so many backups are kept, with the files that they speak of")
{
    Centre centre;
    auto old_file = centre.store("một");
    centre.back_up();
    centre.database->write([](db::Connection& c) { db::execute(c, "DELETE FROM stored_file"); });
    auto new_file = centre.store("hai");
    auto second = centre.back_up(2);
    CHECK(second.removed.empty());
    CHECK(fs::exists(centre.kept_file(old_file)));
    auto third = centre.back_up(2);
    CHECK(third.removed == std::vector<std::string>{"20260901T021500Z"});
    CHECK_FALSE(fs::exists(centre.kept_file(old_file)));
    CHECK(fs::exists(centre.kept_file(new_file)));
    CHECK(keeping::check_backup(centre.to, second.name).faults.empty());
}

TEST_CASE("what an interrupted backup has left is no backup, and the next one removes it")
{
    Centre centre;
    fs::create_directories(centre.to + "/20260901T000000Z.part");
    fs::create_directories(centre.to + "/20260901T000001Z");  // Without a manifest.
    CHECK(keeping::backups_in(centre.to).empty());
    centre.back_up();
    CHECK_FALSE(fs::exists(centre.to + "/20260901T000000Z.part"));
    CHECK(keeping::backups_in(centre.to).size() == 1);
}

TEST_CASE("every byte of a backup is held against its digest")
{
    Centre centre;
    auto one = centre.store("một"), other = centre.store("hai");
    auto name = centre.back_up().name;
    CHECK(keeping::check_backup(centre.to, "").faults.empty());
    SUBCASE("a file was changed") { overwrite(centre.kept_file(one), "XX"); }
    SUBCASE("a file is gone") { fs::remove(centre.kept_file(other)); }
    SUBCASE("the database was changed") { overwrite(centre.to + "/" + name + "/database.sqlite", "XX"); }
    SUBCASE("the database is gone") { fs::remove(centre.to + "/" + name + "/database.sqlite"); }
    SUBCASE("the list was changed") { overwrite(centre.to + "/" + name + "/files.txt", "00"); }
    SUBCASE("the list is gone") { fs::remove(centre.to + "/" + name + "/files.txt"); }
    CHECK(keeping::check_backup(centre.to, "").faults.size() == 1);
}

TEST_CASE("a manifest that is damaged or of a newer program is refused")
{
    Centre centre;
    auto path = centre.to + "/" + centre.back_up().name + "/manifest.json";
    std::ofstream(path) << R"({"format": 2})";
    CHECK(contains(failure_of([&] { keeping::check_backup(centre.to, ""); }), "phiên bản mới hơn"));
    std::ofstream(path) << "{";
    CHECK(contains(failure_of([&] { keeping::check_backup(centre.to, ""); }), "bị hỏng"));
}

TEST_CASE("a file that is missing or damaged at the source is told, and the backup goes on without it")
{
    Centre centre;
    auto one = centre.store("một"), other = centre.store("hai"), third = centre.store("ba");
    fs::remove(centre.file(one));
    overwrite(centre.file(other), "XX");
    auto report = centre.back_up();
    CHECK(report.faults.size() == 2);
    CHECK(report.copied_files == 1);
    CHECK_FALSE(fs::exists(centre.kept_file(other)));
    auto check = keeping::check_backup(centre.to, "");
    CHECK(check.faults.empty());
    CHECK(check.manifest.files.missing.size() == 2);
    CHECK(fs::exists(centre.kept_file(third)));
}

TEST_CASE("a damaged database is not backed up, and an absent one is not made")
{
    Centre centre;
    for (int i = 0; i < 200; ++i) centre.store(std::to_string(i));
    centre.database.reset();
    std::fstream file(centre.folder.path() + "/data.db", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(30 * 4096);
    file << std::string(30 * 4096, '\xff');
    file.close();
    CHECK(contains(failure_of([&] { centre.back_up(); }), "bị hỏng"));
    CHECK(keeping::backups_in(centre.to).empty());
    fs::remove(centre.folder.path() + "/data.db");
    CHECK(contains(failure_of([&] { centre.back_up(); }), "Không thấy cơ sở dữ liệu"));
    CHECK_FALSE(fs::exists(centre.folder.path() + "/data.db"));
}

TEST_CASE("two backups into one folder do not run at once")
{
    Centre centre;
    std::string failure;
    auto told = [&](const std::string&, int) {
        if (failure.empty()) failure = failure_of([&] { keeping::back_up(centre.place, *centre.vault, centre.clock, {centre.to, 0, ""}); });
    };
    keeping::back_up(centre.place, *centre.vault, centre.clock, {centre.to, 0, ""}, told);
    CHECK(contains(failure, "Một lần sao lưu khác đang chạy"));
}

TEST_CASE("a restore never overwrites a database")
{
    Centre centre;
    centre.back_up();
    CHECK(contains(failure_of([&] { centre.restore(); }), "khôi phục không ghi đè"));
    centre.database.reset();
    fs::remove(centre.folder.path() + "/data.db");
    std::ofstream(centre.folder.path() + "/data.db-wal") << "x";
    CHECK(contains(failure_of([&] { centre.restore(); }), "data.db-wal"));
}

TEST_CASE("a restore needs the backup's own key")
{
    Centre centre;
    centre.back_up();
    centre.lose_everything();
    fs::remove(centre.folder.path() + "/data.db");
    fs::rename(centre.key, centre.key + ".away");
    CHECK(contains(failure_of([&] { centre.restore(); }), "Chưa có khóa chính"));
    CHECK_FALSE(fs::exists(centre.key));
    crypto::Vault::from_file(centre.key);
    CHECK(contains(failure_of([&] { centre.restore(); }), "không phải khóa của bản sao lưu"));
    fs::rename(centre.key + ".away", centre.key);
    CHECK(failure_of([&] { centre.restore(); }) == "");
}

TEST_CASE("a backup whose database was changed is not restored; a file it lacks is told")
{
    Centre centre;
    auto digest = centre.store("một");
    auto name = centre.back_up().name;
    centre.lose_everything();
    fs::remove(centre.folder.path() + "/data.db");
    fs::remove(centre.kept_file(digest));
    CHECK(centre.restore().faults == std::vector<keeping::FileFault>{{digest, keeping::FileFault::Kind::missing}});
    fs::remove(centre.folder.path() + "/data.db");
    overwrite(centre.to + "/" + name + "/database.sqlite", "XX");
    CHECK(contains(failure_of([&] { centre.restore(); }), "đã bị thay đổi"));
    CHECK_FALSE(fs::exists(centre.folder.path() + "/data.db"));
}

TEST_CASE("files are held against the database and the database against the files")
{
    Centre centre;
    auto one = centre.store("một"), other = centre.store("hai"), third = centre.store("ba");
    auto stray = crypto::sha256_hex("lạ");
    fs::create_directories(centre.file(stray).parent_path());
    std::ofstream(centre.file(stray)) << "lạ";
    std::ofstream(centre.file(third).string() + ".abc.part") << "half";
    fs::remove(centre.file(one));
    overwrite(centre.file(other), "XX");
    auto now = SystemClock().now();
    auto check = keeping::check_files(*centre.database, centre.place.files, now);
    CHECK(check.files == 3);
    CHECK(check.unknown == 1);
    CHECK(check.leftovers.empty());
    CHECK(check.faults.size() == 2);
    CHECK(std::ranges::find(check.faults, keeping::FileFault{one, keeping::FileFault::Kind::missing}) != check.faults.end());
    CHECK(std::ranges::find(check.faults, keeping::FileFault{other, keeping::FileFault::Kind::changed}) != check.faults.end());
    CHECK(keeping::remove_leftovers(centre.place.files, now) == 0);
    CHECK(keeping::check_files(*centre.database, centre.place.files, now + 25h).leftovers.size() == 1);
    CHECK(keeping::remove_leftovers(centre.place.files, now + 25h) == 1);
    CHECK(fs::exists(centre.file(third)));
}

TEST_CASE("missing and damaged files are put back from a backup, the rest stays as it is")
{
    Centre centre;
    auto one = centre.store("một"), other = centre.store("hai");
    centre.back_up();
    auto later = centre.store("ba");
    fs::remove(centre.file(one));
    overwrite(centre.file(other), "XX");
    fs::remove(centre.file(later));
    auto left = keeping::mend_files(*centre.database, centre.place.files, {centre.to, "", centre.key}, centre.clock.now());
    CHECK(left == std::vector<keeping::FileFault>{{later, keeping::FileFault::Kind::missing}});
    CHECK(crypto::sha256_hex_of_file(centre.file(one).string()) == one);
    CHECK(crypto::sha256_hex_of_file(centre.file(other).string()) == other);
}

TEST_CASE("a database keeps to its first key: no other is taken and none is made anew")
{
    db::for_each_database([](db::Database& database) {
        db::TemporaryFolder folder;
        auto key = folder.path() + "/etc/master.key";
        CHECK_FALSE(keeping::known_fingerprint(database));
        auto vault = keeping::open_vault(database, key);
        CHECK(keeping::known_fingerprint(database) == keeping::fingerprint_of(vault));
        CHECK(keeping::open_vault(database, key).open(vault.seal("x", "y"), "y") == "x");
        fs::rename(key, key + ".away");
        CHECK(contains(failure_of([&] { keeping::open_vault(database, key); }), "Không tạo khóa mới"));
        CHECK_FALSE(fs::exists(key));
        crypto::Vault::from_file(key);
        CHECK(contains(failure_of([&] { keeping::open_vault(database, key); }), "không phải khóa của cơ sở dữ liệu này"));
    });
}
