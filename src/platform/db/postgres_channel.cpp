#include <algorithm>
#include <deque>
#include <mutex>
#include <thread>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "platform/crypto/crypto.hpp"
#include "platform/db/channel.hpp"
#include "platform/db/channel_peers.hpp"
#include "platform/db/postgres_result.hpp"
#include "platform/log.hpp"

namespace motcua::db {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t most_waiting = 10'000;
constexpr std::size_t largest_packet = 7'000;    // PostgreSQL takes less than 8,000 bytes.
constexpr std::size_t largest_message = 4'000;
constexpr int lives_before_death = 3;
constexpr auto between_attempts = std::chrono::seconds(1);
constexpr auto gathering = std::chrono::milliseconds(5);   // What comes together goes together.

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

// One connection and one thread, which sends what waits and hears what others send.
class PostgresChannel final : public Channel {
public:
    PostgresChannel(const ChannelOptions& options, ChannelListener listener)
        : m_options(options), m_listener(std::move(listener)), m_run(crypto::to_hex(crypto::random_bytes(8))), m_bell(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
          m_thread([this] { run(); })
    {
    }
    ~PostgresChannel() override
    {
        {
            std::lock_guard lock(m_mutex);
            m_closing = true;
        }
        ring();
        m_thread.join();
        ::close(m_bell);
    }

    void send(std::string message) override
    {
        if (message.size() > largest_message || message.find('\n') != message.npos) throw std::logic_error("no message for a channel");
        {
            std::lock_guard lock(m_mutex);
            m_waiting.push_back(std::move(message));
            if (m_waiting.size() > most_waiting) {
                m_waiting.pop_front();
                ++m_next;
            }
        }
        ring();
    }

private:
    void ring() const
    {
        std::uint64_t one = 1;
        [[maybe_unused]] auto written = ::write(m_bell, &one, sizeof one);
    }

    bool is_closing()
    {
        std::lock_guard lock(m_mutex);
        return m_closing;
    }

    void run()
    {
        while (!is_closing()) {
            if (!connect()) {
                wait(between_attempts);
                continue;
            }
            if (std::exchange(m_was_connected, true)) m_listener.missed();
            while (!is_closing() && send_waiting() && hear()) wait(until_next_sign());
            if (is_closing()) say_goodbye();
            m_connection.reset();
            m_peers.forget_all();
        }
    }

    bool connect()
    {
        const char* keys[] = {"fallback_application_name", "connect_timeout", "keepalives_idle", "tcp_user_timeout", "dbname", "client_encoding", nullptr};
        const char* values[] = {"motcua events", "3", "20", "30000", m_options.url.c_str(), "UTF8", nullptr};
        m_connection.reset(PQconnectdbParams(keys, values, 1));
        if (PQstatus(m_connection.get()) != CONNECTION_OK) return false;
        PQsetNoticeProcessor(m_connection.get(), [](void*, const char*) {}, nullptr);
        // A message is no data: it does not wait for a disk or a standby. What only reads cannot notify.
        auto listen = "SET synchronous_commit = off; SET statement_timeout = 10000; SET default_transaction_read_only = off; LISTEN motcua_" + m_options.name;
        m_last_sign = {};
        return is_good(Result(PQexec(m_connection.get(), listen.c_str())).get());
    }

    // Until something waits to be sent, something has come, or the time is over.
    void wait(std::chrono::milliseconds span)
    {
        pollfd both[] = {{m_bell, POLLIN, 0}, {m_connection ? PQsocket(m_connection.get()) : -1, POLLIN, 0}};
        ::poll(both, 2, static_cast<int>(span.count()));
        std::uint64_t rings = 0;
        if (::read(m_bell, &rings, sizeof rings) > 0 && !is_closing()) std::this_thread::sleep_for(gathering);
    }

    std::chrono::milliseconds until_next_sign() const
    {
        auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_last_sign + m_options.heartbeat - SteadyClock::now());
        return std::clamp(left + std::chrono::milliseconds(1), std::chrono::milliseconds(1), m_options.heartbeat);
    }

    Packet next_packet()
    {
        std::lock_guard lock(m_mutex);
        Packet packet{m_run, m_next, false, {}};
        std::size_t size = 64;
        for (const auto& message : m_waiting) {
            size += message.size() + 1;
            if (size > largest_packet && !packet.messages.empty()) break;
            packet.messages.push_back(message);
        }
        return packet;
    }

    // What was sent leaves the queue; a packet whose answer was lost goes again, and the others know its numbers.
    void drop(const Packet& packet)
    {
        std::lock_guard lock(m_mutex);
        while (!m_waiting.empty() && m_next < packet.first + packet.messages.size()) {
            m_waiting.pop_front();
            ++m_next;
        }
    }

    bool send_packet(const Packet& packet)
    {
        auto channel = "motcua_" + m_options.name;
        auto text = print(packet);
        const char* values[] = {channel.c_str(), text.c_str()};
        Result result(PQexecParams(m_connection.get(), "SELECT pg_notify($1, $2)", 2, nullptr, values, nullptr, nullptr, 0));
        if (!is_good(result.get())) return false;
        m_last_sign = SteadyClock::now();
        drop(packet);
        return true;
    }

    bool send_waiting()
    {
        for (;;) {
            auto packet = next_packet();
            if (packet.messages.empty() && SteadyClock::now() < m_last_sign + m_options.heartbeat) return true;
            if (!send_packet(packet)) return false;
            if (packet.messages.empty()) return true;
        }
    }

    bool hear()
    {
        if (PQconsumeInput(m_connection.get()) != 1) return false;
        auto now = SteadyClock::now();
        bool missed = false;
        struct Free {
            void operator()(PGnotify* note) const { PQfreemem(note); }
        };
        while (std::unique_ptr<PGnotify, Free> note{PQnotifies(m_connection.get())}) {
            Packet packet;
            if (!parse(note->extra, packet) || packet.run == m_run) continue;
            auto news = m_peers.take(std::move(packet), now);
            missed = missed || news.missed;
            for (const auto& message : news.messages) m_listener.heard(message);
        }
        if (m_peers.has_anybody_died(now, m_options.heartbeat * lives_before_death)) missed = true;
        if (missed) m_listener.missed();
        return true;
    }

    void say_goodbye()
    {
        if (!send_waiting()) return;
        auto packet = next_packet();
        packet.is_last = true;
        send_packet(packet);
    }

    const ChannelOptions m_options;
    const ChannelListener m_listener;
    const std::string m_run;
    const int m_bell;
    std::unique_ptr<PGconn, Finish> m_connection;
    bool m_was_connected = false;
    SteadyClock::time_point m_last_sign{};
    Peers m_peers;
    std::mutex m_mutex;
    std::deque<std::string> m_waiting;
    std::uint64_t m_next = 1;              // Number of the first that waits
    bool m_closing = false;
    std::thread m_thread;
};

}  // namespace

std::unique_ptr<Channel> open_channel(const ChannelOptions& options, ChannelListener listener)
{
    if (!options.url.starts_with("postgres")) return nullptr;
    return std::make_unique<PostgresChannel>(options, std::move(listener));
}

}  // namespace motcua::db
