#include "features/staff/rules.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::staff;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("the fifth failure blocks, each further one twice as long, and never longer than the longest")
{
    auto now = Instant{} + std::chrono::hours(1000);
    FailureRow row;
    for (int i = 1; i < 5; ++i) CHECK((row = after_failure(row, pair_rule, now)).blocked_until < now);
    CHECK((row = after_failure(row, pair_rule, now)).blocked_until == now + seconds(30));
    CHECK((row = after_failure(row, pair_rule, now)).blocked_until == now + seconds(60));
    for (int i = 0; i < 40; ++i) row = after_failure(row, pair_rule, now);
    CHECK(row.blocked_until == now + minutes(15));
}

TEST_CASE("failures are forgotten after their window, which slides on while somebody keeps trying")
{
    auto now = Instant{} + std::chrono::hours(1000);
    FailureRow row;
    for (int i = 0; i < 4; ++i) row = after_failure(row, pair_rule, now);
    auto later = after_failure(row, pair_rule, now + minutes(16));
    CHECK(later.failures == 1);
    auto blocked = after_failure(row, pair_rule, now + minutes(14));
    CHECK(after_failure(blocked, pair_rule, now + minutes(28)).failures == 6);
}

TEST_CASE("a password of ten characters will do unless it is the user name, one character or a plain sequence")
{
    CHECK(password_fault("mat khau 1", "tiepnhan") == "");
    CHECK(password_fault("mật khẩu", "tiepnhan") == "too_short");
    CHECK(password_fault(std::string(257, 'x') + "y", "tiepnhan") == "too_long");
    CHECK(password_fault("TiepNhan-2026", "tiepnhan") == "too_common");
    CHECK(password_fault("aaaaaaaaaaaa", "tiepnhan") == "too_common");
    CHECK(password_fault("1234567890", "tiepnhan") == "too_common");
}

TEST_CASE("a user name is 3 to 60 small letters, digits, dots and hyphens")
{
    for (const auto* good : {"abc", "tiepnhan-2.tan-minh", "0.1"}) CHECK(is_username(good));
    for (const auto* bad : {"ab", "Abc", "tiếp", "a b c", "a_b", ""}) CHECK(!is_username(bad));
    CHECK(is_username(std::string(60, 'a')));
    CHECK(!is_username(std::string(61, 'a')));
}
