#include "features/staff/rules.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::staff;
using namespace std::chrono_literals;

namespace {

const Instant start = instant_in_vietnam(make_day(2026, 7, 2), 8h);

// The row after so many failures, each as soon as the block of the one before has ended.
FailureRow after_failures(int count, const ThrottleRule& rule)
{
    FailureRow row;
    auto now = start;
    for (int i = 0; i < count; ++i) {
        now = std::max(now, row.blocked_until);
        row = after_failure(row, rule, now);
    }
    return row;
}

// For how long the last of so many failures blocks.
std::chrono::milliseconds block_after(int count, const ThrottleRule& rule)
{
    auto before = after_failures(count - 1, rule);
    auto now = std::max(start, before.blocked_until);
    auto row = after_failure(before, rule, now);
    return row.blocked_until > now ? row.blocked_until - now : 0ms;
}

}  // namespace

TEST_CASE("the fifth failure blocks, each further one twice as long, and never longer than the longest")
{
    for (int i = 1; i <= 4; ++i) CHECK(block_after(i, pair_rule) == 0ms);
    CHECK(block_after(5, pair_rule) == 30s);
    CHECK(block_after(6, pair_rule) == 60s);
    CHECK(block_after(7, pair_rule) == 120s);
    CHECK(block_after(9, pair_rule) == 480s);
    CHECK(block_after(10, pair_rule) == 15min);
    CHECK(block_after(200, pair_rule) == 15min);
    CHECK(block_after(59, source_rule) == 0ms);
    CHECK(block_after(60, source_rule) == 30s);
    CHECK(block_after(29, stranger_rule) == 0ms);
    CHECK(block_after(30, stranger_rule) == 1min);
}

TEST_CASE("failures are forgotten when the window has passed, not before")
{
    auto row = after_failures(4, pair_rule);
    CHECK(after_failure(row, pair_rule, start + 15min).failures == 5);
    auto later = after_failure(row, pair_rule, start + 15min + 1ms);
    CHECK(later.failures == 1);
    CHECK(later.first_at == start + 15min + 1ms);
    CHECK(later.blocked_until == Instant{});
}

TEST_CASE("who keeps trying while the window is open is not forgiven by its end")
{
    auto row = after_failures(5, pair_rule);  // Blocked at start
    row = after_failure(row, pair_rule, start + 14min);
    CHECK(row.failures == 6);
    row = after_failure(row, pair_rule, start + 28min);
    CHECK(row.failures == 7);
    CHECK(row.blocked_until == start + 28min + 120s);
}

TEST_CASE("user names are short, lower-case and plain")
{
    for (const auto* good : {"abc", "tiepnhan.tan-minh", "kinhte-1.gia-vien", "007", "a.b"}) CHECK(is_username(good));
    CHECK(is_username(std::string(60, 'a')));
    for (const auto* bad : {"", "ab", "Abc", "a b c", "nguyễn", "a_b", "abc@x", "abc\n", "abc/"}) CHECK(!is_username(bad));
    CHECK(!is_username(std::string(61, 'a')));
}

TEST_CASE("passwords that are too short, too long or that everybody guesses are refused by name")
{
    struct Case {
        std::string password;
        std::string_view fault;
    };
    const Case cases[] = {
        {"", "too_short"}, {"12345678901", "too_short"}, {"ăâđêôơưạịọụ", "too_short"}, {std::string(257, 'x') + "y", "too_long"},
        {"aaaaaaaaaaaa", "too_common"}, {"AaAaAaAaAaAa", "too_common"}, {"ăâáàảãạaaaaa", "too_common"}, {"123456789012", "too_common"},
        {"012345678901", "too_common"}, {"abcdefghijkl", "too_common"}, {"ABCDEFGHIJKL", "too_common"}, {"tiepnhan-2026", "too_common"},
        {"xxTIEPNHANxx", "too_common"}, {"mau-go-2026-tm", ""}, {"con mèo trèo cây cau", ""}, {"ăâđêôơưạịọụy", ""}, {"123456789013", ""},
        {std::string(250, 'x') + "y", ""},
    };
    for (const auto& item : cases) {
        INFO(item.password);
        CHECK(password_fault(item.password, "tiepnhan") == item.fault);
    }
}
