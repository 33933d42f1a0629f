#include "platform/http/events.hpp"

#include <algorithm>
#include <charconv>

#include "platform/crypto/crypto.hpp"

namespace motcua::http {

namespace {

bool listens_to(const std::vector<std::string>& topics, std::string_view topic)
{
    return std::ranges::find(topics, topic) != topics.end();
}

}  // namespace

EventHub::EventHub(std::size_t kept) : m_limit(kept), m_run(crypto::to_hex(crypto::random_bytes(4))) {}

std::string EventHub::id_of(std::uint64_t number) const
{
    return m_run + '-' + std::to_string(number);
}

void EventHub::publish(std::string_view topic, std::string_view type, std::string data)
{
    if (m_forward) m_forward(topic, type, data);
    keep_and_send(topic, type, std::move(data));
}

void EventHub::receive(std::string_view topic, std::string_view type, std::string data)
{
    keep_and_send(topic, type, std::move(data));
}

// Whoever comes back from before it is told the same: the number moves on and nothing older is kept.
void EventHub::tell_missed()
{
    std::lock_guard lock(m_mutex);
    m_kept.clear();
    auto id = id_of(++m_last);
    std::erase_if(m_subscribers, [&](const Subscriber& subscriber) { return !subscriber.sink->send({.id = id, .type = "missed", .data = "{}"}); });
}

void EventHub::keep_and_send(std::string_view topic, std::string_view type, std::string data)
{
    std::lock_guard lock(m_mutex);
    auto number = ++m_last;
    m_kept.push_back({number, std::string(topic), {.id = id_of(number), .type = std::string(type), .data = std::move(data)}});
    if (m_kept.size() > m_limit) m_kept.pop_front();
    std::erase_if(m_subscribers, [&](const Subscriber& subscriber) {
        if (!listens_to(subscriber.topics, topic)) return !subscriber.sink->is_open();
        return !subscriber.sink->send(m_kept.back().event);
    });
}

void EventHub::subscribe(std::vector<std::string> topics, std::shared_ptr<EventSink> sink, std::string_view last_event_id)
{
    std::lock_guard lock(m_mutex);
    std::erase_if(m_subscribers, [](const Subscriber& subscriber) { return !subscriber.sink->is_open(); });
    Subscriber subscriber{std::move(topics), std::move(sink)};
    if (last_event_id.empty()) subscriber.sink->send({.id = id_of(m_last), .type = "ready", .data = "{}"});
    else if (!replay(subscriber, last_event_id)) subscriber.sink->send({.id = id_of(m_last), .type = "missed", .data = "{}"});
    m_subscribers.push_back(std::move(subscriber));
}

// False when events after that id may be gone.
bool EventHub::replay(const Subscriber& subscriber, std::string_view last_event_id) const
{
    if (!last_event_id.starts_with(m_run + '-')) return false;
    auto digits = last_event_id.substr(m_run.size() + 1);
    std::uint64_t last = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), last);
    if (error != std::errc() || end != digits.data() + digits.size() || last > m_last) return false;
    if (m_last - last > m_kept.size()) return false;
    for (const auto& kept : m_kept)
        if (kept.number > last && listens_to(subscriber.topics, kept.topic)) subscriber.sink->send(kept.event);
    return true;
}

std::size_t EventHub::subscribers() const
{
    std::lock_guard lock(m_mutex);
    return static_cast<std::size_t>(std::ranges::count_if(m_subscribers, [](const auto& one) { return one.sink->is_open(); }));
}

}  // namespace motcua::http
