#include "features/documents/scanner.hpp"

#include <array>
#include <cstdint>
#include <stdexcept>

#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace motcua::documents {

namespace {

class Socket {
public:
    explicit Socket(int handle) : m_handle(handle)
    {
        timeval ten_seconds{10, 0};
        setsockopt(m_handle, SOL_SOCKET, SO_RCVTIMEO, &ten_seconds, sizeof ten_seconds);
        setsockopt(m_handle, SOL_SOCKET, SO_SNDTIMEO, &ten_seconds, sizeof ten_seconds);
    }
    ~Socket() { close(m_handle); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    void send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            auto sent = ::send(m_handle, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) throw std::runtime_error("the virus scanner closed the connection");
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    std::string receive_all()
    {
        std::string text;
        std::array<char, 1024> buffer;
        for (;;) {
            auto got = recv(m_handle, buffer.data(), buffer.size(), 0);
            if (got < 0) throw std::runtime_error("the virus scanner does not answer");
            if (got == 0 || text.size() > 4096) return text;
            text.append(buffer.data(), static_cast<std::size_t>(got));
            if (text.back() == '\0') return text;
        }
    }

private:
    int m_handle;
};

int connect_to(const std::string& address)
{
    if (address.starts_with("unix:")) {
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        auto path = address.substr(5);
        if (path.size() >= sizeof name.sun_path) throw std::runtime_error("the virus scanner's socket path is too long");
        path.copy(name.sun_path, path.size());
        int handle = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (handle >= 0 && connect(handle, reinterpret_cast<sockaddr*>(&name), sizeof name) == 0) return handle;
        if (handle >= 0) close(handle);
        throw std::runtime_error("the virus scanner cannot be reached: " + address);
    }
    auto colon = address.rfind(':');
    addrinfo hints{}, *found = nullptr;
    hints.ai_socktype = SOCK_STREAM;
    if (colon != std::string::npos && getaddrinfo(address.substr(0, colon).c_str(), address.substr(colon + 1).c_str(), &hints, &found) == 0) {
        for (auto* at = found; at; at = at->ai_next) {
            int handle = socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC, at->ai_protocol);
            if (handle >= 0 && connect(handle, at->ai_addr, at->ai_addrlen) == 0) return freeaddrinfo(found), handle;
            if (handle >= 0) close(handle);
        }
        freeaddrinfo(found);
    }
    throw std::runtime_error("the virus scanner cannot be reached: " + address);
}

std::string length_of(std::size_t size)
{
    auto n = static_cast<std::uint32_t>(size);
    return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8), static_cast<char>(n)};
}

}  // namespace

std::string infection_in(std::string_view bytes, const std::string& address)
{
    Socket socket(connect_to(address));
    socket.send(std::string_view("zINSTREAM\0", 10));
    constexpr std::size_t chunk = 64 * 1024;
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
        auto part = bytes.substr(at, chunk);
        socket.send(length_of(part.size()));
        socket.send(part);
    }
    socket.send(length_of(0));
    auto answer = socket.receive_all();
    while (!answer.empty() && (answer.back() == '\0' || answer.back() == '\n')) answer.pop_back();
    if (answer == "stream: OK") return "";
    constexpr std::string_view before = "stream: ", after = " FOUND";
    if (answer.starts_with(before) && answer.ends_with(after))
        return answer.substr(before.size(), answer.size() - before.size() - after.size());
    throw std::runtime_error("the virus scanner answers: " + answer);
}

}  // namespace motcua::documents
