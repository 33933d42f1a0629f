#include "platform/http/event_stream.hpp"

#include "platform/http/loop.hpp"
#include "platform/http/wire.hpp"

namespace motcua::http {

EventStream::EventStream(std::weak_ptr<Connection> connection, std::shared_ptr<Mailbox> mailbox, std::size_t limit)
    : m_connection(std::move(connection)), m_mailbox(std::move(mailbox)), m_limit(limit)
{
}

bool EventStream::send(const Event& event)
{
    {
        std::lock_guard lock(m_mutex);
        if (m_state != State::open) return false;
        append_event(m_bytes, event);
        if (m_bytes.size() > m_limit) {
            m_state = State::failed;
            m_bytes = {};
        } else if (m_announced) {
            return true;
        }
        m_announced = true;
    }
    announce();
    return is_open();
}

void EventStream::fail()
{
    {
        std::lock_guard lock(m_mutex);
        if (m_state == State::open) m_state = State::failed;
    }
    announce();
}

// Not under the lock: the mailbox has its own.
void EventStream::announce()
{
    auto connection = m_connection.lock();
    if (!connection) return close();
    m_mailbox->deliver({.connection = std::move(connection), .turn = 0, .has_response = false, .response = {}, .stream = shared_from_this()});
}

bool EventStream::is_open() const
{
    std::lock_guard lock(m_mutex);
    return m_state == State::open;
}

std::string EventStream::take()
{
    std::lock_guard lock(m_mutex);
    m_announced = false;
    return std::exchange(m_bytes, {});
}

bool EventStream::has_failed() const
{
    std::lock_guard lock(m_mutex);
    return m_state == State::failed;
}

void EventStream::close()
{
    std::lock_guard lock(m_mutex);
    m_state = State::closed;
    m_bytes = {};
}

}  // namespace motcua::http
