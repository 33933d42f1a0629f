#include "features/staff/rules.hpp"

#include "platform/text/text.hpp"

namespace motcua::staff {

FailureRow after_failure(FailureRow row, const ThrottleRule& rule, Instant now)
{
    if (row.failures == 0 || now - row.first_at > rule.window) row = {.failures = 0, .first_at = now, .blocked_until = row.blocked_until};
    ++row.failures;
    if (row.failures >= rule.most) {
        auto doublings = std::min<std::int64_t>(row.failures - rule.most, 20);
        auto block = std::min(rule.first_block * (std::int64_t{1} << doublings), rule.longest);
        row.blocked_until = now + block;
        row.first_at = now;  // The window slides while somebody keeps trying.
    }
    return row;
}

bool is_username(std::string_view name)
{
    if (name.size() < 3 || name.size() > 60) return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    });
}

std::string_view password_fault(std::string_view password, std::string_view username)
{
    if (text::length(password) < shortest_password) return "too_short";
    if (password.size() > longest_password) return "too_long";
    auto folded = text::fold(password);
    if (folded.find(text::fold(username)) != std::string::npos) return "too_common";
    bool repeated = true, sequence = true;
    for (std::size_t i = 1; i < folded.size(); ++i) {
        repeated &= folded[i] == folded[0];
        sequence &= folded[i] == folded[i - 1] + 1 || (folded[i] == '0' && folded[i - 1] == '9');
    }
    return repeated || sequence ? "too_common" : "";
}

std::optional<FieldProblem> password_problem(std::string field, std::string_view password, std::string_view username)
{
    auto fault = password_fault(password, username);
    if (fault.empty()) return std::nullopt;
    return FieldProblem{std::move(field), std::string(fault), {{"min", std::to_string(shortest_password)}, {"max", std::to_string(longest_password)}}};
}

}  // namespace motcua::staff
