#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "http_client.hpp"
#include "platform/metrics.hpp"

using namespace motcua;
using namespace motcua::http;
using namespace motcua::http::testing;

namespace {

std::string get_with(std::string_view fields)
{
    return "GET /a HTTP/1.1\r\nHost: x\r\n" + std::string(fields) + "\r\n";
}

}  // namespace

TEST_CASE("a request that two servers could read differently is refused and the connection closed")
{
    struct Case {
        std::string_view name;
        std::string request;
        int status;
        std::string_view code;
    };
    const Case cases[] = {
        {"length and chunks", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "malformed_request"},
        {"chunks and length", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400, "malformed_request"},
        {"two lengths", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400, "malformed_request"},
        {"the same length twice", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400, "malformed_request"},
        {"a list of lengths", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 3\r\n\r\nabc", 400, "malformed_request"},
        {"a signed length", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc", 400, "malformed_request"},
        {"a huge length", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n", 400, "malformed_request"},
        {"a folded field", get_with("A: b\r\n c\r\n"), 400, "malformed_request"},
        {"a tab-folded field", get_with("A: b\r\n\tc\r\n"), 400, "malformed_request"},
        {"bare line feeds", "GET / HTTP/1.1\nHost: x\n\n", 400, "malformed_request"},
        {"one bare line feed", "GET / HTTP/1.1\r\nHost: x\nA: b\r\n\r\n", 400, "malformed_request"},
        {"a bare carriage return", get_with("A: b\rc\r\n"), 400, "malformed_request"},
        {"a zero byte", get_with(std::string_view("A: b\0c\r\n", 8)), 400, "malformed_request"},
        {"a blank before the colon", get_with("A : b\r\n"), 400, "malformed_request"},
        {"no host", "GET / HTTP/1.1\r\n\r\n", 400, "host_missing"},
        {"two hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n", 400, "malformed_request"},
        {"a host that is none", "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n", 400, "malformed_request"},
        {"another coding", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "unknown_transfer_coding"},
        {"two codings", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501, "unknown_transfer_coding"},
        {"chunks twice", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "malformed_request"},
        {"a coding in two words", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked chunked\r\n\r\n0\r\n\r\n", 501, "unknown_transfer_coding"},
        {"chunks in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "malformed_request"},
        {"a bad chunk size", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400, "malformed_request"},
        {"a chunk without its end", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcde\r\n0\r\n\r\n", 400, "malformed_request"},
        {"an overflowing chunk size", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n", 400, "malformed_request"},
        {"another version", "GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505, "unknown_http_version"},
        {"version 0.9", "GET /\r\n\r\n", 400, "malformed_request"},
        {"another method", "BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 501, "unknown_method"},
        {"a lower-case method", "get / HTTP/1.1\r\nHost: x\r\n\r\n", 501, "unknown_method"},
        {"CONNECT", "CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n", 501, "unknown_method"},
        {"TRACE", "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 501, "unknown_method"},
        {"bytes of TLS", std::string("\x16\x03\x01\x02\x00\x01\x00", 7), 400, "malformed_request"},
        {"an unknown expectation", get_with("Expect: wonders\r\n"), 417, "unknown_expectation"},
        {"a bad escape", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed_target"},
        {"an escaped slash", "GET /a%2fb HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed_target"},
        {"a way up", "GET /a/../b HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed_target"},
        {"an escaped way up", "GET /a/%2e%2E/b HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed_target"},
        {"an escaped zero", "GET /a%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed_target"},
        {"bytes that are no text", "GET /%ff HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed_target"},
    };
    TestServer server;
    for (const auto& [name, request, status, code] : cases) {
        CAPTURE(name);
        Client client(server.port());
        client.send(request);
        auto answer = client.read_to_end();
        CHECK(status_of(answer) == status);
        CHECK(has(answer, "\"code\":\"" + std::string(code) + '"'));
        CHECK(has(answer, "application/problem+json"));
        CHECK(has(answer, "Connection: close"));
    }
}

TEST_CASE("what is only unusual is taken")
{
    TestServer server;
    CHECK(ask(server.port(), "GET http://other:80/b?c HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("GET /b "));
    CHECK(ask(server.port(), "GET /%C4%91%C6%A1n HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n").ends_with("GET /đơn "));
    CHECK(status_of(ask(server.port(), "GET / HTTP/1.1\r\nHost:\r\n\r\n")) == 200);
    CHECK(status_of(ask(server.port(), "OPTIONS / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n")) == 200);
}

TEST_CASE("a request that is refused does not swallow the answers before it")
{
    TestServer server;
    Client client(server.port());
    client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\nHost: x\n\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(status_of(client.read_answer()) == 200);
    CHECK(status_of(client.read_answer()) == 400);
    CHECK(client.read_to_end().empty());
}

TEST_CASE("heads are limited in target, size and number of fields")
{
    TestServer server;
    auto status = [&](const std::string& request) { return status_of(ask(server.port(), request)); };
    auto with_target = [](std::size_t size) { return "GET /" + std::string(size - 1, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n"; };
    auto with_fields = [](int count) {
        std::string fields;
        for (int i = 0; i < count; ++i) fields += "A: b\r\n";
        return get_with(fields);
    };
    CHECK(status(with_target(8 * 1024)) == 200);
    CHECK(status(with_target(8 * 1024 + 1)) == 414);
    CHECK(status("GET /" + std::string(20'000, 'a')) == 414);
    CHECK(status(get_with("A: " + std::string(16'000, 'b') + "\r\n")) == 200);
    CHECK(status(get_with("A: " + std::string(17'000, 'b') + "\r\n")) == 431);
    CHECK(status("GET / HTTP/1.1\r\nA: " + std::string(200'000, 'b')) == 431);
    CHECK(status(with_fields(99)) == 200);
    CHECK(status(with_fields(100)) == 431);
}

TEST_CASE("a body over the limit is refused before it is read")
{
    TestServer server([](auto&, TestService& service) { service.planned.body_limit = 10; });
    auto ask_with = [&](std::string_view rest) { return ask(server.port(), "POST / HTTP/1.1\r\nHost: x\r\n" + std::string(rest)); };
    CHECK(status_of(ask_with("Content-Length: 10\r\n\r\n0123456789")) == 200);
    CHECK(status_of(ask_with("Content-Length: 11\r\n\r\n")) == 413);
    CHECK(status_of(ask_with("Content-Length: 11\r\nExpect: 100-continue\r\n\r\n")) == 413);
    CHECK(status_of(ask_with("Transfer-Encoding: chunked\r\n\r\nb\r\n")) == 413);
    CHECK(status_of(ask_with("Transfer-Encoding: chunked\r\n\r\n6\r\n012345\r\n5\r\n01234\r\n")) == 413);
    CHECK(status_of(ask_with("Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n01234\r\n0\r\n\r\n")) == 200);
    CHECK(status_of(ask_with("Transfer-Encoding: chunked\r\n\r\n1;" + std::string(20'000, 'a'))) == 431);
    CHECK(status_of(ask_with("Transfer-Encoding: chunked\r\n\r\n0\r\nA: " + std::string(20'000, 'a'))) == 431);
}

TEST_CASE("a client that is refused may finish its sentence and read the answer")
{
    TestServer server;
    Client client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n");
    CHECK(status_of(client.read_answer()) == 413);
    for (int i = 0; i < 4; ++i) {
        CHECK(client.send(std::string(20'000, 'x')));
        std::this_thread::sleep_for(10ms);
    }
    client.shut_writing();
    CHECK(client.sees_close(3s));
}

TEST_CASE("a client that sends its whole file before it reads gets to know that the file is too large")
{
    TestServer server;
    Client client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 25000000\r\n\r\n");
    std::string block(1'000'000, 'x');
    for (int i = 0; i < 25; ++i) REQUIRE(client.send(block));
    CHECK(status_of(client.read_answer()) == 413);
}

TEST_CASE("a client that sends two gigabytes all the same is cut off")
{
    TestServer server;
    Client client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000000\r\n\r\n");
    std::string block(1'000'000, 'x');
    int sent = 0;
    while (sent < 2000 && client.send(block)) ++sent;
    CHECK(sent < 50);
}

TEST_CASE("bodies of all connections together are limited")
{
    TestServer server([](ServerOptions& options, TestService& service) {
        options.body_memory = 100'000;
        service.planned.body_limit = 1'000'000;
    });
    Client first(server.port());
    first.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n" + std::string(80'000, 'x'));
    std::this_thread::sleep_for(300ms);
    auto request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 30000\r\n\r\n" + std::string(30'000, 'x');
    auto refused = ask(server.port(), request);
    CHECK(status_of(refused) == 503);
    CHECK(has(refused, "Retry-After: 2\r\n"));
    first.send(std::string(10'000, 'x'));
    CHECK(status_of(first.read_answer()) == 200);
    CHECK(status_of(ask(server.port(), request)) == 200);
}

TEST_CASE("a head that comes too slowly is refused, however busy the client looks")
{
    TestServer server([](ServerOptions& options, auto&) { options.head_timeout = 80ms; });
    Client client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n");
    int sent = 0;
    while (sent < 1000 && !client.has_answer(10ms) && client.send("A: b\r\n")) ++sent;
    CHECK(sent < 1000);
    CHECK(status_of(client.read_answer()) == 408);
}

TEST_CASE("a body that comes too slowly is refused, one at the granted speed is not")
{
    TestServer server([](ServerOptions& options, auto&) {
        options.body_timeout = 80ms;
        options.slowest = 1000;
    });
    Client slow(server.port());
    slow.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
    int sent = 0;
    while (sent < 99 && !slow.has_answer(10ms) && slow.send("x")) ++sent;
    CHECK(sent < 99);
    auto refused = slow.read_answer();
    CHECK(status_of(refused) == 408);
    CHECK(has(refused, "request_timeout"));
    Client steady(server.port());
    steady.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 12000\r\n\r\n");
    for (int i = 0; i < 12; ++i) {
        steady.send(std::string(1000, 'x'));
        std::this_thread::sleep_for(20ms);
    }
    CHECK(status_of(steady.read_answer()) == 200);
}

TEST_CASE("a connection that is silent is closed without a word")
{
    TestServer hasty([](ServerOptions& options, auto&) { options.head_timeout = 60ms; });
    Client never(hasty.port());
    CHECK(never.read_to_end(10s).empty());
    CHECK(never.sees_close());
    TestServer server([](ServerOptions& options, auto&) { options.idle_timeout = 60ms; });
    Client once(server.port());
    once.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(status_of(once.read_answer()) == 200);
    CHECK(once.sees_close());
}

TEST_CASE("a client that does not take its answer is cut off")
{
    TestServer server([](ServerOptions& options, TestService& service) {
        options.body_timeout = 60ms;
        options.slowest = 1'000'000'000;
        service.handler = [](const Request&) {
            Response response;
            response.body = std::string(20'000'000, 'x');
            return response;
        };
    });
    Client client(server.port(), 4096);
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    std::this_thread::sleep_for(300ms);
    CHECK(client.read_to_end().size() < 20'000'000);
}

TEST_CASE("a client that asks for much and takes nothing is not worked for")
{
    for (bool quick : {false, true}) {
        CAPTURE(quick);
        std::atomic<int> answered{0};
        TestServer server([&](auto&, TestService& service) {
            service.planned.quick = quick;
            service.handler = [&](const Request&) {
                ++answered;
                Response response;
                response.body = std::string(500'000, 'x');
                return response;
            };
        });
        Client client(server.port(), 4096);
        std::string all;
        for (int i = 0; i < 100; ++i) all += get_with("");
        client.send(all);
        std::this_thread::sleep_for(300ms);
        CHECK(answered < 40);
        for (int i = 0; i < 100; ++i) CHECK(client.read_answer().size() > 500'000);
    }
}

TEST_CASE("a full queue is answered at once with 503 and Retry-After")
{
    Gate gate;
    TestServer server([&](ServerOptions& options, TestService& service) {
        options.workers = 1;
        options.queue_limit = 2;
        service.handler = [&](const Request&) {
            gate.wait();
            return Response{};
        };
    });
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<Client>(server.port()));
        clients.back()->send(get_with(""));
        if (i == 0) REQUIRE(gate.await(1));
    }
    for (int i = 0; i < 1000 && !has(metrics::print(), "\nmotcua_http_queue_length 2\n"); ++i) std::this_thread::sleep_for(10ms);
    auto refused = ask(server.port(), get_with(""));
    CHECK(status_of(refused) == 503);
    CHECK(has(refused, "server_busy"));
    CHECK(has(refused, "Retry-After: 2\r\n"));
    gate.open();
    for (auto& client : clients) CHECK(status_of(client->read_answer()) == 200);
}

TEST_CASE("beyond the most connections an idle one makes room; if none is idle the new one is turned away")
{
    Gate gate;
    TestServer server([&](ServerOptions& options, TestService& service) {
        options.max_connections = 2;
        service.handler = [&](const Request& request) {
            if (request.path == "/a") gate.wait();
            return Response{};
        };
    });
    Client idle(server.port());
    idle.send("GET /b HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(status_of(idle.read_answer()) == 200);
    Client first(server.port());
    first.send(get_with(""));
    REQUIRE(gate.await(1));
    Client second(server.port());
    second.send(get_with(""));
    CHECK(idle.sees_close());
    REQUIRE(gate.await(2));
    CHECK(status_of(ask(server.port(), "")) == 503);
    gate.open();
    CHECK(status_of(first.read_answer()) == 200);
    CHECK(status_of(second.read_answer()) == 200);
}

TEST_CASE("an address that cannot be listened at is an error")
{
    TestService service;
    TestServer server;
    auto open = [&](std::string listen) {
        ServerOptions options;
        options.listen = std::move(listen);
        Server(options, service);
    };
    CHECK_THROWS_AS(open("127.0.0.1:" + std::to_string(server.port())), std::runtime_error);
    CHECK_THROWS_AS(open("nowhere"), std::runtime_error);
    CHECK_THROWS_AS(open("127.0.0.1:99999"), std::runtime_error);
    CHECK_NOTHROW(open("[::1]:0"));
}
