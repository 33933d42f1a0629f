#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/http/loop.hpp"
#include "platform/http/outbox.hpp"

namespace motcua::http {

// One client: reads requests, lets them be answered, sends the answers in the order of the requests. Safe methods that
// come in a row are answered side by side; any other waits for those before it and lets those behind it wait.
// Everything here runs on the network thread.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Core&, Socket, std::string remote);
    ~Connection();

    void start();
    void take(Delivery&&);       // send() is to follow.
    void send();
    void tick(SteadyTime now);   // Several times a second: deadlines.
    void stop();                 // Finish what runs, then close.
    void close();

    bool is_idle() const;
    SteadyTime idle_since() const { return m_since; }
    std::size_t place = 0;       // Among the connections of the core.

private:
    enum class Mode { requests, events, lingering, closed };
    struct Turn {                // One request between its reading and its answer.
        std::uint64_t number;
        bool head_only;
        bool safe;
        int minor_version;
        std::size_t body_bytes;
        bool done = false;
        Response response = {};
        std::shared_ptr<EventStream> stream = {};
    };

    void wait_to_read();
    void read();
    bool read_once();
    void take_bytes(std::string_view);
    bool feed(std::string_view& bytes);
    bool wants_requests() const;
    bool holds_request() const;
    bool begin_request(std::string_view& bytes);
    void after_head();
    bool run_held();
    void count_body();
    void drop_reader();
    void refuse(const Problem&);
    void on_end_of_input();

    Turn& new_turn();
    void answer_ready_turns();
    void append_answer(Turn&, bool keep_alive);
    void append_file(Turn&, bool keep_alive);
    void append_head_of(const Response&, bool keep_alive, int minor_version, std::optional<std::uint64_t> length);
    void begin_stream(Turn&, bool keep_alive);

    bool refill();
    void wait_to_write();
    void after_sending();
    void linger();

    SteadyTime deadline() const;
    SteadyTime granted(SteadyTime since, std::uint64_t bytes) const;
    void on_deadline();

    Core& m_core;
    Socket m_socket;
    const std::string m_remote;
    Mode m_mode = Mode::requests;

    std::string m_pending;                     // Read, but not parsed.
    std::unique_ptr<RequestReader> m_reader;   // Of the request that is being read, or waits for those before it.
    Plan m_plan;                               // Of the same.
    std::size_t m_counted_body = 0;            // Of the same, in the core's sum.
    std::vector<Turn> m_turns;                 // In the order of the requests.
    std::uint64_t m_next_turn = 0;
    Outbox m_out;
    std::shared_ptr<EventStream> m_stream;

    SteadyTime m_since;                        // When the present wait began: idle, head, body or lingering.
    SteadyTime m_blocked_since{};
    SteadyTime m_last_event{};
    std::size_t m_lingered = 0;
    SteadyTime m_heard{};                      // When something came last, while lingering.
    bool m_has_served = false;
    bool m_reading = false;
    bool m_writing = false;
    bool m_last_turn_taken = false;            // No request after those in m_turns.
    bool m_end_of_input = false;
};

}  // namespace motcua::http
