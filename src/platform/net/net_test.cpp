#include <doctest/doctest.h>

#include <thread>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "platform/net/net.hpp"

namespace motcua::net {

namespace {

// Answers one connection after the other with the same bytes, on a port of its own.
class Canned {
public:
    explicit Canned(std::string bytes, int connections = 1) : m_bytes(std::move(bytes)), m_socket(socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(m_socket, 8) != 0) throw std::runtime_error("no port");
        getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this, connections] {
            for (int i = 0; i < connections; ++i) serve();
        });
    }
    ~Canned()
    {
        m_thread.join();
        close(m_socket);
    }

    std::string url(const std::string& path = "/") const { return "http://127.0.0.1:" + std::to_string(m_port) + path; }
    const std::string& asked() const { return m_asked; }

private:
    void serve()
    {
        int peer = accept(m_socket, nullptr, nullptr);
        char buffer[4096];
        auto size = read(peer, buffer, sizeof buffer);
        if (size > 0) m_asked.assign(buffer, static_cast<std::size_t>(size));
        if (!m_bytes.empty()) (void)!write(peer, m_bytes.data(), m_bytes.size());
        else (void)!read(peer, buffer, sizeof buffer);  // Until the other side gives up.
        close(peer);
    }

    std::string m_bytes;
    int m_socket;
    int m_port = 0;
    std::string m_asked;
    std::thread m_thread;
};

Send quick(std::chrono::milliseconds whole = std::chrono::seconds(20))
{
    return sender({.connect = whole, .whole = whole, .largest_body = 20, .authorities = ""});
}

}  // namespace

TEST_CASE("a call sends its headers and body and gives back the answer, an error and a redirect too")
{
    Canned server("HTTP/1.1 302 Found\r\nLocation: /b\r\nX-Name:  trong  \r\nContent-Length: 4\r\nConnection: close\r\n\r\nxin!");
    auto reply = quick()({.method = "POST", .url = server.url("/a?b=c"), .headers = {{"X-Mine", "1"}}, .body = "than"});
    CHECK(reply.status == 302);
    CHECK(reply.header("x-name") == "trong");
    CHECK(reply.header("location") == "/b");
    CHECK(reply.body == "xin!");
    CHECK(server.asked().starts_with("POST /a?b=c HTTP/1.1\r\n"));
    CHECK(server.asked().find("X-Mine: 1\r\n") != std::string::npos);
    CHECK(server.asked().ends_with("\r\n\r\nthan"));
}

TEST_CASE("a server that is not there, says too much or nothing is unreachable, and the fault tells no path")
{
    auto fault_of = [](const std::string& url, std::chrono::milliseconds whole = std::chrono::seconds(20)) -> std::string {
        try {
            quick(whole)({.url = url});
        } catch (const Unreachable& error) {
            return error.what();
        }
        return "";
    };
    CHECK(fault_of("http://127.0.0.1:1/bi-mat?token=abc").starts_with("127.0.0.1:1: "));
    CHECK(fault_of("http://127.0.0.1:1/bi-mat?token=abc").find("abc") == std::string::npos);
    CHECK_FALSE(fault_of("ftp://127.0.0.1/a").empty());
    CHECK_FALSE(fault_of("").empty());
    {
        Canned server("HTTP/1.1 200 OK\r\nContent-Length: 21\r\nConnection: close\r\n\r\n" + std::string(21, 'a'));
        CHECK(fault_of(server.url()).find("too long") != std::string::npos);
    }
    Canned silent("");
    CHECK_FALSE(fault_of(silent.url(), std::chrono::milliseconds(100)).empty());
}

TEST_CASE("a form is encoded byte by byte")
{
    CHECK(form_encoded({}) == "");
    CHECK(form_encoded({{"a", "1"}, {"tên", "Đào & bạn+"}}) == "a=1&t%C3%AAn=%C4%90%C3%A0o%20%26%20b%E1%BA%A1n%2B");
}

}  // namespace motcua::net
