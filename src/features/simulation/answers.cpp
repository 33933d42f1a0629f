#include "features/simulation/answers.hpp"

#include <algorithm>

#include "features/simulation/city.hpp"

namespace motcua::simulation {

namespace {

using forms::Field;
using forms::FieldType;

bool has(std::string_view name, std::string_view part) { return name.find(part) != std::string_view::npos; }

// Texts that are asked for in a certain shape, or that read better when they are not "mẫu".
struct KnownText {
    std::string_view part;                       // Of the field's name
    std::string_view text;
};
constexpr KnownText known_texts[] = {
    {"ethnicity", "Kinh"}, {"nationality", "Việt Nam"}, {"home_town", "xã Tân Minh, thành phố Hải Phòng"}, {"facility", "Trạm y tế Mẫu"},
    {"_area", "96,5"}, {"height", "8,4"}, {"parcel_number", "128"}, {"map_sheet", "12"}, {"land_certificate", "MẪU 000000"},
    {"organisation_number", "0999000001"}, {"organisation_name", "Công ty TNHH Mẫu"}, {"account_number", "0000000000"}, {"bank", "Ngân hàng Mẫu"},
    {"relation", "con"}, {"death_cause", "tuổi già"}, {"death_place", "tại nhà"}, {"business_name", "Hộ kinh doanh Mẫu"},
    {"line_name", "Bán lẻ hàng tạp hóa"}, {"line_code", "4711"}, {"paper_name", "Bằng tốt nghiệp trung học phổ thông"},
    {"registered_at", "Ủy ban nhân dân xã Mẫu"}, {"marriage_place", "Ủy ban nhân dân xã Mẫu"}, {"designer_name", "Công ty Tư vấn Mẫu"},
    {"payment_place", "Trung tâm Phục vụ hành chính công"}};

// Choices that lead through the form without files, foreigners and second papers.
struct KnownChoice {
    std::string_view part;
    std::string_view value;
};
constexpr KnownChoice known_choices[] = {{"scope", "household"}, {"citizenship", "vietnam"}, {"owner_kind", "person"}, {"founder_kind", "person"},
                                         {"period", "now"}, {"requester_kind", "self"}, {"for_whom", "self"}};

class Filling {
public:
    Filling(const people::Person& applicant, const Home& home, Random& random, Day today, bool plain)
        : m_applicant(applicant), m_home(home), m_random(random), m_today(today), m_plain(plain)
    {
    }

    json::Value fill(const forms::Form& form)
    {
        m_answers = json::Object{};
        for (const auto& section : form.sections) {
            if (!forms::all_hold(section.when, m_answers, m_today)) continue;
            for (const auto& field : section.fields)
                if (is_asked(field) && forms::all_hold(field.when, m_answers, m_today)) m_answers.set(field.name, answer(field));
        }
        return std::move(m_answers);
    }

private:
    bool is_asked(const Field& field)
    {
        if (field.type == FieldType::note || field.type == FieldType::file) return false;
        return field.required || (field.name == "extract_copies" && !m_plain && m_random.chance(0.3));
    }

    json::Value answer(const Field& field)
    {
        if (auto own = of_applicant(field); !own.is_null()) return own;
        switch (field.type) {
        case FieldType::name: return invented_name(m_random.next() % 5000, has(field.name, "mother") || has(field.name, "wife"));
        case FieldType::text:
        case FieldType::long_text: return text_for(field.name);
        case FieldType::number: return std::int64_t{m_random.between(0, 2)} + field.min.value_or(1);
        case FieldType::money: return std::int64_t{m_random.between(10, 90)} * 1'000'000;
        case FieldType::date: return to_iso(day_for(field.name));
        case FieldType::partial_date: return std::to_string(year_of(day_for(field.name)));
        case FieldType::personal_id: return invented_personal_id(m_random.chance(0.5), m_random.between(1965, 1990), m_random.between(0, 9999));
        case FieldType::phone: return invented_phone(m_random.next());
        case FieldType::email: return "nguoi.mau@example.vn";
        case FieldType::select:
        case FieldType::radio: return choice_for(field);
        case FieldType::checks: return json::Array{field.options.back().value == "none" ? "none" : field.options.front().value};
        case FieldType::check: return true;
        case FieldType::address: return address();
        case FieldType::person:
        case FieldType::group: return parts_of(field);
        case FieldType::file:
        case FieldType::note: break;
        }
        return {};
    }

    json::Value of_applicant(const Field& field) const
    {
        auto name = field.prefill.value_or("");
        if (name == "applicant.full_name") return m_applicant.full_name;
        if (name == "applicant.personal_id" && m_applicant.personal_id) return *m_applicant.personal_id;
        if (name == "applicant.phone" && m_applicant.phone) return *m_applicant.phone;
        if (name == "applicant.sex" && m_applicant.sex) return json::name_of(*m_applicant.sex);
        if (name == "applicant.birth_date" && m_applicant.birth_date)
            if (field.type == FieldType::partial_date || m_applicant.birth_date->size() == 10) return *m_applicant.birth_date;
        return {};
    }

    static json::Value text_for(std::string_view name)
    {
        for (const auto& known : known_texts)
            if (has(name, known.part)) return known.text;
        return "Nội dung mẫu";
    }

    json::Value choice_for(const Field& field)
    {
        for (const auto& known : known_choices)
            if (has(field.name, known.part) && std::any_of(field.options.begin(), field.options.end(), [&](const auto& o) { return o.value == known.value; }))
                return known.value;
        bool usual = m_plain || m_random.chance(0.75);
        return usual ? field.options.front().value : m_random.pick(field.options).value;
    }

    Day day_for(std::string_view name)
    {
        using std::chrono::days;
        if (name == "child_birth_date") return m_today - days(m_random.chance(0.9) ? m_random.between(2, 50) : m_random.between(61, 300));
        if (name == "death_date") return m_today - days(m_random.between(1, 12));
        if (name == "deceased_birth_date") return m_today - days(365 * m_random.between(70, 95));
        if (has(name, "birth")) return m_today - days(365 * m_random.between(25, 55));
        if (name.ends_with("_until") || name.ends_with("_to")) return m_today + days(360);
        return m_today;
    }

    json::Value address()
    {
        json::Value value = json::Object{};
        value.set("detail", "Thôn Mẫu " + std::to_string(m_random.between(1, 12)));
        value.set("commune_code", m_home.unit->code);
        value.set("province_code", "31");
        return value;
    }

    json::Value parts_of(const Field& field)
    {
        json::Value row = json::Object{};
        if (field.type == FieldType::person) row.set("full_name", invented_name(m_random.next() % 5000, false));
        for (const auto& part : field.fields)
            if (part.required && part.when.empty()) row.set(part.name, answer(part));
        return field.type == FieldType::person ? row : json::Value(json::Array{std::move(row)});
    }

    const people::Person& m_applicant;
    const Home& m_home;
    Random& m_random;
    Day m_today;
    bool m_plain;                                // Always the first choice
    json::Value m_answers;
};

}  // namespace

json::Value invented_answers(const forms::Form& form, const people::Person& applicant, const Home& home, Random& random, Day today)
{
    for (bool plain : {false, true}) {
        auto answers = forms::cleaned_answers(form, Filling(applicant, home, random, today, plain).fill(form));
        if (forms::check_answers(form, answers, today).empty()) return answers;
    }
    return {};
}

}  // namespace motcua::simulation
