#include <doctest/doctest.h>

#include <limits>
#include <stdexcept>

#include "domain/refusal.hpp"
#include "platform/json/value.hpp"

namespace motcua::json {

namespace {

// The code of the refusal, followed by the value it names; "" when the text was taken.
std::string refusal_of_parsing(std::string_view text)
{
    try {
        parse(text);
        return "";
    } catch (const Refusal& refusal) {
        CHECK(refusal.reason == Reason::invalid_input);
        auto code = refusal.code;
        for (const auto& [name, value] : refusal.values) code += " " + value;
        return code;
    }
}

std::string nested(std::size_t levels)
{
    return std::string(levels, '[') + std::string(levels, ']');
}

std::string object_with(std::size_t members, std::string_view extra_name)
{
    std::string text = "{";
    for (std::size_t i = 0; i < members; ++i) text += "\"m" + std::to_string(i) + "\":1,";
    return text.append("\"").append(extra_name).append("\":2}");
}

}  // namespace

TEST_CASE("every kind of JSON value is read")
{
    auto value = parse(R"( {"a": [null, true, false, 0, -7, 2.5, "x"], "b": {}, "c": []} )");
    const auto& items = *value.find("a")->array();
    REQUIRE(items.size() == 7);
    CHECK(items[0].is_null());
    CHECK(*items[1].boolean());
    CHECK_FALSE(*items[2].boolean());
    CHECK(*items[3].integer() == 0);
    CHECK(*items[4].integer() == -7);
    CHECK(*items[5].real() == 2.5);
    CHECK(*items[6].text() == "x");
    CHECK(value.find("b")->object()->empty());
    CHECK(value.find("c")->array()->empty());
    CHECK(value.find("d") == nullptr);
    CHECK(items[3].find("a") == nullptr);
}

TEST_CASE("a scalar alone is a JSON text")
{
    CHECK(*parse(" 5 ").integer() == 5);
    CHECK(*parse("\"x\"").text() == "x");
    CHECK(parse("null").is_null());
}

TEST_CASE("members keep the order in which they were written")
{
    CHECK(print(parse(R"({"z":1,"a":2,"m":{"y":1,"b":2}})")) == R"({"z":1,"a":2,"m":{"y":1,"b":2}})");
}

TEST_CASE("whole numbers are exact up to 64 bits and doubles beyond")
{
    CHECK(*parse("9223372036854775807").integer() == std::numeric_limits<std::int64_t>::max());
    CHECK(*parse("-9223372036854775808").integer() == std::numeric_limits<std::int64_t>::min());
    CHECK(*parse("9223372036854775808").real() == 0x1p63);
    CHECK(*parse("-9223372036854775809").real() == -0x1p63);
    CHECK(*parse("18446744073709551616").real() == 0x1p64);
    CHECK(*parse("-0").integer() == 0);
}

TEST_CASE("a fraction or an exponent makes a double, the nearest one")
{
    CHECK(*parse("1.0").real() == 1.0);
    CHECK(*parse("1e2").real() == 100.0);
    CHECK(*parse("0.1").real() == 0.1);
    CHECK(*parse("1.7976931348623157e308").real() == std::numeric_limits<double>::max());
    CHECK(*parse("5e-324").real() == std::numeric_limits<double>::denorm_min());
    CHECK(*parse("9007199254740993.0").real() == 9007199254740992.0);
    CHECK(*parse("2.2250738585072011e-308").real() == 2.2250738585072011e-308);
    CHECK(*parse("106.6863207").real() == 106.6863207);
    CHECK(*parse("1e-400").real() == 0.0);
}

TEST_CASE("a number that no double holds is refused")
{
    CHECK(refusal_of_parsing("1e309") == "number_too_large");
    CHECK(refusal_of_parsing("[-1e400]") == "number_too_large");
    CHECK(refusal_of_parsing("1e99999999999") == "number_too_large");
    CHECK(refusal_of_parsing(std::string(400, '9')) == "number_too_large");
}

TEST_CASE("what RFC 8259 does not allow is refused with its byte offset")
{
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"", "0"},          {"   ", "3"},       {"{", "1"},           {"[1,]", "3"},         {"[,1]", "1"},
        {"{\"a\":1,}", "7"}, {"{a:1}", "1"},    {"{'a':1}", "1"},     {"{\"a\" 1}", "5"},    {"[1] 2", "4"},
        {"01", "1"},        {"+1", "0"},        {".5", "0"},          {"1.", "2"},           {"1.e3", "2"},
        {"-", "1"},         {"1e", "2"},        {"0x10", "1"},        {"NaN", "0"},          {"Infinity", "0"},
        {"tru", "3"},       {"True", "0"},      {"[1 2]", "3"},       {"/*c*/1", "0"},       {"1//c", "1"},
        {"\"a", "2"},       {"\"\\x\"", "2"},   {"\"\\u12g4\"", "5"}, {"\"a\nb\"", "2"},     {"\"a\tb\"", "2"},
        {"\"\x01\"", "1"},  {"\"\x1f\"", "1"},  {"]", "0"},           {"[1}", "2"},          {"\xEF\xBB\xBF[]", "0"},
    };
    for (const auto& [text, offset] : cases) {
        CAPTURE(text);
        CHECK(refusal_of_parsing(text) == "malformed_json " + std::string(offset));
    }
}

