#include <doctest/doctest.h>

#include "domain/refusal.hpp"
#include "platform/json/json.hpp"

namespace motcua::json {

namespace {

enum class ReadSex { male, female };
BOOST_DESCRIBE_ENUM(ReadSex, male, female)

struct ReadPerson {
    std::string full_name;
    std::optional<ReadSex> sex;
    std::optional<Day> born;
};
BOOST_DESCRIBE_STRUCT(ReadPerson, (), (full_name, sex, born))

struct ReadDocument {
    std::string code;
    int originals = 0;
    std::vector<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(ReadDocument, (), (code, originals, notes))

struct ReadBody {
    std::string procedure;
    ReadPerson applicant;
    std::vector<ReadDocument> documents;
    bool by_post = false;
};
BOOST_DESCRIBE_STRUCT(ReadBody, (), (procedure, applicant, documents, by_post))

template <class T>
struct Only {
    T it{};
    BOOST_DESCRIBE_CLASS(Only, (), (it), (), ())
};

struct ReadTree {
    int number = 0;
    std::vector<ReadTree> children;
};
BOOST_DESCRIBE_STRUCT(ReadTree, (), (number, children))

struct ReadDefaults {
    std::vector<int> list = {1, 2};
    std::optional<int> maybe;
};
BOOST_DESCRIBE_STRUCT(ReadDefaults, (), (list, maybe))

// A text with its own rule.
struct ReadPlate {
    std::string letters;
};

}  // namespace

template <>
struct TextFormat<ReadPlate> {
    static constexpr std::string_view format = "plate";
    static void append(const ReadPlate& plate, std::string& text) { text += plate.letters; }
    static std::string_view parse(std::string_view text, ReadPlate& plate)
    {
        if (text.size() != 3) return "not_a_plate";
        plate.letters = text;
        return "";
    }
};

namespace {

// "applicant.full_name=required by_post=not_true_or_false"; "" when the text was read.
template <class T>
std::string problems_of(std::string_view text, UnknownFields unknown = UnknownFields::refuse)
{
    try {
        read<T>(text, unknown);
        return "";
    } catch (const Refusal& refusal) {
        CHECK(refusal.reason == Reason::invalid_input);
        CHECK(refusal.code == "invalid_input");
        std::string list;
        for (const auto& problem : refusal.fields) list += (list.empty() ? "" : " ") + problem.field + "=" + problem.code;
        return list;
    }
}

template <class T>
std::string problem_of_one(std::string_view value)
{
    return problems_of<Only<T>>("{\"it\":" + std::string(value) + "}");
}

}  // namespace

TEST_CASE("a body is read into its struct")
{
    auto body = read<ReadBody>(R"({"procedure":"1.001193","applicant":{"full_name":"Nguyễn Thị Mẫu","sex":"female","born":"1990-02-28"},
        "documents":[{"code":"a","originals":1,"notes":[]},{"code":"b","originals":0,"notes":["x","y"]}],"by_post":true})");
    CHECK(body.procedure == "1.001193");
    CHECK(body.applicant.full_name == "Nguyễn Thị Mẫu");
    CHECK(body.applicant.sex == ReadSex::female);
    CHECK(body.applicant.born == make_day(1990, 2, 28));
    REQUIRE(body.documents.size() == 2);
    CHECK(body.documents[1].code == "b");
    CHECK(body.documents[1].notes == std::vector<std::string>{"x", "y"});
    CHECK(body.by_post);
}

TEST_CASE("a bad body names every field at once, in the struct's order and unknown ones last")
{
    CHECK(problems_of<ReadBody>(R"({"zz":1,"by_post":0,"documents":[{"code":1,"originals":1.5},7,{"code":"c","originals":1,"notes":["a",5]}],
        "applicant":{"sex":"x","age":3,"born":"31/12/1990"}})") ==
          "procedure=required applicant.full_name=required applicant.sex=unknown_choice applicant.born=not_a_date "
          "applicant.age=unknown_field documents[0].code=not_text documents[0].originals=not_whole_number "
          "documents[0].notes=required documents[1]=not_an_object documents[2].notes[1]=not_text by_post=not_true_or_false zz=unknown_field");
}

