#include "platform/http/server.hpp"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <csignal>
#include <stdexcept>
#include <thread>

#include <boost/asio/post.hpp>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "platform/clock.hpp"
#include "platform/http/connection.hpp"
#include "platform/http/event_stream.hpp"
#include "platform/http/loop.hpp"
#include "platform/http/wire.hpp"
#include "platform/log.hpp"
#include "platform/metrics.hpp"

namespace motcua::http {

using namespace std::chrono_literals;
using boost::system::error_code;

namespace {

constexpr int listen_backlog = 1024;
constexpr unsigned silent_peer_timeout = 60'000;  // Milliseconds until unacknowledged bytes end a connection.

asio::ip::tcp::endpoint parse_endpoint(std::string_view listen)
{
    auto colon = listen.rfind(':');
    unsigned port = 65536;
    if (colon != std::string_view::npos) std::from_chars(listen.data() + colon + 1, listen.data() + listen.size(), port);
    auto host = listen.substr(0, std::min(colon, listen.size()));
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    error_code error;
    auto address = asio::ip::make_address(std::string(host), error);
    if (error || port > 65535) throw std::runtime_error("no address to listen at: " + std::string(listen));
    return {address, static_cast<std::uint16_t>(port)};
}


std::chrono::milliseconds tick_span(const ServerOptions& options)
{
    auto shortest = std::min({options.head_timeout, options.body_timeout, options.idle_timeout, options.linger, options.comment_every});
    return std::clamp(shortest / 4, std::chrono::milliseconds(5), std::chrono::milliseconds(250));
}

}  // namespace

Meters& meters()
{
    static Meters the_ones;
    return the_ones;
}

void Mailbox::deliver(Delivery delivery)
{
    std::lock_guard lock(m_mutex);
    if (!m_loop) return;
    m_mail.push_back(std::move(delivery));
    if (m_mail.size() == 1) asio::post(*m_loop, m_on_mail);
}

std::vector<Delivery> Mailbox::take()
{
    std::lock_guard lock(m_mutex);
    return std::exchange(m_mail, {});
}

void Mailbox::close()
{
    std::vector<Delivery> dropped;
    std::lock_guard lock(m_mutex);
    m_loop = nullptr;
    dropped.swap(m_mail);
}

Core::Core(ServerOptions server_options, Service& the_service)
    : options(std::move(server_options)), service(the_service), mailbox(std::make_shared<Mailbox>(loop, [this] { take_mail(); })),
      workers(options.queue_limit, [this](Task&& task) {
          --meters().waiting;
          answer(std::move(task), [this](Delivery&& delivery) { mailbox->deliver(std::move(delivery)); });
      })
{
}

void Core::answer(Task&& task, const std::function<void(Delivery&&)>& deliver)
{
    bool is_head = task.request.method == "HEAD";
    Delivery delivery{.connection = task.connection, .turn = task.turn, .has_response = true, .response = {}, .stream = {}};
    try {
        delivery.response = service.answer(std::move(task.request));
    } catch (const std::exception& fault) {
        log::error("request failed", {{"fault", fault.what()}});
        delivery.response = service.refuse({.status = 500, .code = "internal_fault"});
    }
    auto begin = std::exchange(delivery.response.stream, {});
    if (!begin || is_head) return deliver(std::move(delivery));
    auto stream = std::make_shared<EventStream>(task.connection, mailbox, options.stream_buffer);
    delivery.stream = stream;
    deliver(std::move(delivery));
    try {
        begin(stream);
    } catch (const std::exception& fault) {
        log::error("stream of events failed", {{"fault", fault.what()}});
        stream->fail();
    }
}

void Core::take_mail()
{
    auto mail = mailbox->take();
    std::vector<std::shared_ptr<Connection>> touched;
    touched.reserve(mail.size());
    for (auto& delivery : mail) {
        touched.push_back(delivery.connection);
        delivery.connection->take(std::move(delivery));
    }
    for (auto& connection : touched) connection->send();
}

void Core::remove(Connection& connection)
{
    auto place = connection.place;
    if (place >= connections.size() || connections[place].get() != &connection) return;
    auto removed = std::move(connections[place]);
    if (place + 1 < connections.size()) {
        connections[place] = std::move(connections.back());
        connections[place]->place = place;
    }
    connections.pop_back();
    --meters().connections;
    if (connections.empty() && on_last_closed) on_last_closed();
}

struct Server::State {
    State(ServerOptions options, Service& service) : core(std::move(options), service), acceptor(core.loop), timer(core.loop) {}

    void listen();
    void accept();
    void take_connection(Socket, const asio::ip::tcp::endpoint&);
    bool make_room();
    void turn_away(Socket&);
    void tick();
    void run();
    void begin_stop();
    bool wait_until_closed(SteadyTime until);

