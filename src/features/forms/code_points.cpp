#include "features/forms/code_points.hpp"

#include <algorithm>
#include <array>

namespace motcua::forms {

namespace {

struct CodePointRange {
    char32_t first;
    char32_t last;
};

// The same table stands in web/packages/forms.
constexpr std::array<CodePointRange, 24> letter_ranges{{
    {U'A', U'Z'},       {U'a', U'z'},       {0xC0, 0xD6},       {0xD8, 0xF6},       {0xF8, 0x2AF},      {0x300, 0x36F},
    {0x370, 0x373},     {0x376, 0x377},     {0x386, 0x386},     {0x388, 0x52F},     {0x531, 0x556},     {0x561, 0x587},
    {0x5D0, 0x5EA},     {0x620, 0x64A},     {0x904, 0x939},     {0xE01, 0xE3A},     {0xE40, 0xE4E},     {0xE81, 0xECD},
    {0x1780, 0x17D3},   {0x1E00, 0x1FFC},   {0x3041, 0x30FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xAC00, 0xD7A3},
}};

constexpr std::array<CodePointRange, 10> unexpected_ranges{{
    {0x00, 0x1F}, {0x7F, 0x9F}, {0x61C, 0x61C}, {0x200B, 0x200B}, {0x200E, 0x200F}, {0x2028, 0x202E},
    {0x2060, 0x2069}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF},
}};

template <std::size_t Size>
bool is_among(char32_t c, const std::array<CodePointRange, Size>& ranges)
{
    auto behind = std::upper_bound(ranges.begin(), ranges.end(), c, [](char32_t x, const CodePointRange& r) { return x < r.first; });
    return behind != ranges.begin() && c <= std::prev(behind)->last;
}

}  // namespace

std::vector<char32_t> code_points_of(std::string_view text)
{
    std::vector<char32_t> points;
    points.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        auto lead = static_cast<unsigned char>(text[i]);
        std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t point = length == 1 ? lead : lead & (0xFFu >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            point = (point << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
        points.push_back(point);
        i += length;
    }
    return points;
}

bool has_unexpected_characters(const std::vector<char32_t>& text, bool lines_allowed)
{
    return std::any_of(text.begin(), text.end(), [&](char32_t c) {
        if (lines_allowed && (c == U'\n' || c == U'\t')) return false;
        return is_among(c, unexpected_ranges);
    });
}

bool looks_like_a_name(const std::vector<char32_t>& text)
{
    bool has_letter = false;
    for (char32_t c : text) {
        bool is_letter = is_among(c, letter_ranges);
        if (!is_letter && c != U' ' && c != U'-' && c != U'.' && c != U'\'' && c != U'’') return false;
        has_letter |= is_letter;
    }
    return has_letter;
}

}  // namespace motcua::forms
