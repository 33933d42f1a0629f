#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "platform/db/testing.hpp"
#include "platform/http/dispatch.hpp"
#include "platform/http/idempotency.hpp"

using namespace motcua;
using namespace motcua::http;

namespace {

Request write_request(std::string key, std::string body = "{}", std::int64_t officer = 1)
{
    Request request;
    request.method = "POST";
    request.path = "/api/dossiers";
    request.headers.emplace_back("idempotency-key", std::move(key));
    request.body = std::move(body);
    request.actor.kind = officer ? ActorKind::officer : ActorKind::anonymous;
    request.actor.officer = OfficerId{officer};
    return request;
}

std::string field(const Response& response, std::string_view name)
{
    for (const auto& header : response.headers)
        if (header.first == name) return header.second;
    return "";
}

std::string refusal_of(const std::function<void()>& act)
{
    try {
        act();
    } catch (const Refusal& refusal) {
        return refusal.code;
    }
    return "";
}

// Handlers that write a row each time they run.
struct Ledger {
    explicit Ledger(db::Database& its_database) : database(its_database), clock(Instant{}), replays(database, clock)
    {
        database.write([](db::Connection& c) { db::execute(c, "CREATE TABLE entry (text TEXT NOT NULL)"); });
    }
    ~Ledger()
    {
        database.write([](db::Connection& c) { db::execute(c, "DROP TABLE entry"); });
    }

    Response write(const Request& request, int status = 201)
    {
        database.write([&](db::Connection& c) { db::execute(c, "INSERT INTO entry (text) VALUES ($1)", request.body); });
        auto response = json_answer("{\"n\":" + std::to_string(++runs) + '}', status);
        response.headers.emplace_back("Location", "/api/dossiers/" + std::to_string(runs));
        response.headers.emplace_back("Set-Cookie", "secret=1");
        return response;
    }
    Response send(const Request& request)
    {
        return replays.run(request, [this](const Request& r) { return write(r); });
    }
    std::int64_t count(const std::string& table)
    {
        return database.read([&](db::Connection& c) { return db::one<std::int64_t>(c, "SELECT count(*) FROM " + table); });
    }

    db::Database& database;
    ManualClock clock;
    Replays replays;
    std::atomic<int> runs{0};
};

}  // namespace

TEST_CASE("the same write under the same key happens once and is answered alike")
{
    db::for_each_database([](db::Database& database) {
        Ledger ledger(database);
        auto first = ledger.send(write_request("k1"));
        auto again = ledger.send(write_request("k1"));
        CHECK(ledger.count("entry") == 1);
        CHECK(again.status == 201);
        CHECK(again.body == first.body);
        CHECK(field(again, "Location") == "/api/dossiers/1");
        CHECK(field(again, "Content-Type") == "application/json");
        CHECK(field(again, "Idempotency-Replayed") == "true");
        CHECK(field(first, "Idempotency-Replayed").empty());
        CHECK(field(again, "Set-Cookie").empty());
    });
}

TEST_CASE("another key, another actor or no key is another write")
{
    db::for_each_database([](db::Database& database) {
        Ledger ledger(database);
        ledger.send(write_request("k1"));
        ledger.send(write_request("k2"));
        ledger.send(write_request("k1", "{}", 2));
        ledger.send(write_request("k1", "{}", 0));
        auto without = write_request("k1");
        without.headers.clear();
        ledger.send(without);
        ledger.send(without);
        CHECK(ledger.count("entry") == 6);
    });
}

TEST_CASE("a key that came with another request is refused")
{
    db::for_each_database([](db::Database& database) {
        Ledger ledger(database);
        ledger.send(write_request("k1"));
        CHECK(refusal_of([&] { ledger.send(write_request("k1", "{\"other\":1}")); }) == "idempotency_key_reused");
        auto elsewhere = write_request("k1");
        elsewhere.path = "/api/officers";
        CHECK(refusal_of([&] { ledger.send(elsewhere); }) == "idempotency_key_reused");
        CHECK(ledger.count("entry") == 1);
    });
}

TEST_CASE("a key has one to a hundred visible characters")
{
    db::for_each_database([](db::Database& database) {
        Ledger ledger(database);
        for (const auto& key : {std::string(), std::string(101, 'k'), std::string("a b"), std::string("đ"), std::string("a\tb")})
            CHECK(refusal_of([&] { ledger.send(write_request(key)); }) == "bad_idempotency_key");
        CHECK(ledger.send(write_request(std::string(100, 'k'))).status == 201);
    });
}

