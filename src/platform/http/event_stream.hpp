#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "platform/http/http.hpp"

namespace motcua::http {

class Connection;
class Mailbox;

// The sending end of one stream of events. Holds at most `limit` bytes that the connection has not taken yet.
class EventStream : public EventSink, public std::enable_shared_from_this<EventStream> {
public:
    EventStream(std::weak_ptr<Connection>, std::shared_ptr<Mailbox>, std::size_t limit);

    bool send(const Event&) override;
    bool is_open() const override;

    // By the network thread: what is there to be written.
    std::string take();
    bool has_failed() const;
    void close();
    // Gives the stream up: its connection is to be closed.
    void fail();

private:
    enum class State { open, failed, closed };
    void announce();

    const std::weak_ptr<Connection> m_connection;
    const std::shared_ptr<Mailbox> m_mailbox;
    const std::size_t m_limit;
    mutable std::mutex m_mutex;
    std::string m_bytes;
    bool m_announced = false;
    State m_state = State::open;
};

}  // namespace motcua::http
