// Codes, numbers, dates and instants that people and machines type: any bytes are recognised or not, and what is
// recognised prints and reads back the same.
#include <cstdint>
#include <cstdlib>

#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace {

using namespace motcua;

void require(bool held)
{
    if (!held) std::abort();
}

void try_times(std::string_view input)
{
    if (const auto day = parse_day(input)) require(to_iso(*day) == input);
    if (const auto instant = parse_instant(input)) {
        require(parse_instant(to_iso(*instant)) == instant);
        require(!to_local(*instant).empty() && !in_words(*instant).empty() && !short_time(*instant).empty());
        require(instant_in_vietnam(day_in_vietnam(*instant), minute_in_vietnam(*instant)) <= *instant);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(bytes), size);
    try_times(input);

    if (is_agency_identifier(input)) require(is_dossier_code(make_dossier_code(input, make_day(2026, 8, 28), 1)));
    if (is_dossier_code(input)) require(input.size() <= 35 + 1 + 6 + 1 + 18);
    if (is_procedure_code(input)) require(input.size() == 8);
    if (is_organisation_number(input)) require(input.size() >= 10 && input.size() <= 14);
    require(personal_id_facts(input).has_value() == is_personal_id(input));
    require(masked_personal_id(input).size() == size && masked_phone(input).size() == size);
    if (const auto phone = normalised_phone(input)) require(normalised_phone(*phone) == phone && (phone->size() == 10 || phone->size() == 11));
    return 0;
}
