#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "platform/http/server.hpp"
#include "platform/log.hpp"

// A raw socket to a server on this machine, and a service made of one function, for tests of what goes over the wire.
namespace motcua::http::testing {

using namespace std::chrono_literals;

class Client {
public:
    explicit Client(int port, int receive_buffer = 0)
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (receive_buffer > 0) ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = ::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~Client() { close(); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool is_connected() const { return m_connected; }

    // False when the server has closed.
    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            auto sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // Whether anything of an answer, or the end, is there to be read within `patience`.
    bool has_answer(std::chrono::milliseconds patience) const
    {
        pollfd waiting{m_socket, POLLIN, 0};
        return ::poll(&waiting, 1, static_cast<int>(patience.count())) > 0;
    }

    // Reads until `text` has come; what came up to and with it. Shorter when the server closed or nothing came for `patience`.
    std::string read_until(std::string_view text, std::chrono::milliseconds patience = 20s)
    {
        auto end = m_received.find(text);
        while (end == std::string::npos && receive(patience)) end = m_received.find(text);
        return take(end == std::string::npos ? m_received.size() : end + text.size());
    }

    // One answer with a Content-Length, head and body. `head_only`: no body follows (HEAD, 100, 204, 304).
    std::string read_answer(bool head_only = false)
    {
        auto head = read_until("\r\n\r\n");
        auto field = head.find("Content-Length: ");
        if (head_only || field == std::string::npos) return head;
        auto length = std::stoul(head.substr(field + 16));
        while (m_received.size() < length && receive(20s)) {}
        return head + take(std::min(length, m_received.size()));
    }

    std::string read_to_end(std::chrono::milliseconds patience = 3s)
    {
        while (receive(patience)) {}
        return take(m_received.size());
    }

    // Whether the server closes within `patience`; what it sends before is dropped.
    bool sees_close(std::chrono::milliseconds patience = 20s)
    {
        while (receive(patience)) {}
        return m_closed;
    }

    void shut_writing() { ::shutdown(m_socket, SHUT_WR); }
    void reset()
    {
        linger hard{1, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        close();
    }
    void close()
    {
        if (m_socket >= 0) ::close(m_socket);
        m_socket = -1;
    }

private:
    bool receive(std::chrono::milliseconds patience)
    {
        if (!has_answer(patience)) return false;
        char buffer[16 * 1024];
        auto count = ::recv(m_socket, buffer, sizeof buffer, 0);
        m_closed = count <= 0;
        if (count > 0) m_received.append(buffer, static_cast<std::size_t>(count));
        return count > 0;
    }

    std::string take(std::size_t count)
    {
        auto taken = m_received.substr(0, count);
        m_received.erase(0, count);
        return taken;
    }

    int m_socket = -1;
    bool m_connected = false;
    bool m_closed = false;
    std::string m_received;
};

inline int status_of(std::string_view answer)
{
    return answer.size() > 12 && answer.starts_with("HTTP/1.1 ") ? std::stoi(std::string(answer.substr(9, 3))) : 0;
}

inline bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

// A door that handlers wait at until the test opens it.
class Gate {
public:
    void wait()
    {
        std::unique_lock lock(m_mutex);
        ++m_waiting;
        m_changed.notify_all();
        m_changed.wait_for(lock, 10s, [&] { return m_open; });
    }
    void open()
    {
        std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }
    // Until so many stand at it (or have passed).
    bool await(int count)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, 10s, [&] { return m_waiting >= count; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_waiting = 0;
    bool m_open = false;
};

struct TestService : Service {
    std::function<Response(const Request&)> handler = [](const Request& request) {
        Response response;
        response.body = request.method + ' ' + request.path + ' ' + request.body;
        return response;
    };
    Plan planned = {};

    Plan plan(std::string_view, std::string_view) const override { return planned; }
    Response answer(Request request) override { return handler(request); }
    Response refuse(const Problem& problem) const override { return problem_answer(problem, {}); }
};

struct TestServer {
    explicit TestServer(std::function<void(ServerOptions&, TestService&)> change = {})
    {
        log::set_output([](std::string_view) {});
        ServerOptions options;
        options.listen = "127.0.0.1:0";
        options.workers = 2;
        if (change) change(options, service);
        server = std::make_unique<Server>(options, service);
        server->start();
    }
    ~TestServer() { log::set_output({}); }
    int port() const { return server->port(); }

    TestService service;
    std::unique_ptr<Server> server;
};

// The answer to one request on a connection of its own.
inline std::string ask(int port, std::string_view request)
{
    Client client(port);
    client.send(request);
    return client.read_answer();
}

}  // namespace motcua::http::testing
