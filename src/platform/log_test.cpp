#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "platform/json/value.hpp"
#include "platform/log.hpp"

using namespace motcua;

namespace {

struct CapturedLog {
    CapturedLog()
    {
        log::set_output([this](std::string_view line) { lines.emplace_back(line); });
    }
    ~CapturedLog()
    {
        log::set_output({});
        log::set_minimum(log::Level::info);
    }
    std::vector<std::string> lines;
};

}  // namespace

TEST_CASE("a record is one line of JSON")
{
    CapturedLog captured;
    log::warning("đã dừng", {{"route", "/api/{x}"}, {"empty", ""}});
    REQUIRE(captured.lines.size() == 1);
    CHECK(captured.lines[0].find('\n') == captured.lines[0].size() - 1);
    auto record = json::parse(captured.lines[0]);
    CHECK(record.text_of("at").size() >= 20);
    CHECK(record.text_of("level") == "warning");
    CHECK(record.text_of("message") == "đã dừng");
    CHECK(record.text_of("route") == "/api/{x}");
}

TEST_CASE("nothing in a value can break the line or forge another")
{
    CapturedLog captured;
    std::string all;
    for (int c = 1; c < 128; ++c) all += static_cast<char>(c);
    log::info("all", {{"value", all}, {"na\"me\n", "x"}});
    auto record = json::parse(captured.lines.at(0));
    CHECK(record.text_of("value") == all);
    CHECK(record.text_of("na\"me\n") == "x");
    for (char c : captured.lines[0].substr(0, captured.lines[0].size() - 1)) CHECK(static_cast<unsigned char>(c) >= 0x20);
}

TEST_CASE("bytes that are no UTF-8 are replaced")
{
    CapturedLog captured;
    for (std::string_view bad : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe1\xba", "\x80", "\xe0\x80\x80", "\xf0\x80\x80\x80"})
        log::info("x", {{"value", "a" + std::string(bad) + "b"}});
    for (const auto& line : captured.lines) {
        auto value = std::string(json::parse(line).text_of("value"));
        CHECK(value.starts_with("a\xEF\xBF\xBD"));
        CHECK(value.ends_with('b'));
    }
    log::info("x", {{"value", "ế😀"}});
    CHECK(json::parse(captured.lines.back()).text_of("value") == "ế😀");
}

TEST_CASE("a long value is cut at a whole character")
{
    CapturedLog captured;
    std::string text = "a";
    for (int i = 0; i < 5'000; ++i) text += "ế";
    log::info("x", {{"value", text}});
    auto value = std::string(json::parse(captured.lines.at(0)).text_of("value"));
    CHECK(value.size() <= 4100);
    CHECK(value.ends_with("ế…"));
}

TEST_CASE("records below the minimum are not written")
{
    CapturedLog captured;
    log::set_minimum(log::Level::warning);
    log::info("no");
    log::error("yes");
    CHECK(captured.lines.size() == 1);
    CHECK_FALSE(log::is_written(log::Level::info));
    CHECK(log::is_written(log::Level::warning));
}

TEST_CASE("lines of many threads do not mix")
{
    CapturedLog captured;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([] {
            for (int j = 0; j < 200; ++j) log::info("message", {{"value", std::string(300, 'x')}});
        });
    for (auto& thread : threads) thread.join();
    CHECK(captured.lines.size() == 800);
    for (const auto& line : captured.lines) CHECK_NOTHROW(json::parse(line));
}
