#include <algorithm>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "features/documents/documents.hpp"
#include "features/keeping/doctor.hpp"
#include "features/keeping/keeping.hpp"
#include "platform/db/migrations.hpp"
#include "platform/db/testing.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using keeping::Mark;
namespace fs = std::filesystem;

namespace {

Mark worst(const keeping::Findings& findings)
{
    auto mark = Mark::good;
    for (const auto& finding : findings) {
        CHECK(finding.advice.empty() == (finding.mark == Mark::good));
        mark = std::max(mark, finding.mark);
    }
    return mark;
}

}  // namespace

TEST_CASE("a sound database is found good on both engines, and one with steps to come is noted")
{
    db::for_each_empty_url([](const std::string& url) {
        auto database = db::open({.url = url, .readers = 2});
        auto look = [&] { return keeping::look_at_database(*database, url, db::migration_state(*database, db::all_migrations())); };
        auto without_server = [](keeping::Findings findings) {
            std::erase_if(findings, [](const keeping::Finding& f) { return f.subject == "PostgreSQL"; });  // A test's: fsync is off.
            return findings;
        };
        CHECK(worst(without_server(look())) == Mark::note);
        db::migrate(*database, db::all_migrations());
        CHECK(worst(without_server(look())) == Mark::good);
    });
}

TEST_CASE("a database of a newer program is bad")
{
    db::for_each_empty_url([](const std::string& url) {
        auto database = db::open({.url = url, .readers = 2});
        const db::Migration one{1, "001_one", "CREATE TABLE one (id INTEGER) {{strict}}"};
        db::migrate(*database, std::span(&one, 1));
        auto findings = keeping::look_at_database(*database, url, db::migration_state(*database, {}));
        CHECK(findings[1].mark == Mark::bad);
    });
}

TEST_CASE("a damaged SQLite file is bad")
{
    db::TemporaryFolder folder;
    auto path = folder.path() + "/a.db";
    auto database = db::open({.url = "sqlite:" + path, .readers = 1});
    db::migrate(*database, db::all_migrations());
    auto state = db::migration_state(*database, db::all_migrations());
    CHECK(worst(keeping::look_at_database(*database, "sqlite:" + path, state)) == Mark::good);
    auto broken = folder.path() + "/b.db";
    db::copy_sqlite(path, broken);
    std::fstream file(broken, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(20 * 4096);
    file << std::string(20 * 4096, '\xff');
    file.close();
    CHECK(worst(keeping::look_at_database(*database, "sqlite:" + broken, state)) == Mark::bad);
}

TEST_CASE("a folder of files that is missing, or lacks a file, is bad; a key inside of it is noted")
{
    db::for_each_database([](db::Database& database) {
        db::TemporaryFolder folder;
        auto files = folder.path() + "/files";
        CHECK(worst(keeping::look_at_files(database, files)) == Mark::bad);
        SystemClock clock;
        documents::Documents documents(database, clock, {.folder = files});
        CHECK(worst(keeping::look_at_files(database, files)) == Mark::good);
        std::ofstream(files + "/motcua.key") << "x";
        CHECK(worst(keeping::look_at_files(database, files)) == Mark::note);
        fs::remove(files + "/motcua.key");
        // The sample begins at a random digest, so that many are needed for one to be in it surely.
        for (int i = 0; i < 300; ++i) fs::remove(documents.path_of(documents.store(Actor{}, "a.pdf", "%PDF-1.4 " + std::to_string(i))));
        auto found = Mark::good;
        for (int i = 0; i < 20 && found == Mark::good; ++i) found = worst(keeping::look_at_files(database, files));
        CHECK(found == Mark::bad);
    });
}

TEST_CASE("a clock is judged by who keeps it and by the database's")
{
    CHECK(worst(keeping::judge_clock({true, 0.01}, 0ms)) == Mark::good);
    CHECK(worst(keeping::judge_clock({true, 0.01}, -4900ms)) == Mark::good);
    CHECK(worst(keeping::judge_clock({true, 3}, 0ms)) == Mark::note);
    CHECK(worst(keeping::judge_clock({false, 16}, 0ms)) == Mark::note);
    CHECK(worst(keeping::judge_clock({true, 0.01}, 6000ms)) == Mark::bad);
    CHECK(worst(keeping::judge_clock({true, 0.01}, -6000ms)) == Mark::bad);
}

TEST_CASE("a journal from the future tells of a clock that was set back")
{
    db::for_each_database([](db::Database& database) {
        auto now = SystemClock().now();
        database.write([&](db::Connection& c) {
            db::execute(c, "INSERT INTO journal (dossier_id, seq, at, actor, act, body, hash) VALUES (1, 1, $1, '', 'filed', '{}', $2)", now, db::Bytes{"x"});
        });
        CHECK(worst(keeping::look_at_clock(database, now)) < Mark::bad);
        CHECK(worst(keeping::look_at_clock(database, now - 1h)) == Mark::bad);
    });
}

TEST_CASE("no folder of backups is noted, an empty one is bad, an old backup is noted")
{
    db::TemporaryFolder folder;
    auto to = folder.path() + "/to";
    auto now = SystemClock().now();
    CHECK(worst(keeping::look_at_backups("", now)) == Mark::note);
    CHECK(worst(keeping::look_at_backups(to, now)) == Mark::bad);
    auto url = "sqlite:" + folder.path() + "/a.db";
    auto database = db::open({.url = url, .readers = 1});
    db::migrate(*database, db::all_migrations());
    ManualClock clock(now);
    keeping::back_up({url, folder.path() + "/files"}, keeping::open_vault(*database, folder.path() + "/key"), clock, {to, 0, ""});
    CHECK(worst(keeping::look_at_backups(to, now + 25h)) == Mark::good);
    CHECK(worst(keeping::look_at_backups(to, now + 27h)) == Mark::note);
    std::ofstream(to + "/" + keeping::backups_in(to)[0] + "/manifest.json") << "{";
    CHECK(worst(keeping::look_at_backups(to, now)) == Mark::bad);
}

TEST_CASE("room is told once for each disk")
{
    db::TemporaryFolder folder;
    fs::create_directories(folder.path() + "/a");
    CHECK(keeping::look_at_room({folder.path(), folder.path() + "/a", "", "/no/such/folder"}).size() == 1);
}
