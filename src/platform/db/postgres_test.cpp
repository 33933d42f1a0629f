#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <latch>
#include <thread>

#include <doctest/doctest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "domain/refusal.hpp"
#include "platform/db/testing.hpp"

using namespace motcua;
using namespace std::chrono_literals;

namespace {

constexpr auto programs = "/usr/lib/postgresql/15/bin/";

// A server of our own that can be stopped; the tests that need one are passed over where it cannot be made.
class Server {
public:
    static bool is_possible() { return std::getenv("TEST_POSTGRES") && geteuid() == 0 && std::filesystem::exists(std::string(programs) + "initdb"); }

    Server()
    {
        REQUIRE(shell("chown postgres " + m_folder.path()) == 0);
        REQUIRE(run("initdb --no-sync -A trust -E UTF8 --locale=C.UTF-8 -D " + data()) == 0);
        start();
    }
    ~Server() { run("pg_ctl -m immediate -D " + data() + " stop"); }

    void start()
    {
        REQUIRE(run("pg_ctl -w -l " + m_folder.path() + "/log -D " + data() + " -o \"-c listen_addresses='' -c fsync=off -c max_connections=8 -k "
                    + m_folder.path() + "\" start")
                == 0);
    }
    void stop() { REQUIRE(run("pg_ctl -m fast -D " + data() + " stop") == 0); }
    int run(const std::string& command) const { return shell("runuser -u postgres -- " + (programs + command)); }
    std::string folder() const { return m_folder.path(); }
    std::string url(const std::string& database = "postgres") const { return "postgresql://postgres@/" + database + "?host=" + m_folder.path(); }

private:
    std::string data() const { return m_folder.path() + "/data"; }
    static int shell(const std::string& command) { return std::system(("cd / && " + command + " >/dev/null 2>&1").c_str()); }

    db::TemporaryFolder m_folder;
};

// Stands between a program and its server, and cuts the connection at COMMIT: before or after the server has done it.
class Scissors {
public:
    Scissors(const std::string& server_folder, bool let_it_commit) : m_let_it_commit(let_it_commit)
    {
        m_listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
        auto address = address_in(m_folder.path());
        REQUIRE(::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(::listen(m_listener, 8) == 0);
        m_thread = std::thread([this, server_folder] {
            for (;;) {
                int client = ::accept(m_listener, nullptr, nullptr);
                if (client < 0) return;
                m_connections.emplace_back([this, client, server_folder] { relay(client, server_folder); });
            }
        });
    }
    ~Scissors()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        for (auto& connection : m_connections) connection.join();
        ::close(m_listener);
    }

    std::string url() const { return "postgresql://postgres@/postgres?host=" + m_folder.path(); }
    void sharpen() { m_sharp = true; }

private:
    static sockaddr_un address_in(const std::string& folder)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        auto path = folder + "/.s.PGSQL.5432";
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        return address;
    }

