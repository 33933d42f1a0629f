#include "features/citizens/rules.hpp"

#include "platform/crypto/crypto.hpp"
#include "platform/text/text.hpp"

namespace motcua::citizens {

namespace {

constexpr std::string_view code_letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";  // 32 of them, without 0 O 1 I
constexpr std::size_t code_length = 8;

std::string claim(const json::Value& claims, const ClaimNames& names, std::string_view ours)
{
    const auto* value = claims.find(names.find(ours)->second);
    if (!value) return "";
    if (const auto* text = value->text()) return text::trimmed(*text);
    if (const auto* number = value->integer()) return std::to_string(*number);
    return "";
}

std::optional<std::string> optional(std::string text)
{
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

// "19880307" and "07/03/1988" as "1988-03-07"; a year alone stays.
std::optional<std::string> birth_date(const std::string& text)
{
    auto digits = [](std::string_view part) { return part.find_first_not_of("0123456789") == std::string_view::npos; };
    if (text.size() == 8 && digits(text)) return text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2);
    if (text.size() == 10 && text[2] == '/' && text[5] == '/') return text.substr(6) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2);
    return optional(text);
}

std::optional<people::Sex> sex(const std::string& text)
{
    auto folded = text::fold(text);
    if (folded == "nam" || folded == "male" || folded == "m" || folded == "1") return people::Sex::male;
    if (folded == "nu" || folded == "female" || folded == "f" || folded == "2") return people::Sex::female;
    return std::nullopt;
}

// "2", "LoA2", "IAL2": the digit. 0 when none is said.
int level_in(const std::string& text)
{
    for (char c : text)
        if (c >= '1' && c <= '9') return c - '0';
    return 0;
}

// Takes out what does not stand up to the rules for people; what remains is kept.
void drop_faults(people::Person& person, Day today)
{
    for (const auto& problem : people::faults_of(person, "p", today)) {
        if (problem.field == "p.personal_id") person.personal_id.reset();
        if (problem.field == "p.organisation_number") person.organisation_number.reset();
        if (problem.field == "p.birth_date") person.birth_date.reset();
        if (problem.field == "p.phone") person.phone.reset();
        if (problem.field == "p.email") person.email.reset();
        if (problem.field == "p.address") person.address.reset();
        if (problem.field == "p.full_name") person.full_name.clear();
    }
}

}  // namespace

ClaimNames claim_names(const std::vector<std::string>& settings)
{
    ClaimNames names{{"personal_id", "SoDinhDanh"}, {"full_name", "HoVaTen"}, {"birth_date", "NgayThangNamSinh"}, {"sex", "GioiTinh"},
                     {"address", "DiaChi"}, {"phone", "SoDienThoai"}, {"email", "ThuDienTu"}, {"kind", "LoaiTaiKhoan"},
                     {"organisation_name", "TenDoanhNghiep"}, {"organisation_number", "MaSoThue"}, {"level", "IAL"}, {"assurance", "loAs"}};
    for (const auto& setting : settings) {
        auto equals = setting.find('=');
        auto found = names.find(std::string_view(setting).substr(0, equals));
        if (equals == std::string::npos || equals + 1 == setting.size() || found == names.end())
            throw std::runtime_error("no such claim: " + setting + " (write personal_id=SoDinhDanh)");
        found->second = setting.substr(equals + 1);
    }
    return names;
}

std::optional<Profile> profile_from(const json::Value& claims, const ClaimNames& names, int level_when_silent, Day today)
{
    auto said = [&](std::string_view ours) { return claim(claims, names, ours); };
    Profile profile;
    auto& person = profile.person;
    bool is_business = said("kind") == "2";
    person.kind = is_business ? people::PersonKind::enterprise : people::PersonKind::citizen;
    person.full_name = said(is_business ? "organisation_name" : "full_name");
    if (is_business) person.organisation_number = optional(said("organisation_number"));
    else person.personal_id = optional(said("personal_id"));
    if (!is_business) person.birth_date = birth_date(said("birth_date"));
    if (!is_business) person.sex = sex(said("sex"));
    person.address = optional(said("address"));
    person.phone = optional(said("phone"));
    person.email = optional(said("email"));
    person = people::cleaned(std::move(person));
    drop_faults(person, today);
    profile.level = std::max(level_in(said("level")), said("level").empty() ? level_in(said("assurance")) : 0);
    if (profile.level == 0) profile.level = level_when_silent;
    if (person.full_name.empty() || (!person.personal_id && !person.organisation_number)) return std::nullopt;
    return profile;
}

std::string own_page(std::string_view return_to)
{
    bool is_ours = return_to.starts_with('/') && return_to.size() <= 500 && !return_to.starts_with("//") && !return_to.starts_with("/api") &&
                   return_to.find('\\') == std::string_view::npos && std::ranges::all_of(return_to, [](unsigned char c) { return c > ' ' && c < 0x7f; });
    return is_ours ? std::string(return_to) : "/";
}

std::string new_typed_code()
{
    std::string code;
    for (unsigned char c : crypto::random_bytes(code_length)) code += code_letters[c & 31];
    return code;
}

std::string typed_code(std::string_view text)
{
    std::string code;
    for (char c : text) {
        if (c == ' ' || c == '-') continue;
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
    return code;
}

}  // namespace motcua::citizens
