#include "platform/http/connection.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/http/event_stream.hpp"
#include "platform/http/wire.hpp"

namespace motcua::http {

namespace {

constexpr std::size_t turns_at_once = 8;
constexpr std::size_t largest_backlog = 1024 * 1024;
constexpr std::size_t linger_limit = 32 * 1024 * 1024;  // Of a file that was refused: who still sends it shall read why.
constexpr int reads_in_one_round = 4;

bool is_safe(std::string_view method)
{
    return method == "GET" || method == "HEAD";
}

SteadyTime now()
{
    return std::chrono::steady_clock::now();
}

}  // namespace

Connection::Connection(Core& core, Socket socket, std::string remote)
    : m_core(core), m_socket(std::move(socket)), m_remote(std::move(remote)), m_since(now())
{
}

Connection::~Connection() = default;

void Connection::start()
{
    wait_to_read();
}

bool Connection::is_idle() const
{
    return m_mode == Mode::requests && m_turns.empty() && !m_reader && m_out.empty();
}

void Connection::wait_to_read()
{
    if (m_reading || m_mode == Mode::closed || m_end_of_input) return;
    if (m_mode == Mode::requests && (!wants_requests() || holds_request())) return;
    m_reading = true;
    m_socket.async_wait(Socket::wait_read, [self = shared_from_this()](const boost::system::error_code& error) {
        self->m_reading = false;
        if (!error) self->read();
    });
}

void Connection::read()
{
    for (int i = 0; i < reads_in_one_round; ++i)
        if (!read_once()) break;
    send();
}

// True when there may be more to read at once.
bool Connection::read_once()
{
    if (m_mode == Mode::closed) return false;
    auto& scratch = m_core.scratch;
    auto count = ::recv(m_socket.native_handle(), scratch.data(), scratch.size(), 0);
    if (count < 0) {
        if (errno != EAGAIN && errno != EINTR) close();
        return false;
    }
    if (count == 0) {
        on_end_of_input();
        return false;
    }
    auto bytes = std::string_view(scratch.data(), static_cast<std::size_t>(count));
    if (m_mode == Mode::requests) {
        take_bytes(bytes);
    } else if (m_mode == Mode::lingering) {
        m_lingered += bytes.size();
        m_heard = now();
        if (m_lingered > linger_limit) close();
    }
    return bytes.size() == scratch.size() && (m_mode != Mode::requests || wants_requests());
}

void Connection::take_bytes(std::string_view bytes)
{
    bool was_pending = !m_pending.empty();
    if (was_pending) {
        m_pending += bytes;
        bytes = m_pending;
    }
    auto size = bytes.size();
    while (wants_requests() && feed(bytes)) {}
    if (!was_pending) m_pending.assign(bytes);
    else m_pending.erase(0, size - bytes.size());
    if (m_pending.empty() && m_pending.capacity() > 1024) m_pending = {};
}

bool Connection::wants_requests() const
{
    return m_mode == Mode::requests && !m_last_turn_taken && m_turns.size() < turns_at_once && m_out.bytes() < largest_backlog;
}

bool Connection::holds_request() const
{
    return m_reader && m_reader->done();
}

// One step with the bytes of a request. False when more bytes, or the end of other requests, must be waited for.
bool Connection::feed(std::string_view& bytes)
{
    if (holds_request()) return run_held();
    if (!m_reader && !begin_request(bytes)) return false;
    bool had_head = m_reader->head_done();
    auto used = m_reader->feed(bytes);
    bytes.remove_prefix(used);
    if (!had_head && m_reader->head_done() && !m_reader->fault()) after_head();
    if (auto fault = m_reader->fault()) {
        refuse({.status = fault.status, .code = std::string(fault.code)});
        return false;
    }
    count_body();
    return used > 0;
}

bool Connection::begin_request(std::string_view& bytes)
{
    while (bytes.starts_with("\r\n")) bytes.remove_prefix(2);
    if (bytes.empty() || bytes == "\r") return false;
    m_reader = std::make_unique<RequestReader>(m_core.options.head);
    m_since = now();
    return true;
}

void Connection::after_head()
{
    const auto& request = m_reader->request();
    m_plan = m_core.service.plan(request.method, request.path);
    m_reader->set_body_limit(m_plan.body_limit);
    m_since = now();
    if (m_reader->expects_continue() && m_turns.empty() && !m_reader->fault()) m_out.add("HTTP/1.1 100 Continue\r\n\r\n");
}

void Connection::count_body()
{
    if (!m_reader) return;
    auto bytes = m_reader->body_bytes();
    m_core.body_bytes += bytes - m_counted_body;
    m_counted_body = bytes;
    if (m_core.body_bytes > m_core.options.body_memory && bytes > 0) refuse({.status = 503, .code = "server_busy"});
}

void Connection::drop_reader()
{
    m_core.body_bytes -= std::exchange(m_counted_body, 0);
    m_reader.reset();
}

bool Connection::run_held()
{
    bool safe = is_safe(m_reader->request().method);
    if (!m_turns.empty() && !(safe && m_turns.back().safe)) return false;
    auto& turn = new_turn();
    Task task{shared_from_this(), turn.number, std::move(m_reader->request())};
    task.request.remote = m_remote;
    m_reader.reset();
    if (m_plan.quick) {
        m_core.answer(std::move(task), [this](Delivery&& delivery) { take(std::move(delivery)); });
    } else if (!m_core.workers.offer(task)) {
        turn.response = m_core.service.refuse({.status = 503, .code = "server_busy"});
        turn.done = true;
        answer_ready_turns();
    } else {
        ++meters().waiting;
    }
    return true;
}

Connection::Turn& Connection::new_turn()
{
    const auto& method = m_reader->request().method;
    m_turns.push_back({.number = m_next_turn++,
                       .head_only = method == "HEAD",
                       .safe = is_safe(method),
                       .minor_version = m_reader->minor_version(),
                       .body_bytes = std::exchange(m_counted_body, 0)});
    if (m_core.stopping || !m_reader->head_done() || !m_reader->keep_alive()) m_last_turn_taken = true;
    return m_turns.back();
}

// Answers what is wrong with the request at hand, behind the answers that are still to come, and reads no further.
void Connection::refuse(const Problem& problem)
{
    auto& turn = new_turn();
    m_last_turn_taken = true;
    turn.response = m_core.service.refuse(problem);
    turn.done = true;
    m_reader.reset();
    answer_ready_turns();
}

void Connection::on_end_of_input()
{
    m_end_of_input = true;
    if (m_mode != Mode::requests) return close();
    if (m_reader && !m_reader->done()) drop_reader();
}

void Connection::take(Delivery&& delivery)
{
    if (m_mode != Mode::requests || !delivery.has_response) return;
    bool was_waiting = !wants_requests();
    for (auto& turn : m_turns) {
        if (turn.number != delivery.turn) continue;
        turn.response = std::move(delivery.response);
        turn.stream = std::move(delivery.stream);
        turn.done = true;
    }
    answer_ready_turns();
    if (was_waiting && wants_requests()) m_since = now();
}

void Connection::answer_ready_turns()
{
    std::size_t answered = 0;
    while (answered < m_turns.size() && m_turns[answered].done && m_mode == Mode::requests) {
        auto& turn = m_turns[answered++];
        m_core.body_bytes -= turn.body_bytes;
        turn.body_bytes = 0;
        bool is_last = m_last_turn_taken && answered == m_turns.size();
        if (turn.stream) begin_stream(turn, !is_last);
        else append_answer(turn, !is_last);
    }
    m_turns.erase(m_turns.begin(), m_turns.begin() + static_cast<std::ptrdiff_t>(answered));
    if (answered == 0) return;
    m_has_served = true;
    m_since = now();
}

void Connection::append_answer(Turn& turn, bool keep_alive)
{
    if (!turn.response.file.empty()) return append_file(turn, keep_alive);
    auto& response = turn.response;
    append_head_of(response, keep_alive, turn.minor_version, body_of(response).size());
    if (turn.head_only || !may_have_body(response.status)) return;
    if (response.shared_body) m_out.add(std::move(response.shared_body));
    else m_out.add(std::move(response.body));
}

void Connection::append_file(Turn& turn, bool keep_alive)
{
    int file = ::open(turn.response.file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat facts{};
    bool is_file = file >= 0 && ::fstat(file, &facts) == 0 && S_ISREG(facts.st_mode);
    if (!is_file) {
        if (file >= 0) ::close(file);
        turn.response = m_core.service.refuse({.status = 500, .code = "internal_fault"});
        return append_answer(turn, keep_alive);
    }
    auto size = static_cast<std::uint64_t>(facts.st_size);
    append_head_of(turn.response, keep_alive, turn.minor_version, size);
    if (turn.head_only) ::close(file);
    else m_out.add_file(file, size);
}

void Connection::append_head_of(const Response& response, bool keep_alive, int minor_version, std::optional<std::uint64_t> length)
{
    auto& bytes = m_out.tail();
    auto before = bytes.size();
    append_head(bytes, response, {.minor_version = minor_version, .keep_alive = keep_alive, .date = m_core.date, .length = length});
    m_out.appended(bytes.size() - before);
}

void Connection::begin_stream(Turn& turn, bool keep_alive)
{
    if (m_core.streams >= m_core.options.max_streams) {
        turn.stream->close();
        turn.response = m_core.service.refuse({.status = 503, .code = "server_busy"});
        return append_answer(turn, keep_alive);
    }
    auto& response = turn.response;
    set_default(response.headers, "Content-Type", "text/event-stream");
    set_default(response.headers, "Cache-Control", "no-store");
    set_default(response.headers, "X-Accel-Buffering", "no");
    append_head_of(response, false, turn.minor_version, std::nullopt);
    m_out.add("retry: 2000\n\n");
    m_stream = turn.stream;
    m_mode = Mode::events;
    m_last_event = now();
    ++m_core.streams;
    ++meters().streams;
    drop_reader();
    m_pending = {};
}

void Connection::send()
{
    while (m_mode != Mode::closed && !m_writing) {
        auto result = m_out.send(m_socket.native_handle());
        if (result == Outbox::Result::failed) return close();
        if (result == Outbox::Result::would_block) return wait_to_write();
        m_blocked_since = {};
        if (!refill()) break;
    }
    after_sending();
}

// Everything was sent: whether there is more to be sent at once.
bool Connection::refill()
{
    if (m_mode == Mode::events) {
        auto failed = m_stream->has_failed();
        auto bytes = m_stream->take();
        if (failed) close();
        else if (!bytes.empty()) {
            m_last_event = now();
            m_out.add(std::move(bytes));
        }
    } else if (m_mode == Mode::requests && (!m_pending.empty() || holds_request())) {
        take_bytes({});
    }
    return !m_out.empty();
}

void Connection::wait_to_write()
{
    if (m_blocked_since == SteadyTime{}) m_blocked_since = now();
    m_writing = true;
    m_socket.async_wait(Socket::wait_write, [self = shared_from_this()](const boost::system::error_code& error) {
        self->m_writing = false;
        if (!error) self->send();
    });
    if (m_mode == Mode::events) wait_to_read();
}

void Connection::after_sending()
{
    if (m_mode == Mode::closed || m_writing) return;
    bool is_over = m_mode == Mode::requests && m_turns.empty() && m_last_turn_taken;
    bool is_left = m_mode == Mode::requests && m_turns.empty() && m_end_of_input && !holds_request();
    if (is_left) close();
    else if (is_over) linger();
    else wait_to_read();
}

// Reads a little of what the client still sends, so that closing does not destroy the last answer on its way.
void Connection::linger()
{
    m_mode = Mode::lingering;
    m_since = m_heard = now();
    m_pending = {};
    drop_reader();
    boost::system::error_code ignored;
    m_socket.shutdown(Socket::shutdown_send, ignored);
    if (m_end_of_input) close();
    else wait_to_read();
}

void Connection::stop()
{
    if (m_mode == Mode::events || is_idle()) return close();
    if (m_mode == Mode::requests && !m_reader) m_last_turn_taken = true;
}

void Connection::close()
{
    if (m_mode == Mode::closed) return;
    auto self = shared_from_this();
    if (m_stream) {
        m_stream->close();
        m_stream.reset();
        --m_core.streams;
        --meters().streams;
    }
    drop_reader();
    for (auto& turn : m_turns) m_core.body_bytes -= turn.body_bytes;
    m_turns.clear();
    m_mode = Mode::closed;
    boost::system::error_code ignored;
    m_socket.close(ignored);
    m_core.remove(*this);
}

void Connection::tick(SteadyTime time)
{
    if (time >= deadline()) on_deadline();
    else if (m_mode == Mode::events && m_out.empty() && time - m_last_event >= m_core.options.comment_every) {
        m_last_event = time;
        m_out.add(":\n\n");
        send();
    }
}

SteadyTime Connection::granted(SteadyTime since, std::uint64_t bytes) const
{
    auto slowest = std::max<std::size_t>(m_core.options.slowest, 1);
    return since + m_core.options.body_timeout + std::chrono::milliseconds(bytes * 1000 / slowest);
}

SteadyTime Connection::deadline() const
{
    const auto& options = m_core.options;
    if (m_mode == Mode::lingering) return std::min(m_heard + options.linger, m_since + options.body_timeout);
    if (m_writing) return granted(m_blocked_since, m_out.sent());
    if (m_mode == Mode::events) return m_since + options.stream_age;
    if (m_mode != Mode::requests || holds_request() || !wants_requests()) return SteadyTime::max();
    if (m_reader) return m_reader->head_done() ? granted(m_since, m_reader->body_bytes()) : m_since + options.head_timeout;
    if (!m_turns.empty()) return SteadyTime::max();
    return m_since + (m_has_served ? options.idle_timeout : options.head_timeout);
}

void Connection::on_deadline()
{
    bool was_reading = m_mode == Mode::requests && !m_writing && m_reader;
    if (!was_reading) return close();
    refuse({.status = 408, .code = "request_timeout"});
    send();
}

}  // namespace motcua::http
