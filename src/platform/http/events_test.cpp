#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "http_client.hpp"
#include "platform/http/events.hpp"
#include "platform/http/wire.hpp"

using namespace motcua::http;
using namespace motcua::http::testing;

namespace {

struct RecordedSink : EventSink {
    bool send(const Event& event) override
    {
        if (open) events.push_back(event);
        return open;
    }
    bool is_open() const override { return open; }
    std::string types() const
    {
        std::string all;
        for (const auto& event : events) all += event.type + ' ';
        return all;
    }

    std::vector<Event> events;
    bool open = true;
};

std::string get_events(std::string_view last_event_id = "")
{
    auto request = std::string("GET /events HTTP/1.1\r\nHost: x\r\n");
    if (!last_event_id.empty()) (request += "Last-Event-ID: ").append(last_event_id) += "\r\n";
    return request + "\r\n";
}

TestServer hub_server(EventHub& hub, std::function<void(ServerOptions&)> change = {})
{
    return TestServer([&](ServerOptions& options, TestService& service) {
        if (change) change(options);
        service.handler = [&](const Request& request) {
            Response response;
            auto last = std::string(request.header("last-event-id"));
            if (request.path == "/events")
                response.stream = [&hub, last](std::shared_ptr<EventSink> sink) { hub.subscribe({"inbox", "board"}, std::move(sink), last); };
            return response;
        };
    });
}

// Waits for something that another thread is about to do.
bool soon(const std::function<bool()>& is_true)
{
    for (int i = 0; i < 300 && !is_true(); ++i) std::this_thread::sleep_for(10ms);
    return is_true();
}

}  // namespace

TEST_CASE("an event is one block of lines, and its data may have several")
{
    std::string bytes;
    append_event(bytes, {.id = "7", .type = "called", .data = "a\nb\r\nc"});
    CHECK(bytes == "id: 7\nevent: called\ndata: a\ndata: b\ndata: c\n\n");
    bytes.clear();
    append_event(bytes, {.id = "", .type = "", .data = ""});
    CHECK(bytes == "data: \n\n");
}

TEST_CASE("a subscriber gets the events of its topics")
{
    EventHub hub;
    auto sink = std::make_shared<RecordedSink>();
    hub.publish("inbox", "before", "{}");
    hub.subscribe({"inbox"}, sink);
    hub.publish("inbox", "one", "1");
    hub.publish("board", "other", "2");
    hub.publish("inbox", "two", "3");
    CHECK(sink->types() == "ready one two ");
    CHECK(sink->events[1].data == "1");
    CHECK(hub.subscribers() == 1);
    sink->open = false;
    CHECK(hub.subscribers() == 0);
}

TEST_CASE("a subscriber that comes back gets what it missed, in order")
{
    EventHub hub(3);
    auto sink = std::make_shared<RecordedSink>();
    hub.subscribe({"inbox"}, sink);
    hub.publish("inbox", "one", "");
    hub.publish("board", "other", "");
    hub.publish("inbox", "two", "");
    auto back = std::make_shared<RecordedSink>();
    hub.subscribe({"inbox"}, back, sink->events[0].id);
    CHECK(back->types() == "one two ");
    auto current = std::make_shared<RecordedSink>();
    hub.subscribe({"inbox"}, current, sink->events.back().id);
    CHECK(current->types().empty());
    hub.publish("inbox", "three", "");
    CHECK(back->types() == "one two three ");
    CHECK(current->types() == "three ");
}

TEST_CASE("a subscriber that was away too long, or since before a restart, is told to ask anew")
{
    EventHub hub(2);
    auto first = std::make_shared<RecordedSink>();
    hub.subscribe({"inbox"}, first);
    for (int i = 0; i < 3; ++i) hub.publish("inbox", "event", "");
    for (const auto& id : {first->events[0].id, std::string("00000000-1"), std::string("nonsense"), first->events[1].id + "9", first->events[1].id + "x"}) {
        CAPTURE(id);
        auto back = std::make_shared<RecordedSink>();
        hub.subscribe({"inbox"}, back, id);
        CHECK(back->types() == "missed ");
        CHECK(back->events[0].id == first->events.back().id);
    }
    auto in_time = std::make_shared<RecordedSink>();
    hub.subscribe({"inbox"}, in_time, first->events[1].id);
    CHECK(in_time->types() == "event event ");
}

TEST_CASE("a stream carries events until the client goes")
{
    EventHub hub;
    auto server = hub_server(hub);
    Client client(server.port());
    client.send(get_events());
    auto head = client.read_until("\r\n\r\n");
    CHECK(has(head, "Content-Type: text/event-stream\r\n"));
    CHECK(has(head, "X-Accel-Buffering: no\r\n"));
    CHECK(has(head, "Cache-Control: no-store\r\n"));
    CHECK_FALSE(has(head, "Content-Length"));
    CHECK(client.read_until("\n\n") == "retry: 2000\n\n");
    CHECK(has(client.read_until("\n\n"), "event: ready\n"));
    hub.publish("inbox", "changed", R"({"code":"x"})");
    CHECK(has(client.read_until("\n\n"), "event: changed\ndata: {\"code\":\"x\"}\n\n"));
    CHECK(hub.subscribers() == 1);
    client.close();
    CHECK(soon([&] { return hub.subscribers() == 0; }));
}

TEST_CASE("a client that comes back over the wire gets what it missed")
{
    EventHub hub;
    auto server = hub_server(hub);
    Client first(server.port());
    first.send(get_events());
    auto ready = first.read_until("event: ready");
    auto id = ready.substr(ready.find("id: ") + 4);
    id = id.substr(0, id.find('\n'));
    first.close();
    hub.publish("board", "called", "1");
    Client second(server.port());
    second.send(get_events(id));
    CHECK(has(second.read_until("data: 1\n\n"), "event: called\n"));
}

