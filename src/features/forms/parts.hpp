#pragma once

#include <string_view>
#include <vector>

#include "features/forms/forms.hpp"

namespace motcua::forms {

inline constexpr std::int64_t text_max = 300;
inline constexpr std::int64_t long_text_max = 3000;
inline constexpr std::int64_t group_max = 50;
inline constexpr std::int64_t file_max = 10;

// The parts of a person and the rows of a group. An address is checked as one: its three parts belong together.
std::vector<Field> parts_of(const Field&);

// Nothing given: no answer, null, white space, an empty list, an object whose members are all like that, a box not ticked.
bool is_answered(const json::Value*);

// Where a condition looks: the fields of its own level first, then those of the top.
struct Level {
    const std::vector<Field>* own = nullptr;    // Null at the top.
    const json::Value* own_answers = nullptr;   // Cleaned so far.
    const json::Value* top_answers = nullptr;
};
const json::Value* find_answer(std::string_view path, const Level&);
bool holds(const Condition&, const json::Value* answer);
// What is wrong with one condition apart from the field it names: not exactly one comparison. "" when nothing is.
std::string fault_of(const Condition&);
bool all_hold(const std::vector<Condition>&, const Level&);

// Bounds of a date: "today", "today+3m", "2025-07-01"; nothing when the text is the name of a field.
bool is_fixed_bound(std::string_view);
std::optional<Day> fixed_bound(std::string_view, Day today);

// "1952", "1952-03", "1952-03-07" as the first and the last day it may mean.
struct DaySpan {
    Day first;
    Day last;
};
std::optional<DaySpan> parse_partial_day(std::string_view);

bool is_email(std::string_view);

}  // namespace motcua::forms
