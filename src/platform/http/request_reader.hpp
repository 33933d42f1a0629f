#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "platform/http/chunks.hpp"
#include "platform/http/http.hpp"

namespace motcua::http {

struct HeadLimits {
    std::size_t target = 8 * 1024;  // Bytes, beyond it 414.
    std::size_t head = 16 * 1024;   // Bytes of request line and fields, beyond it 431; also of one chunk's head and trailers.
    std::size_t fields = 100;
};

// Reads one request from bytes as they come: strict, so that no proxy can understand them differently. Refused are bare
// line feeds, folded fields, more than one Content-Length, Host or Transfer-Encoding, a length together with chunks,
// any coding but "chunked", a missing Host in HTTP/1.1, and methods that the service has no use for.
class RequestReader {
public:
    explicit RequestReader(const HeadLimits&);
    ~RequestReader();

    // Takes bytes of the request and says how many it used; what is left must come again together with what follows. Stops
    // once behind the head, where head_done() turns true, and at the end of the request.
    std::size_t feed(std::string_view bytes);

    const Fault& fault() const;
    bool head_done() const;
    bool done() const;

    // After head_done():
    void set_body_limit(std::size_t bytes);             // Beyond it: Fault 413.
    std::optional<std::uint64_t> content_length() const;
    bool expects_continue() const;
    bool keep_alive() const;
    int minor_version() const;                          // 0 or 1 of HTTP/1.x
    std::size_t body_bytes() const;                     // Read so far.

    // Everything but `remote`, `id`, `parameters`, `actor`, `session`. The body is complete after done().
    Request& request();

private:
    class Parser;
    bool check_head(std::string_view bytes);
    std::size_t feed_head(std::string_view head);
    std::size_t feed_body(std::string_view bytes);

    HeadLimits m_limits;
    std::unique_ptr<Parser> m_parser;
    std::size_t m_scanned = 0;  // Bytes of whole lines of the head.
};

}  // namespace motcua::http
