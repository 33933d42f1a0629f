#include <atomic>
#include <filesystem>
#include <fstream>
#include <latch>
#include <semaphore>
#include <thread>

#include <doctest/doctest.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "domain/refusal.hpp"
#include "platform/db/testing.hpp"

using namespace motcua;
using namespace std::chrono_literals;

namespace {

// A SQLite file with one table.
struct File {
    explicit File(db::Options its_options = {}) : options(std::move(its_options))
    {
        options.url = "sqlite:" + path;
        database = db::open(options);
        database->write([](db::Connection& c) { c.run_script("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT) STRICT"); });
    }
    void reopen()
    {
        database.reset();
        database = db::open(options);
    }
    int count() const
    {
        return database->read([](db::Connection& c) { return db::one<int>(c, "SELECT count(*) FROM note"); });
    }

    db::TemporaryFolder folder;
    std::string path = folder.path() + "/test.db";
    db::Options options;
    std::unique_ptr<db::Database> database;
};

void insert(db::Connection& c, std::int64_t id, std::string_view words = "")
{
    db::execute(c, "INSERT INTO note (id, words) VALUES ($1, $2)", id, words);
}

// Keeps the writer busy until release(), so that what follows waits together.
class BusyWriter {
public:
    explicit BusyWriter(db::Database& database)
        : m_thread([this, &database] {
              try {
                  database.write([&](db::Connection&) {
                      m_started.count_down();
                      m_released.wait();
                  });
              } catch (const db::Unavailable&) {  // It shares the fate of those that it is committed with.
              }
          })
    {
        m_started.wait();
    }
    ~BusyWriter()
    {
        m_released.count_down();
        m_thread.join();
    }

private:
    std::latch m_started{1};
    std::latch m_released{1};
    std::thread m_thread;
};

// Runs `work(0)` … `work(count - 1)`, each on its thread, all of them waiting behind one busy writer.
void together(db::Database& database, int count, const std::function<void(int)>& work)
{
    std::vector<std::thread> threads;
    {
        BusyWriter busy(database);
        for (int i = 0; i < count; ++i) threads.emplace_back(work, i);
        std::this_thread::sleep_for(20ms);  // Time to get into the queue; the result does not depend on it.
    }
    for (auto& thread : threads) thread.join();
}

std::string fault_of_opening(const std::string& path)
{
    try {
        db::open({.url = "sqlite:" + path});
        return "";
    } catch (const db::Error& e) {
        return e.what();
    }
}

void overwrite(const std::string& path, std::streamoff at, const std::string& bytes)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    file << bytes;
}

}  // namespace

TEST_CASE("many threads' writes are all kept and seen at once by those who made them")
{
    File file;
    constexpr int threads = 32;
    constexpr int writes = 500;
    std::atomic<int> unseen = 0;
    together(*file.database, threads, [&](int thread) {
        for (int i = 0; i < writes; ++i) {
            auto id = thread * writes + i;
            file.database->write([&](db::Connection& c) { insert(c, id); });
            if (i % 50 == 0
                && !file.database->read([&](db::Connection& c) { return db::one<bool>(c, "SELECT EXISTS (SELECT 1 FROM note WHERE id = $1)", id); }))
                ++unseen;
        }
    });
    CHECK(unseen == 0);
    CHECK(file.count() == threads * writes);
    file.reopen();
    CHECK(file.count() == threads * writes);
}

TEST_CASE("a write that fails does not spoil those committed with it")
{
    File file;
    std::atomic<int> failed = 0;
    together(*file.database, 40, [&](int i) {
        try {
            file.database->write([&](db::Connection& c) {
                insert(c, i);
                if (i % 4 == 1) insert(c, i);
                if (i % 4 == 2) throw std::logic_error("no");
            });
        } catch (const db::UniqueViolation&) {
            failed += 1;
        } catch (const std::logic_error&) {
            failed += 100;
        }
    });
    CHECK(failed == 10 + 1000);
    CHECK(file.count() == 20);
    CHECK(file.database->read([](db::Connection& c) { return db::one<int>(c, "SELECT count(*) FROM note WHERE id % 4 IN (0, 3)"); }) == 20);
}