    void relay(int client, const std::string& server_folder)
    {
        int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
        auto address = address_in(server_folder);
        if (::connect(server, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0)
            while (pass_on(client, server)) {
            }
        ::close(client);
        ::close(server);
    }

    bool pass_on(int client, int server)
    {
        pollfd both[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        ::poll(both, 2, -1);
        bool from_client = both[0].revents != 0;
        char room[65536];
        auto size = ::read(from_client ? client : server, room, sizeof room);
        if (size <= 0) return false;
        std::string_view bytes(room, static_cast<std::size_t>(size));
        bool cut = from_client && m_sharp && bytes.find("COMMIT") != bytes.npos;
        if (cut && !m_let_it_commit) return false;
        if (::write(from_client ? server : client, room, bytes.size()) != size) return false;
        if (cut && ::read(server, room, sizeof room) > 0) return false;
        return true;
    }

    db::TemporaryFolder m_folder;
    bool m_let_it_commit;
    std::atomic<bool> m_sharp = false;
    int m_listener = -1;
    std::thread m_thread;
    std::vector<std::thread> m_connections;
};

void on_postgres(const std::function<void(db::Database&)>& body, db::Options options = {.readers = 3})
{
    db::for_each_empty_url([&](const std::string& url) {
        if (url.starts_with("sqlite")) return;
        options.url = url;
        auto database = db::open(options);
        database->write([](db::Connection& c) { c.run_script("CREATE TABLE note (id BIGINT PRIMARY KEY, words TEXT)"); });
        body(*database);
    });
}

void insert(db::Connection& c, std::int64_t id, std::string_view words = "")
{
    db::execute(c, "INSERT INTO note (id, words) VALUES ($1, $2)", id, words);
}

std::vector<std::int64_t> ids(db::Database& database)
{
    return database.read([](db::Connection& c) { return db::query<std::int64_t>(c, "SELECT id FROM note ORDER BY id"); });
}

int process_of(db::Connection& c)
{
    return db::one<int>(c, "SELECT pg_backend_pid()");
}

void kill_connection(db::Database& through, int process)
{
    through.read([&](db::Connection& c) { CHECK(db::one<bool>(c, "SELECT pg_terminate_backend($1, 5000)", process)); });
}

using Integers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a transaction that the server gives up because of others is run again")
{
    on_postgres([](db::Database& database) {
        int attempts = 0;
        database.write([&](db::Connection& c) {
            insert(c, ++attempts);
            if (attempts < 4) c.run_script("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$");
        });
        CHECK(attempts == 4);
        CHECK(ids(database) == Integers{4});

        attempts = 0;
        CHECK_THROWS_AS(database.write([&](db::Connection& c) {
            ++attempts;
            database.write([](db::Connection& inner) { inner.run_script("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40P01'; END $$"); });
            insert(c, 100);
        }),
                        db::Unavailable);
        CHECK(attempts == 6);
        CHECK(ids(database) == Integers{4});
    });
}

TEST_CASE("two transactions that wait for each other both succeed")
{
    on_postgres([](db::Database& database) {
        database.write([](db::Connection& c) {
            insert(c, 1);
            insert(c, 2);
        });
        std::latch both_hold_one(2);
        std::atomic<int> attempts = 0;
        auto append = [&](std::int64_t one, std::int64_t other) {
            bool first = true;
            database.write([&](db::Connection& c) {
                ++attempts;
                db::execute(c, "UPDATE note SET words = words || 'x' WHERE id = $1", one);
                if (std::exchange(first, false)) both_hold_one.arrive_and_wait();
                db::execute(c, "UPDATE note SET words = words || 'x' WHERE id = $1", other);
            });
        };
        std::thread thread(append, 1, 2);
        append(2, 1);
        thread.join();
        CHECK(attempts == 3);
        database.read([](db::Connection& c) {
            CHECK(db::query<std::string>(c, "SELECT words FROM note") == std::vector<std::string>{"xx", "xx"});
        });
    });
}

TEST_CASE("a connection that was lost is made again without anybody noticing")
{
    on_postgres([](db::Database& database) {
        on_postgres([&](db::Database& other) {
            kill_connection(other, database.read(process_of));
            CHECK(ids(database).empty());
            kill_connection(other, database.read(process_of));
            database.write([](db::Connection& c) { insert(c, 1); });

            int attempts = 0;
            database.write([&](db::Connection& c) {
                insert(c, 2);
                if (++attempts == 1) kill_connection(other, process_of(c));
                insert(c, 3);
            });
            CHECK(attempts == 2);

            database.read([&](db::Connection& c) {
                kill_connection(other, process_of(c));
                CHECK(db::one<int>(c, "SELECT count(*) FROM note") == 3);
            });
        });
    });
}

TEST_CASE("a connection that was lost with questions and changes on their way is made again too")
{
    on_postgres([](db::Database& database) {
        on_postgres([&](db::Database& other) {
            auto above = [](db::Connection& c, std::int64_t id, const std::string& words) {
                return db::ask<std::int64_t>(c, "SELECT id FROM note WHERE id > $1 AND words = $2 ORDER BY id", id, words);
            };
            database.write([](db::Connection& c) {
                for (int i = 1; i <= 3; ++i) insert(c, i, "a text");
            });
            for (int round = 0; round < 2; ++round)
                database.read([&](db::Connection& c) {
                    auto process = process_of(c);
                    auto one = above(c, 1, "a text");
                    kill_connection(other, process);
                    auto two = above(c, 2, "a text");
                    auto other_words = db::ask<int>(c, "SELECT count(*) FROM note WHERE id > " + std::to_string(round));
                    CHECK(other_words.one() == 3 - round);
                    CHECK(one.all() == Integers{2, 3});
                    CHECK(two.all() == Integers{3});
                });

            int attempts = 0;
            database.write([&](db::Connection& c) {
                auto process = process_of(c);
                auto rows = above(c, 0, "a text");
                if (++attempts == 1) kill_connection(other, process);
                auto all = rows.all();  // Not in CHECK, which would keep what is thrown.
                CHECK(all == Integers{1, 2, 3});
                db::submit(c, "INSERT INTO note (id, words) VALUES ($1, '')", 4);
            });
            CHECK(attempts == 2);
            CHECK(ids(database) == Integers{1, 2, 3, 4});

            CHECK_THROWS_AS(database.read_consistent([&](db::Connection& c) {
                kill_connection(other, process_of(c));
                ids(database);
            }),
                            db::Unavailable);
            CHECK(ids(database) == Integers{1, 2, 3, 4});
        });
    });
}

TEST_CASE("connections that are ended at any moment make calls unavailable at worst")
{
    on_postgres([](db::Database& database) {
        on_postgres([&](db::Database& other) {
            std::atomic<int> process = 0;
            std::jthread killer([&](std::stop_token stop) {
                for (; !stop.stop_requested(); std::this_thread::sleep_for(2ms))
                    other.read([&](db::Connection& c) { db::one<bool>(c, "SELECT count(pg_terminate_backend(pid)) >= 0 FROM pg_stat_activity WHERE pid = $1", process.load()); });
            });
            int written = 0;
            for (int i = 1; i <= 200; ++i) {
                try {
                    database.write([&](db::Connection& c) {
                        process = process_of(c);
                        auto before = db::ask<int>(c, "SELECT count(*) FROM note WHERE id = $1", i);
                        if (before.one() == 0) db::submit(c, "INSERT INTO note (id, words) VALUES ($1, $2)", i, "");
                    });
                    ++written;
                    database.read([&](db::Connection& c) {
                        auto one = db::ask<int>(c, "SELECT count(*) FROM note WHERE id = $1", i);
                        auto all = db::ask<int>(c, "SELECT count(*) FROM note WHERE id > $1", 0);
                        auto found = one.one();
                        CHECK(found == 1);
                        auto there = all.one();
                        CHECK(there >= written);
                    });
                } catch (const db::Unavailable&) {
                }
            }
            killer.request_stop();
            killer.join();
            CHECK(written <= static_cast<int>(ids(database).size()));
        });
    });
}

TEST_CASE("whoever waits too long for a connection is refused as busy")
{
    on_postgres(
        [](db::Database& database) {
            database.write([&](db::Connection&) {
                std::thread other([&] { CHECK_THROWS_WITH_AS(ids(database), "server_busy", Refusal); });
                other.join();
            });
            CHECK(ids(database).empty());
        },
        {.readers = 1, .statement_timeout = 100ms});
}

TEST_CASE("an unfinished index does not hide which constraint was broken")
{
    on_postgres([](db::Database& database) {
        CHECK_THROWS_WITH_AS(database.write([](db::Connection& c) {
            c.run_script("CREATE TABLE fresh (a BIGINT UNIQUE)");
            db::execute(c, "INSERT INTO fresh (a) VALUES (1), (1)");
        }),
                             "unique: index 'fresh_a_key'", db::UniqueViolation);
    });
}

TEST_CASE("types beyond the plain ones are read as text or numbers")
{
    on_postgres([](db::Database& database) {
        database.read([](db::Connection& c) {
            CHECK(db::one<std::string>(c, "SELECT DATE '2026-09-03'") == "2026-09-03");
            CHECK(db::one<std::int64_t>(c, "SELECT sum(x) FROM (VALUES (CAST(9000000000000000000 AS BIGINT)), (1)) v (x)") == 9000000000000000001);
            CHECK(db::one<double>(c, "SELECT avg(x) FROM (VALUES (1), (2)) v (x)") == 1.5);
            CHECK_THROWS_AS(db::one<std::int64_t>(c, "SELECT avg(x) FROM (VALUES (1), (2)) v (x)"), db::Error);
            CHECK_THROWS_AS(db::one<std::string>(c, "SELECT sum(x) FROM (VALUES (CAST(1 AS BIGINT))) v (x)"), db::Error);
            CHECK(db::one<std::string>(c, "SELECT CAST($1 AS DATE) + 1", "2026-09-03") == "2026-09-04");
            c.run("SELECT TRUE, FALSE, CAST(7 AS SMALLINT), CAST(1.5 AS REAL), NULL, DATE '2026-09-03'", {}, [](const db::Row& row) {
                CHECK(row.boolean(0));
                CHECK_FALSE(row.boolean(1));
                CHECK(row.integer(0) == 1);
                CHECK(row.integer(2) == 7);
                CHECK(row.real(3) == 1.5);
                CHECK(row.is_null(4));
            });
            c.run("SELECT CAST(7 AS SMALLINT), CAST(1.5 AS REAL), CAST('x' AS CHAR(1))", {}, [](const db::Row& row) {
                CHECK(row.integer(0) == 7);
                CHECK(row.real(1) == 1.5);
                CHECK(row.text(2) == "x");
            });
        });
    });
}

TEST_CASE("a value that does not fit is not repeated in the message")
{
    on_postgres([](db::Database& database) {
        CHECK_THROWS_WITH_AS(database.read([](db::Connection& c) { db::execute(c, "SELECT CAST($1 AS BIGINT)", "001099000123"
                                                                                                             "x"); }),
                             "22P02 invalid input syntax for type bigint in: SELECT CAST($1 AS BIGINT)", db::Error);
    });
}

TEST_CASE("a statement that is still known by an old shape is prepared again")
{
    on_postgres([](db::Database& database) {
        auto read = [&] { return database.read([](db::Connection& c) { return db::query<std::int64_t>(c, "SELECT id FROM note"); }); };
        database.write([](db::Connection& c) { insert(c, 1); });
        CHECK(read() == Integers{1});
        database.write([](db::Connection& c) { c.run_script("ALTER TABLE note ALTER id TYPE INTEGER"); });
        CHECK(read() == Integers{1});
    });
}

TEST_CASE("a server that is away makes calls unavailable for a bounded time, and they work again when it is back")
{
    if (!Server::is_possible()) return;
    Server server;
    auto database = db::open({.url = server.url(), .readers = 2});
    database->write([](db::Connection& c) {
        c.run_script("CREATE TABLE note (id BIGINT PRIMARY KEY, words TEXT)");
        insert(c, 1);
    });
    server.stop();
    server.start();
    CHECK(ids(*database) == Integers{1});
    server.stop();
    auto began = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(ids(*database), db::Unavailable);
    CHECK_THROWS_AS(database->write([](db::Connection& c) { insert(c, 2); }), db::Unavailable);
    CHECK_THROWS_AS(database->check(), db::Unavailable);
    CHECK_THROWS_AS(db::open({.url = server.url()}), db::Unavailable);
    CHECK(std::chrono::steady_clock::now() - began < 15s);
    server.start();
    database->write([](db::Connection& c) { insert(c, 3); });
    CHECK(ids(*database) == Integers{1, 3});

    std::vector<std::unique_ptr<db::Database>> crowd;
    CHECK_THROWS_AS(for (int i = 0; i < 20; ++i) crowd.push_back(db::open({.url = server.url()})), db::Unavailable);
    CHECK(ids(*database) == Integers{1, 3});
    crowd.clear();

    REQUIRE(server.run("createdb -h " + server.folder() + " -T template0 -E SQL_ASCII -l C narrow") == 0);
    CHECK_THROWS_WITH_AS(db::open({.url = server.url("narrow")}), "the database holds texts in SQL_ASCII; create it with ENCODING 'UTF8'", db::Error);
}

TEST_CASE("a commit whose answer is lost is reported as of unknown outcome and not done twice")
{
    if (!Server::is_possible()) return;
    Server server;
    auto direct = db::open({.url = server.url(), .readers = 1});
    direct->write([](db::Connection& c) { c.run_script("CREATE TABLE note (id BIGINT PRIMARY KEY, words TEXT)"); });
    for (bool let_it_commit : {true, false}) {
        CAPTURE(let_it_commit);
        Scissors scissors(server.folder(), let_it_commit);
        {
            auto database = db::open({.url = scissors.url(), .readers = 1});
            scissors.sharpen();
            int attempts = 0;
            CHECK_THROWS_WITH_AS(database->write([&](db::Connection& c) { insert(c, 10 * let_it_commit + ++attempts); }),
                                 "the connection was lost during a commit, whose outcome is unknown", db::Unavailable);
            CHECK(attempts == 1);
        }
        CHECK(ids(*direct) == Integers{11});
        Scissors other_scissors(server.folder(), let_it_commit);
        {
            auto database = db::open({.url = other_scissors.url(), .readers = 1});
            database->write([](db::Connection& c) { db::submit(c, "DELETE FROM note WHERE id = $1", 0); });
            other_scissors.sharpen();
            CHECK_THROWS_WITH_AS(database->write([](db::Connection& c) { db::submit(c, "DELETE FROM note WHERE id = $1", 0); }),
                                 doctest::Contains("outcome is unknown"), db::Unavailable);
        }
    }
}
