#include "platform/http/chunks.hpp"

#include <algorithm>

namespace motcua::http {

namespace {

constexpr std::size_t most_digits = 15;

int digit_of(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_token(char c)
{
    bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return is_plain || (c != 0 && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}

bool is_text(char c)
{
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
}

}  // namespace

std::size_t ChunkReader::feed(std::string_view bytes, std::string& body, std::size_t body_limit)
{
    std::size_t used = 0;
    while (used < bytes.size() && !done() && !m_fault) {
        if (m_state == State::content) {
            auto part = bytes.substr(used, m_left);
            body += part;
            used += part.size();
            m_left -= part.size();
            if (m_left == 0) m_state = State::content_return;
            continue;
        }
        take(bytes[used++]);
        if (++m_line > m_line_limit) m_fault = {431, "head_too_large"};
        if (m_state == State::content && m_left > body_limit - std::min(body_limit, body.size())) m_fault = {413, "body_too_large"};
    }
    return used;
}

void ChunkReader::expect(bool holds, State next)
{
    m_state = next;
    if (!holds) m_fault = {400, "malformed_request"};
}

void ChunkReader::take(char c)
{
    switch (m_state) {
    case State::size: return take_size(c);
    case State::extension: return expect(c == '\r' || is_text(c), c == '\r' ? State::line_end : State::extension);
    case State::line_end: return expect(c == '\n', m_left == 0 ? State::trailer : State::content);
    case State::content_return: return expect(c == '\r', State::content_end);
    case State::content_end:
        m_digits = m_line = 0;
        return expect(c == '\n', State::size);
    case State::last_end: return expect(c == '\n', State::done);
    default: return take_trailer(c);
    }
}

void ChunkReader::take_size(char c)
{
    if (int digit = digit_of(c); digit >= 0) {
        m_left = m_left * 16 + static_cast<unsigned>(digit);
        return expect(++m_digits <= most_digits, State::size);
    }
    expect(m_digits > 0 && (c == ';' || c == '\r'), c == ';' ? State::extension : State::line_end);
}

void ChunkReader::take_trailer(char c)
{
    switch (m_state) {
    case State::trailer: return expect(c == '\r' || is_token(c), c == '\r' ? State::last_end : State::trailer_name);
    case State::trailer_name: return expect(c == ':' || is_token(c), c == ':' ? State::trailer_value : State::trailer_name);
    case State::trailer_value: return expect(c == '\r' || is_text(c), c == '\r' ? State::trailer_end : State::trailer_value);
    default: return expect(c == '\n', State::trailer);
    }
}

}  // namespace motcua::http
