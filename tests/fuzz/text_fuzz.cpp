// Vietnamese text: any bytes become valid UTF-8, and doing a thing twice changes nothing more.
#include <cstdint>
#include <cstdlib>

#include "platform/text/text.hpp"

namespace {

using namespace motcua;

void require(bool held)
{
    if (!held) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(bytes), size);
    const bool valid = text::is_valid_utf8(input);

    const auto composed = text::nfc(input);
    require(text::is_valid_utf8(composed));
    require(text::nfc(composed) == composed);

    const auto folded = text::fold(input);
    require(text::is_valid_utf8(folded));
    require(text::fold(folded) == folded);
    require(text::fold(composed) == folded);
    require(text::nfc(folded) == folded);
    require(folded.find("  ") == folded.npos && !folded.starts_with(' ') && !folded.ends_with(' '));

    for (const auto& word : text::folded_words(input)) require(!word.empty() && folded.find(word) != folded.npos);
    for (const char c : text::slug(input)) require(c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
    require(text::is_valid_utf8(text::lower(input)) && text::is_valid_utf8(text::upper(input)));

    const auto trimmed = text::trimmed(input);
    require(text::is_valid_utf8(trimmed) && text::trimmed(trimmed) == trimmed);

    const auto clipped = text::clipped(input, 7);
    require(input.starts_with(clipped) && (!valid || text::is_valid_utf8(clipped)));
    require(!valid || text::clipped(input, size) == input);
    require(text::length(input) <= size * 3);
    text::has_control_characters(input);
    return 0;
}
