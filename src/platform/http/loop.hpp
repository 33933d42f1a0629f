#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "platform/http/server.hpp"
#include "platform/http/workers.hpp"

// What the connections of one server share. Included by server.cpp, connection.cpp and event_stream.cpp alone.
namespace motcua::http {

namespace asio = boost::asio;

// The executor's own type, not any_io_executor: half the processor time for a request.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using SteadyTime = std::chrono::steady_clock::time_point;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;

class Connection;
class EventStream;

// A request on its way to a worker.
struct Task {
    std::shared_ptr<Connection> connection;
    std::uint64_t turn = 0;       // Which answer of the connection it is.
    Request request;
};

// An answer on its way back, or, without one, the news that a stream has events.
struct Delivery {
    std::shared_ptr<Connection> connection;
    std::uint64_t turn = 0;
    bool has_response = false;
    Response response;
    std::shared_ptr<EventStream> stream;
};

// From other threads to the network thread, which is woken once for many deliveries. Outlives the server as long as
// somebody holds an EventSink.
class Mailbox {
public:
    explicit Mailbox(asio::io_context& loop, std::function<void()> on_mail) : m_loop(&loop), m_on_mail(std::move(on_mail)) {}

    void deliver(Delivery);
    std::vector<Delivery> take();
    void close();

private:
    std::mutex m_mutex;
    std::vector<Delivery> m_mail;
    asio::io_context* m_loop;
    std::function<void()> m_on_mail;
};

struct Meters {
    std::atomic<std::int64_t> connections{0};
    std::atomic<std::int64_t> streams{0};
    std::atomic<std::int64_t> waiting{0};
};
Meters& meters();

// Touched by the network thread alone, but for `mailbox` and `workers`.
struct Core {
    Core(ServerOptions, Service&);

    const ServerOptions options;
    Service& service;
    asio::io_context loop{1};
    std::shared_ptr<Mailbox> mailbox;
    Workers<Task> workers;

    std::vector<std::shared_ptr<Connection>> connections;
    std::size_t streams = 0;
    std::size_t body_bytes = 0;
    bool stopping = false;
    std::string date;                                 // Of the last tick.
    std::function<void()> on_last_closed;
    std::array<char, 64 * 1024> scratch;              // For reading: what is left over goes into the connection.

    void remove(Connection&);
    // Lets the service answer, gives the answer to `deliver`, then starts the stream if it is one.
    void answer(Task&&, const std::function<void(Delivery&&)>& deliver);

private:
    void take_mail();
};

}  // namespace motcua::http
