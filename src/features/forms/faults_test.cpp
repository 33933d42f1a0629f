#include <doctest/doctest.h>

#include "features/forms/parts.hpp"

namespace motcua::forms {

namespace {

Field a_field(std::string name, FieldType type = FieldType::text)
{
    Field field;
    field.name = std::move(name);
    field.type = type;
    field.label = "Nhãn";
    if (type == FieldType::select || type == FieldType::radio || type == FieldType::checks) field.options = {{"a", "A"}, {"b", "B"}};
    return field;
}

template <class Change>
Field a_field(std::string name, FieldType type, Change change)
{
    auto field = a_field(std::move(name), type);
    change(field);
    return field;
}

Form a_form(std::vector<Field> fields) { return {"mau", 1, "Mẫu thử", "", {{"Phần 1", {}, {}, std::move(fields)}}}; }

std::string faults_in(const Form& form)
{
    std::string text;
    for (const auto& fault : faults_of(form)) text += fault.path + ": " + fault.message + "\n";
    return text;
}
std::string faults_in(std::vector<Field> fields) { return faults_in(a_form(std::move(fields))); }

Condition equals(std::string field, std::string value) { return {std::move(field), std::move(value), {}, {}, {}, {}, {}}; }

auto when(Condition condition)
{
    return [condition](Field& field) { field.when = {condition}; };
}

}  // namespace

TEST_CASE("a sound definition has no faults")
{
    CHECK(faults_in({a_field("a"), a_field("b", FieldType::person), a_field("c", FieldType::select, when(equals("a", "x")))}) == "");
    CHECK(faults_in({a_field("a"), a_field("b", FieldType::text, when(equals("a", "x")))}) == "");
}

TEST_CASE("a form needs a code, a version, a title and fields")
{
    CHECK(faults_in(Form{"", 0, "", "", {}}) == "code: a code is expected\nversion: a version from 1 is expected\ntitle: a title is expected\n"
                                                "sections: at least one section is expected\n");
    CHECK(faults_in(Form{"a", 1, "A", "", {{"", {}, {}, {}}}}) == "sections[0].title: a title is expected\nsections[0].fields: at least one field is expected\n");
}

TEST_CASE("names are of small letters and stand once in their level")
{
    CHECK(faults_in({a_field("Tên")}) == "sections[0].fields[0].name: a name of small letters, digits and _ is expected, found \"Tên\"\n");
    CHECK(faults_in({a_field("a"), a_field("a")}) == "sections[0].fields[1].name: the name \"a\" stands twice\n");
    Form form = a_form({a_field("a")});
    form.sections.push_back({"Phần 2", {}, {}, {a_field("a")}});
    CHECK(faults_in(form) == "sections[1].fields[0].name: the name \"a\" stands twice\n");
    auto group = a_field("g", FieldType::group, [](Field& f) { f.fields = {a_field("a"), a_field("a")}; });
    CHECK(faults_in({a_field("a"), group}) == "sections[0].fields[1].fields[1].name: the name \"a\" stands twice\n");
    auto person = a_field("p", FieldType::person, [](Field& f) { f.fields = {a_field("job"), a_field("job")}; });
    CHECK(faults_in({person}) == "sections[0].fields[0].fields[1].name: the name \"job\" stands twice\n");
}

TEST_CASE("every field has a label")
{
    CHECK(faults_in({a_field("a", FieldType::text, [](Field& f) { f.label = " "; })}) == "sections[0].fields[0].label: a label is expected\n");
}

TEST_CASE("choices have options and nothing else has")
{
    CHECK(faults_in({a_field("a", FieldType::radio, [](Field& f) { f.options.clear(); })}) == "sections[0].fields[0].options: a choice needs options\n");
    CHECK(faults_in({a_field("a", FieldType::text, [](Field& f) { f.options = {{"x", "X"}}; })}) ==
          "sections[0].fields[0].options: only select, radio and checks have options\n");
    CHECK(faults_in({a_field("a", FieldType::select, [](Field& f) { f.options = {{"x", "X"}, {"x", "Y"}, {" z", ""}}; })}) ==
          "sections[0].fields[0].options[1].value: the value \"x\" stands twice\n"
          "sections[0].fields[0].options[2].value: a value without spaces around it is expected\n"
          "sections[0].fields[0].options[2].label: a label is expected\n");
}

TEST_CASE("min and max fit the type and each other")
{
    auto bounded = [](FieldType type, std::optional<std::int64_t> min, std::optional<std::int64_t> max) {
        auto field = a_field("a", type, [&](Field& f) { f.min = min, f.max = max; });
        if (type == FieldType::group) field.fields = {a_field("x")};
        return faults_in({field});
    };
    CHECK(bounded(FieldType::number, -5, -2) == "");
    CHECK(bounded(FieldType::date, 1, {}) == "sections[0].fields[0].min: this type has no min and max\n");
    CHECK(bounded(FieldType::person, {}, 1) == "sections[0].fields[0].max: this type has no min and max\n");
    CHECK(bounded(FieldType::text, -1, 0) == "sections[0].fields[0].min: a number from 0 is expected\nsections[0].fields[0].max: a number from 1 is expected\n");
    CHECK(bounded(FieldType::number, 3, 2) == "sections[0].fields[0].max: max is less than min\n");
    CHECK(bounded(FieldType::text, {}, 3001) == "sections[0].fields[0].max: at most 3000 is expected\n");
    CHECK(bounded(FieldType::long_text, {}, 20001) == "sections[0].fields[0].max: at most 20000 is expected\n");
    CHECK(bounded(FieldType::group, {}, 201) == "sections[0].fields[0].max: at most 200 is expected\n");
    CHECK(bounded(FieldType::file, {}, 200) == "");
}

TEST_CASE("a pattern compiles and stands on a text")
{
    CHECK(faults_in({a_field("a", FieldType::text, [](Field& f) { f.pattern = "(a", f.pattern_error = "Sai"; })}) == "sections[0].fields[0].pattern: there is a ( without its )\n");
    CHECK(faults_in({a_field("a", FieldType::number, [](Field& f) { f.pattern = "a"; })}) == "sections[0].fields[0].pattern: only text and long_text have a pattern\n");
    CHECK(faults_in({a_field("a", FieldType::text, [](Field& f) { f.pattern_error = "Sai"; })}) == "sections[0].fields[0].pattern_error: there is no pattern\n");
    CHECK(faults_in({a_field("a", FieldType::text, [](Field& f) { f.pattern = "a"; })}) ==
          "sections[0].fields[0].pattern_error: a sentence that says what is expected is expected\n");
}

TEST_CASE("bounds of dates are days or earlier dates")
{
    auto bounded = [](std::string bound) { return a_field("b", FieldType::date, [&](Field& f) { f.not_after = bound; }); };
    for (auto bound : {"today", "today-60d", "today+3m", "today-18y", "2026-07-02", "a", "p.birth_date"})
        CHECK(faults_in({a_field("a", FieldType::date), a_field("p", FieldType::person), bounded(bound)}) == "");
    for (auto bound : {"now", "today-", "today60d", "today-60w", "today-1000000d", "2026-02-30", "t", "b", "c", "p.full_name"})
        CHECK(faults_in({a_field("t"), a_field("p", FieldType::person), bounded(bound), a_field("c", FieldType::date)}) ==
              "sections[0].fields[2].not_after: \"today\", \"today-60d\", a date or the name of a date field that stands earlier is expected, found \"" + std::string(bound) + "\"\n");
    CHECK(faults_in({a_field("a", FieldType::text, [](Field& f) { f.not_before = "today"; })}) == "sections[0].fields[0].not_before: only dates have a bound\n");
}

TEST_CASE("a condition names an earlier field and a value it can have")
{
    auto fault = [](Condition condition) {
        auto group = a_field("g", FieldType::group, [](Field& f) { f.fields = {a_field("x")}; });
        return faults_in({a_field("s", FieldType::select), a_field("c", FieldType::check), a_field("p", FieldType::person), group,
                          a_field("a", FieldType::text, when(std::move(condition))), a_field("later")});
    };
    CHECK(fault(equals("s", "a")) == "");
    CHECK(fault(equals("c", "true")) == "");
    CHECK(fault(equals("p.sex", "male")) == "");
    CHECK(fault(equals("p.address.province_code", "31")) == "");
    CHECK(fault({"g", {}, {}, {}, 2, {}, {}}) == "");
    CHECK(fault(equals("s", "x")) == "sections[0].fields[4].when[0]: \"x\" is no option of \"s\"\n");
    CHECK(fault({"s", {}, {"a", "x"}, {}, {}, {}, {}}) == "sections[0].fields[4].when[0]: \"x\" is no option of \"s\"\n");
    CHECK(fault(equals("c", "yes")) == "sections[0].fields[4].when[0]: \"true\" or \"false\" is expected, found \"yes\"\n");
    CHECK(fault(equals("p", "x")) == "sections[0].fields[4].when[0]: \"p\" has no value to compare with\n");
    for (auto name : {"missing", "later", "a", "g.x", "p.missing", "s.a", "p.address.street"})
        CHECK(fault({name, {}, {}, true, {}, {}, {}}) == "sections[0].fields[4].when[0].field: there is no field \"" + std::string(name) + "\" that stands earlier\n");
    CHECK(fault({"s", {}, {}, {}, {}, {}, {}}) ==
          "sections[0].fields[4].when[0]: exactly one of equals, one_of, answered, at_least, within_days, beyond_days is expected, found 0\n");
    CHECK(fault({"s", "a", {"b"}, {}, {}, {}, {}}) ==
          "sections[0].fields[4].when[0]: exactly one of equals, one_of, answered, at_least, within_days, beyond_days is expected, found 2\n");
    CHECK(fault({"s", {}, {}, {}, 1, {}, {}}) == "sections[0].fields[4].when[0].at_least: a number, an amount, checks or a group is expected as the field\n");
    CHECK(fault({"s", {}, {}, {}, {}, 60, {}}) == "sections[0].fields[4].when[0]: within_days and beyond_days are for fees only\n");
}

TEST_CASE("a name that stands later in a row does not mean the one at the top")
{
    auto group = a_field("g", FieldType::group, [](Field& f) { f.fields = {a_field("x", FieldType::text, when(equals("kind", "1"))), a_field("kind")}; });
    CHECK(faults_in({a_field("kind"), group}) == "sections[0].fields[1].fields[0].when[0].field: there is no field \"kind\" that stands earlier\n");
}

TEST_CASE("only groups and persons have fields, and not without end")
{
    CHECK(faults_in({a_field("a", FieldType::text, [](Field& f) { f.fields = {a_field("x")}; })}) == "sections[0].fields[0].fields: only a group and a person have fields\n");
    CHECK(faults_in({a_field("a", FieldType::group)}) == "sections[0].fields[0].fields: a group needs fields\n");
    auto deep = a_field("x");
    for (int i = 0; i < 4; ++i) deep = a_field("g", FieldType::group, [&](Field& f) { f.fields = {deep}; });
    CHECK(faults_in({deep}) == "sections[0].fields[0].fields[0].fields[0].fields[0].fields: fields are nested too deep\n");
}

TEST_CASE("a note is not required and a prefill is one that the identity has")
{
    CHECK(faults_in({a_field("a", FieldType::note, [](Field& f) { f.required = true; })}) == "sections[0].fields[0].required: a note cannot be answered\n");
    CHECK(faults_in({a_field("a", FieldType::text, [](Field& f) { f.prefill = "applicant.full_name"; })}) == "");
    CHECK(faults_in({a_field("a", FieldType::text, [](Field& f) { f.prefill = "applicant.shoe_size"; })}) ==
          "sections[0].fields[0].prefill: \"applicant\", \"representative\" or a part of one is expected, found \"applicant.shoe_size\"\n");
}

TEST_CASE("conditions of fees look at a form from outside")
{
    auto form = a_form({a_field("born", FieldType::date), a_field("kind", FieldType::radio), a_field("p", FieldType::person)});
    auto faults = [&](Condition condition, DayConditions days) {
        std::string text;
        for (const auto& fault : faults_of(std::vector{std::move(condition)}, form, days)) text += fault.path + ": " + fault.message + "\n";
        return text;
    };
    CHECK(faults(equals("kind", "a"), DayConditions::refused) == "");
    CHECK(faults({"born", {}, {}, {}, {}, 60, {}}, DayConditions::allowed) == "");
    CHECK(faults({"born", {}, {}, {}, {}, 60, {}}, DayConditions::refused) == "when[0]: within_days and beyond_days are for fees only\n");
    CHECK(faults({"p.birth_date", {}, {}, {}, {}, {}, 60}, DayConditions::allowed) == "");
    CHECK(faults({"p.full_name", {}, {}, {}, {}, {}, 60}, DayConditions::allowed) == "when[0].field: \"p.full_name\" is no date\n");
    CHECK(faults(equals("kind", "c"), DayConditions::allowed) == "when[0]: \"c\" is no option of \"kind\"\n");
    CHECK(faults(equals("gone", "c"), DayConditions::allowed) == "when[0].field: there is no field \"gone\" that stands earlier\n");
    CHECK(find_field(form, "kind") != nullptr);
    CHECK(find_field(form, "gone") == nullptr);
}

TEST_CASE("days since a date decide conditions of fees")
{
    json::Value answers = json::Object{{"birth", json::Value("2026-05-03")}};
    auto on = make_day(2026, 7, 2);
    auto holds = [&](Condition condition, const json::Value& given) { return all_hold({condition}, given, on); };
    CHECK(holds({"birth", {}, {}, {}, {}, 60, {}}, answers));
    CHECK_FALSE(holds({"birth", {}, {}, {}, {}, 59, {}}, answers));
    CHECK(holds({"birth", {}, {}, {}, {}, {}, 59}, answers));
    CHECK_FALSE(holds({"birth", {}, {}, {}, {}, {}, 60}, answers));
    CHECK_FALSE(holds({"birth", {}, {}, {}, {}, 60, {}}, json::Object{}));
    // A month counts from its last day.
    CHECK(holds({"birth", {}, {}, {}, {}, 32, {}}, json::Object{{"birth", json::Value("2026-05")}}));
    CHECK(holds({"birth", {}, {}, {}, {}, {}, 31}, json::Object{{"birth", json::Value("2026-05")}}));
    CHECK_FALSE(holds({"birth", {}, {}, {}, {}, {}, 60}, json::Object{{"birth", json::Value("2026-02-30")}}));
    CHECK(fault_of({"birth", {}, {}, {}, {}, -1, {}}) == "a number of days from 0 is expected");
}

}  // namespace motcua::forms