TEST_CASE("bytes that are not UTF-8 are refused")
{
    const std::string_view cases[] = {
        "\"\x80\"",              // A continuation without a start.
        "\"\xC3\"",              // A start without its continuation.
        "\"\xC0\xAF\"",          // Overlong.
        "\"\xE0\x80\xAF\"",      // Overlong.
        "\"\xED\xA0\x80\"",      // Half of a surrogate pair.
        "\"\xF4\x90\x80\x80\"",  // Beyond U+10FFFF.
        "\"\xFF\"",
        "{\"\xFF\":1}",
    };
    for (auto text : cases) {
        CAPTURE(text);
        CHECK(refusal_of_parsing(text).starts_with("malformed_json"));
    }
}

TEST_CASE("escapes are read, with surrogates in pairs only")
{
    CHECK(*parse(R"("\"\\\/\b\f\n\r\t")").text() == "\"\\/\b\f\n\r\t");
    CHECK(*parse(R"("\u0111\u1ECB")").text() == "đị");
    CHECK(*parse(R"("\ud83d\ude00")").text() == "\xF0\x9F\x98\x80");
    CHECK(refusal_of_parsing(R"("\ud83d")").starts_with("malformed_json"));
    CHECK(refusal_of_parsing(R"("\ud83d\u0041")").starts_with("malformed_json"));
    CHECK(refusal_of_parsing(R"("\ude00")").starts_with("malformed_json"));
}

TEST_CASE("an escaped control character is read, U+0000 is refused")
{
    CHECK(*parse(R"("a\u0001b\u001f")").text() == "a\x01" "b\x1f");
    CHECK(refusal_of_parsing(R"("a\u0000")") == "nul_character");
    CHECK(refusal_of_parsing(R"({"a\u0000":1})") == "nul_character");
}

TEST_CASE("64 levels are read and 65 are refused")
{
    CHECK(refusal_of_parsing(nested(64)) == "");
    CHECK(refusal_of_parsing(nested(65)) == "json_too_deep 64");
    CHECK(refusal_of_parsing(nested(100'000)) == "json_too_deep 64");
    CHECK(refusal_of_parsing(std::string(100'000, '[')) == "json_too_deep 64");
}

TEST_CASE("a name that comes twice in one object is refused")
{
    CHECK(refusal_of_parsing(R"({"a":1,"b":2,"a":1})") == "duplicate_name a");
    CHECK(refusal_of_parsing(R"([{"x":{"b":1,"b":2}}])") == "duplicate_name b");
    CHECK(refusal_of_parsing(R"({"a":1,"\u0061":2})") == "duplicate_name a");
    CHECK(refusal_of_parsing(R"({"a":{"a":1},"b":{"a":2}})") == "");
}

TEST_CASE("a double name is found among few members and among many")
{
    for (std::size_t members : {1, 14, 15, 16, 17, 200}) {
        CAPTURE(members);
        CHECK(refusal_of_parsing(object_with(members, "m0")) == "duplicate_name m0");
        CHECK(refusal_of_parsing(object_with(members, "other")) == "");
    }
}

TEST_CASE("names that differ only in composition are the same name")
{
    CHECK(refusal_of_parsing("{\"\u1ec7\":1,\"e\u0323\u0302\":2}") == "duplicate_name \u1ec7");
}

TEST_CASE("texts are composed to NFC")
{
    CHECK(*parse("\"Tie\u0302\u0301ng Vie\u0323\u0302t\"").text() == "Ti\u1ebfng Vi\u1ec7t");
    CHECK(*parse(R"("e\u0302\u0323")").text() == "\u1ec7");
    CHECK(*parse("\"\u01a1\u0301\"").text() == "\u1edb");
    CHECK(*parse("\"\u212b\"").text() == "\u00c5");   // The Ångström sign.
    CHECK(*parse("\"\u2000\"").text() == "\u2002");   // Near the quotation marks that need no composing.
}

TEST_CASE("composed texts stay as they are")
{
    for (auto text : {"Đỗ Thị Ưởng, “thôn Ự” – 5…", "ǅ", "ẞ", "日本", "😀", "\u0300"}) {
        CAPTURE(text);
        CHECK(*parse("\"" + std::string(text) + "\"").text() == text);
    }
}

TEST_CASE("a member is set and replaced, and a null becomes an object first")
{
    Value value;
    value.set("a", 1);
    value.set("b", "x");
    value.set("a", 2);
    CHECK(print(value) == R"({"a":2,"b":"x"})");
    CHECK(value.text_of("b") == "x");
    CHECK(value.text_of("a") == "");
    CHECK(value.text_of("c") == "");
    CHECK_THROWS_AS(Value(5).set("a", 1), std::logic_error);
}

}  // namespace motcua::json