TEST_CASE("members may stand in any order")
{
    CHECK(problems_of<ReadPerson>(R"({"born":"1990-01-01","sex":"male","full_name":"A"})") == "");
    CHECK(problems_of<ReadPerson>(R"({"sex":"male","full_name":"A","born":"1990-01-01"})") == "");
}

TEST_CASE("a missing optional is empty, and null is the same as missing")
{
    auto person = read<ReadPerson>(R"({"full_name":"A","sex":null})");
    CHECK_FALSE(person.sex);
    CHECK_FALSE(person.born);
    CHECK(problems_of<ReadPerson>(R"({"full_name":null})") == "full_name=required");
    CHECK(problems_of<ReadPerson>("{}") == "full_name=required");
}

TEST_CASE("null for anything that is needed is required, whatever its kind")
{
    CHECK(problem_of_one<bool>("null") == "it=required");
    CHECK(problem_of_one<int>("null") == "it=required");
    CHECK(problem_of_one<double>("null") == "it=required");
    CHECK(problem_of_one<std::string>("null") == "it=required");
    CHECK(problem_of_one<Day>("null") == "it=required");
    CHECK(problem_of_one<ReadSex>("null") == "it=required");
    CHECK(problem_of_one<std::vector<int>>("null") == "it=required");
    CHECK(problem_of_one<std::vector<int>>("[1,null]") == "it[1]=required");
    CHECK(problem_of_one<std::vector<std::optional<int>>>("[1,null]") == "");
    CHECK(problem_of_one<ReadPerson>("null") == "it=required");
    CHECK(problems_of<ReadPerson>("null") == "=required");
}

TEST_CASE("each kind refuses every other kind with its own code")
{
    for (auto wrong : {"1", "\"true\"", "[]", "{}", "0.5"}) CHECK(problem_of_one<bool>(wrong) == "it=not_true_or_false");
    for (auto wrong : {"1.5", "1.0", "1e2", "\"1\"", "true", "[]", "{}"}) CHECK(problem_of_one<int>(wrong) == "it=not_whole_number");
    for (auto wrong : {"\"1\"", "false", "[]", "{}"}) CHECK(problem_of_one<double>(wrong) == "it=not_number");
    for (auto wrong : {"1", "true", "[]", "{}"}) CHECK(problem_of_one<std::string>(wrong) == "it=not_text");
    for (auto wrong : {"1", "true", "[]", "\"Male\"", "\"\"", "{}"}) CHECK(problem_of_one<ReadSex>(wrong) == "it=unknown_choice");
    for (auto wrong : {"1", "{}", "\"a\"", "true"}) CHECK(problem_of_one<std::vector<int>>(wrong) == "it=not_a_list");
    for (auto wrong : {"1", "[]", "\"a\"", "true"}) CHECK(problem_of_one<ReadPerson>(wrong) == "it=not_an_object");
    CHECK(problems_of<ReadPerson>("[]") == "=not_an_object");
}

TEST_CASE("a whole number that its member cannot hold is out of range")
{
    CHECK(problem_of_one<std::int8_t>("127") == "");
    CHECK(problem_of_one<std::int8_t>("128") == "it=out_of_range");
    CHECK(problem_of_one<std::int8_t>("-129") == "it=out_of_range");
    CHECK(problem_of_one<unsigned>("-1") == "it=out_of_range");
    CHECK(problem_of_one<int>("2147483648") == "it=out_of_range");
    CHECK(problem_of_one<std::int64_t>("9223372036854775807") == "");
    CHECK(problem_of_one<std::int64_t>("9223372036854775808") == "it=out_of_range");
    CHECK(problem_of_one<std::int64_t>("-1e30") == "it=out_of_range");
    CHECK(problem_of_one<std::uint64_t>("-1") == "it=out_of_range");
}

TEST_CASE("a double takes whole numbers too")
{
    CHECK(read<Only<double>>(R"({"it":5})").it == 5.0);
    CHECK(read<Only<double>>(R"({"it":0.25})").it == 0.25);
}

