#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::http {

// Bytes and files that wait to be sent, in order. Small pieces grow together so that they leave in one call.
class Outbox {
public:
    enum class Result { sent, would_block, failed };

    ~Outbox();
    bool empty() const { return m_pieces.empty(); }
    std::size_t bytes() const { return m_bytes; }            // In memory.
    std::uint64_t sent() const { return m_sent; }            // Since it was last empty.

    std::string& tail();                                     // To append to; tell `appended` afterwards.
    void appended(std::size_t bytes) { m_bytes += bytes; }
    void add(std::string bytes);
    void add(std::shared_ptr<const std::string> bytes);
    void add_file(int descriptor, std::uint64_t size);       // Closes it.
    Result send(int socket);

private:
    struct Piece {
        std::string bytes = {};
        std::shared_ptr<const std::string> shared = {};   // Instead of `bytes`.
        std::size_t offset = 0;                           // Bytes sent.
        int file = -1;
        std::uint64_t file_left = 0;

        std::string_view unsent() const { return std::string_view(shared ? *shared : bytes).substr(offset); }
    };
    Result send_bytes(int socket);
    Result send_file(int socket);
    void drop(std::size_t bytes);

    std::vector<Piece> m_pieces;
    std::size_t m_bytes = 0;
    std::uint64_t m_sent = 0;
};

}  // namespace motcua::http
