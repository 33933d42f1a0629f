#include <algorithm>
#include <array>
#include <deque>
#include <set>

#include "features/forms/code_points.hpp"
#include "features/forms/forms.hpp"
#include "features/forms/parts.hpp"
#include "features/forms/pattern.hpp"
#include "platform/json/type.hpp"
#include "platform/text/text.hpp"

namespace motcua::forms {

namespace {

constexpr int max_form_depth = 4;

bool is_snake_case(std::string_view name)
{
    return !name.empty() && name.size() <= 60 && name[0] >= 'a' && name[0] <= 'z' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

bool is_prefill(std::string_view text)
{
    static const std::array<std::string_view, 9> parts{"full_name",   "personal_id", "birth_date", "sex",  "nationality",
                                                       "ethnicity",   "address",     "phone",      "email"};
    auto dot = text.find('.');
    auto who = text.substr(0, dot);
    if (who != "applicant" && who != "representative") return false;
    return dot == std::string_view::npos || std::find(parts.begin(), parts.end(), text.substr(dot + 1)) != parts.end();
}

bool is_one_of(FieldType type, std::initializer_list<FieldType> types) { return std::find(types.begin(), types.end(), type) != types.end(); }

class DefinitionCheck {
public:
    std::vector<DefinitionFault> check(const Form& form)
    {
        if (form.code.empty()) fault("code", "a code is expected");
        if (form.version < 1) fault("version", "a version from 1 is expected");
        if (form.title.empty()) fault("title", "a title is expected");
        if (form.sections.empty()) fault("sections", "at least one section is expected");
        for (std::size_t i = 0; i < form.sections.size(); ++i) {
            const auto& section = form.sections[i];
            auto path = "sections[" + std::to_string(i) + "]";
            if (section.title.empty()) fault(path + ".title", "a title is expected");
            if (section.fields.empty()) fault(path + ".fields", "at least one field is expected");
            conditions(section.when, m_top, path);
            fields(section.fields, m_top, path);
        }
        return std::move(m_faults);
    }

    std::vector<DefinitionFault> check(const std::vector<Condition>& conditions, const Form& form, DayConditions days)
    {
        m_days = days;
        for (const auto& section : form.sections)
            for (const auto& field : section.fields) m_top.fields.push_back(&field);
        for (std::size_t i = 0; i < conditions.size(); ++i) condition(conditions[i], m_top, "when[" + std::to_string(i) + "]");
        return std::move(m_faults);
    }

private:
    // The fields of one level: those that stand before the one that is looked at, and for a nested level all of them.
    struct Before {
        std::vector<const Field*> fields;
        const std::vector<Field>* whole_level = nullptr;
    };

    void fault(std::string path, std::string message) { m_faults.push_back({std::move(path), std::move(message)}); }

    void fields(const std::vector<Field>& fields, Before& before, const std::string& path)
    {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            field(fields[i], before, path + ".fields[" + std::to_string(i) + "]", 1);
            before.fields.push_back(&fields[i]);
        }
    }

    void field(const Field& field, const Before& before, const std::string& path, int depth)
    {
        if (!is_snake_case(field.name)) fault(path + ".name", "a name of small letters, digits and _ is expected, found \"" + field.name + "\"");
        if (find(before.fields, field.name)) fault(path + ".name", "the name \"" + field.name + "\" stands twice");
        if (text::trimmed(field.label).empty()) fault(path + ".label", "a label is expected");
        options(field, path);
        range(field, path);
        pattern(field, path);
        bound(field.not_before, field, before, path + ".not_before");
        bound(field.not_after, field, before, path + ".not_after");
        conditions(field.when, before, path);
        if (field.prefill && !is_prefill(*field.prefill))
            fault(path + ".prefill", "\"applicant\", \"representative\" or a part of one is expected, found \"" + *field.prefill + "\"");
        if (field.type == FieldType::note && field.required) fault(path + ".required", "a note cannot be answered");
        nested(field, path, depth);
    }

    void nested(const Field& field, const std::string& path, int depth)
    {
        bool has_parts = is_one_of(field.type, {FieldType::group, FieldType::person});
        if (!has_parts && !field.fields.empty()) return fault(path + ".fields", "only a group and a person have fields");
        if (field.type == FieldType::group && field.fields.empty()) fault(path + ".fields", "a group needs fields");
        if (depth == max_form_depth && !field.fields.empty()) return fault(path + ".fields", "fields are nested too deep");
        const auto& parts = m_parts.emplace_back(parts_of(field));
        Before inner{{}, &parts};
        for (std::size_t i = 0; i < parts.size(); ++i) {
            auto own = field.type == FieldType::group ? i : own_index(field, parts[i].name);
            if (own < field.fields.size()) this->field(parts[i], inner, path + ".fields[" + std::to_string(own) + "]", depth + 1);
            inner.fields.push_back(&parts[i]);
        }
        if (field.type == FieldType::person) repeated_names(field, path);
    }

    // Built-in parts of a person are sound and have no place in the file.
    static std::size_t own_index(const Field& person, std::string_view name)
    {
        auto own = std::find_if(person.fields.begin(), person.fields.end(), [&](const Field& f) { return f.name == name; });
        return static_cast<std::size_t>(own - person.fields.begin());
    }

    void repeated_names(const Field& person, const std::string& path)
    {
        std::set<std::string> names;
        for (std::size_t i = 0; i < person.fields.size(); ++i)
            if (!names.insert(person.fields[i].name).second)
                fault(path + ".fields[" + std::to_string(i) + "].name", "the name \"" + person.fields[i].name + "\" stands twice");
    }

    void options(const Field& field, const std::string& path)
    {
        bool is_choice = is_one_of(field.type, {FieldType::select, FieldType::radio, FieldType::checks});
        if (is_choice && field.options.empty()) fault(path + ".options", "a choice needs options");
        if (!is_choice && !field.options.empty()) fault(path + ".options", "only select, radio and checks have options");
        std::set<std::string> values;
        for (std::size_t i = 0; i < field.options.size(); ++i) {
            const auto& option = field.options[i];
            auto option_path = path + ".options[" + std::to_string(i) + "]";
            if (option.value.empty() || text::trimmed(option.value) != option.value)
                fault(option_path + ".value", "a value without spaces around it is expected");
            if (!values.insert(option.value).second) fault(option_path + ".value", "the value \"" + option.value + "\" stands twice");
            if (text::trimmed(option.label).empty()) fault(option_path + ".label", "a label is expected");
        }
    }

    void range(const Field& field, const std::string& path)
    {
        bool is_counted = is_one_of(field.type, {FieldType::text, FieldType::long_text, FieldType::name, FieldType::number, FieldType::money,
                                                 FieldType::checks, FieldType::group, FieldType::file});
        bool is_value = is_one_of(field.type, {FieldType::number, FieldType::money});
        if (!is_counted && (field.min || field.max)) return fault(path + (field.min ? ".min" : ".max"), "this type has no min and max");
        if (!is_value && field.min && *field.min < 0) fault(path + ".min", "a number from 0 is expected");
        if (!is_value && field.max && *field.max < 1) fault(path + ".max", "a number from 1 is expected");
        if (field.min && field.max && *field.min > *field.max) fault(path + ".max", "max is less than min");
        if (field.max && field.type == FieldType::long_text && *field.max > 20000) fault(path + ".max", "at most 20000 is expected");
        if (field.max && is_one_of(field.type, {FieldType::text, FieldType::name}) && *field.max > 3000)
            fault(path + ".max", "at most 3000 is expected");
        if (field.max && is_one_of(field.type, {FieldType::group, FieldType::file}) && *field.max > 200)
            fault(path + ".max", "at most 200 is expected");
    }

    void pattern(const Field& field, const std::string& path)
    {
        if (field.pattern_error && !field.pattern) fault(path + ".pattern_error", "there is no pattern");
        if (!field.pattern) return;
        if (!is_one_of(field.type, {FieldType::text, FieldType::long_text}))
            return fault(path + ".pattern", "only text and long_text have a pattern");
        std::string reason;
        if (!Pattern::compile(*field.pattern, reason)) fault(path + ".pattern", reason);
        if (text::trimmed(field.pattern_error.value_or("")).empty())
            fault(path + ".pattern_error", "a sentence that says what is expected is expected");
    }

    void bound(const std::optional<std::string>& bound, const Field& field, const Before& before, const std::string& path)
    {
        if (!bound) return;
        if (!is_one_of(field.type, {FieldType::date, FieldType::partial_date})) return fault(path, "only dates have a bound");
        if (is_fixed_bound(*bound)) return;
        const auto* other = resolve(*bound, before);
        if (!other || !is_one_of(other->type, {FieldType::date, FieldType::partial_date}))
            fault(path, "\"today\", \"today-60d\", a date or the name of a date field that stands earlier is expected, found \"" + *bound + "\"");
    }

    void conditions(const std::vector<Condition>& conditions, const Before& before, const std::string& path)
    {
        for (std::size_t i = 0; i < conditions.size(); ++i) condition(conditions[i], before, path + ".when[" + std::to_string(i) + "]");
    }

    void condition(const Condition& condition, const Before& before, const std::string& path)
    {
        if (auto reason = fault_of(condition); !reason.empty()) return fault(path, reason);
        bool has_days = condition.within_days || condition.beyond_days;
        if (has_days && m_days == DayConditions::refused) return fault(path, "within_days and beyond_days are for fees only");
        const auto* other = resolve(condition.field, before);
        if (!other) return fault(path + ".field", "there is no field \"" + condition.field + "\" that stands earlier");
        if (has_days && !is_one_of(other->type, {FieldType::date, FieldType::partial_date}))
            return fault(path + ".field", "\"" + condition.field + "\" is no date");
        if (condition.at_least && !is_one_of(other->type, {FieldType::number, FieldType::money, FieldType::checks, FieldType::group}))
            fault(path + ".at_least", "a number, an amount, checks or a group is expected as the field");
        auto values = condition.one_of;
        if (condition.equals) values.push_back(*condition.equals);
        for (const auto& value : values) value_of(*other, value, path);
    }

    void value_of(const Field& other, const std::string& value, const std::string& path)
    {
        if (is_one_of(other.type, {FieldType::person, FieldType::address, FieldType::group, FieldType::file, FieldType::note}))
            return fault(path, "\"" + other.name + "\" has no value to compare with");
        if (other.type == FieldType::check && value != "true" && value != "false")
            return fault(path, "\"true\" or \"false\" is expected, found \"" + value + "\"");
        if (other.options.empty()) return;
        if (std::none_of(other.options.begin(), other.options.end(), [&](const Option& o) { return o.value == value; }))
            fault(path, "\"" + value + "\" is no option of \"" + other.name + "\"");
    }

    static const Field* find(const std::vector<const Field*>& level, std::string_view name)
    {
        auto found = std::find_if(level.begin(), level.end(), [&](const Field* f) { return f->name == name; });
        return found == level.end() ? nullptr : *found;
    }

    const Field* resolve(std::string_view path, const Before& own)
    {
        auto dot = path.find('.');
        auto first = path.substr(0, dot);
        const auto* at = find(own.fields, first);
        bool is_own = own.whole_level && std::any_of(own.whole_level->begin(), own.whole_level->end(),
            [&](const Field& f) { return f.name == first; });
        if (!at && !is_own) at = find(m_top.fields, first);
        while (at && dot != std::string_view::npos) {
            path.remove_prefix(dot + 1);
            dot = path.find('.');
            at = part_of(*at, path.substr(0, dot));
        }
        return at;
    }

    const Field* part_of(const Field& field, std::string_view name)
    {
        static const std::vector<Field> address_parts = [] {
            std::vector<Field> parts(3);
            parts[0].name = "detail";
            parts[1].name = "commune_code";
            parts[2].name = "province_code";
            return parts;
        }();
        if (field.type != FieldType::person && field.type != FieldType::address) return nullptr;
        const auto& parts = field.type == FieldType::address ? address_parts : m_parts.emplace_back(parts_of(field));
        auto found = std::find_if(parts.begin(), parts.end(), [&](const Field& part) { return part.name == name; });
        return found == parts.end() ? nullptr : &*found;
    }

    DayConditions m_days = DayConditions::refused;
    Before m_top;
    std::deque<std::vector<Field>> m_parts;   // What pointers in Before point into.
    std::vector<DefinitionFault> m_faults;
};

}  // namespace

std::vector<DefinitionFault> faults_of(const Form& form) { return DefinitionCheck().check(form); }

std::vector<DefinitionFault> faults_of(const std::vector<Condition>& conditions, const Form& form, DayConditions days)
{
    return DefinitionCheck().check(conditions, form, days);
}

const Field* find_field(const Form& form, std::string_view name)
{
    for (const auto& section : form.sections)
        for (const auto& field : section.fields)
            if (field.name == name) return &field;
    return nullptr;
}

}  // namespace motcua::forms
