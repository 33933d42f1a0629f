#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "http_client.hpp"

using namespace motcua::http;
using namespace motcua::http::testing;

namespace {

constexpr std::string_view get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

std::size_t occurrences(std::string_view text, std::string_view part)
{
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

std::size_t resident_kilobytes()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word)
        if (word == "VmRSS:") {
            std::size_t size = 0;
            status >> size;
            return size;
        }
    return 0;
}

}  // namespace

TEST_CASE("a request is answered with length, date and body")
{
    TestServer server;
    auto answer = ask(server.port(), get);
    CHECK(answer.starts_with("HTTP/1.1 200 OK\r\nDate: "));
    CHECK(has(answer, " GMT\r\n"));
    CHECK(has(answer, "\r\nContent-Length: 7\r\n"));
    CHECK(answer.ends_with("\r\n\r\nGET /a "));
    CHECK_FALSE(has(answer, "Connection:"));
}

TEST_CASE("a connection serves one request after the other")
{
    TestServer server;
    Client client(server.port());
    for (int i = 0; i < 5; ++i) {
        client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
        CHECK(client.read_answer().ends_with("\r\n\r\nPOST /b abc"));
    }
}

TEST_CASE("five requests sent at once are answered in their order")
{
    TestServer server([](auto&, TestService& service) {
        service.handler = [](const Request& request) {
            if (request.path == "/0") std::this_thread::sleep_for(30ms);
            Response response;
            response.body = request.path + ";";
            return response;
        };
    });
    Client client(server.port());
    std::string all;
    for (int i = 0; i < 5; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    client.send(all);
    for (int i = 0; i < 5; ++i) CHECK(client.read_answer().ends_with("\r\n\r\n/" + std::to_string(i) + ";"));
}

TEST_CASE("more requests at once than are answered side by side are all answered")
{
    TestServer server;
    Client client(server.port());
    std::string all;
    for (int i = 0; i < 200; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    client.send(all);
    for (int i = 0; i < 200; ++i) CHECK(client.read_answer().ends_with("GET /" + std::to_string(i) + " "));
}

TEST_CASE("a write waits for the reads before it, and the reads behind it wait for the write")
{
    std::mutex mutex;
    std::vector<std::string> order;
    TestServer server([&](auto& options, TestService& service) {
        options.workers = 4;
        service.handler = [&](const Request& request) {
            if (request.path == "/1") std::this_thread::sleep_for(30ms);
            if (request.path == "/2") std::this_thread::sleep_for(20ms);
            std::lock_guard lock(mutex);
            order.push_back(request.path);
            return Response{};
        };
    });
    Client client(server.port());
    client.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\nGET /3 HTTP/1.1\r\nHost: x\r\n\r\n");
    for (int i = 0; i < 3; ++i) CHECK(status_of(client.read_answer()) == 200);
    CHECK(order == std::vector<std::string>{"/1", "/2", "/3"});
}

TEST_CASE("a request may come byte by byte")
{
    TestServer server;
    Client client(server.port());
    for (char c : std::string_view("\r\nPOST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: v\r\n\r\n")) {
        client.send({&c, 1});
        std::this_thread::sleep_for(1ms);
    }
    CHECK(client.read_answer().ends_with("POST /c abcde"));
    client.send(get);
    CHECK(status_of(client.read_answer()) == 200);
}

TEST_CASE("HEAD gets the length but no body")
{
    TestServer server;
    Client client(server.port());
    client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(has(client.read_answer(true), "Content-Length: 8"));
    client.send(get);
    CHECK(client.read_answer().starts_with("HTTP/1.1 200"));
}

TEST_CASE("204 and 304 have neither body nor length")
{
    int status = 204;
    TestServer server([&](auto&, TestService& service) {
        service.handler = [&](const Request&) {
            Response response;
            response.status = status;
            response.body = "dropped";
            return response;
        };
    });
    Client client(server.port());
    for (int code : {204, 304}) {
        status = code;
        client.send(get);
        auto answer = client.read_answer();
        CHECK(status_of(answer) == code);
        CHECK_FALSE(has(answer, "Content-Length"));
    }
}

TEST_CASE("a connection ends where the client or HTTP/1.0 asks for it")
{
    TestServer server;
    Client closing(server.port());
    closing.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    CHECK(has(closing.read_to_end(), "Connection: close\r\n"));
    Client old(server.port());
    old.send("GET /a HTTP/1.0\r\n\r\n");
    CHECK(has(old.read_to_end(), "Connection: close\r\n"));
    Client old_but_lasting(server.port());
    for (int i = 0; i < 2; ++i) {
        old_but_lasting.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        CHECK(has(old_but_lasting.read_answer(), "Connection: keep-alive\r\n"));
    }
}

TEST_CASE("a client that waits for 100 Continue is told to go on")
{
    TestServer server;
    Client client(server.port());
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.read_answer(true) == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("ok");
    CHECK(client.read_answer().ends_with("POST /a ok"));
}

TEST_CASE("a client that has stopped sending still gets its answer")
{
    TestServer server([](auto&, TestService& service) {
        service.handler = [](const Request&) {
            std::this_thread::sleep_for(30ms);
            Response response;
            response.body = "late";
            return response;
        };
    });
    Client client(server.port());
    client.send(get);
    client.shut_writing();
    CHECK(client.read_to_end().ends_with("late"));
    CHECK(client.sees_close(3s));
}

TEST_CASE("an answer larger than the socket takes arrives whole")
{
    TestServer server([](auto&, TestService& service) {
        service.handler = [](const Request& request) {
            Response response;
            response.body = std::string(request.path == "/big" ? 8'000'000 : 10, 'x');
            return response;
        };
    });
    Client client(server.port(), 4096);
    client.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\nGET /small HTTP/1.1\r\nHost: x\r\n\r\n");
    auto head = client.read_until("\r\n\r\n");
    CHECK(has(head, "Content-Length: 8000000\r\n"));
    auto rest = client.read_until("Content-Length: 10\r\n\r\n");
    CHECK(rest.find("HTTP/1.1 200") == 8'000'000);
}

TEST_CASE("a shared body is sent like any other")
{
    auto shared = std::make_shared<const std::string>(300'000, 'z');
    auto small = std::make_shared<const std::string>("small");
    TestServer server([&](auto&, TestService& service) {
        service.handler = [&](const Request& request) {
            Response response;
            response.shared_body = request.path == "/small" ? small : shared;
            return response;
        };
    });
    Client client(server.port());
    for (int i = 0; i < 3; ++i) {
        client.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\nGET /small HTTP/1.1\r\nHost: x\r\n\r\nHEAD /big HTTP/1.1\r\nHost: x\r\n\r\n");
        CHECK(client.read_answer().ends_with("\r\n\r\n" + *shared));
        CHECK(client.read_answer().ends_with("\r\n\r\nsmall"));
        CHECK(has(client.read_answer(true), "Content-Length: 300000"));
    }
}

TEST_CASE("a file is sent from the disk")
{
    auto path = "/tmp/motcua_server_test_" + std::to_string(::getpid());
    std::string content;
    for (int i = 0; i < 300'000; ++i) content += std::to_string(i) + '\n';
    std::ofstream(path) << content;
    TestServer server([&](auto&, TestService& service) {
        service.handler = [&](const Request& request) {
            Response response;
            response.file = request.path == "/there" ? path : path + ".missing";
            return response;
        };
    });
    Client client(server.port());
    client.send("GET /there HTTP/1.1\r\nHost: x\r\n\r\nHEAD /there HTTP/1.1\r\nHost: x\r\n\r\nGET /gone HTTP/1.1\r\nHost: x\r\n\r\n");
    auto answer = client.read_answer();
    CHECK(answer.substr(answer.find("\r\n\r\n") + 4) == content);
    CHECK(has(client.read_answer(true), "Content-Length: " + std::to_string(content.size())));
    CHECK(status_of(client.read_answer()) == 500);
    ::unlink(path.c_str());
}

TEST_CASE("a handler's bytes cannot end a field")
{
    TestServer server([](auto&, TestService& service) {
        service.handler = [](const Request&) {
            Response response;
            response.headers.emplace_back("X-Name", "a\r\nSet-Cookie: b=c");
            response.headers.emplace_back("Content-Length", "999");
            return response;
        };
    });
    auto answer = ask(server.port(), get);
    CHECK(has(answer, "X-Name: a  Set-Cookie: b=c\r\n"));
    CHECK(occurrences(answer, "Content-Length") == 1);
}

TEST_CASE("a client that goes away while its request runs harms nobody")
{
    Gate gate;
    TestServer server([&](auto&, TestService& service) {
        service.handler = [&](const Request& request) {
            if (request.path == "/slow") gate.wait();
            Response response;
            response.body = std::string(100'000, 'y');
            return response;
        };
    });
    {
        Client client(server.port());
        client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
        REQUIRE(gate.await(1));
        client.reset();
    }
    std::this_thread::sleep_for(20ms);
    gate.open();
    CHECK(status_of(ask(server.port(), get)) == 200);
}

TEST_CASE("a fault in a handler becomes a 500 and the connection goes on")
{
    TestServer server([](auto&, TestService& service) {
        service.handler = [](const Request& request) -> Response {
            if (request.path == "/bad") throw std::runtime_error("planned");
            return {};
        };
    });
    Client client(server.port());
    client.send("GET /bad HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(status_of(client.read_answer()) == 500);
    client.send(get);
    CHECK(status_of(client.read_answer()) == 200);
}

TEST_CASE("a quick request does not wait for a worker")
{
    Gate gate;
    TestServer server([&](auto& options, TestService& service) {
        options.workers = 1;
        service.planned.quick = true;
        service.handler = [](const Request&) { return Response{}; };
    });
    CHECK(status_of(ask(server.port(), get)) == 200);
}

TEST_CASE("stopping finishes what runs, then closes")
{
    Gate gate;
    TestServer server([&](auto&, TestService& service) {
        service.handler = [&](const Request&) {
            gate.wait();
            Response response;
            response.body = "finished";
            return response;
        };
    });
    Client running(server.port());
    Client idle(server.port());
    running.send(get);
    REQUIRE(gate.await(1));
    auto port = server.port();
    std::thread stopping([&] { server.server->stop(5s); });
    CHECK(idle.sees_close());
    CHECK_FALSE(Client(port).is_connected());
    gate.open();
    auto answer = running.read_to_end();
    CHECK(answer.ends_with("finished"));
    CHECK(has(answer, "Connection: close\r\n"));
    running.close();
    stopping.join();
}

TEST_CASE("stopping answers also what still waits for a worker")
{
    Gate gate;
    TestServer server([&](ServerOptions& options, TestService& service) {
        options.workers = 1;
        service.handler = [&](const Request& request) {
            gate.wait();
            Response response;
            response.body = request.path;
            return response;
        };
    });
    Client first(server.port());
    Client second(server.port());
    first.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n");
    REQUIRE(gate.await(1));
    second.send("GET /2 HTTP/1.1\r\nHost: x\r\n\r\n");
    std::this_thread::sleep_for(200ms);
    std::thread stopping([&] { server.server->stop(60s); });
    std::this_thread::sleep_for(50ms);
    gate.open();
    CHECK(first.read_to_end().ends_with("/1"));
    CHECK(second.read_to_end().ends_with("/2"));
    stopping.join();
}

TEST_CASE("stopping cuts off what is not done by the deadline")
{
    TestServer server([](auto&, TestService& service) {
        service.handler = [](const Request&) {
            std::this_thread::sleep_for(200ms);
            return Response{};
        };
    });
    Client running(server.port());
    Client half(server.port());
    half.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
    running.send(get);
    std::this_thread::sleep_for(20ms);
    auto begin = std::chrono::steady_clock::now();
    server.server->stop(50ms);
    CHECK(std::chrono::steady_clock::now() - begin < 10s);
    CHECK(half.sees_close());
    CHECK(running.sees_close());
}

TEST_CASE("a thousand idle connections cost little memory")
{
    TestServer server;
    CHECK(status_of(ask(server.port(), get)) == 200);
    auto before = resident_kilobytes();
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 450; ++i) {  // Within the usual limit of 1024 descriptors, both ends being here.
        clients.push_back(std::make_unique<Client>(server.port()));
        clients.back()->send(get);
        CHECK(status_of(clients.back()->read_answer()) == 200);
    }
    auto each = (resident_kilobytes() - before) * 1024 / clients.size();
    MESSAGE("bytes for one idle connection, both ends: " << each);
    CHECK(each < 20'000);
}
