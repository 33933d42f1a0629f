#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "features/dossiers/dossiers.hpp"
#include "features/letters/letters.hpp"

// Sổ theo dõi hồ sơ (Mẫu 07): what a centre has received, in the order of receiving.
namespace motcua::dossiers {

struct RegisterQuestion {
    std::string unit_code;                       // Whose centre; the officer's own when empty
    Day from{};
    Day to{};                                    // Inclusive
    std::string subject;                         // Lĩnh vực; "" for all
};

struct RegisterLine {
    std::string code;
    std::string procedure_name;
    std::string applicant_name;
    std::optional<std::string> address;
    std::optional<std::string> phone;
    std::string deciding_agency;
    Instant received_at{};
    std::optional<Instant> due_at;
    std::optional<Instant> returned_at;
    ReturnMethod return_method = ReturnMethod::at_centre;
    State state = State::received;
    std::string state_name;
    std::optional<Timeliness> timeliness;
};
BOOST_DESCRIBE_STRUCT(RegisterLine, (), (code, procedure_name, applicant_name, address, phone, deciding_agency, received_at, due_at, returned_at,
    return_method, state, state_name, timeliness))

struct RegisterPage {
    std::vector<RegisterLine> lines;
    std::optional<std::string> next;
};

// Refusals: unit_code/unknown_unit, not_allowed without read_registers at the centre or above it, to/too_early, to/too_late (more
// than 366 days), after/bad_cursor. The reading is recorded.
RegisterPage register_page(const Services&, const Actor&, const RegisterQuestion&, int limit, std::string_view after);
// Every line from `services.clock.now()` backwards in one consistent picture; `each` is called in order.
letters::RegisterHead read_register(const Services&, const Actor&, const RegisterQuestion&, const std::function<void(letters::RegisterRow)>& each);

}  // namespace motcua::dossiers