TEST_CASE("a client that does not read is closed instead of being buffered for")
{
    EventHub hub;
    auto server = hub_server(hub);
    Client slow(server.port(), 4096);
    Client other(server.port());
    slow.send(get_events());
    other.send(get_events());
    REQUIRE(soon([&] { return hub.subscribers() == 2; }));
    std::string data(8'000, 'x');
    int published = 0;
    while (hub.subscribers() == 2 && published < 5'000) {
        hub.publish("inbox", "big", data);
        ++published;
        other.read_until("x\n\n");
    }
    CHECK(hub.subscribers() == 1);
    CHECK(published < 5'000);
    hub.publish("inbox", "last", "{}");
    CHECK(has(other.read_until("event: last"), "event: last"));
    CHECK(slow.sees_close());
}

TEST_CASE("a silent stream gives signs of life")
{
    EventHub hub;
    auto server = hub_server(hub, [](ServerOptions& options) { options.comment_every = 40ms; });
    Client client(server.port());
    client.send(get_events());
    client.read_until("ready");
    CHECK(client.read_until("\n:\n\n", 1s).ends_with("\n:\n\n"));
    CHECK(client.read_until(":\n\n", 1s).ends_with(":\n\n"));
}

TEST_CASE("a stream ends after a while, so that its client is admitted anew")
{
    EventHub hub;
    auto server = hub_server(hub, [](ServerOptions& options) {
        options.comment_every = 20ms;
        options.stream_age = 60ms;
    });
    Client client(server.port());
    client.send(get_events());
    CHECK(has(client.read_until("ready"), "ready"));
    CHECK(client.sees_close());
}

TEST_CASE("streams are limited in number, and HEAD opens none")
{
    EventHub hub;
    auto server = hub_server(hub, [](ServerOptions& options) { options.max_streams = 1; });
    Client first(server.port());
    first.send(get_events());
    first.read_until("ready");
    Client second(server.port());
    second.send(get_events());
    CHECK(status_of(second.read_answer()) == 503);
    second.send("HEAD /events HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(status_of(second.read_answer(true)) == 200);
    first.close();
    CHECK(soon([&] { return hub.subscribers() == 0; }));
    second.send(get_events());
    CHECK(has(second.read_until("ready"), "event: ready"));
}

TEST_CASE("stopping closes the streams, and a sink that outlives the server is closed")
{
    EventHub hub;
    std::shared_ptr<EventSink> kept;
    {
        TestServer server([&](auto&, TestService& service) {
            service.handler = [&](const Request&) {
                Response response;
                response.stream = [&](std::shared_ptr<EventSink> sink) {
                    sink->send({.id = "1", .type = "t", .data = "d"});
                    kept = std::move(sink);
                };
                return response;
            };
        });
        Client client(server.port());
        client.send(get_events());
        CHECK(has(client.read_until("data: d"), "data: d"));
        std::thread stopping([&] { server.server->stop(); });
        CHECK(client.sees_close());
        stopping.join();
    }
    CHECK_FALSE(kept->is_open());
    CHECK_FALSE(kept->send({.id = "", .type = "", .data = ""}));
}

TEST_CASE("a stream whose beginning fails is closed")
{
    TestServer server([](auto&, TestService& service) {
        service.handler = [](const Request&) {
            Response response;
            response.stream = [](const std::shared_ptr<EventSink>&) { throw std::runtime_error("planned"); };
            return response;
        };
    });
    Client client(server.port());
    client.send(get_events());
    CHECK(client.sees_close());
}

TEST_CASE("events reach two hundred boards")
{
    EventHub hub;
    auto server = hub_server(hub);
    std::vector<std::unique_ptr<Client>> boards;
    for (int i = 0; i < 200; ++i) {
        boards.push_back(std::make_unique<Client>(server.port()));
        boards.back()->send(get_events());
    }
    REQUIRE(soon([&] { return hub.subscribers() == 200; }));
    for (int i = 0; i < 20; ++i) hub.publish("board", "called", std::to_string(i));
    int complete = 0;
    for (auto& board : boards) complete += board->read_until("data: 19\n\n").ends_with("data: 19\n\n");
    CHECK(complete == 200);
}

TEST_CASE("what is published here goes to other servers, what they have published only to those who listen here")
{
    EventHub hub;
    std::string forwarded;
    hub.forward_to([&](std::string_view topic, std::string_view type, std::string_view data) {
        forwarded += std::string(topic) + "/" + std::string(type) + "/" + std::string(data) + " ";
    });
    auto sink = std::make_shared<RecordedSink>();
    hub.subscribe({"inbox"}, sink);
    hub.publish("inbox", "one", "1");
    hub.receive("inbox", "two", "2");
    hub.receive("board", "three", "3");
    CHECK(forwarded == "inbox/one/1 ");
    CHECK(sink->types() == "ready one two ");
}

TEST_CASE("when events of another server may be missing, those who are there and those who come back are told")
{
    EventHub hub;
    auto sink = std::make_shared<RecordedSink>(), away = std::make_shared<RecordedSink>(), back = std::make_shared<RecordedSink>();
    hub.subscribe({"inbox"}, sink);
    hub.publish("inbox", "one", "1");
    auto before = sink->events.back().id;
    hub.tell_missed();
    hub.subscribe({"inbox"}, away, before);
    hub.subscribe({"inbox"}, back, sink->events.back().id);
    hub.publish("inbox", "two", "2");
    CHECK(sink->types() == "ready one missed two ");
    CHECK(away->types() == "missed two ");
    CHECK(back->types() == "two ");
}
