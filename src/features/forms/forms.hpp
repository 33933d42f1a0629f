#pragma once

#include <functional>
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

// name: Họ và tên. note: a sentence on the screen, no answer.
enum class FieldType { text, long_text, name, number, money, date, partial_date, personal_id, phone, email, select, radio, check, checks,
    file, address, person, group, note };
BOOST_DESCRIBE_ENUM(FieldType, text, long_text, name, number, money, date, partial_date, personal_id, phone, email, select, radio, check,
    checks, file, address, person, group, note)

struct Option {
    std::string value;
    std::string label;
};
BOOST_DESCRIBE_STRUCT(Option, (), (value, label))

// A field is shown, asked and checked only when all its conditions hold. A field that is not shown counts as unanswered.
struct Condition {
    std::string field;                     // A field of the same level, else of the top; "a.b" for a part of it. It stands earlier.
    std::optional<std::string> equals;     // Exactly one of these six is given. checks: one of the ticked. check: "true" or "false".
    std::vector<std::string> one_of;
    std::optional<bool> answered;          // A box that is not ticked counts as unanswered.
    std::optional<std::int64_t> at_least;  // number, money: the value; checks, group: how many
    std::optional<int> within_days;        // Fees only. A date's last possible day is at most so many days before the fee's.
    std::optional<int> beyond_days;        // Fees only. … more than so many days before it.
};
BOOST_DESCRIBE_STRUCT(Condition, (), (field, equals, one_of, answered, at_least, within_days, beyond_days))

struct Field {
    std::string name;                      // snake_case; unique in its level
    FieldType type = FieldType::text;
    std::string label;                     // Vietnamese, as a person would ask it
    std::optional<std::string> hint;
    bool required = false;
    std::vector<Option> options;           // select, radio, checks
    std::optional<std::int64_t> min;       // number, money: value; checks, group, file: how many; texts: characters
    std::optional<std::int64_t> max;       // … (when absent: text and name 300, long_text 3000, group 50, file 10, money from 0)
    std::optional<std::string> pattern;    // text, long_text: the whole text; the subset of pattern.hpp
    std::optional<std::string> pattern_error;
    std::optional<std::string> not_before; // date, partial_date: "today", "today-60d", "today-18y", "2025-07-01", or another date field
    std::optional<std::string> not_after;
    std::vector<Condition> when;
    std::optional<std::string> prefill;    // "applicant.full_name": taken from the identity when it is known
    std::vector<Field> fields;             // group: of one row. person: parts that replace those of the same name, or come after them.
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
BOOST_DESCRIBE_STRUCT(Field, (), (name, type, label, hint, required, options, min, max, pattern, pattern_error, not_before, not_after, when,
    prefill, fields))

// What a commune's code stands for; the catalogue knows. Nothing when there is no such code.
struct Place {
    std::string commune_name;              // "Xã Tân Minh"
    std::string province_code;
    std::string province_name;             // "Thành phố Hải Phòng"
};
using PlaceLookup = std::function<std::optional<Place>(std::string_view commune_code)>;

// Answers: {"child_name":"…","mother":{"full_name":"…","personal_id":"…",…},"children":[{…},…]}.
// person = {full_name, personal_id?, birth_date?, sex?, nationality?, ethnicity?, address?}; address = {detail, commune_code, province_code};
// partial_date = "1952", "1952-03" or "1952-03-07"; check = true; checks = ["a","b"]; file = [SHA-256 of each file in hexadecimal].
// Every fault at once; an empty list is a yes. `today` is Viet Nam's. Without a lookup only the shape of a commune's code is checked.
// Codes: required, not_text, not_whole_number, not_true_or_false, not_a_list, not_an_object, control_characters, not_a_name,
// too_long, too_short, too_small, too_large, too_few, too_many, unknown_choice, duplicate_choice, not_a_date, too_early, too_late,
// not_a_personal_id, not_a_phone, not_an_email, pattern, unknown_commune, unknown_province, commune_not_in_province, not_a_file.
std::vector<FieldProblem> check_answers(const Form&, const json::Value& answers, Day today, const PlaceLookup& lookup = {});

// Answers without fields that the form does not have, without those whose conditions do not hold and without what is empty;
// texts in NFC and trimmed, personal numbers without spaces, phone numbers in the form of normalised_phone.
json::Value cleaned_answers(const Form&, const json::Value& answers);

// Label and readable text of every answered field, in the form's order: for printing and for reading on a screen. The parts of
// a person read "Mẹ – Họ và tên", those of a group's rows "Con 2 – Ngày sinh". Places are named when there is a lookup.
struct ReadableAnswer {
    std::string label;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ReadableAnswer, (), (label, text))
std::vector<ReadableAnswer> readable(const Form&, const json::Value& answers, const PlaceLookup& lookup = {});

// What is wrong with a definition itself: duplicate names, a condition on a missing field, a choice without options, a
// pattern that does not compile. English sentences with the field's path, for the loader.
struct DefinitionFault {
    std::string path;                      // "sections[0].fields[2].options"
    std::string message;
};
std::vector<DefinitionFault> faults_of(const Form&);

// Likewise of conditions that stand outside a form and look at its answers: those of fees (with days) and of time limits (without).
enum class DayConditions { allowed, refused };
std::vector<DefinitionFault> faults_of(const std::vector<Condition>&, const Form&, DayConditions);
// A field of the top level, or nullptr.
const Field* find_field(const Form&, std::string_view name);

// Whether all conditions hold for these (cleaned) answers, paths from the top. `on` counts for within_days and beyond_days.
bool all_hold(const std::vector<Condition>&, const json::Value& answers, Day on);
}  // namespace motcua::forms
