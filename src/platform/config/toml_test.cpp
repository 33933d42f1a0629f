#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "platform/config/toml.hpp"

namespace motcua::toml {

namespace {

enum class TomlLevel { none, partial, full };
BOOST_DESCRIBE_ENUM(TomlLevel, none, partial, full)

struct TomlDocument {
    std::string code;
    int originals = 1;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(TomlDocument, (), (code, originals, note))

struct TomlPlace {
    std::string name;
    double latitude = 0;
};
BOOST_DESCRIBE_STRUCT(TomlPlace, (), (name, latitude))

struct TomlProcedure {
    std::string id;
    std::string unit = "lần";
    bool any_centre = true;
    TomlLevel level = TomlLevel::partial;
    Day from{};
    std::optional<Instant> published;
    std::optional<Vnd> amount;
    std::vector<std::string> aliases = {"default"};
    std::vector<TomlDocument> documents;
    TomlPlace place;
    json::Value extra;
};
BOOST_DESCRIBE_STRUCT(TomlProcedure, (), (id, unit, any_centre, level, from, published, amount, aliases, documents, place, extra))

template <class T>
struct TomlOnly {
    T it{};
    BOOST_DESCRIBE_CLASS(TomlOnly, (), (it), (), ())
};

std::string line_of(const Fault& fault)
{
    return std::to_string(fault.at.line) + ":" + std::to_string(fault.at.column) + " " + fault.field + ": " + fault.message;
}

std::string lines_of(const std::vector<Fault>& faults)
{
    std::string text;
    for (const auto& fault : faults) text += line_of(fault) + "\n";
    return text;
}

template <class T>
T read_without_fault(std::string_view text)
{
    std::vector<Fault> faults;
    T target;
    auto node = parse(text, faults);
    REQUIRE(node);
    CHECK(read_into(target, *node, faults));
    CHECK(lines_of(faults) == "");
    return target;
}

template <class T>
std::string faults_of(std::string_view text, Missing missing = Missing::keep_default)
{
    std::vector<Fault> faults;
    T target;
    if (auto node = parse(text, faults)) {
        auto good = read_into(target, *node, faults, missing);
        CHECK(good == faults.empty());
    }
    return lines_of(faults);
}

template <class T>
std::string fault_of_one(std::string_view value)
{
    return faults_of<TomlOnly<T>>("it = " + std::string(value));
}

constexpr std::string_view whole_procedure = R"(id = "1.001193"
unit = "trang"
any_centre = false
level = "full"
from = 2026-07-01
published = 2026-06-30T17:00:00+07:00
amount = 1_250_000
aliases = ["khai sinh", "làm giấy khai sinh"]
extra = { a = [1, "x"], day = 2026-01-02 }

[[documents]]
code = "to-khai"

[[documents]]
code = "giay-chung-sinh"
originals = 0
note = """
Bản chính
"""

[place]
name = "Tân Minh"
latitude = 20
)";

}  // namespace

TEST_CASE("a TOML file is read into a struct")
{
    auto procedure = read_without_fault<TomlProcedure>(whole_procedure);
    CHECK(procedure.id == "1.001193");
    CHECK(procedure.unit == "trang");
    CHECK_FALSE(procedure.any_centre);
    CHECK(procedure.level == TomlLevel::full);
    CHECK(procedure.from == make_day(2026, 7, 1));
    CHECK(procedure.published == parse_instant("2026-06-30T10:00:00Z"));
    CHECK(procedure.amount == Vnd{1'250'000});
    CHECK(procedure.aliases == std::vector<std::string>{"khai sinh", "làm giấy khai sinh"});
    REQUIRE(procedure.documents.size() == 2);
    CHECK(procedure.documents[0].originals == 1);
    CHECK(procedure.documents[1].originals == 0);
    CHECK(procedure.documents[1].note == "Bản chính\n");
    CHECK(procedure.place.latitude == 20.0);
    CHECK(json::print(procedure.extra) == R"({"a":[1,"x"],"day":"2026-01-02"})");
}

TEST_CASE("what is missing keeps the struct's default")
{
    auto procedure = read_without_fault<TomlProcedure>("id = 'a'\nfrom = 2026-07-01\nplace = { name = 'b' }");
    CHECK(procedure.unit == "lần");
    CHECK(procedure.any_centre);
    CHECK(procedure.level == TomlLevel::partial);
    CHECK(procedure.aliases == std::vector<std::string>{"default"});
    CHECK_FALSE(procedure.amount);
}

TEST_CASE("a text without a default, a date and a table must be given")
{
    CHECK(faults_of<TomlProcedure>("unit = 'a'\n[[documents]]\noriginals = 2\n") ==
          "1:1 id: missing: a text is expected\n"
          "1:1 from: missing: a date such as 2026-09-03 is expected\n"
          "1:1 place: missing: a table is expected\n"
          "2:1 documents[0].code: missing: a text is expected\n");
}

TEST_CASE("where defaults do not count, everything but an optional must be given")
{
    CHECK(faults_of<TomlDocument>("note = 'a'", Missing::refuse) ==
          "1:1 code: missing: a text is expected\n"
          "1:1 originals: missing: a whole number is expected\n");
    CHECK(faults_of<TomlDocument>("code = ''\noriginals = 0", Missing::refuse) == "");
}

TEST_CASE("every fault is named with its place, in the order of the file")
{
    CHECK(faults_of<TomlProcedure>(R"(level = "half"
id = 5
any_centre = "yes"
from = "31/12/2026"
amount = 1.5
aliases = "one"
nmae = "x"
[[documents]]
code = "a"
orignals = 3
[[documents]]
code = ["b"]
originals = 99999999999
[place]
name = "c"
latitude = true
[place.district]
)") ==
          "1:9 level: one of none, partial, full is expected, found \"half\"\n"
          "2:6 id: a text is expected, found 5\n"
          "3:14 any_centre: true or false is expected, found \"yes\"\n"
          "4:8 from: a date such as 2026-09-03 is expected, found \"31/12/2026\"\n"
          "5:10 amount: a whole number is expected, found 1.5\n"
          "6:11 aliases: a list is expected, found \"one\"\n"
          "7:1 nmae: unknown key\n"
          "10:1 documents[0].orignals: unknown key; did you mean \"originals\"?\n"
          "12:8 documents[1].code: a text is expected, found a list\n"
          "13:13 documents[1].originals: 99999999999 is out of range\n"
          "16:12 place.latitude: a number is expected, found true\n"
          "17:8 place.district: unknown key\n");
}

TEST_CASE("a date is a TOML date or a text, an instant needs its offset")
{
    CHECK(read_without_fault<TomlOnly<Day>>("it = '2026-02-03'").it == make_day(2026, 2, 3));
    CHECK(fault_of_one<Day>("2026-02-03T00:00:00Z") == "1:6 it: a date such as 2026-09-03 is expected, found 2026-02-03T00:00:00Z\n");
    CHECK(read_without_fault<TomlOnly<Instant>>("it = '2026-08-28T02:00:00Z'").it == *parse_instant("2026-08-28T02:00:00Z"));
    CHECK(read_without_fault<TomlOnly<Instant>>("it = 2026-08-28T09:00:00.125+07:00").it == *parse_instant("2026-08-28T02:00:00.125Z"));
    CHECK(fault_of_one<Instant>("2026-08-28T02:00:00") == "1:6 it: an instant such as 2026-08-28T02:00:00Z is expected, found 2026-08-28T02:00:00\n");
    CHECK(fault_of_one<std::string>("2026-02-03") == "1:6 it: a text is expected, found 2026-02-03\n");
    CHECK(fault_of_one<std::string>("07:30:00") == "1:6 it: a text is expected, found 07:30:00\n");
}

TEST_CASE("infinity and nan are no numbers of ours")
{
    CHECK(fault_of_one<double>("inf") == "1:6 it: a number is expected, found inf\n");
    CHECK(fault_of_one<double>("-nan").starts_with("1:6 it: a number is expected, found"));
    CHECK(read_without_fault<TomlOnly<double>>("it = -2.5e3").it == -2500.0);
}

TEST_CASE("the place counts characters, and texts are composed")
{
    CHECK(faults_of<TomlDocument>("note = 'Đỗ Ưởng' # ễ\ncode = 'ễễ' ; x") .starts_with("2:13 : "));
    CHECK(read_without_fault<TomlOnly<std::string>>("it = 'e\u0302\u0303'").it == "ễ");
}

TEST_CASE("what is no TOML is one fault with its place")
{
    CHECK(faults_of<TomlDocument>("code = 'a'\noriginals = \n").starts_with("2:13 : "));
    CHECK(faults_of<TomlDocument>("code = 'a'\ncode = 'b'\n").starts_with("2:"));
    CHECK(faults_of<TomlDocument>("code = 2026-02-30").starts_with("1:"));
    CHECK(faults_of<TomlDocument>("code = \"\xFF\"").starts_with("1:"));
    CHECK(faults_of<TomlDocument>("[a]\n[a]\n").starts_with("2:"));
}

TEST_CASE("keys keep the order of the file, and each knows its place")
{
    std::vector<Fault> faults;
    auto node = parse("zebra = 1\nant = { y = 1, b = 2 }\n[middle]\nx.y = 3\n", faults);
    REQUIRE(node);
    CHECK(json::print(to_json(*node)) == R"({"zebra":1,"ant":{"y":1,"b":2},"middle":{"x":{"y":3}}})");
    CHECK(node->find("ant")->at == Position{2, 1});
    CHECK(node->find("ant")->value.find("b")->value.position() == Position{2, 20});
    CHECK(node->find("other") == nullptr);
    CHECK(node->find("zebra")->value.find("a") == nullptr);
}

TEST_CASE("a long text is cut in a message")
{
    CHECK(fault_of_one<int>("'" + std::string(50, 'a') + "'") == "1:6 it: a whole number is expected, found \"" + std::string(40, 'a') + "…\"\n");
}

TEST_CASE("a file that cannot be read is a fault")
{
    std::vector<Fault> faults;
    CHECK_FALSE(parse_file("/nonexistent/x.toml", faults));
    CHECK_FALSE(parse_file("/", faults));
    REQUIRE(faults.size() == 2);
    CHECK(faults[0] == Fault{{}, "", "the file cannot be read: No such file or directory"});
    CHECK(faults[1].message == "the file cannot be read: Is a directory");
}

TEST_CASE("a file is read from disk")
{
    auto path = std::filesystem::temp_directory_path() / ("toml_test." + std::to_string(getpid()));
    std::ofstream(path) << whole_procedure;
    std::vector<Fault> faults;
    auto node = parse_file(path, faults);
    std::filesystem::remove(path);
    REQUIRE(node);
    CHECK(*node->find("id")->value.text() == "1.001193");
}

}  // namespace motcua::toml
