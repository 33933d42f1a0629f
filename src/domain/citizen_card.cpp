#include "domain/citizen_card.hpp"

#include <algorithm>
#include <array>

#include "domain/ids.hpp"

namespace motcua {

namespace {

constexpr std::size_t longest_text = 2000;
constexpr std::string_view byte_order_mark = "\uFEFF";
constexpr std::string_view replacement = "\uFFFD";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool are_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

std::string single_spaced(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool no_break = text.substr(at, 2) == "\u00A0";
        if (is_space(text[at]) || no_break) {
            at += no_break;
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else {
            out += text[at];
        }
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == text.npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::vector<std::string> fields_of(std::string_view text)
{
    while (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    auto fields = split(text, '|');
    for (auto& field : fields) field = single_spaced(field);
    return fields;
}

// "07031952" and "7/3/1952" as day, month, year; zeros and missing parts stand for what is not known.
std::optional<std::array<int, 3>> date_parts(std::string_view field)
{
    std::vector<std::string> parts;
    if (const auto separator = field.find_first_of("/-."); separator != field.npos) {
        parts = split(field, field[separator]);
        if (parts.size() > 3 || parts.back().size() != 4) return std::nullopt;
        if (std::any_of(parts.begin(), parts.end() - 1, [](const auto& part) { return part.empty() || part.size() > 2; })) return std::nullopt;
    } else {
        if (field.size() != 4 && field.size() != 6 && field.size() != 8) return std::nullopt;
        for (; field.size() > 4; field.remove_prefix(2)) parts.emplace_back(field.substr(0, 2));
        parts.emplace_back(field);
    }
    parts.insert(parts.begin(), 3 - parts.size(), "0");
    if (!std::all_of(parts.begin(), parts.end(), are_digits)) return std::nullopt;
    return std::array<int, 3>{std::stoi(parts[0]), std::stoi(parts[1]), std::stoi(parts[2])};
}

// In the spelling of ISO 8601, as exact as it is known.
std::optional<std::string> read_date(std::string_view field)
{
    const auto parts = date_parts(field);
    if (!parts) return std::nullopt;
    const auto [day, month, year] = *parts;
    if (year < 1850 || year > 2200 || month > 12) return std::nullopt;
    auto text = std::to_string(year);
    if (day == 0 && month == 0) return text;
    text += (month < 10 ? "-0" : "-") + std::to_string(month);
    if (day == 0) return text;
    text += (day < 10 ? "-0" : "-") + std::to_string(day);
    if (!parse_day(text)) return std::nullopt;
    return text;
}

std::optional<bool> read_sex(std::string_view field)
{
    for (const std::string_view male : {"Nam", "NAM", "nam"})
        if (field == male) return false;
    for (const std::string_view female : {"Nữ", "NỮ", "nữ", "Nu", "NU", "nu"})
        if (field == female) return true;
    return std::nullopt;
}

// Some readers leave an empty old number out altogether: then the date stands in the place of the name.
void restore_old_id(std::vector<std::string>& fields)
{
    if (read_date(fields[2])) fields.insert(fields.begin() + 1, "");
}

void compare_with_number(CitizenCard& card)
{
    const auto facts = personal_id_facts(card.personal_id);
    if (!card.female) card.warnings.push_back("card_sex_unreadable");
    else if (*card.female != facts->female) card.warnings.push_back("sex_differs");
    if (std::stoi(card.birth_date) != facts->birth_year) card.warnings.push_back("birth_year_differs");
}

struct Letter {
    unsigned capital = 0;  // Code points; 0 for what is no letter of a name.
    unsigned small = 0;
    std::size_t bytes = 1;
};

// Two bytes for Latin letters up to U+01FF, three for the block of Vietnamese; everything else passes byte by byte.
unsigned code_point(std::string_view text, std::size_t& bytes)
{
    const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
    bytes = 1;
    if (byte(0) < 0x80) return byte(0);
    if (byte(0) >= 0xC3 && byte(0) < 0xC8 && (byte(1) & 0xC0) == 0x80) {
        bytes = 2;
        return ((byte(0) & 31) << 6) | (byte(1) & 63);
    }
    if (byte(0) == 0xE1 && (byte(1) == 0xBA || byte(1) == 0xBB) && (byte(2) & 0xC0) == 0x80) {
        bytes = 3;
        return 0x1000 | ((byte(1) & 63) << 6) | (byte(2) & 63);
    }
    return 0;
}

Letter letter_at(std::string_view text)
{
    std::size_t bytes = 0;
    const auto code = code_point(text, bytes);
    if ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7)) return {code, code + 32, bytes};
    if ((code >= 'a' && code <= 'z') || (code >= 0xE0 && code <= 0xFE && code != 0xF7)) return {code - 32, code, bytes};
    if (code >= 0x1EA0 && code <= 0x1EF9) return {code & ~1u, code | 1u, bytes};
    static constexpr std::array<std::array<unsigned, 2>, 6> others{{{0x102, 0x103}, {0x110, 0x111}, {0x128, 0x129}, {0x168, 0x169}, {0x1A0, 0x1A1}, {0x1AF, 0x1B0}}};
    for (const auto& [capital, small] : others)
        if (code == capital || code == small) return {capital, small, bytes};
    return {0, 0, bytes};
}

std::string utf8(unsigned code)
{
    const auto tail = [](unsigned bits) { return static_cast<char>(0x80 | (bits & 63)); };
    if (code < 0x80) return {static_cast<char>(code)};
    if (code < 0x800) return {static_cast<char>(0xC0 | (code >> 6)), tail(code)};
    return {static_cast<char>(0xE0 | (code >> 12)), tail(code >> 6), tail(code)};
}

bool is_mixed_case(std::string_view name)
{
    bool has_capital = false;
    bool has_small = false;
    while (!name.empty()) {
        const auto letter = letter_at(name);
        const auto spelling = name.substr(0, letter.bytes);
        has_capital = has_capital || (letter.capital != 0 && spelling == utf8(letter.capital));
        has_small = has_small || (letter.capital != 0 && spelling == utf8(letter.small));
        name.remove_prefix(letter.bytes);
    }
    return has_capital && has_small;
}

// "H'Hen", "Hồ-Xuân": a name begins anew after these.
bool ends_a_word(std::string_view text) { return text.ends_with(' ') || text.ends_with('\'') || text.ends_with('-') || text.ends_with("’"); }

}  // namespace

CardReading read_citizen_card(std::string_view text)
{
    const auto fault = [](const char* code) { return CardReading{std::nullopt, code}; };
    if (text.find(replacement) != text.npos) return fault("card_not_unicode");
    if (text.size() > longest_text) return fault("card_too_long");
    auto fields = fields_of(text);
    if (fields.size() < 6) return fault("card_field_count");
    restore_old_id(fields);
    if (fields.size() < 7) fields.emplace_back();

    CitizenCard card;
    card.personal_id = fields[0];
    card.old_id = fields[1];
    card.full_name = fields[2];
    const auto birth_date = read_date(fields[3]);
    card.female = read_sex(fields[4]);
    card.address = fields[5];
    card.issued_on = parse_day(read_date(fields[6]).value_or(""));
    card.extra.assign(fields.begin() + 7, fields.end());
    if (!is_personal_id(card.personal_id)) return fault("card_personal_id");
    if (card.full_name.empty()) return fault("card_name");
    if (!birth_date) return fault("card_birth_date");
    card.birth_date = *birth_date;

    compare_with_number(card);
    if (!card.old_id.empty() && (card.old_id.size() != 9 || !are_digits(card.old_id))) card.warnings.push_back("card_old_id_unusual");
    if (!card.issued_on) card.warnings.push_back("card_issue_date_missing");
    return {std::move(card), ""};
}

std::string CitizenCard::normalised_name() const
{
    if (is_mixed_case(full_name)) return full_name;
    std::string name;
    for (std::string_view rest = full_name; !rest.empty();) {
        const auto letter = letter_at(rest);
        const bool first = name.empty() || ends_a_word(name);
        name += letter.capital == 0 ? std::string(rest.substr(0, letter.bytes)) : utf8(first ? letter.capital : letter.small);
        rest.remove_prefix(letter.bytes);
    }
    return name;
}

}  // namespace motcua