TEST_CASE("a deferred foreign key that does not hold fails its own write only")
{
    File file;
    file.database->write([](db::Connection& c) {
        c.run_script("CREATE TABLE reply (note_id INTEGER NOT NULL REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED) STRICT");
    });
    std::atomic<int> failed = 0;
    together(*file.database, 10, [&](int i) {
        try {
            file.database->write([&](db::Connection& c) {
                db::execute(c, "INSERT INTO reply (note_id) VALUES ($1)", i);
                if (i % 2 == 0) insert(c, i);
            });
        } catch (const db::ConstraintViolation&) {
            ++failed;
        }
    });
    CHECK(failed == 5);
    CHECK(file.count() == 5);
}

TEST_CASE("writes beyond the limit of the queue are refused as busy")
{
    File file({.queue_limit = 3});
    std::counting_semaphore<10> refused(0);
    std::vector<std::thread> threads;
    int count = 0;
    {
        BusyWriter busy(*file.database);
        for (int i = 0; i < 10; ++i)
            threads.emplace_back([&, i] {
                try {
                    file.database->write([&](db::Connection& c) { insert(c, i); });
                } catch (const Refusal& refusal) {
                    if (refusal.reason == Reason::busy && refusal.code == "server_busy") refused.release();
                }
            });
        while (count < 7 && refused.try_acquire_for(30s)) ++count;
    }
    for (auto& thread : threads) thread.join();
    CHECK(count == 7);
    CHECK_FALSE(refused.try_acquire());
    CHECK(file.count() == 3);
}

TEST_CASE("what waits when the database is closed is still written")
{
    File file;
    std::thread late;
    {
        BusyWriter busy(*file.database);
        late = std::thread([&] { file.database->write([](db::Connection& c) { insert(c, 1); }); });
        std::this_thread::sleep_for(10ms);
    }
    late.join();
    file.reopen();
    CHECK(file.count() == 1);
}

TEST_CASE("reads go on while a write is under way and do not see it")
{
    File file;
    std::latch inserted(1);
    std::latch released(1);
    std::thread writer([&] {
        file.database->write([&](db::Connection& c) {
            insert(c, 1);
            inserted.count_down();
            released.wait();
        });
    });
    inserted.wait();
    CHECK(file.count() == 0);
    file.database->check();
    released.count_down();
    writer.join();
    CHECK(file.count() == 1);
}

TEST_CASE("in memory a reader waits for the writer")
{
    auto database = db::open({.url = "sqlite::memory:"});
    database->write([](db::Connection& c) { c.run_script("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT) STRICT"); });
    std::latch inside(1);
    std::thread writer([&] {
        database->write([&](db::Connection& c) {
            insert(c, 1);
            inside.count_down();
            std::this_thread::sleep_for(5ms);
            insert(c, 2);
        });
    });
    inside.wait();
    CHECK(database->read([](db::Connection& c) { return db::one<int>(c, "SELECT count(*) FROM note"); }) == 2);
    writer.join();
}

TEST_CASE("while another program writes for long, writes become unavailable and reads go on")
{
    File file({.statement_timeout = 50ms});
    auto other = db::open({.url = file.options.url});
    std::atomic<int> unavailable = 0;
    {
        BusyWriter busy(*other);
        std::vector<std::thread> threads;
        for (int i = 0; i < 5; ++i)
            threads.emplace_back([&, i] {
                try {
                    file.database->write([&](db::Connection& c) { insert(c, i); });
                } catch (const db::Unavailable&) {
                    ++unavailable;
                }
            });
        for (auto& thread : threads) thread.join();
        CHECK(file.count() == 0);
    }
    CHECK(unavailable == 5);
    file.database->write([](db::Connection& c) { insert(c, 1); });
    CHECK(file.count() == 1);
}

