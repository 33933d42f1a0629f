#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "domain/refusal.hpp"
#include "domain/time.hpp"
#include "platform/json/value.hpp"

// Biểu mẫu điện tử: definitions of forms as data, and the check of answers against them. Pure: no I/O, no clock.
// The same check exists in web/packages/forms; both run the case files of web/packages/forms/cases.
namespace motcua::forms {

enum class FieldType { text, long_text, number, money, date, partial_date, personal_id, phone, email, select, radio, check, checks, file, address, person, group, note };
BOOST_DESCRIBE_ENUM(FieldType, text, long_text, number, money, date, partial_date, personal_id, phone, email, select, radio, check, checks, file, address, person, group, note)

struct Option {
    std::string value;
    std::string label;
};
BOOST_DESCRIBE_STRUCT(Option, (), (value, label))

// A field is shown, asked and checked only when all its conditions hold.
struct Condition {
    std::string field;                     // A field of the same level, or "a.b" from the top.
    std::optional<std::string> equals;     // Exactly one of these four is given.
    std::vector<std::string> one_of;
    std::optional<bool> answered;
    std::optional<std::int64_t> at_least;
};
BOOST_DESCRIBE_STRUCT(Condition, (), (field, equals, one_of, answered, at_least))

struct Field {
    std::string name;                      // snake_case; unique in its level
    FieldType type = FieldType::text;
    std::string label;                     // Vietnamese, as a person would ask it
    std::optional<std::string> hint;
    bool required = false;
    std::vector<Option> options;           // select, radio, checks
    std::optional<std::int64_t> min;       // number, money: value; checks, group: how many
    std::optional<std::int64_t> max;       // …; text: characters (300 when absent)
    std::optional<std::string> pattern;    // RE2-compatible subset, whole text
    std::optional<std::string> pattern_error;
    std::optional<std::string> not_before; // date: "today", "today-60d", or the name of another date field
    std::optional<std::string> not_after;
    std::vector<Condition> when;
    std::optional<std::string> prefill;    // "applicant.full_name": taken from the identity when it is known
    std::vector<Field> fields;             // group (repeated), person and address bring their own parts
};

struct Section {
    std::string title;
    std::optional<std::string> hint;
    std::vector<Condition> when;
    std::vector<Field> fields;
};
BOOST_DESCRIBE_STRUCT(Section, (), (title, hint, when, fields))

struct Form {
    std::string code;                      // "khai-sinh"
    int version = 1;
    std::string title;                     // "Tờ khai đăng ký khai sinh"
    std::string legal_form;                // "TT 04/2020/TT-BTP"
    std::vector<Section> sections;
};
BOOST_DESCRIBE_STRUCT(Form, (), (code, version, title, legal_form, sections))
BOOST_DESCRIBE_STRUCT(Field, (), (name, type, label, hint, required, options, min, max, pattern, pattern_error, not_before, not_after, when, prefill, fields))

// Answers: {"child_name":"…","mother":{"full_name":"…","personal_id":"…",…},"children":[{…},…]}.
// person = {full_name, personal_id?, birth_date?, sex?, nationality?, ethnicity?, address?}; address = {detail, commune_code, province_code};
// partial_date = "1952", "1952-03" or "1952-03-07". Every fault at once; an empty list is a yes. `today` is Viet Nam's.
std::vector<FieldProblem> check_answers(const Form&, const json::Value& answers, Day today);

// Answers without fields that the form does not have and without those whose conditions do not hold, texts in NFC and trimmed.
json::Value cleaned_answers(const Form&, const json::Value& answers);

// Label and readable text of every answered field, in the form's order: for printing and for reading on a screen.
struct ReadableAnswer {
    std::string label;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ReadableAnswer, (), (label, text))
std::vector<ReadableAnswer> readable(const Form&, const json::Value& answers);

// What is wrong with a definition itself: duplicate names, a condition on a missing field, a choice without options, a
// pattern that does not compile. English sentences with the field's path, for the loader.
std::vector<std::string> faults_of(const Form&);

}  // namespace motcua::forms
