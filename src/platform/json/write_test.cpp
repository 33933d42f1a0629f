#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <random>

#include "platform/json/json.hpp"

namespace motcua::json {

namespace {

enum class WrittenColour { red, dark_blue, green = 40 };
BOOST_DESCRIBE_ENUM(WrittenColour, red, dark_blue, green)

struct WrittenPart {
    std::string label;
    std::optional<double> weight;
    std::vector<std::int64_t> sizes;
};
BOOST_DESCRIBE_STRUCT(WrittenPart, (), (label, weight, sizes))

struct WrittenWhole {
    bool ready = false;
    std::int16_t small = 0;
    std::uint32_t large = 0;
    std::int64_t huge = 0;
    double real = 0;
    std::string text;
    WrittenColour colour = WrittenColour::red;
    Day day{};
    Instant instant{};
    Vnd fee;
    WrittenPart part;
    std::optional<WrittenPart> spare;
    std::optional<WrittenColour> shade;
    std::vector<WrittenPart> parts;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::optional<int>> gaps;
    Value any;
};
BOOST_DESCRIBE_STRUCT(WrittenWhole, (), (ready, small, large, huge, real, text, colour, day, instant, fee, part, spare, shade, parts, rows, gaps, any))

struct WrittenAnswer {
    std::string_view name;
    int count = 0;
};
BOOST_DESCRIBE_STRUCT(WrittenAnswer, (), (name, count))

struct WrittenHeir : WrittenAnswer {
    bool more = false;
};
BOOST_DESCRIBE_STRUCT(WrittenHeir, (WrittenAnswer), (more))

struct WrittenNothing {};
BOOST_DESCRIBE_STRUCT(WrittenNothing, (), ())

template <class T>
struct PageLike {
    std::vector<T> items;
    std::optional<std::string> next;
    BOOST_DESCRIBE_CLASS(PageLike, (), (items, next), (), ())
};

// Fills whatever a Type table describes.
class RandomFiller {
public:
    explicit RandomFiller(unsigned seed) : m_random(seed) {}

    void fill(void* target, const Type& type, int level = 0)
    {
        switch (type.kind) {
        case Kind::boolean: *static_cast<bool*>(target) = below(2) == 1; return;
        case Kind::integer:
            while (!type.set_integer(target, static_cast<std::int64_t>(m_random()) >> below(64))) {}
            return;
        case Kind::real: *static_cast<double*>(target) = random_real(); return;
        case Kind::text: CHECK(type.set_text(target, random_text(type.format)) == ""); return;
        case Kind::choice: type.set_integer(target, below(static_cast<int>(type.choices.size()))); return;
        case Kind::optional:
            if (below(2)) fill(type.emplace(target), type.inner(), level);
            return;
        case Kind::list:
            for (int i = below(4); i > 0; --i) fill(type.emplace(target), type.inner(), level);
            return;
        case Kind::object:
            for (const auto& field : type.fields) fill(static_cast<char*>(target) + field.offset, field.type(), level);
            return;
        case Kind::any: *static_cast<Value*>(target) = random_value(level); return;
        }
    }

private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }

    double random_real()
    {
        for (;;) {
            auto number = std::bit_cast<double>(m_random());
            if (std::isfinite(number)) return number;
        }
    }

