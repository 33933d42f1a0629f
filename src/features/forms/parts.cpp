#include "features/forms/parts.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "domain/time.hpp"
#include "platform/text/text.hpp"

namespace motcua::forms {

namespace {

Field part(std::string name, FieldType type, std::string label)
{
    Field field;
    field.name = std::move(name);
    field.type = type;
    field.label = std::move(label);
    return field;
}

std::vector<Field> person_parts()
{
    auto full_name = part("full_name", FieldType::name, "Họ, chữ đệm, tên");
    full_name.required = true;
    auto birth_date = part("birth_date", FieldType::partial_date, "Ngày sinh");
    birth_date.not_before = "1800-01-01";
    birth_date.not_after = "today";
    auto sex = part("sex", FieldType::radio, "Giới tính");
    sex.options = {{"male", "Nam"}, {"female", "Nữ"}};
    auto nationality = part("nationality", FieldType::text, "Quốc tịch");
    nationality.max = 100;
    auto ethnicity = part("ethnicity", FieldType::text, "Dân tộc");
    ethnicity.max = 100;
    return {full_name,   part("personal_id", FieldType::personal_id, "Số định danh cá nhân"), birth_date, sex,
            nationality, ethnicity, part("address", FieldType::address, "Nơi cư trú")};
}

// "-60d" after "today".
std::optional<Day> shifted(Day day, std::string_view shift)
{
    using namespace std::chrono;
    if (shift.size() < 3 || shift.size() > 7 || (shift[0] != '-' && shift[0] != '+')) return std::nullopt;
    int count = 0;
    auto digits = shift.substr(1, shift.size() - 2);
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    if (shift[0] == '-') count = -count;
    if (shift.back() == 'd') return day + days(count);
    if (shift.back() != 'm' && shift.back() != 'y') return std::nullopt;
    year_month_day date{day};
    auto month_wanted = date.year() / date.month() + (shift.back() == 'm' ? months(count) : months(12 * count));
    auto wanted = month_wanted / date.day();
    return wanted.ok() ? sys_days(wanted) : sys_days(month_wanted / last);
}

std::string text_form(const json::Value& value)
{
    if (const auto* text = value.text()) return text::trimmed(*text);
    if (const auto* yes = value.boolean()) return *yes ? "true" : "false";
    if (const auto* number = value.integer()) return std::to_string(*number);
    return "";
}

bool is_one_of(const json::Value* answer, const std::vector<std::string>& wanted)
{
    auto is_wanted = [&](const std::string& text) { return std::find(wanted.begin(), wanted.end(), text) != wanted.end(); };
    if (!is_answered(answer)) return is_wanted("false");
    if (const auto* items = answer->array())
        return std::any_of(items->begin(), items->end(), [&](const auto& item) { return item.text() && is_wanted(*item.text()); });
    return is_wanted(text_form(*answer));
}

bool is_local_part_of_email(std::string_view local)
{
    if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.') return false;
    if (local.find("..") != std::string_view::npos) return false;
    return local.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-") ==
           std::string_view::npos;
}

bool is_domain_label(std::string_view label)
{
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           label.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == std::string_view::npos;
}

}  // namespace

std::vector<Field> parts_of(const Field& field)
{
    if (field.type == FieldType::group) return field.fields;
    if (field.type != FieldType::person) return {};
    auto parts = person_parts();
    for (const auto& own : field.fields) {
        auto same = std::find_if(parts.begin(), parts.end(), [&](const Field& p) { return p.name == own.name; });
        if (same == parts.end()) parts.push_back(own);
        else *same = own;
    }
    return parts;
}

bool is_answered(const json::Value* value)
{
    if (!value || value->is_null()) return false;
    if (const auto* yes = value->boolean()) return *yes;
    if (const auto* text = value->text()) return !text::trimmed(*text).empty();
    if (const auto* items = value->array()) return !items->empty();
    if (const auto* members = value->object())
        return std::any_of(members->begin(), members->end(), [](const auto& member) { return is_answered(&member.second); });
    return true;
}

const json::Value* find_answer(std::string_view path, const Level& level)
{
    auto first = path.substr(0, path.find('.'));
    bool is_own = level.own && std::any_of(level.own->begin(), level.own->end(), [&](const Field& f) { return f.name == first; });
    const auto* at = is_own ? level.own_answers : level.top_answers;
    while (at) {
        auto dot = path.find('.');
        at = at->find(path.substr(0, dot));
        if (dot == std::string_view::npos) return at;
        path.remove_prefix(dot + 1);
    }
    return nullptr;
}

bool holds(const Condition& condition, const json::Value* answer)
{
    if (condition.equals) return is_one_of(answer, {*condition.equals});
    if (!condition.one_of.empty()) return is_one_of(answer, condition.one_of);
    if (condition.answered) return is_answered(answer) == *condition.answered;
    if (!condition.at_least || !answer) return false;
    if (const auto* items = answer->array()) return static_cast<std::int64_t>(items->size()) >= *condition.at_least;
    return answer->integer() && *answer->integer() >= *condition.at_least;
}

bool all_hold(const std::vector<Condition>& conditions, const Level& level)
{
    return std::all_of(conditions.begin(), conditions.end(), [&](const auto& c) { return holds(c, find_answer(c.field, level)); });
}

bool all_hold(const std::vector<Condition>& conditions, const json::Value& answers, Day on)
{
    Level top{nullptr, nullptr, &answers};
    return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
        const auto* answer = find_answer(condition.field, top);
        if (!condition.within_days && !condition.beyond_days) return holds(condition, answer);
        auto span = answer && answer->text() ? parse_partial_day(*answer->text()) : std::nullopt;
        if (!span) return false;
        return condition.within_days ? on - span->last <= std::chrono::days(*condition.within_days)
                                     : on - span->last > std::chrono::days(*condition.beyond_days);
    });
}

