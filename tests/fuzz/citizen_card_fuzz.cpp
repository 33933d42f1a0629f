// The QR of a citizen's card: any bytes, as they come and composed, give a card or a fault and never both.
#include <cstdint>
#include <cstdlib>

#include "domain/citizen_card.hpp"
#include "domain/ids.hpp"
#include "platform/text/text.hpp"

namespace {

using namespace motcua;

void require(bool held)
{
    if (!held) std::abort();
}

void read(std::string_view input)
{
    const auto reading = read_citizen_card(input);
    require(reading.card.has_value() == reading.fault.empty());
    if (!reading.card) return;
    const auto& card = *reading.card;
    require(is_personal_id(card.personal_id) && !card.full_name.empty());
    require(card.birth_date.size() == 4 || card.birth_date.size() == 7 || parse_day(card.birth_date).has_value());
    auto named = card;
    named.full_name = card.normalised_name();
    require(!named.full_name.empty() && named.normalised_name() == named.full_name);
    require(text::is_valid_utf8(input) <= text::is_valid_utf8(named.full_name));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(bytes), size);
    read(input);
    read(text::nfc(input));
    return 0;
}