    std::string random_text(std::string_view format)
    {
        if (format == "date") return to_iso(Day(std::chrono::days(below(40'000))));
        if (format == "date-time") return to_iso(Instant(std::chrono::milliseconds(m_random() % 4'000'000'000'000)));
        static constexpr std::string_view pieces[] = {"a", "\"", "\\", "/", "\n", "\x01", "\x1f", "\x7f", "ễ", "đ", "😀", " ", "", "</script>", "\u2028"};
        std::string text;
        for (int i = below(12); i > 0; --i) text += pieces[below(static_cast<int>(std::size(pieces)))];
        return text;
    }

    Value random_value(int level)
    {
        switch (below(level < 4 ? 7 : 5)) {
        case 0: return below(2) == 1;
        case 1: return static_cast<std::int64_t>(m_random());
        case 2: return random_real();
        case 3: return random_text("");
        case 4: return nullptr;
        case 5: {
            Array items;
            for (int i = below(4); i > 0; --i) items.push_back(random_value(level + 1));
            return items;
        }
        default: {
            Value members(Object{});
            for (int i = below(4); i > 0; --i) members.set(random_text(""), random_value(level + 1));
            return members;
        }
        }
    }

    std::mt19937_64 m_random;
};

}  // namespace

TEST_CASE("a struct is written in the order of its members, empty optionals left out")
{
    WrittenWhole whole;
    whole.ready = true;
    whole.small = -5;
    whole.large = 7;
    whole.huge = -9'000'000'000;
    whole.real = 2.5;
    whole.text = "Đơn";
    whole.colour = WrittenColour::dark_blue;
    whole.day = Day(std::chrono::days(20'000));
    whole.instant = Instant(std::chrono::hours(24 * 20'000));
    whole.fee = Vnd{1'250'000};
    whole.part = {"p", 1.0, {1, 2}};
    whole.parts = {{"q", {}, {}}};
    whole.gaps = {1, std::nullopt};
    CHECK(write(whole) ==
          R"({"ready":true,"small":-5,"large":7,"huge":-9000000000,"real":2.5,"text":"Đơn","colour":"dark_blue",)"
          R"("day":"2024-10-04","instant":"2024-10-04T00:00:00Z","fee":1250000,"part":{"label":"p","weight":1.0,"sizes":[1,2]},)"
          R"("parts":[{"label":"q","sizes":[]}],"rows":[],"gaps":[1,null],"any":null})");
}

TEST_CASE("a struct whose first members are empty optionals starts without a comma")
{
    PageLike<WrittenNothing> page{.items = {{}, {}}, .next = {}};
    CHECK(write(page) == R"({"items":[{},{}]})");
    CHECK(write(WrittenNothing{}) == "{}");
}

TEST_CASE("the members of a base struct are written too")
{
    WrittenHeir heir;
    heir.name = "x";
    heir.count = 3;
    CHECK(write(heir) == R"({"name":"x","count":3,"more":false})");
}

TEST_CASE("quotation marks, backslashes and control characters are escaped, nothing else")
{
    std::string text;
    append(text, [] { static const std::string every = "a\"\\/\b\f\n\r\t\x01\x1f\x7f é😀"; return &every; }(), type_of<std::string>());
    CHECK(text == "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f é😀\"");
}

TEST_CASE("a double is written so that it reads back as the same double")
{
    const std::pair<double, std::string_view> cases[] = {{0, "0.0"}, {-0.0, "-0.0"}, {5, "5.0"}, {0.1, "0.1"}, {1e22, "1e+22"}, {106.6863207, "106.6863207"}};
    for (const auto& [number, text] : cases) {
        CHECK(print(Value(number)) == text);
        CHECK(*parse(text).real() == number);
    }
}

TEST_CASE("a double that is not finite is a bug of ours")
{
    CHECK_THROWS_AS(print(Value(std::numeric_limits<double>::infinity())), std::domain_error);
    CHECK_THROWS_AS(write(WrittenPart{"a", std::numeric_limits<double>::quiet_NaN(), {}}), std::domain_error);
}

TEST_CASE("indented text has two blanks a level and a final line feed")
{
    CHECK(print_indented(parse(R"({"a":[1,{"b":null}],"c":[],"d":{}})")) ==
          "{\n  \"a\": [\n    1,\n    {\n      \"b\": null\n    }\n  ],\n  \"c\": [],\n  \"d\": {}\n}\n");
}

TEST_CASE("whatever a described struct holds reads back the same")
{
    for (unsigned seed = 1; seed <= 2'000; ++seed) {
        CAPTURE(seed);
        WrittenWhole whole;
        RandomFiller(seed).fill(&whole, type_of<WrittenWhole>());
        auto text = write(whole);
        CHECK(write(read<WrittenWhole>(text)) == text);
        CHECK(print(parse(text)) == text);
        CHECK(parse(print_indented(parse(text))) == parse(text));
    }
}

TEST_CASE("a type is named after its struct, without namespaces")
{
    CHECK(type_of<WrittenWhole>().name == "WrittenWhole");
    CHECK(type_of<WrittenColour>().name == "WrittenColour");
    CHECK(type_of<PageLike<WrittenPart>>().name == "PageLikeOfWrittenPart");
    CHECK(detail::name_in("… name() [with T = a::{anonymous}::B; std::string_view = std::basic_string_view<char>]") == "B");
    CHECK(detail::name_in("… name() [with T = a::f()::B]") == "B");
    CHECK(detail::name_in("… name() [T = Page<a::B>]") == "PageOfB");
}

TEST_CASE("an enum value has its name, and a name its value")
{
    CHECK(name_of(WrittenColour::green) == "green");
    CHECK(choice<WrittenColour>("dark_blue") == WrittenColour::dark_blue);
    CHECK(choice<WrittenColour>("Red") == std::nullopt);
    CHECK(choice<WrittenColour>("") == std::nullopt);
}

}  // namespace motcua::json
