#include <algorithm>

#include "domain/time.hpp"
#include "domain/vnd.hpp"
#include "features/forms/examine.hpp"
#include "features/forms/forms.hpp"
#include "features/forms/parts.hpp"

namespace motcua::forms {

namespace {

std::string readable_partial_day(std::string_view text)
{
    if (text.size() == 7) return std::string(text.substr(5)) + "/" + std::string(text.substr(0, 4));
    auto day = text.size() == 10 ? parse_day(text) : std::nullopt;
    return day ? short_date(*day) : std::string(text);
}

std::string label_of_option(const Field& field, const std::string& value)
{
    for (const auto& option : field.options)
        if (option.value == value) return option.label;
    return value;
}

class Reader {
public:
    explicit Reader(const PlaceLookup& lookup) : m_lookup(lookup) {}

    void fields(const std::vector<Field>& fields, const json::Value& answers, const std::string& prefix)
    {
        for (const auto& field : fields) {
            const auto* value = answers.find(field.name);
            if (!is_answered(value)) continue;
            if (field.type == FieldType::person) {
                this->fields(parts_of(field), *value, prefix + field.label + " – ");
            } else if (field.type == FieldType::group) {
                rows(field, *value->array(), prefix);
            } else if (field.type != FieldType::note) {
                m_answers.push_back({prefix + field.label, text(field, *value)});
            }
        }
    }

    std::vector<ReadableAnswer> answers() && { return std::move(m_answers); }

private:
    void rows(const Field& field, const json::Array& rows, const std::string& prefix)
    {
        for (std::size_t i = 0; i < rows.size(); ++i)
            fields(field.fields, rows[i], prefix + field.label + " " + std::to_string(i + 1) + " – ");
    }

    std::string text(const Field& field, const json::Value& value) const
    {
        switch (field.type) {
        case FieldType::number: return std::to_string(*value.integer());
        case FieldType::money: return to_text(Vnd{*value.integer()});
        case FieldType::check: return "Có";
        case FieldType::checks: return labels(field, *value.array());
        case FieldType::file: return std::to_string(value.array()->size()) + " tệp";
        case FieldType::address: return address(value);
        case FieldType::date:
        case FieldType::partial_date: return readable_partial_day(*value.text());
        case FieldType::select:
        case FieldType::radio: return label_of_option(field, *value.text());
        default: return *value.text();
        }
    }

    static std::string labels(const Field& field, const json::Array& values)
    {
        std::string text;
        for (const auto& value : values) text += (text.empty() ? "" : "; ") + label_of_option(field, *value.text());
        return text;
    }

    std::string address(const json::Value& value) const
    {
        std::string text(value.text_of("detail"));
        auto commune = value.text_of("commune_code");
        auto place = m_lookup && !commune.empty() ? m_lookup(commune) : std::nullopt;
        auto append = [&](std::string_view part) {
            if (part.empty()) return;
            if (!text.empty()) text += ", ";
            text += part;
        };
        append(place ? std::string_view(place->commune_name) : commune);
        append(place ? std::string_view(place->province_name) : value.text_of("province_code"));
        return text;
    }

    const PlaceLookup& m_lookup;
    std::vector<ReadableAnswer> m_answers;
};

}  // namespace

std::vector<ReadableAnswer> readable(const Form& form, const json::Value& answers, const PlaceLookup& lookup)
{
    auto cleaned = cleaned_answers(form, answers);
    Reader reader(lookup);
    for (const auto& section : form.sections) reader.fields(section.fields, cleaned, "");
    return std::move(reader).answers();
}

}  // namespace motcua::forms