TEST_CASE("what is refused leaves nothing behind and may be tried again")
{
    db::for_each_database([](db::Database& database) {
        Ledger ledger(database);
        auto request = write_request("k1");
        CHECK_THROWS_AS(ledger.replays.run(request,
                                           [&](const Request& r) -> Response {
                                               ledger.write(r);
                                               throw Refusal(Reason::conflict, "dossier_changed");
                                           }),
                        Refusal);
        CHECK(ledger.count("entry") == 0);
        auto answered = ledger.replays.run(request, [&](const Request& r) { return ledger.write(r, 409); });
        CHECK(answered.status == 409);
        CHECK(ledger.count("idempotency_key") == 0);
        CHECK(ledger.send(request).status == 201);
        CHECK(field(ledger.send(request), "Idempotency-Replayed") == "true");
    });
}

TEST_CASE("the same write sent many times at once happens once")
{
    db::for_each_database(
        [](db::Database& database) {
            Ledger ledger(database);
            std::atomic<int> replayed{0};
            std::atomic<int> answered{0};
            std::vector<std::thread> threads;
            for (int i = 0; i < 8; ++i)
                threads.emplace_back([&] {
                    auto response = ledger.send(write_request("k1"));
                    answered += response.status == 201;
                    replayed += field(response, "Idempotency-Replayed") == "true";
                });
            for (auto& thread : threads) thread.join();
            CHECK(answered == 8);
            CHECK(replayed == 7);
            CHECK(ledger.count("entry") == 1);
        },
        {.readers = 8});
}

TEST_CASE("who is refused because the same request was faster gets the answer of that one")
{
    db::for_each_database([](db::Database& database) {
        if (!database.is_postgres()) return;  // SQLite does one write after the other.
        Ledger ledger(database);
        auto request = write_request("k1");
        auto overtaken = [&](auto fault) {
            return ledger.replays.run(request, [&](const Request& r) -> Response {
                std::thread([&] { ledger.send(r); }).join();
                ledger.write(r);
                throw fault;
            });
        };
        auto answer = overtaken(Refusal(Reason::conflict, "dossier_changed"));
        CHECK(answer.status == 201);
        CHECK(field(answer, "Idempotency-Replayed") == "true");
        CHECK(ledger.count("entry") == 1);
        request = write_request("k2");
        CHECK(field(overtaken(db::UniqueViolation("officer.username")), "Idempotency-Replayed") == "true");
        request = write_request("k3");
        CHECK_THROWS_AS(ledger.replays.run(request, [](const Request&) -> Response { throw db::UniqueViolation("officer.username"); }), db::UniqueViolation);
        CHECK(ledger.count("entry") == 2);
    });
}

TEST_CASE("kept answers are forgotten by age")
{
    db::for_each_database([](db::Database& database) {
        Ledger ledger(database);
        ledger.send(write_request("old"));
        ledger.clock.advance(std::chrono::hours(24));
        ledger.send(write_request("new"));
        CHECK(database.write([&](db::Connection& c) { return forget_answers(c, ledger.clock.now()); }) == 1);
        CHECK(ledger.count("idempotency_key") == 1);
    });
}

TEST_CASE("dispatch protects the routes that say so and leaves the others alone")
{
    db::for_each_database([](db::Database& database) {
        Ledger ledger(database);
        Routes routes;
        for (auto [path, replay] : {std::pair{"/api/keyed", Replay::keyed}, std::pair{"/api/natural", Replay::natural}})
            routes.add({.method = "POST", .path = path, .permission = Permission::anyone,
                        .handler = [&](const Request& request) { return ledger.write(request); }, .summary = "Test", .replay = replay});
        DispatchOptions options;
        options.database = &database;
        options.clock = &ledger.clock;
        Dispatcher dispatcher(std::move(routes), std::move(options));
        auto send = [&](std::string path, std::string key) {
            auto request = write_request(std::move(key));
            request.path = std::move(path);
            return dispatcher.answer(request);
        };
        CHECK(send("/api/keyed", "k").status == 201);
        CHECK(field(send("/api/keyed", "k"), "Idempotency-Replayed") == "true");
        CHECK(send("/api/keyed", "a b").status == 400);
        CHECK(send("/api/natural", "k").status == 201);
        CHECK(send("/api/natural", "k").status == 201);
        CHECK(ledger.count("entry") == 3);
    });
}
