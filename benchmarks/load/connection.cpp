#include "connection.hpp"

#include <cstdlib>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace motcua::load {

namespace {

// The value of a header line, or nothing. Names as servers write them: any case.
std::string_view header(std::string_view head, std::string_view name)
{
    for (std::size_t at = 0; (at = head.find("\r\n", at)) != std::string_view::npos;) {
        at += 2;
        auto line = head.substr(at, head.find("\r\n", at) - at);
        if (line.size() > name.size() && line[name.size()] == ':' && strncasecmp(line.data(), name.data(), name.size()) == 0) {
            auto value = line.substr(name.size() + 1);
            while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
            return value;
        }
    }
    return {};
}

}  // namespace

bool Connection::open()
{
    if (m_socket >= 0) return true;
    m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(m_port));
    inet_pton(AF_INET, m_host.c_str(), &address.sin_addr);
    int on = 1;
    setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    timeval patience{60, 0};
    setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return true;
    close();
    return false;
}

void Connection::close()
{
    if (m_socket >= 0) ::close(m_socket);
    m_socket = -1;
    m_received.clear();
}

bool Connection::write_all(std::string_view bytes)
{
    while (!bytes.empty()) {
        auto sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Connection::read_more()
{
    char part[65536];
    auto size = ::recv(m_socket, part, sizeof part, 0);
    if (size <= 0) return false;
    m_received.append(part, static_cast<std::size_t>(size));
    return true;
}

Reply Connection::read_reply()
{
    std::size_t end;
    while ((end = m_received.find("\r\n\r\n")) == std::string::npos)
        if (!read_more()) return {};
    auto head = m_received.substr(0, end + 2);
    Reply reply;
    reply.status = std::atoi(head.c_str() + 9);
    auto cookie = header(head, "Set-Cookie");
    reply.cookie = cookie.substr(0, cookie.find(';'));
    auto whole = end + 4 + static_cast<std::size_t>(std::atoll(std::string(header(head, "Content-Length")).c_str()));
    if (header(head, "Transfer-Encoding") == "chunked") {
        while ((end = m_received.find("\r\n0\r\n\r\n")) == std::string::npos)
            if (!read_more()) return {};
        whole = end + 7;
    }
    while (m_received.size() < whole)
        if (!read_more()) return {};
    auto body = head.size() + 2;
    reply.body = m_received.substr(body, whole - body);
    m_received.erase(0, whole);
    if (header(head, "Connection") == "close") close();
    return reply;
}

Reply Connection::send(std::string_view method, std::string_view path, std::string_view headers, std::string_view body)
{
    std::string request;
    request.append(method).append(" ").append(path).append(" HTTP/1.1\r\nHost: ").append(m_host).append("\r\n").append(headers);
    if (!body.empty()) request.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    request.append("\r\n").append(body);
    // A connection that has stood idle may have been closed meanwhile: once more on a new one.
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (!open()) return {};
        if (write_all(request))
            if (auto reply = read_reply(); reply.status != 0) return reply;
        close();
    }
    return {};
}

}  // namespace motcua::load
