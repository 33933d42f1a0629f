#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include <doctest/doctest.h>

#include "platform/db/channel.hpp"
#include "platform/db/channel_peers.hpp"
#include "platform/db/testing.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

namespace {

const db::Peers::Time noon{1h};

db::Peers::News take(db::Peers& peers, std::uint64_t first, Texts messages, db::Peers::Time now = noon)
{
    return peers.take({"a", first, false, std::move(messages)}, now);
}

// One program on the channel, with what it has heard.
struct Program {
    Program(const std::string& url, std::chrono::milliseconds heartbeat = 5s)
        : channel(db::open_channel({.url = url, .name = "test", .heartbeat = heartbeat}, {[this](std::string_view message) {
                                                                                             std::lock_guard lock(mutex);
                                                                                             heard.emplace_back(message);
                                                                                             changed.notify_all();
                                                                                         },
                                                                                         [this] {
                                                                                             std::lock_guard lock(mutex);
                                                                                             ++missed;
                                                                                             changed.notify_all();
                                                                                         }}))
    {
    }
    bool wait_for(const std::function<bool()>& holds)
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 10s, holds);
    }
    bool hears(const Texts& wanted)
    {
        return wait_for([&] { return heard == wanted; });
    }

    std::mutex mutex;
    std::condition_variable changed;
    Texts heard;
    int missed = 0;
    std::unique_ptr<db::Channel> channel;
};

// Both listen once each has heard the other.
void meet(Program& one, Program& other)
{
    for (int i = 0; i < 500 && (one.heard.empty() || other.heard.empty()); ++i) {
        one.channel->send("hello");
        other.channel->send("hello");
        std::this_thread::sleep_for(20ms);
    }
    // Behind "met" there is no "hello" left on the way.
    one.channel->send("met");
    other.channel->send("met");
    for (auto* program : {&one, &other}) REQUIRE(program->wait_for([program] { return !program->heard.empty() && program->heard.back() == "met"; }));
    for (auto* program : {&one, &other}) {
        std::lock_guard lock(program->mutex);
        program->heard.clear();
    }
}

void on_postgres(const std::function<void(const std::string& url)>& body)
{
    db::for_each_empty_url([&](const std::string& url) {
        if (!url.starts_with("sqlite")) body(url);
    });
}

}  // namespace

TEST_CASE("a packet is read as it was printed, and what is none is told")
{
    db::Packet packet;
    CHECK(db::parse(db::print({"ab", 7, true, {"một", "{\"hai\":2}"}}), packet));
    CHECK(packet.run == "ab");
    CHECK(packet.first == 7);
    CHECK(packet.is_last);
    CHECK(packet.messages == Texts{"một", "{\"hai\":2}"});
    CHECK(db::parse(db::print({"ab", 1, false, {}}), packet));
    CHECK(packet.messages.empty());
    for (const char* text : {"", "a", "a x on", "a 1", "a 1 off", " 1 on", "a 1x on"}) CHECK_FALSE(db::parse(text, packet));
}

TEST_CASE("messages that come twice are heard once, and a gap in their numbers is told")
{
    db::Peers peers;
    CHECK(take(peers, 5, {"e", "f"}).messages == Texts{"e", "f"});
    CHECK(take(peers, 5, {"e", "f", "g"}).messages == Texts{"g"});
    CHECK_FALSE(take(peers, 8, {}).missed);
    auto news = take(peers, 10, {"j"});
    CHECK(news.missed);
    CHECK(news.messages == Texts{"j"});
    CHECK_FALSE(take(peers, 11, {"k"}).missed);
}

TEST_CASE("a program that falls silent without a goodbye has died, once")
{
    db::Peers peers;
    take(peers, 1, {});
    peers.take({"b", 1, true, {}}, noon);
    CHECK_FALSE(peers.has_anybody_died(noon + 14s, 15s));
    take(peers, 1, {}, noon + 10s);
    CHECK_FALSE(peers.has_anybody_died(noon + 20s, 15s));
    CHECK(peers.has_anybody_died(noon + 26s, 15s));
    CHECK_FALSE(peers.has_anybody_died(noon + 60s, 15s));
    CHECK_FALSE(take(peers, 40, {"x"}, noon + 60s).missed);
}

TEST_CASE("SQLite has no channel")
{
    CHECK(db::open_channel({.url = "sqlite::memory:", .name = "test"}, {}) == nullptr);
}

TEST_CASE("what one program sends the others hear in its order, and it does not hear itself")
{
    on_postgres([](const std::string& url) {
        Program one(url), other(url);
        meet(one, other);
        Texts sent;
        for (int i = 0; i < 3000; ++i) sent.push_back(std::to_string(i) + std::string(static_cast<std::size_t>(i % 50), 'x'));
        for (const auto& message : sent) one.channel->send(message);
        other.channel->send("trả lời");
        CHECK(other.hears(sent));
        CHECK(one.hears({"trả lời"}));
        CHECK(one.missed == 0);
        CHECK(other.missed == 0);
    });
}

TEST_CASE("a program whose connection was lost is told so and hears again; what it had to send is sent")
{
    on_postgres([](const std::string& url) {
        Program one(url), other(url);
        meet(one, other);
        auto database = db::open({.url = url, .readers = 1});
        database->read([](db::Connection& c) {
            c.run("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'motcua events'", {}, [](const db::Row&) {});
        });
        one.channel->send("sau đó");
        CHECK(one.wait_for([&] { return one.missed > 0; }));
        CHECK(other.wait_for([&] { return other.missed > 0; }));
        meet(one, other);
        one.channel->send("lần nữa");
        CHECK(other.hears({"lần nữa"}));
    });
}

TEST_CASE("a program that ends well leaves nobody in doubt")
{
    on_postgres([](const std::string& url) {
        Program one(url, 50ms);
        {
            Program other(url, 50ms);
            meet(one, other);
            other.channel->send("cuối cùng");
            other.channel.reset();
        }
        CHECK(one.hears({"cuối cùng"}));
        std::this_thread::sleep_for(300ms);
        CHECK(one.missed == 0);
    });
}

TEST_CASE("no message is longer than fits, and none has a line feed")
{
    on_postgres([](const std::string& url) {
        Program one(url);
        CHECK_THROWS_AS(one.channel->send("a\nb"), std::logic_error);
        CHECK_THROWS_AS(one.channel->send(std::string(4001, 'x')), std::logic_error);
    });
}
