#include "domain/ids.hpp"

#include <stdexcept>

namespace motcua {

namespace {

constexpr std::size_t longest_agency_identifier = 35;
constexpr std::size_t longest_running_number = 18;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool are_digits(std::string_view text, std::size_t least, std::size_t most)
{
    if (text.size() < least || text.size() > most) return false;
    for (const char c : text)
        if (!is_digit(c)) return false;
    return true;
}

// What stands before the next separator; `rest` goes behind it.
std::string_view taken(std::string_view& rest, char separator)
{
    const auto at = rest.find(separator);
    const auto part = rest.substr(0, at);
    rest = at == rest.npos ? std::string_view() : rest.substr(at + 1);
    return part;
}

bool is_first_group(std::string_view group)
{
    return group.size() == 3 && group[0] >= 'A' && group[0] <= 'Y' && are_digits(group.substr(1), 2, 2);
}

// TT 03/2025: the first group of a dossier code may be three characters of any kind.
bool is_code_head(std::string_view group)
{
    if (group.size() != 3) return false;
    for (const char c : group)
        if (!is_digit(c) && (c < 'A' || c > 'Z')) return false;
    return true;
}

bool are_lower_groups(std::string_view rest)
{
    while (!rest.empty())
        if (!are_digits(taken(rest, '.'), 2, 3)) return false;
    return true;
}

bool is_grouped(std::string_view text, bool (*is_head)(std::string_view))
{
    if (text.size() > longest_agency_identifier || text.ends_with('.')) return false;
    const auto head = taken(text, '.');
    return is_head(head) && are_lower_groups(text);
}

// "000.00.01.H26": lowest level first, as before 2025 (TT 01/2018 Đ19, QCVN 102:2016).
bool is_old_identifier(std::string_view text)
{
    const bool three = are_digits(taken(text, '.'), 3, 3);
    const bool two = are_digits(taken(text, '.'), 2, 2);
    const bool two_or_three = are_digits(taken(text, '.'), 2, 3);
    return three && two && two_or_three && is_first_group(text);
}

bool is_short_date(std::string_view text)
{
    if (!are_digits(text, 6, 6)) return false;
    const auto part = [&](std::size_t at) { return std::string(text.substr(at, 2)); };
    return parse_day("20" + part(0) + "-" + part(2) + "-" + part(4)).has_value();
}

std::string padded(std::int64_t number, std::size_t width)
{
    auto digits = std::to_string(number);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

// Digits and a leading plus; white space, full stops, hyphens and brackets between them are dropped.
std::optional<std::string> dialled(std::string_view text)
{
    std::string digits;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (is_digit(c) || (c == '+' && digits.empty())) {
            digits += c;
        } else if (text.substr(at, 2) == "\u00A0") {
            ++at;
        } else if (std::string_view(" \t\r\n.-()").find(c) == std::string_view::npos) {
            return std::nullopt;
        }
    }
    return digits;
}

// Without the country's code and without the leading zero.
std::string_view national_part(std::string_view number)
{
    if (number.starts_with("+84")) number.remove_prefix(3);
    else if (number.starts_with("0084")) number.remove_prefix(4);
    else if (number.starts_with("84") && number.size() > 10) number.remove_prefix(2);
    if (number.starts_with("0")) number.remove_prefix(1);
    return number;
}

std::string masked(std::string_view digits, std::size_t shown_first, std::size_t shown_last)
{
    std::string out(digits);
    for (auto at = shown_first; at + shown_last < out.size(); ++at) out[at] = '*';
    return out;
}

}  // namespace

bool is_agency_identifier(std::string_view text) { return is_grouped(text, is_first_group); }

bool is_dossier_code(std::string_view text)
{
    const auto identifier = taken(text, '-');
    const auto date = taken(text, '-');
    if (!is_short_date(date) || !are_digits(text, 4, longest_running_number)) return false;
    return is_grouped(identifier, is_code_head) || is_old_identifier(identifier);
}

std::string make_dossier_code(std::string_view agency_identifier, Day intake_day, std::int64_t running_number)
{
    if (!is_agency_identifier(agency_identifier)) throw std::invalid_argument("a dossier code needs an agency identifier");
    if (running_number < 1) throw std::invalid_argument("dossiers are counted from 1");
    auto date = to_iso(intake_day).substr(2);
    std::erase(date, '-');
    return std::string(agency_identifier) + "-" + date + "-" + padded(running_number, 4);
}

bool is_procedure_code(std::string_view text)
{
    const auto first = taken(text, '.');
    return are_digits(first, 1, 1) && are_digits(text, 6, 6);
}

bool is_personal_id(std::string_view text) { return are_digits(text, 12, 12); }

std::optional<PersonalIdFacts> personal_id_facts(std::string_view text)
{
    if (!is_personal_id(text)) return std::nullopt;
    const int century_and_sex = text[3] - '0';
    const int year_in_century = (text[4] - '0') * 10 + (text[5] - '0');
    return PersonalIdFacts{std::string(text.substr(0, 3)), century_and_sex % 2 == 1, 1900 + century_and_sex / 2 * 100 + year_in_century};
}

std::string masked_personal_id(std::string_view text)
{
    if (!are_digits(text, 9, 12)) return std::string(text.size(), '*');
    return masked(text, 0, text.size() == 12 ? 5 : 3);
}

std::optional<std::string> normalised_phone(std::string_view text)
{
    const auto number = dialled(text);
    if (!number) return std::nullopt;
    const auto national = national_part(*number);
    const bool mobile = national.size() == 9 && std::string_view("35789").find(national[0]) != std::string_view::npos;
    const bool landline = national.size() == 10 && national[0] == '2';
    if (!mobile && !landline) return std::nullopt;
    return "0" + std::string(national);
}

std::string masked_phone(std::string_view text)
{
    return are_digits(text, 10, 11) ? masked(text, 2, 3) : std::string(text.size(), '*');
}

bool is_organisation_number(std::string_view text)
{
    if (text.size() == 14 && text[10] == '-') return are_digits(text.substr(0, 10), 10, 10) && are_digits(text.substr(11), 3, 3);
    return are_digits(text, 10, 10) || are_digits(text, 12, 13);
}

}  // namespace motcua
