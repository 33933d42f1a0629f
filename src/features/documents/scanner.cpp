#include "features/documents/scanner.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace motcua::documents {

namespace {

using Clock = std::chrono::steady_clock;

// One connection; whatever is done on it ends with the time.
class Socket {
public:
    Socket(int family, Clock::time_point end) : m_handle(socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)), m_end(end) {}
    ~Socket()
    {
        if (m_handle >= 0) close(m_handle);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    bool connect(const sockaddr* name, socklen_t size)
    {
        if (m_handle < 0) return false;
        if (::connect(m_handle, name, size) == 0) return true;
        if (errno != EINPROGRESS || !is_ready(POLLOUT)) return false;
        int error = 0;
        socklen_t length = sizeof error;
        return getsockopt(m_handle, SOL_SOCKET, SO_ERROR, &error, &length) == 0 && error == 0;
    }

    void send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            require_ready(POLLOUT);
            auto sent = ::send(m_handle, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (sent <= 0) throw std::runtime_error("the virus scanner closed the connection");
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    // Up to a zero byte, the end, or more than any answer is long.
    std::string receive_all()
    {
        std::string text;
        std::array<char, 1024> buffer;
        for (;;) {
            require_ready(POLLIN);
            auto got = recv(m_handle, buffer.data(), buffer.size(), 0);
            if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (got < 0) throw std::runtime_error("the virus scanner closed the connection");
            if (got == 0 || text.size() > 4096) return text;
            text.append(buffer.data(), static_cast<std::size_t>(got));
            if (text.back() == '\0') return text;
        }
    }

private:
    bool is_ready(short what) const
    {
        for (;;) {
            auto left = std::chrono::ceil<std::chrono::milliseconds>(m_end - Clock::now()).count();
            pollfd waited{m_handle, what, 0};
            int ready = left > 0 ? poll(&waited, 1, static_cast<int>(left)) : 0;
            if (ready >= 0 || errno != EINTR) return ready > 0;
        }
    }

    void require_ready(short what) const
    {
        if (!is_ready(what)) throw std::runtime_error("the virus scanner does not answer");
    }

    int m_handle;
    Clock::time_point m_end;
};

std::unique_ptr<Socket> connect_to_path(const std::string& path, Clock::time_point end)
{
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    if (path.size() >= sizeof name.sun_path) throw std::runtime_error("the virus scanner's socket path is too long");
    path.copy(name.sun_path, path.size());
    auto connection = std::make_unique<Socket>(AF_UNIX, end);
    return connection->connect(reinterpret_cast<sockaddr*>(&name), sizeof name) ? std::move(connection) : nullptr;
}

std::unique_ptr<Socket> connect_to_host(const std::string& host, const std::string& port, Clock::time_point end)
{
    addrinfo hints{}, *found = nullptr;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) return nullptr;
    std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, freeaddrinfo);
    for (const auto* at = addresses.get(); at; at = at->ai_next) {
        auto connection = std::make_unique<Socket>(at->ai_family, end);
        if (connection->connect(at->ai_addr, at->ai_addrlen)) return connection;
    }
    return nullptr;
}

std::unique_ptr<Socket> connect_to(const std::string& address, Clock::time_point end)
{
    constexpr std::string_view path = "unix:";
    auto colon = address.rfind(':');
    std::unique_ptr<Socket> connection;
    if (address.starts_with(path)) connection = connect_to_path(address.substr(path.size()), end);
    else if (colon != std::string::npos) connection = connect_to_host(address.substr(0, colon), address.substr(colon + 1), end);
    if (!connection) throw std::runtime_error("the virus scanner cannot be reached: " + address);
    return connection;
}

std::string length_of(std::size_t size)
{
    auto n = static_cast<std::uint32_t>(size);
    return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8), static_cast<char>(n)};
}

}  // namespace

std::string infection_in(std::string_view bytes, const std::string& address, std::chrono::milliseconds limit)
{
    auto scanner = connect_to(address, Clock::now() + limit);
    scanner->send(std::string_view("zINSTREAM\0", 10));
    constexpr std::size_t chunk = 64 * 1024;
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
        auto part = bytes.substr(at, chunk);
        scanner->send(length_of(part.size()));
        scanner->send(part);
    }
    scanner->send(length_of(0));
    auto answer = scanner->receive_all();
    while (!answer.empty() && (answer.back() == '\0' || answer.back() == '\n')) answer.pop_back();
    if (answer == "stream: OK") return "";
    constexpr std::string_view before = "stream: ", after = " FOUND";
    if (answer.starts_with(before) && answer.ends_with(after) && answer.size() > before.size() + after.size())
        return answer.substr(before.size(), answer.size() - before.size() - after.size());
    throw std::runtime_error("the virus scanner answers: " + answer);
}

}  // namespace motcua::documents
