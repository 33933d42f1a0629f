#include "features/forms/examine.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "domain/ids.hpp"
#include "features/forms/code_points.hpp"
#include "features/forms/parts.hpp"
#include "features/forms/pattern.hpp"
#include "platform/text/text.hpp"

namespace motcua::forms {

namespace {

constexpr std::int64_t largest_number = 9'007'199'254'740'991;  // What a browser counts exactly.

std::string without_spaces(std::string text)
{
    std::erase(text, ' ');
    return text;
}

bool is_digits(std::string_view text, std::size_t count)
{
    return text.size() == count && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_digest(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

class Examiner {
public:
    Examiner(Day today, const PlaceLookup& lookup) : m_today(today), m_lookup(lookup) {}

    Examined examine(const Form& form, const json::Value& answers)
    {
        m_cleaned = json::Object{};
        if (!answers.is_null() && !answers.object()) {
            problem("", "not_an_object");
            return {std::move(m_cleaned), std::move(m_problems)};
        }
        for (const auto& section : form.sections) {
            Level top{nullptr, nullptr, &m_cleaned};
            if (!all_hold(section.when, top)) continue;
            fields(section.fields, answers, m_cleaned, "", nullptr);
        }
        return {std::move(m_cleaned), std::move(m_problems)};
    }

private:
    void problem(std::string path, std::string code, std::map<std::string, std::string> values = {})
    {
        m_problems.push_back({std::move(path), std::move(code), std::move(values)});
    }

    // `own`: the fields of the level when it is not the top.
    void fields(const std::vector<Field>& fields, const json::Value& given, json::Value& cleaned, const std::string& prefix,
                const std::vector<Field>* own)
    {
        Level level{own, &cleaned, &m_cleaned};
        for (const auto& field : fields) {
            if (field.type == FieldType::note || !all_hold(field.when, level)) continue;
            auto path = prefix + field.name;
            const auto* value = given.find(field.name);
            if (!is_answered(value)) {
                if (field.required) problem(path, "required");
                if (value && value->boolean() && field.type == FieldType::check) cleaned.set(field.name, *value);
                continue;
            }
            auto kept = answer(field, *value, path, level);
            if (is_answered(&kept)) cleaned.set(field.name, std::move(kept));
        }
    }

    // The cleaned answer; null when its shape is wrong.
    json::Value answer(const Field& field, const json::Value& value, const std::string& path, const Level& level)
    {
        switch (field.type) {
        case FieldType::number:
        case FieldType::money: return number(field, value, path);
        case FieldType::check: return value.boolean() ? value : wrong(path, "not_true_or_false");
        case FieldType::checks: return checks(field, value, path);
        case FieldType::file: return files(field, value, path);
        case FieldType::address: return address(value, path);
        case FieldType::person: return person(field, value, path);
        case FieldType::group: return group(field, value, path);
        default: return text(field, value, path, level);
        }
    }

    json::Value wrong(const std::string& path, std::string code)
    {
        problem(path, std::move(code));
        return nullptr;
    }

    json::Value text(const Field& field, const json::Value& value, const std::string& path, const Level& level)
    {
        if (!value.text()) return wrong(path, "not_text");
        if (!text::is_valid_utf8(*value.text())) return wrong(path, "control_characters");
        auto text = text::trimmed(text::nfc(*value.text()));
        auto points = code_points_of(text);
        if (has_unexpected_characters(points, field.type == FieldType::long_text)) {
            problem(path, "control_characters");
            return text;
        }
        if (!has_right_length(field, points.size(), path)) return text;
        switch (field.type) {
        case FieldType::name:
            if (!looks_like_a_name(points)) problem(path, "not_a_name");
            break;
        case FieldType::date:
        case FieldType::partial_date: date(field, text, path, level); break;
        case FieldType::personal_id:
            text = text::nfc(without_spaces(std::move(text)));
            if (!is_personal_id(text)) problem(path, "not_a_personal_id");
            break;
        case FieldType::phone:
            if (auto phone = normalised_phone(text)) text = *phone;
            else problem(path, "not_a_phone");
            break;
        case FieldType::email:
            if (!is_email(text)) problem(path, "not_an_email");
            break;
        case FieldType::select:
        case FieldType::radio:
            if (!is_option(field, text)) problem(path, "unknown_choice");
            break;
        default: pattern(field, text, path); break;
        }
        return text;
    }

    bool has_right_length(const Field& field, std::size_t length, const std::string& path)
    {
        bool is_free = field.type == FieldType::text || field.type == FieldType::long_text || field.type == FieldType::name;
        auto max = is_free && field.max ? *field.max : field.type == FieldType::long_text ? long_text_max : text_max;
        if (static_cast<std::int64_t>(length) > max) {
            problem(path, "too_long", {{"max", std::to_string(max)}});
            return false;
        }
        if (is_free && field.min && static_cast<std::int64_t>(length) < *field.min) {
            problem(path, "too_short", {{"min", std::to_string(*field.min)}});
            return false;
        }
        return true;
    }

    void pattern(const Field& field, const std::string& text, const std::string& path)
    {
        if (!field.pattern) return;
        std::string fault;
        auto pattern = Pattern::compile(*field.pattern, fault);
        if (pattern && pattern->matches(text)) return;
        problem(path, "pattern", {{"message", field.pattern_error.value_or("")}});
    }

    static bool is_option(const Field& field, const std::string& value)
    {
        return std::any_of(field.options.begin(), field.options.end(), [&](const Option& option) { return option.value == value; });
    }

    void date(const Field& field, const std::string& text, const std::string& path, const Level& level)
    {
        auto span = field.type == FieldType::date && text.size() != 10 ? std::nullopt : parse_partial_day(text);
        if (!span) return problem(path, "not_a_date");
        if (auto bound = this->bound(field.not_before, level); bound && span->last < bound->first)
            problem(path, "too_early", {{"day", short_date(bound->first)}});
        if (auto bound = this->bound(field.not_after, level); bound && span->first > bound->last)
            problem(path, "too_late", {{"day", short_date(bound->last)}});
    }

    std::optional<DaySpan> bound(const std::optional<std::string>& text, const Level& level) const
    {
        if (!text) return std::nullopt;
        if (auto day = fixed_bound(*text, m_today)) return DaySpan{*day, *day};
        const auto* other = find_answer(*text, level);
        return other && other->text() ? parse_partial_day(*other->text()) : std::nullopt;
    }

    json::Value number(const Field& field, const json::Value& value, const std::string& path)
    {
        std::int64_t number = 0;
        if (value.integer()) number = *value.integer();
        else if (value.real() && *value.real() == static_cast<double>(static_cast<std::int64_t>(std::clamp(*value.real(), -1e16, 1e16))))
            number = static_cast<std::int64_t>(*value.real());
        else return wrong(path, value.real() && std::abs(*value.real()) > 1e16 ? "too_large" : "not_whole_number");
        auto least = field.min.value_or(field.type == FieldType::money ? 0 : -largest_number);
        auto most = field.max.value_or(largest_number);
        if (number < least) problem(path, "too_small", {{"min", std::to_string(least)}});
        if (number > most) problem(path, "too_large", {{"max", std::to_string(most)}});
        return number;
    }

    void count(std::size_t count, std::int64_t least, std::int64_t most, const std::string& path)
    {
        if (static_cast<std::int64_t>(count) < least) problem(path, "too_few", {{"min", std::to_string(least)}});
        if (static_cast<std::int64_t>(count) > most) problem(path, "too_many", {{"max", std::to_string(most)}});
    }

    json::Value checks(const Field& field, const json::Value& value, const std::string& path)
    {
        if (!value.array()) return wrong(path, "not_a_list");
        json::Array kept;
        std::set<std::string> seen;
        for (std::size_t i = 0; i < value.array()->size() && i <= field.options.size(); ++i) {
            const auto& item = (*value.array())[i];
            auto item_path = path + "[" + std::to_string(i) + "]";
            if (!item.text()) problem(item_path, "not_text");
            else if (!is_option(field, *item.text())) problem(item_path, "unknown_choice");
            else if (!seen.insert(*item.text()).second) problem(item_path, "duplicate_choice");
            else kept.push_back(item);
        }
        count(value.array()->size(), field.min.value_or(0), field.max.value_or(static_cast<std::int64_t>(field.options.size())), path);
        return kept.empty() ? json::Value() : json::Value(std::move(kept));
    }

    json::Value files(const Field& field, const json::Value& value, const std::string& path)
    {
        if (!value.array()) return wrong(path, "not_a_list");
        auto most = field.max.value_or(file_max);
        json::Array kept;
        for (std::size_t i = 0; i < value.array()->size() && static_cast<std::int64_t>(i) < most; ++i) {
            const auto& item = (*value.array())[i];
            if (item.text() && is_digest(*item.text())) kept.push_back(item);
            else problem(path + "[" + std::to_string(i) + "]", "not_a_file");
        }
        count(value.array()->size(), field.min.value_or(0), most, path);
        return kept.empty() ? json::Value() : json::Value(std::move(kept));
    }

    json::Value group(const Field& field, const json::Value& value, const std::string& path)
    {
        if (!value.array()) return wrong(path, "not_a_list");
        auto most = field.max.value_or(group_max);
        json::Array rows;
        for (std::size_t i = 0; i < value.array()->size() && static_cast<std::int64_t>(i) < most; ++i) {
            const auto& row = (*value.array())[i];
            auto row_path = path + "[" + std::to_string(i) + "]";
            rows.emplace_back(json::Object{});
            if (!row.object()) problem(row_path, "not_an_object");
            else fields(field.fields, row, rows.back(), row_path + ".", &field.fields);
        }
        count(value.array()->size(), field.min.value_or(0), most, path);
        return rows;
    }

    json::Value person(const Field& field, const json::Value& value, const std::string& path)
    {
        if (!value.object()) return wrong(path, "not_an_object");
        auto parts = parts_of(field);
        json::Value cleaned = json::Object{};
        fields(parts, value, cleaned, path + ".", &parts);
        return cleaned;
    }

    json::Value address(const json::Value& value, const std::string& path)
    {
        if (!value.object()) return wrong(path, "not_an_object");
        Field detail, code;
        detail.name = "detail";
        code.name = "code";
        json::Value cleaned = json::Object{};
        Level nowhere;
        auto part = [&](std::string_view name, const Field& rule) {
            auto part_path = path + "." + std::string(name);
            const auto* given = value.find(name);
            if (!is_answered(given)) return problem(part_path, "required");
            auto kept = text(rule, *given, part_path, nowhere);
            if (!kept.is_null()) cleaned.set(name, std::move(kept));
        };
        part("detail", detail);
        part("commune_code", code);
        part("province_code", code);
        codes(cleaned, path);
        return cleaned;
    }

    void codes(const json::Value& address, const std::string& path)
    {
        auto commune = address.text_of("commune_code"), province = address.text_of("province_code");
        bool is_province = is_digits(province, 2);
        if (!province.empty() && !is_province) problem(path + ".province_code", "unknown_province");
        if (commune.empty()) return;
        auto place = m_lookup && is_digits(commune, 5) ? m_lookup(commune) : std::nullopt;
        if (!is_digits(commune, 5) || (m_lookup && !place)) return problem(path + ".commune_code", "unknown_commune");
        if (place && is_province && place->province_code != province) problem(path + ".commune_code", "commune_not_in_province");
    }

    Day m_today;
    const PlaceLookup& m_lookup;
    json::Value m_cleaned;
    std::vector<FieldProblem> m_problems;
};

}  // namespace

Examined examine(const Form& form, const json::Value& answers, Day today, const PlaceLookup& lookup)
{
    return Examiner(today, lookup).examine(form, answers);
}

std::vector<FieldProblem> check_answers(const Form& form, const json::Value& answers, Day today, const PlaceLookup& lookup)
{
    return examine(form, answers, today, lookup).problems;
}

json::Value cleaned_answers(const Form& form, const json::Value& answers)
{
    return examine(form, answers, Day{}, {}).cleaned;
}

}  // namespace motcua::forms
