#include "platform/http/request_reader.hpp"

#include <algorithm>

#include <boost/beast/http/basic_parser.hpp>

#include "platform/http/uri.hpp"

namespace motcua::http {

namespace beast = boost::beast;

namespace {

constexpr Fault malformed{400, "malformed_request"};
constexpr std::size_t largest_reserve = 64 * 1024;

bool is_host(std::string_view host)
{
    auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' || c == '[' ||
               c == ']' || c == '_';
    };
    return !host.empty() && host.size() <= 255 && std::ranges::all_of(host, is_plain);
}

bool is_token_start(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

Fault check_method(std::string_view method)
{
    for (auto known : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
        if (method == known) return {};
    return {501, "unknown_method"};
}

Fault fault_of(const beast::error_code& why)
{
    using beast::http::error;
    if (why == error::bad_version) return {505, "unknown_http_version"};
    if (why == error::header_limit) return {431, "head_too_large"};
    return malformed;
}

}  // namespace

class RequestReader::Parser : public beast::http::basic_parser<true> {
public:
    explicit Parser(const HeadLimits& head_limits) : limits(head_limits)
    {
        header_limit(static_cast<std::uint32_t>(limits.head) + 16);
        skip(true);
    }

    void fail(Fault what, beast::error_code& error)
    {
        fault = what;
        error = beast::http::error::bad_value;
    }

    HeadLimits limits;
    Fault fault;
    Request request;
    std::size_t max_body = 256 * 1024;
    std::size_t fields = 0;
    int minor = 1;
    bool has_length = false;
    bool has_host = false;
    bool expects_continue = false;
    bool head_done = false;
    std::optional<ChunkReader> chunks;
    std::uint64_t left = 0;  // Of a body with a length.

private:
    void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int version,
                         beast::error_code& error) override
    {
        minor = version - 10;
        request.method.assign(method.data(), method.size());
        if (auto wrong = check_method(request.method)) return fail(wrong, error);
        if (target.size() > limits.target) return fail({414, "target_too_long"}, error);
        take_target({target.data(), target.size()}, error);
    }

    void take_target(std::string_view target, beast::error_code& error)
    {
        for (std::string_view scheme : {"http://", "https://"}) {
            if (!equal_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
            target.remove_prefix(scheme.size());
            auto end = std::min(target.find_first_of("/?"), target.size());
            m_authority.assign(target.substr(0, end));
            target.remove_prefix(end);
            if (!is_host(m_authority)) return fail(malformed, error);
            if (target.empty()) target = "/";
        }
        auto question = target.find('?');
        if (question != std::string_view::npos) request.query.assign(target.substr(question + 1));
        auto path = decoded_path(target.substr(0, question));
        if (!path) return fail({400, "malformed_target"}, error);
        request.path = std::move(*path);
    }

    void on_field_impl(beast::http::field known, beast::string_view name, beast::string_view value, beast::error_code& error) override
    {
        if (++fields > limits.fields) return fail({431, "head_too_large"}, error);
        using beast::http::field;
        if (known == field::content_length && !take_length({value.data(), value.size()})) return fail(malformed, error);
        if (known == field::transfer_encoding && !take_coding({value.data(), value.size()}, error)) return;
        if (known == field::host && !take_host({value.data(), value.size()})) return fail(malformed, error);
        if (known == field::expect) {
            if (!equal_ignoring_case({value.data(), value.size()}, "100-continue")) return fail({417, "unknown_expectation"}, error);
            expects_continue = minor >= 1;
        }
        auto& [stored_name, stored_value] = request.headers.emplace_back(std::string(name), std::string(value));
        std::ranges::transform(stored_name, stored_name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    }

    bool take_length(std::string_view value)
    {
        bool is_number = !value.empty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
        return is_number && !std::exchange(has_length, true);
    }

    bool take_coding(std::string_view value, beast::error_code& error)
    {
        if (minor == 0 || has_length || chunks) return fail(malformed, error), false;
        if (!equal_ignoring_case(value, "chunked")) return fail({501, "unknown_transfer_coding"}, error), false;
        chunks.emplace(limits.head);
        return true;
    }

    bool take_host(std::string_view value)
    {
        return !std::exchange(has_host, true) && (is_host(value) || value.empty());
    }

    void on_header_impl(beast::error_code& error) override
    {
        if (minor >= 1 && !has_host) return fail({400, "host_missing"}, error);
        head_done = true;
        left = content_length().value_or(0);
        request.body.reserve(std::min<std::uint64_t>(left, largest_reserve));
        if (m_authority.empty()) return;
        std::erase_if(request.headers, [](const auto& header) { return header.first == "host"; });
        request.headers.emplace_back("host", std::move(m_authority));  // RFC 9112, 3.2.2
    }

    // Only the head is read by Beast.
    void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}
    std::size_t on_body_impl(beast::string_view, beast::error_code&) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view, beast::error_code&) override { return 0; }
    void on_response_impl(int, beast::string_view, int, beast::error_code&) override {}
    void on_finish_impl(beast::error_code&) override {}

    std::string m_authority;
};

RequestReader::RequestReader(const HeadLimits& limits) : m_limits(limits), m_parser(std::make_unique<Parser>(limits)) {}
RequestReader::~RequestReader() = default;

// Looks for the end of the head line by line, and refuses what Beast would let pass or only find out later. False while
// there is no end yet, or a fault.
bool RequestReader::check_head(std::string_view bytes)
{
    auto& fault = m_parser->fault;
    if (!is_token_start(bytes.front())) return fault = malformed, false;
    bool is_first = m_scanned == 0;
    while (true) {
        auto end = bytes.find('\n', m_scanned);
        if (end == std::string_view::npos) break;
        if (end == 0 || bytes[end - 1] != '\r') return fault = malformed, false;
        if (is_first && end > m_limits.target + 32) return fault = {414, "target_too_long"}, false;
        if (end > m_limits.head) return fault = {431, "head_too_large"}, false;
        if (end == m_scanned + 1) {
            if (is_first) return fault = malformed, false;
            m_scanned = end + 1;
            return true;
        }
        bool is_folded = !is_first && (bytes[m_scanned] == ' ' || bytes[m_scanned] == '\t');
        if (is_folded) return fault = malformed, false;
        m_scanned = end + 1;
        is_first = false;
    }
    if (is_first && bytes.size() > m_limits.target + 32) fault = {414, "target_too_long"};
    else if (bytes.size() > m_limits.head) fault = {431, "head_too_large"};
    return false;
}

std::size_t RequestReader::feed(std::string_view bytes)
{
    if (bytes.empty() || m_parser->fault || done()) return 0;
    if (m_parser->head_done) return feed_body(bytes);
    return check_head(bytes) ? feed_head(bytes.substr(0, m_scanned)) : 0;
}

std::size_t RequestReader::feed_head(std::string_view head)
{
    std::size_t used = 0;
    while (used < head.size() && !m_parser->fault) {
        beast::error_code error;
        used += m_parser->put({head.data() + used, head.size() - used}, error);
        if (error && !m_parser->fault) m_parser->fault = fault_of(error);
    }
    return used;
}

std::size_t RequestReader::feed_body(std::string_view bytes)
{
    auto& parser = *m_parser;
    if (parser.chunks) {
        auto used = parser.chunks->feed(bytes, parser.request.body, parser.max_body);
        parser.fault = parser.chunks->fault();
        return used;
    }
    if (parser.left > parser.max_body - std::min(parser.max_body, parser.request.body.size())) parser.fault = {413, "body_too_large"};
    auto part = parser.fault ? std::string_view() : bytes.substr(0, parser.left);
    parser.request.body += part;
    parser.left -= part.size();
    return part.size();
}

const Fault& RequestReader::fault() const
{
    return m_parser->fault;
}

bool RequestReader::head_done() const
{
    return m_parser->head_done;
}

bool RequestReader::done() const
{
    bool is_complete = m_parser->chunks ? m_parser->chunks->done() : m_parser->left == 0;
    return m_parser->head_done && is_complete && !m_parser->fault;
}

void RequestReader::set_body_limit(std::size_t bytes)
{
    m_parser->max_body = bytes;
    auto length = content_length();
    if (length && *length > bytes) m_parser->fault = {413, "body_too_large"};
}

std::optional<std::uint64_t> RequestReader::content_length() const
{
    auto length = m_parser->content_length();
    if (!length) return std::nullopt;
    return *length;
}

bool RequestReader::expects_continue() const
{
    return m_parser->expects_continue && !done();
}

bool RequestReader::keep_alive() const
{
    return m_parser->keep_alive();
}

int RequestReader::minor_version() const
{
    return m_parser->minor;
}

std::size_t RequestReader::body_bytes() const
{
    return m_parser->request.body.size();
}

Request& RequestReader::request()
{
    return m_parser->request;
}

}  // namespace motcua::http