std::string fault_of(const Condition& condition)
{
    int given = condition.equals.has_value() + !condition.one_of.empty() + condition.answered.has_value() +
                condition.at_least.has_value() + condition.within_days.has_value() + condition.beyond_days.has_value();
    if (given != 1) return "exactly one of equals, one_of, answered, at_least, within_days, beyond_days is expected, found " + std::to_string(given);
    if (condition.within_days.value_or(0) < 0 || condition.beyond_days.value_or(0) < 0) return "a number of days from 0 is expected";
    return "";
}

bool is_fixed_bound(std::string_view text) { return fixed_bound(text, Day{}).has_value(); }

std::optional<Day> fixed_bound(std::string_view text, Day today)
{
    if (text == "today") return today;
    if (text.substr(0, 5) == "today") return shifted(today, text.substr(5));
    return parse_day(text);
}

std::optional<DaySpan> parse_partial_day(std::string_view text)
{
    using namespace std::chrono;
    if (text.size() == 10) {
        auto day = parse_day(text);
        return day ? std::optional(DaySpan{*day, *day}) : std::nullopt;
    }
    if (text.size() != 4 && text.size() != 7) return std::nullopt;
    auto first = parse_day(std::string(text) + (text.size() == 4 ? "-01-01" : "-01"));
    if (!first) return std::nullopt;
    year_month_day date{*first};
    auto end_month = text.size() == 4 ? date.year() / December : date.year() / date.month();
    return DaySpan{*first, sys_days(end_month / last)};
}

bool is_email(std::string_view text)
{
    auto at = text.find('@');
    if (text.size() > 254 || at == std::string_view::npos || !is_local_part_of_email(text.substr(0, at))) return false;
    auto domain = text.substr(at + 1);
    int labels = 0;
    for (;;) {
        auto dot = domain.find('.');
        auto label = domain.substr(0, dot);
        if (!is_domain_label(label)) return false;
        ++labels;
        if (dot == std::string_view::npos) return labels >= 2 && label.size() >= 2 && label.find_first_of("0123456789") == std::string_view::npos;
        domain.remove_prefix(dot + 1);
    }
}

}  // namespace motcua::forms
