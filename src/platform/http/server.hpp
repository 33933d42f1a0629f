#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "platform/http/http.hpp"
#include "platform/http/problem.hpp"
#include "platform/http/request_reader.hpp"

namespace motcua::http {

// What the server must know of a request before it reads the body.
struct Plan {
    std::size_t body_limit = 256 * 1024;  // Bytes.
    bool quick = false;                   // answer() never waits: call it on the network thread.
};

// What answers requests: the dispatcher, or a small one in a test. Called from several threads at once.
class Service {
public:
    virtual ~Service() = default;
    // On the network thread: fast, never throws. `path` is decoded.
    virtual Plan plan(std::string_view method, std::string_view path) const = 0;
    // On a worker thread, or on the network thread when planned as quick.
    virtual Response answer(Request) = 0;
    // The answer to a request that never reaches answer(): malformed, too large, too slow, too many.
    virtual Response refuse(const Problem&) const = 0;
};

struct ServerOptions {
    using Span = std::chrono::milliseconds;

    std::string listen = "127.0.0.1:8080";        // Address and port; port 0 takes a free one. "[::1]:8080"
    int workers = 8;
    std::size_t max_connections = 10000;          // Beyond it the longest idle one is closed; if none is idle: 503.
    std::size_t queue_limit = 1000;               // Requests that wait for a worker; beyond it: 503.
    std::size_t max_streams = 2000;               // Streams of events at once; beyond it: 503.
    std::size_t body_memory = 256 * 1024 * 1024;  // Bytes of bodies held at once; beyond it: 503.
    std::size_t stream_buffer = 64 * 1024;        // Bytes that a client may lag behind before its stream is closed.
    HeadLimits head = {};

    // Whole spans, not silences: a client that sends a byte now and then gains nothing.
    Span head_timeout{10'000};                    // From the first byte (or the connection) to the end of the head: 408.
    Span body_timeout{30'000};                    // For the body and for taking the answer, plus what `slowest` grants.
    std::size_t slowest = 4 * 1024;               // Bytes a second that a client must manage beyond that.
    Span idle_timeout{75'000};                    // Between two requests.
    Span linger{2'000};                           // For the client to say something more after a last answer, or to close.
    Span comment_every{15'000};                   // A sign of life on a stream of events.
    Span stream_age{1'800'000};                   // Then the stream ends; its client comes back, and is admitted anew.
};

// The HTTP/1.1 server: one network thread, a pool of workers, answers in the order of requests. See docs of the options.
class Server {
public:
    // Binds the address. Throws std::runtime_error when that does not work. `service` outlives the server.
    Server(ServerOptions, Service& service);
    ~Server();  // Stops.
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    void start();
    int port() const;
    // Takes no more connections, lets what runs finish and be sent, closes streams and idle connections. After
    // `deadline` the rest is cut off; handlers that still run are waited for in any case.
    void stop(std::chrono::milliseconds deadline = std::chrono::seconds(10));

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace motcua::http