TEST_CASE("the write-ahead log stays small")
{
    File file;
    std::string words(40'000, 'x');
    for (int i = 0; i < 2000; ++i) file.database->write([&](db::Connection& c) { insert(c, i, words); });
    CHECK(std::filesystem::file_size(file.path + "-wal") < 36'000'000);
    file.database.reset();
    CHECK_FALSE(std::filesystem::exists(file.path + "-wal"));
    CHECK(std::filesystem::file_size(file.path) > 80'000'000);
}

TEST_CASE("a new database file is for its owner only")
{
    File file;
    for (const auto* suffix : {"", "-wal", "-shm"}) {
        struct stat status {};
        REQUIRE(stat((file.path + suffix).c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0600);
    }
}

TEST_CASE("a file that is no database of this program is refused and left as it is")
{
    db::TemporaryFolder folder;
    auto path = folder.path() + "/other";
    std::ofstream(path) << std::string(5000, 'x');
    CHECK(fault_of_opening(path).starts_with("the database \"" + path + "\" cannot be used: file is not a database"));
    CHECK(std::filesystem::file_size(path) == 5000);

    File foreign;
    foreign.database.reset();
    overwrite(foreign.path, 68, std::string(4, '\0'));  // The application id in the header.
    CHECK(fault_of_opening(foreign.path) == "the database \"" + foreign.path + "\" cannot be used: it belongs to another program");
}

TEST_CASE("a damaged database is refused")
{
    File file;
    for (int i = 0; i < 300; ++i) file.database->write([&](db::Connection& c) { insert(c, i, std::string(200, 'x')); });
    file.database.reset();
    auto size = std::filesystem::file_size(file.path);

    auto truncated = file.folder.path() + "/truncated.db";
    std::filesystem::copy_file(file.path, truncated);
    std::filesystem::resize_file(truncated, size / 2);
    CHECK(fault_of_opening(truncated).starts_with("the database \"" + truncated + "\" cannot be used: "));

    overwrite(file.path, 3 * 4096, std::string(4096, 'z'));
    CHECK(fault_of_opening(file.path) == "the database \"" + file.path + "\" cannot be used: it is damaged; restore the last backup");
}

TEST_CASE("a database that cannot be opened is unavailable")
{
    db::TemporaryFolder folder;
    auto path = folder.path() + "/missing/test.db";
    CHECK_THROWS_WITH_AS(db::open({.url = "sqlite:" + path}), ("cannot open the database \"" + path + "\": No such file or directory").c_str(),
                         db::Unavailable);
    CHECK_THROWS_AS(db::open({.url = "sqlite:" + folder.path()}), db::Unavailable);
}

TEST_CASE("on a full disk writes are unavailable as a whole, reads go on, and it recovers by itself")
{
    db::TemporaryFolder folder;
    if (mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=2m") != 0) {
        MESSAGE("skipped: only root can make a small file system");
        return;
    }
    {
        auto ballast = folder.path() + "/ballast";
        auto database = db::open({.url = "sqlite:" + folder.path() + "/test.db"});
        auto count = [&] { return database->read([](db::Connection& c) { return db::one<int>(c, "SELECT count(*) FROM note"); }); };
        database->write([](db::Connection& c) {
            c.run_script("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT) STRICT");
            insert(c, 1000, "kept");
        });
        std::ofstream(ballast) << std::string(4'000'000, 'x');
        std::atomic<int> unavailable = 0;
        together(*database, 10, [&](int i) {
            try {
                database->write([&](db::Connection& c) { insert(c, i, std::string(50'000, 'x')); });
            } catch (const db::Unavailable&) {
                ++unavailable;
            }
        });
        CHECK(unavailable == 10);
        CHECK(count() == 1);
        std::filesystem::remove(ballast);
        database->write([](db::Connection& c) { insert(c, 1001, "again"); });
        CHECK(count() == 2);
        CHECK(database->read([](db::Connection& c) { return db::one<std::string>(c, "SELECT integrity_check FROM pragma_integrity_check"); }) == "ok");
    }
    umount(folder.path().c_str());
}
