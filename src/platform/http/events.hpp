#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/http.hpp"

namespace motcua::http {

// Tells everybody who listens to a topic what has happened, here and on the servers beside this one. Safe from any thread.
//
// The last events are kept, so that a client that was away for a moment gets what it missed (Last-Event-ID). Besides those
// published there are two of the hub's own, both with data {}: "ready" to a new client, and "missed" to one whose
// last event is no longer kept (or came from before a restart): it must ask for the present state anew.
class EventHub {
public:
    explicit EventHub(std::size_t kept = 1024);

    void publish(std::string_view topic, std::string_view type, std::string data);
    // Where publish() tells other servers too. Set once, before anything is published; called from any thread.
    using Forward = std::function<void(std::string_view topic, std::string_view type, std::string_view data)>;
    void forward_to(Forward forward) { m_forward = std::move(forward); }
    // What another server has published.
    void receive(std::string_view topic, std::string_view type, std::string data);
    // Something another server has published may not have come: everybody is told "missed".
    void tell_missed();
    void subscribe(std::vector<std::string> topics, std::shared_ptr<EventSink>, std::string_view last_event_id = "");
    std::size_t subscribers() const;  // Whose streams are open.

private:
    struct Kept {
        std::uint64_t number;
        std::string topic;
        Event event;
    };
    struct Subscriber {
        std::vector<std::string> topics;
        std::shared_ptr<EventSink> sink;
    };
    std::string id_of(std::uint64_t number) const;
    bool replay(const Subscriber&, std::string_view last_event_id) const;

    void keep_and_send(std::string_view topic, std::string_view type, std::string data);

    Forward m_forward;
    const std::size_t m_limit;
    const std::string m_run;  // Tells this run of the program from others in the ids.
    mutable std::mutex m_mutex;
    std::uint64_t m_last = 0;
    std::deque<Kept> m_kept;
    std::vector<Subscriber> m_subscribers;
};

}  // namespace motcua::http
