#pragma once

#include <string>
#include <string_view>

namespace motcua::load {

struct Reply {
    int status = 0;          // 0: no whole answer.
    std::string cookie;      // "motcua_session=…", when one was set.
    std::string body;
};

// One keep-alive connection of one client; opened when it is needed and again after a failure. Blocks.
class Connection {
public:
    Connection(std::string host, int port) : m_host(std::move(host)), m_port(port) {}
    ~Connection() { close(); }
    Connection(const Connection&) = delete;

    // `headers` are whole lines, each with \r\n.
    Reply send(std::string_view method, std::string_view path, std::string_view headers, std::string_view body);

private:
    bool open();
    void close();
    bool write_all(std::string_view bytes);
    bool read_more();
    Reply read_reply();

    std::string m_host;
    int m_port;
    int m_socket = -1;
    std::string m_received;
};

}  // namespace motcua::load