TEST_CASE("money is a whole number of đồng")
{
    CHECK(read<Only<Vnd>>(R"({"it":1250000})").it == Vnd{1'250'000});
    CHECK(problem_of_one<Vnd>("1250000.0") == "it=not_whole_number");
    CHECK(problem_of_one<Vnd>("\"1.250.000\"") == "it=not_whole_number");
}

TEST_CASE("days and instants are read from their one spelling")
{
    CHECK(read<Only<Day>>(R"({"it":"2024-02-29"})").it == make_day(2024, 2, 29));
    for (auto wrong : {"\"2023-02-29\"", "\"29/02/2024\"", "\"\"", "\"2024-2-29\""}) CHECK(problem_of_one<Day>(wrong) == "it=not_a_date");
    CHECK(problem_of_one<Day>("20240229") == "it=not_text");
    CHECK(read<Only<Instant>>(R"({"it":"2026-08-28T09:00:00+07:00"})").it == instant_in_vietnam(make_day(2026, 8, 28), std::chrono::minutes(540)));
    for (auto wrong : {"\"2026-08-28\"", "\"2026-08-28T09:00:00\"", "\"\""}) CHECK(problem_of_one<Instant>(wrong) == "it=not_an_instant");
}

TEST_CASE("a text with its own rule gives its own code")
{
    CHECK(read<Only<ReadPlate>>(R"({"it":"ABC"})").it.letters == "ABC");
    CHECK(problem_of_one<ReadPlate>("\"ABCD\"") == "it=not_a_plate");
    CHECK(problem_of_one<ReadPlate>("5") == "it=not_text");
}

TEST_CASE("unknown fields are refused or passed over at every level")
{
    constexpr auto text = R"({"procedure":"p","applicant":{"full_name":"A","new":1},"documents":[{"code":"c","originals":0,"notes":[],"x":[]}],"by_post":true,"more":{}})";
    CHECK(problems_of<ReadBody>(text) == "applicant.new=unknown_field documents[0].x=unknown_field more=unknown_field");
    CHECK(problems_of<ReadBody>(text, UnknownFields::ignore) == "");
}

TEST_CASE("a value of any shape is kept as it is")
{
    auto one = read<Only<Value>>(R"({"it":{"a":[1,"x",null]}})");
    CHECK(print(one.it) == R"({"a":[1,"x",null]})");
    CHECK(read<Only<Value>>("{}").it.is_null());
}

TEST_CASE("a struct may hold a list of itself")
{
    auto tree = read<ReadTree>(R"({"number":1,"children":[{"number":2,"children":[]}]})");
    CHECK(tree.children.at(0).number == 2);
    CHECK(problems_of<ReadTree>(R"({"number":1,"children":[{"number":2,"children":[{}]}]})") ==
          "children[0].children[0].number=required children[0].children[0].children=required");
}

TEST_CASE("a list that is read replaces the struct's own default")
{
    CHECK(read<ReadDefaults>(R"({"list":[7]})").list == std::vector<int>{7});
    CHECK(read<ReadDefaults>(R"({"list":[]})").list.empty());
}

TEST_CASE("a list may stand alone")
{
    CHECK(read<std::vector<int>>("[1,2]") == std::vector<int>{1, 2});
    CHECK(problems_of<std::vector<ReadPerson>>("[{}]") == "[0].full_name=required");
}

TEST_CASE("a body full of faults is answered with the first hundred")
{
    std::string text = "[{}";
    for (int i = 0; i < 5'000; ++i) text += ",{}";
    try {
        read<std::vector<ReadDocument>>(text + "]");
        FAIL("5,000 empty documents were read");
    } catch (const Refusal& refusal) {
        CHECK(refusal.fields.size() == 100);
        CHECK(refusal.fields.back().field == "[33].code");
    }
}

TEST_CASE("a struct becomes a value and back")
{
    auto value = to_value(ReadPerson{"A", ReadSex::male, {}});
    CHECK(value.text_of("sex") == "male");
    CHECK(read<ReadPerson>(value).sex == ReadSex::male);
}

}  // namespace motcua::json
