#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

// Messages between the programs that work on one PostgreSQL database, beside their transactions (LISTEN, NOTIFY).
namespace motcua::db {

struct ChannelOptions {
    std::string url = {};
    std::string name = {};                              // Letters; programs that use the same name hear each other
    std::chrono::milliseconds heartbeat{5000};          // A program that is silent three times as long is taken for dead
};

struct ChannelListener {
    // A message of another program, once, in the order in which that one sent them.
    std::function<void(std::string_view message)> heard;
    // Messages may have been missed: the database was away, or another program died with what it had not sent yet.
    std::function<void()> missed;
};

class Channel {
public:
    virtual ~Channel() = default;
    // From any thread; never waits. Sent within some milliseconds; while the database is away messages wait, and beyond ten
    // thousand of them the oldest are dropped, which others hear as missed. A message has no line feed and at most 4,000 bytes.
    virtual void send(std::string message) = 0;
};

// nullptr for SQLite, where there are no other programs. The listener is called on the channel's own thread, and no more once
// the channel is gone.
std::unique_ptr<Channel> open_channel(const ChannelOptions&, ChannelListener);

}  // namespace motcua::db
