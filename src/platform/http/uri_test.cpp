#include <doctest/doctest.h>

#include "domain/refusal.hpp"
#include "platform/http/http.hpp"
#include "platform/http/uri.hpp"
#include "platform/http/wire.hpp"

using namespace motcua;
using namespace motcua::http;

TEST_CASE("percent escapes are decoded, and broken ones are noticed")
{
    CHECK(percent_decoded("a%20b+c%C4%91") == "a b+cđ");
    CHECK(percent_decoded("a+b%2B", true) == "a b+");
    CHECK(percent_decoded("") == "");
    for (auto broken : {"%", "%4", "a%zz", "%4g", "abc%"}) CHECK_FALSE(percent_decoded(broken));
    CHECK(percent_encoded("Đơn (1).pdf") == "%C4%90%C6%A1n%20%281%29.pdf");
}

TEST_CASE("a path is decoded only when every proxy would read it alike")
{
    CHECK(decoded_path("/") == "/");
    CHECK(decoded_path("/api/ho-so/H24.258-260702-0001") == "/api/ho-so/H24.258-260702-0001");
    CHECK(decoded_path("/a%20b/...") == "/a b/...");
    CHECK(decoded_path("/a%CC%81") == "/\u00e1");  // NFC
    for (auto refused : {"", "a", "*", "/%", "/a%2Fb", "/a%5cb", "/a\\b", "/./a", "/a/..", "/a/%2e%2e/b", "/%00", "/%7f", "/a%0d", "/%ff", "/%c0%af"}) {
        CAPTURE(refused);
        CHECK_FALSE(decoded_path(refused));
    }
}

TEST_CASE("a query value is found by its decoded name")
{
    CHECK(query_value("q=k%E1%BA%BFt+h%C3%B4n&limit=5", "q") == "kết hôn");
    CHECK(query_value("q=1&q=2", "q") == "1");
    CHECK(query_value("a&b=&c", "a") == "");
    CHECK(query_value("a&b=&c", "b") == "");
    CHECK(query_value("%71=x", "q") == "x");
    CHECK(query_value("a=b=c", "a") == "b=c");
    CHECK_FALSE(query_value("qq=1&=2", "q"));
    CHECK_FALSE(query_value("", "q"));
    for (auto bad : {"q=%", "q=%ff", "q=%00", "q=a%1b"}) CHECK_THROWS_AS(query_value(bad, "q"), Refusal);
    CHECK(query_value("other=%ff&q=1", "q") == "1");
}

TEST_CASE("a cookie is found by its whole name")
{
    CHECK(cookie_value("a=1; motcua_session=token; b=2", "motcua_session") == "token");
    CHECK(cookie_value("xa=1;a=\"2\"", "a") == "2");
    CHECK(cookie_value("a=1=2", "a") == "1=2");
    CHECK(cookie_value("a", "a").empty());
    CHECK(cookie_value("ab=1", "a").empty());
    CHECK(cookie_value("", "a").empty());
    Request request;
    request.headers = {{"cookie", "a=1"}, {"cookie", "b=2"}};
    CHECK(request.cookie("b") == "2");
    CHECK(request.header("host").empty());
}

TEST_CASE("qualities are read strictly")
{
    CHECK(quality_of("gzip, br;q=0.25", "br", 0) == 250);
    CHECK(quality_of("gzip , br", "GZIP", 0) == 1000);
    CHECK(quality_of("*;q=0.1, br", "gzip", 0) == 100);
    CHECK(quality_of("*;q=0.1, br", "br", 0) == 1000);
    CHECK(quality_of("br;level=1;q=0.001", "br", 0) == 1);
    CHECK(quality_of("", "br", 7) == 7);
    CHECK(quality_of("brotli", "br", 0) == 0);
    for (auto bad : {"br;q=1.1", "br;q=2", "br;q=.5", "br;q=0.1234", "br;q=0x1"}) CHECK(quality_of(bad, "br", 5) == 0);
}

TEST_CASE("a download has a plain name and the true one")
{
    auto disposition = [](std::string_view name) {
        auto response = download("x", "application/pdf", name);
        CHECK(response.headers[0].second == "application/pdf");
        return response.headers[1].second;
    };
    CHECK(disposition("Giấy hẹn trả.pdf") == "attachment; filename=\"giay-hen-tra.pdf\"; filename*=UTF-8''Gi%E1%BA%A5y%20h%E1%BA%B9n%20tr%E1%BA%A3.pdf");
    CHECK(disposition("a\"b\r\nX: y") == "attachment; filename=\"a-b-x-y\"; filename*=UTF-8''a%22b%0D%0AX%3A%20y");
    CHECK(disposition("tệp.p\"f") == "attachment; filename=\"tep.p_f\"; filename*=UTF-8''t%E1%BB%87p.p%22f");
    CHECK(disposition("...") == "attachment; filename=\"tep.\"; filename*=UTF-8''...");
    CHECK(disposition("") == "inline");
}

TEST_CASE("a date of HTTP is in English and in GMT")
{
    CHECK(http_date(Instant(std::chrono::milliseconds(784111777'123))) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(http_date(Instant(std::chrono::milliseconds(1793700000'000))) == "Tue, 03 Nov 2026 10:00:00 GMT");
}
