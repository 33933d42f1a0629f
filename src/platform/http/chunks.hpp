#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace motcua::http {

// What is wrong with the bytes of a request: the status and the code of the answer. No fault: status 0.
struct Fault {
    int status = 0;
    std::string_view code = {};

    explicit operator bool() const { return status != 0; }
};

// Reads a body in chunks (RFC 9112, 7.1), as strictly as it is defined. Extensions and trailers are read and dropped.
// Own work, since Boost.Beast 1.81 fails an assertion when the bytes of the last chunk come in an unlucky portion.
class ChunkReader {
public:
    // `line_limit`: bytes of the line before a chunk, and of all trailers together.
    explicit ChunkReader(std::size_t line_limit) : m_line_limit(line_limit) {}

    // Appends the content to `body`, which may grow to `body_limit`. Returns how many bytes were used: all, unless the
    // end or a fault is among them.
    std::size_t feed(std::string_view bytes, std::string& body, std::size_t body_limit);
    bool done() const { return m_state == State::done; }
    const Fault& fault() const { return m_fault; }

private:
    enum class State {
        size, extension, line_end, content, content_return, content_end, trailer, trailer_name, trailer_value, trailer_end, last_end, done
    };
    void take(char);
    void take_size(char);
    void take_trailer(char);
    void expect(bool holds, State next);

    const std::size_t m_line_limit;
    State m_state = State::size;
    Fault m_fault;
    std::uint64_t m_left = 0;     // Of the chunk.
    std::size_t m_digits = 0;
    std::size_t m_line = 0;
};

}  // namespace motcua::http
