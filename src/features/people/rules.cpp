#include "features/people/people.hpp"
#include "platform/text/text.hpp"

namespace motcua::people {

namespace {

void clean(std::string& value)
{
    value = text::trimmed(text::nfc(value));
}

void clean(std::optional<std::string>& value)
{
    if (!value) return;
    clean(*value);
    if (value->empty()) value.reset();
}

bool is_email(std::string_view value)
{
    auto at = value.find('@');
    if (at == 0 || at == std::string_view::npos || value.find('@', at + 1) != std::string_view::npos) return false;
    auto domain = value.substr(at + 1);
    auto dot = domain.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == domain.size()) return false;
    return std::all_of(value.begin(), value.end(), [](unsigned char c) { return c > ' ' && c < 0x7f && c != '<' && c != '>' && c != ','; });
}

// The dashes and quotation marks among U+2000…U+2FFF, which otherwise are signs and symbols.
bool is_sign_of_names(std::string_view sign)
{
    return sign.starts_with("\xe2\x80") && ((sign[2] >= '\x90' && sign[2] <= '\x95') || (sign[2] >= '\x98' && sign[2] <= '\x9d'));
}

// Letters, marks, spaces and the few signs that stand in names: no digits in a citizen's, no emoji in anybody's.
bool is_name(std::string_view value, bool of_citizen)
{
    for (std::size_t i = 0; i < value.size(); ++i) {
        auto c = static_cast<unsigned char>(value[i]);
        if (c < 0x20 || c >= 0xf0) return false;                         // Beyond the basic plane: emoji
        if (c == 0xe2 && !is_sign_of_names(value.substr(i, 3))) return false;
        if (of_citizen && c < 0x80 && !std::isalpha(c) && c != ' ' && c != '-' && c != '\'' && c != '.' && c != ',') return false;
        if (c == '<' || c == '>') return false;
    }
    return true;
}

// "" or the code of the fault.
std::string_view birth_fault(std::string_view value, Day today)
{
    auto whole = std::string(value);
    if (value.size() == 4) whole += "-01-01";
    else if (value.size() == 7) whole += "-01";
    auto day = parse_day(whole);
    if (!day) return "not_a_date";
    if (*day > today) return "too_late";
    return year_of(*day) < year_of(today) - 150 ? "too_early" : "";
}

}  // namespace

void check_text(std::vector<FieldProblem>& problems, const std::string& field, const std::optional<std::string>& value, std::size_t longest)
{
    if (!value) return;
    if (text::length(*value) > longest) problems.push_back({field, "too_long", {{"max", std::to_string(longest)}}});
    else if (text::has_control_characters(*value)) problems.push_back({field, "control_characters"});
}

Person cleaned(Person person)
{
    clean(person.full_name);
    for (auto* value : {&person.personal_id, &person.organisation_number, &person.birth_date, &person.phone, &person.email, &person.address})
        clean(*value);
    if (person.phone)
        if (auto phone = normalised_phone(*person.phone)) person.phone = phone;
    if (person.organisation_number) std::erase(*person.organisation_number, '-');
    return person;
}

std::vector<FieldProblem> faults_of(const Person& person, const std::string& prefix, Day today)
{
    std::vector<FieldProblem> problems;
    auto at = [&](std::string_view name) { return prefix + "." + std::string(name); };
    auto length = text::length(text::trimmed(person.full_name));
    if (length == 0) problems.push_back({at("full_name"), "required"});
    else if (length > 300) problems.push_back({at("full_name"), "too_long", {{"max", "300"}}});
    else if (text::has_control_characters(person.full_name)) problems.push_back({at("full_name"), "control_characters"});
    else if (!is_name(person.full_name, person.kind == PersonKind::citizen)) problems.push_back({at("full_name"), "not_a_name"});
    if (person.personal_id && !is_personal_id(*person.personal_id)) problems.push_back({at("personal_id"), "not_a_personal_id"});
    if (person.organisation_number && !is_organisation_number(*person.organisation_number))
        problems.push_back({at("organisation_number"), "not_an_organisation_number"});
    if (person.birth_date)
        if (auto fault = birth_fault(*person.birth_date, today); !fault.empty()) problems.push_back({at("birth_date"), std::string(fault)});
    if (person.phone && !normalised_phone(*person.phone)) problems.push_back({at("phone"), "not_a_phone"});
    if (person.email && !is_email(*person.email)) problems.push_back({at("email"), "not_an_email"});
    check_text(problems, at("email"), person.email, 200);
    check_text(problems, at("address"), person.address, 500);
    return problems;
}

std::vector<std::string> warnings_of(const Person& person)
{
    std::vector<std::string> warnings;
    auto facts = person.personal_id ? personal_id_facts(*person.personal_id) : std::nullopt;
    if (!facts) return warnings;
    if (person.sex && (*person.sex == Sex::female) != facts->female) warnings.push_back("sex_differs");
    if (person.birth_date && person.birth_date->substr(0, 4) != std::to_string(facts->birth_year)) warnings.push_back("birth_year_differs");
    return warnings;
}

}  // namespace motcua::people