    Core core;
    Acceptor acceptor;
    Timer timer;
    std::thread thread;
    std::mutex mutex;
    std::condition_variable changed;
    bool all_closed = false;
    bool is_over = false;
    bool is_running = false;
};

void Server::State::listen()
{
    auto endpoint = parse_endpoint(core.options.listen);
    try {
        acceptor.open(endpoint.protocol());
        acceptor.set_option(Acceptor::reuse_address(true));
        acceptor.bind(endpoint);
        acceptor.listen(listen_backlog);
    } catch (const boost::system::system_error& error) {
        throw std::runtime_error("cannot listen at " + core.options.listen + ": " + error.code().message());
    }
}

void Server::State::accept()
{
    auto peer = std::make_shared<asio::ip::tcp::endpoint>();
    acceptor.async_accept(*peer, [this, peer](const error_code& error, Socket socket) {
        if (!acceptor.is_open()) return;
        if (!error) {
            take_connection(std::move(socket), *peer);
            return accept();
        }
        // No descriptors, most likely: wait until some are free.
        auto pause = std::make_shared<Timer>(core.loop, 50ms);
        pause->async_wait([this, pause](const error_code&) {
            if (acceptor.is_open()) accept();
        });
    });
}

void Server::State::take_connection(Socket socket, const asio::ip::tcp::endpoint& peer)
{
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &silent_peer_timeout, sizeof silent_peer_timeout);
    if (core.connections.size() >= core.options.max_connections && !make_room()) return turn_away(socket);
    auto connection = std::make_shared<Connection>(core, std::move(socket), peer.address().to_string());
    connection->place = core.connections.size();
    core.connections.push_back(connection);
    ++meters().connections;
    connection->start();
}

// Closes the connection that has been idle for longest. False when none is.
bool Server::State::make_room()
{
    std::shared_ptr<Connection> oldest;
    for (const auto& connection : core.connections)
        if (connection->is_idle() && (!oldest || connection->idle_since() < oldest->idle_since())) oldest = connection;
    if (oldest) oldest->close();
    return oldest != nullptr;
}

void Server::State::turn_away(Socket& socket)
{
    auto response = core.service.refuse({.status = 503, .code = "server_busy"});
    std::string bytes;
    append_head(bytes, response, {.keep_alive = false, .date = core.date, .length = response.body.size()});
    bytes += response.body;
    ::send(socket.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::shutdown(socket.native_handle(), SHUT_WR);
    ::recv(socket.native_handle(), core.scratch.data(), core.scratch.size(), MSG_DONTWAIT);
}

void Server::State::tick()
{
    core.date = http_date(SystemClock().now());
    auto now = std::chrono::steady_clock::now();
    for (auto i = core.connections.size(); i-- > 0;) {
        if (i >= core.connections.size()) continue;
        auto connection = core.connections[i];
        connection->tick(now);
    }
    timer.expires_after(tick_span(core.options));
    timer.async_wait([this](const error_code& error) {
        if (!error && !is_over) tick();
    });
}

void Server::State::run()
{
    while (true) {
        try {
            core.loop.run();
            return;
        } catch (const std::exception& fault) {
            log::error("network thread", {{"fault", fault.what()}});
        }
    }
}

void Server::State::begin_stop()
{
    error_code ignored;
    acceptor.close(ignored);
    core.stopping = true;
    core.on_last_closed = [this] {
        std::lock_guard lock(mutex);
        all_closed = true;
        changed.notify_all();
    };
    for (auto i = core.connections.size(); i-- > 0;) {
        if (i >= core.connections.size()) continue;
        auto connection = core.connections[i];
        connection->stop();
    }
    if (core.connections.empty()) core.on_last_closed();
}

bool Server::State::wait_until_closed(SteadyTime until)
{
    std::unique_lock lock(mutex);
    return changed.wait_until(lock, until, [this] { return all_closed; });
}

Server::Server(ServerOptions options, Service& service) : m_state(std::make_unique<State>(std::move(options), service))
{
    m_state->listen();
    metrics::gauge("motcua_http_connections", "Open connections.", [] { return static_cast<double>(meters().connections); });
    metrics::gauge("motcua_http_event_streams", "Open streams of events.", [] { return static_cast<double>(meters().streams); });
    metrics::gauge("motcua_http_queue_length", "Requests that wait for a worker.", [] { return static_cast<double>(meters().waiting); });
}

Server::~Server()
{
    stop();
}

int Server::port() const
{
    return m_state->acceptor.local_endpoint().port();
}

void Server::start()
{
    auto& state = *m_state;
    if (std::exchange(state.is_running, true)) return;
    state.tick();
    state.accept();
    sigset_t all, before;  // Threads inherit what is blocked.
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    state.core.workers.start(state.core.options.workers);
    state.thread = std::thread([&state] { state.run(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void Server::stop(std::chrono::milliseconds deadline)
{
    auto& state = *m_state;
    if (!std::exchange(state.is_running, false)) return;
    auto until = std::chrono::steady_clock::now() + deadline;
    asio::post(state.core.loop, [&state] { state.begin_stop(); });
    state.wait_until_closed(until);
    meters().waiting -= static_cast<std::int64_t>(state.core.workers.stop());
    asio::post(state.core.loop, [&state] {
        while (!state.core.connections.empty()) state.core.connections.back()->close();
        state.is_over = true;
        state.timer.cancel();
        state.core.mailbox->close();
    });
    state.thread.join();
}

}  // namespace motcua::http
