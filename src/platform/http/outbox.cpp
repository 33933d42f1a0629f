#include "platform/http/outbox.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace motcua::http {

namespace {

constexpr std::size_t largest_growing_piece = 64 * 1024;
constexpr std::size_t pieces_in_one_call = 16;

}  // namespace

Outbox::~Outbox()
{
    for (const auto& piece : m_pieces)
        if (piece.file >= 0) ::close(piece.file);
}

std::string& Outbox::tail()
{
    bool fits = !m_pieces.empty() && m_pieces.back().file < 0 && !m_pieces.back().shared && m_pieces.back().bytes.size() < largest_growing_piece;
    if (!fits) m_pieces.emplace_back();
    return m_pieces.back().bytes;
}

void Outbox::add(std::string bytes)
{
    m_bytes += bytes.size();
    if (bytes.size() < largest_growing_piece / 4) tail() += bytes;
    else m_pieces.push_back({.bytes = std::move(bytes)});
}

void Outbox::add(std::shared_ptr<const std::string> bytes)
{
    m_bytes += bytes->size();
    if (bytes->size() < largest_growing_piece / 4) tail() += *bytes;
    else m_pieces.push_back({.shared = std::move(bytes)});
}

void Outbox::add_file(int descriptor, std::uint64_t size)
{
    m_pieces.push_back({.file = descriptor, .file_left = size});
}

Outbox::Result Outbox::send(int socket)
{
    while (!m_pieces.empty()) {
        auto result = m_pieces.front().file >= 0 ? send_file(socket) : send_bytes(socket);
        if (result != Result::sent) return result;
    }
    m_sent = 0;
    return Result::sent;
}

Outbox::Result Outbox::send_bytes(int socket)
{
    std::array<iovec, pieces_in_one_call> parts;
    std::size_t count = 0;
    for (const auto& piece : m_pieces) {
        if (piece.file >= 0 || count == parts.size()) break;
        auto unsent = piece.unsent();
        parts[count++] = {const_cast<char*>(unsent.data()), unsent.size()};  // Only read from.
    }
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    auto written = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    if (written < 0) return errno == EAGAIN || errno == EINTR ? Result::would_block : Result::failed;
    drop(static_cast<std::size_t>(written));
    return Result::sent;
}

void Outbox::drop(std::size_t bytes)
{
    m_bytes -= bytes;
    m_sent += bytes;
    std::size_t done = 0;
    for (auto& piece : m_pieces) {
        if (piece.file >= 0) break;
        auto taken = std::min(bytes, piece.unsent().size());
        piece.offset += taken;
        bytes -= taken;
        if (!piece.unsent().empty()) break;
        ++done;
    }
    m_pieces.erase(m_pieces.begin(), m_pieces.begin() + static_cast<std::ptrdiff_t>(done));
}

Outbox::Result Outbox::send_file(int socket)
{
    auto& piece = m_pieces.front();
    while (piece.file_left > 0) {
        auto written = ::sendfile(socket, piece.file, nullptr, std::min<std::uint64_t>(piece.file_left, 1 << 20));
        if (written < 0) return errno == EAGAIN || errno == EINTR ? Result::would_block : Result::failed;
        if (written == 0) return Result::failed;  // The file has become shorter.
        piece.file_left -= static_cast<std::uint64_t>(written);
        m_sent += static_cast<std::uint64_t>(written);
    }
    ::close(piece.file);
    m_pieces.erase(m_pieces.begin());
    return Result::sent;
}

}  // namespace motcua::http
