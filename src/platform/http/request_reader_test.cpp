#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include "platform/http/request_reader.hpp"

using namespace motcua::http;

namespace {

// Feeds in pieces of `size` bytes, keeping what is not used, as a connection does.
std::string read_in_pieces(RequestReader& reader, std::string_view bytes, std::size_t size)
{
    std::string pending;
    while (!bytes.empty() && !reader.done() && !reader.fault()) {
        auto piece = bytes.substr(0, size);
        bytes.remove_prefix(piece.size());
        pending += piece;
        std::size_t used = 0;
        do {
            used = reader.feed(pending);
            pending.erase(0, used);
        } while (used > 0 && !pending.empty() && !reader.done());
    }
    return pending.append(bytes);
}

}  // namespace

TEST_CASE("a request is read alike however its bytes are cut")
{
    const std::string request =
        "POST /a%20b?c=d HTTP/1.1\r\nHost: x\r\nX-Long-Name:  value \r\nTransfer-Encoding: Chunked\r\n\r\n"
        "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\nTrailer: t\r\n\r\n";
    for (std::size_t size = 1; size <= request.size() + 4; ++size) {
        CAPTURE(size);
        RequestReader reader({});
        auto rest = read_in_pieces(reader, request + "NEXT", size);
        REQUIRE(reader.done());
        CHECK(rest == "NEXT");
        CHECK(reader.request().method == "POST");
        CHECK(reader.request().path == "/a b");
        CHECK(reader.request().query == "c=d");
        CHECK(reader.request().header("x-long-name") == "value");
        CHECK(reader.request().header("trailer").empty());
        CHECK(reader.request().body == "hello world");
    }
}

TEST_CASE("reading stops behind the head, so that the body's limit can be set")
{
    RequestReader reader({});
    std::string bytes = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody";
    CHECK(reader.feed(bytes) == bytes.size() - 4);
    CHECK(reader.head_done());
    CHECK_FALSE(reader.done());
    CHECK(reader.content_length() == 4);
    reader.set_body_limit(3);
    CHECK(reader.fault().status == 413);
    CHECK(reader.feed("body") == 0);
}

TEST_CASE("what a connection must know is told")
{
    auto read = [](std::string_view text) {
        auto reader = std::make_unique<RequestReader>(HeadLimits{});
        reader->feed(text);
        return reader;
    };
    CHECK(read("GET / HTTP/1.1\r\nHost: x\r\n\r\n")->keep_alive());
    CHECK_FALSE(read("GET / HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n")->keep_alive());
    CHECK_FALSE(read("GET / HTTP/1.0\r\n\r\n")->keep_alive());
    CHECK(read("GET / HTTP/1.0\r\n\r\n")->minor_version() == 0);
    CHECK(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")->keep_alive());
    CHECK(read("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nExpect: 100-Continue\r\n\r\n")->expects_continue());
    CHECK_FALSE(read("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nExpect: 100-continue\r\n\r\n")->expects_continue());
    CHECK_FALSE(read("POST / HTTP/1.0\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n")->expects_continue());
    CHECK_FALSE(read("GET / HTTP/1.1\r\nHost: x\r\n\r")->head_done());
    CHECK(read("GET http://a.example/x HTTP/1.1\r\nHost: b\r\n\r\n")->request().header("host") == "a.example");
}

TEST_CASE("chunks are read strictly, in whatever portions they come")
{
    struct Case {
        std::string_view bytes;
        int status;             // 0: complete, -1: not complete
        std::string_view body;
    };
    const std::string long_line(20'000, 'a');
    const Case cases[] = {
        {"0\r\n\r\n", 0, ""},
        {"3\r\nabc\r\n0\r\n\r\n", 0, "abc"},
        {"00A;n=v;q=\"x y\"\r\n0123456789\r\n0;last\r\nA: b\r\nC:\r\n\r\n", 0, "0123456789"},
        {"3\r\nabc\r\n", -1, ""},
        {"0\r\n", -1, ""},
        {"0\r\nP", -1, ""},
        {"\r\n", 400, ""},
        {" 3\r\nabc\r\n", 400, ""},
        {"3 \r\nabc\r\n", 400, ""},
        {"+3\r\nabc\r\n", 400, ""},
        {"0x3\r\nabc\r\n", 400, ""},
        {"3\nabc\r\n", 400, ""},
        {"3;a\nb\r\nabc\r\n", 400, ""},
        {"3;\x01\r\nabc\r\n", 400, ""},
        {"3\r\nabcd\r\n", 400, ""},
        {"3\r\nabc\n0\r\n\r\n", 400, ""},
        {"0000000000000001\r\n", 400, ""},
        {"0\r\n a: b\r\n\r\n", 400, ""},
        {"0\r\nA b\r\n\r\n", 400, ""},
        {"0\r\nA: b\n\r\n", 400, ""},
        {"0\r\nA: b\r\n folded\r\n\r\n", 400, ""},
        {"65\r\n", 413, ""},
        {"64\r\n", -1, ""},
        {"fffffffffffffff\r\n", 413, ""},
        {long_line, 400, ""},
    };
    for (const auto& [bytes, status, body] : cases)
        for (std::size_t portion : {1u, 2u, 3u, 4u, 5u, 7u, 100'000u}) {
            CAPTURE(bytes.substr(0, 60));
            CAPTURE(portion);
            RequestReader reader({});
            reader.feed("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            reader.set_body_limit(100);
            auto rest = read_in_pieces(reader, bytes, portion);
            CHECK(reader.fault().status == std::max(status, 0));
            CHECK(reader.done() == (status == 0));
            if (reader.done()) CHECK(reader.request().body == body);
            if (!reader.fault()) CHECK(rest.empty());
        }
}
