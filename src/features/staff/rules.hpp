#pragma once

#include <string>
#include <string_view>

#include "domain/time.hpp"
#include "features/staff/store.hpp"

// Pure decisions about signing in and accounts.
namespace motcua::staff {

// How failures slow down: the failure number `most` within the window blocks, and each further one twice as long, up to
// `longest`.
struct ThrottleRule {
    int most;
    std::chrono::milliseconds window;
    std::chrono::milliseconds first_block;
    std::chrono::milliseconds longest;
};
inline constexpr ThrottleRule pair_rule{5, std::chrono::minutes(15), std::chrono::seconds(30), std::chrono::minutes(15)};
inline constexpr ThrottleRule source_rule{60, std::chrono::minutes(15), std::chrono::seconds(30), std::chrono::minutes(15)};
// For devices that never signed in as this officer: guessing one name from many places is slowed too.
inline constexpr ThrottleRule stranger_rule{30, std::chrono::minutes(60), std::chrono::minutes(1), std::chrono::minutes(15)};

FailureRow after_failure(FailureRow, const ThrottleRule&, Instant now);

inline constexpr std::chrono::hours session_life{12};
inline constexpr std::chrono::minutes session_idle{60};

bool is_username(std::string_view);
// "" or the code of the fault: too_short, too_long, too_common (the user name, one repeated character, a plain sequence).
std::string_view password_fault(std::string_view password, std::string_view username);
inline constexpr int shortest_password = 12;    // Letters; OWASP ASVS 2.1.1
inline constexpr int longest_password = 256;    // Bytes
// The same as the problem of a field; nothing when the password is good.
std::optional<FieldProblem> password_problem(std::string field, std::string_view password, std::string_view username);

}  // namespace motcua::staff
