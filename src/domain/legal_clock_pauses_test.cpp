#include <doctest/doctest.h>

#include "clock_examples.hpp"

using namespace motcua;
using namespace motcua::clock_examples;
using namespace std::chrono_literals;

namespace {

constexpr auto pausing = PausePolicy::pause;
constexpr auto resetting = PausePolicy::reset;

Pause from_to(const std::string& from, const std::string& to) { return {at(from), at(to)}; }
Pause since(const std::string& from) { return {at(from), std::nullopt}; }

}  // namespace

TEST_CASE("a pause that has no end leaves no deadline")
{
    for (const auto limit : {working_days(5), hours_limit(40), calendar_days(7), immediately}) {
        CHECK(due("08:00 06/07/2026", limit, {since("10:00 06/07/2026")}, pausing) == "open");
        CHECK(due("08:00 06/07/2026", limit, {since("10:00 06/07/2026")}, resetting) == "open");
    }
    CHECK(due("08:00 06/07/2026", working_days(5), {from_to("10:00 06/07/2026", "10:00 07/07/2026"), since("10:00 08/07/2026")}, pausing) == "open");
}

TEST_CASE("a pause that begins when the limit has run out changes nothing: the dossier stays late")
{
    for (const auto policy : {pausing, resetting}) {
        CHECK(due("08:00 06/07/2026", working_days(2), {from_to("08:00 08/07/2026", "08:00 20/07/2026")}, policy) == "08:00 08/07/2026");
        CHECK(due("08:00 06/07/2026", working_days(2), {since("09:00 08/07/2026")}, policy) == "08:00 08/07/2026");
    }
    CHECK(due("08:00 06/07/2026", working_days(2), {from_to("07:59 08/07/2026", "08:59 08/07/2026")}, pausing) == "09:00 08/07/2026");
}

TEST_CASE("whole days of pause move the end by as many days, the rest by session time")
{
    CHECK(due("07:00 06/07/2026", working_days(3), {from_to("10:00 07/07/2026", "10:00 09/07/2026")}, pausing) == "07:00 13/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {from_to("10:00 08/07/2026", "14:00 08/07/2026")}, pausing) == "10:00 13/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {from_to("10:00 10/07/2026", "10:00 13/07/2026")}, pausing, short_friday_rules) == "08:00 14/07/2026");
}

TEST_CASE("time outside sessions is no time to pause")
{
    CHECK(due("08:00 06/07/2026", working_days(5), {from_to("17:00 06/07/2026", "07:00 07/07/2026")}, pausing) == "08:00 13/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {from_to("11:30 06/07/2026", "13:30 06/07/2026")}, pausing) == "08:00 13/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(10), {from_to("17:30 10/07/2026", "20:00 12/07/2026")}, pausing) == "08:00 20/07/2026");
    CHECK(due("08:00 06/07/2026", hours_limit(40), {from_to("17:30 10/07/2026", "08:00 13/07/2026")}, pausing) == "09:00 13/07/2026");
    CHECK(due("09:00 06/07/2026", calendar_days(10), {from_to("18:00 10/07/2026", "18:30 10/07/2026")}, pausing) == "17:00 16/07/2026");
}

TEST_CASE("several pauses add up, in whatever order they are told")
{
    const auto first = from_to("10:00 06/07/2026", "10:00 07/07/2026");
    const auto second = from_to("14:00 08/07/2026", "16:00 08/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {first, second}, pausing) == "10:00 14/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {second, first}, pausing) == "10:00 14/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {second, first}, resetting) == "16:00 15/07/2026");
}

TEST_CASE("pauses that overlap or lie within each other count once")
{
    const auto outer = from_to("10:00 07/07/2026", "10:00 10/07/2026");
    const auto inner = from_to("08:00 08/07/2026", "09:00 09/07/2026");
    const auto overlapping = from_to("09:00 10/07/2026", "15:00 10/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {outer, inner}, pausing) == "08:00 16/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {inner, outer, outer}, pausing) == "08:00 16/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {overlapping, outer}, pausing) == "11:00 16/07/2026");
    CHECK(due("08:00 06/07/2026", hours_limit(40), {overlapping, outer}, pausing) == "11:00 16/07/2026");
    CHECK(due("08:00 06/07/2026", calendar_days(5), {overlapping, outer, inner}, pausing) == "17:00 14/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {outer, since("09:00 08/07/2026")}, pausing) == "open");
}

TEST_CASE("a second pause counts when the first has moved the end behind its beginning")
{
    const auto first = from_to("10:00 07/07/2026", "10:00 10/07/2026");
    const auto second = from_to("09:00 09/07/2026", "10:00 14/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(2), {second}, pausing) == "08:00 08/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(2), {first, second}, pausing) == "08:00 15/07/2026");
}

TEST_CASE("a pause that ends before it begins, or before the clock starts, is no pause")
{
    CHECK(due("08:00 06/07/2026", working_days(5), {from_to("10:00 08/07/2026", "10:00 07/07/2026")}, pausing) == "08:00 13/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {from_to("10:00 08/07/2026", "10:00 07/07/2026")}, resetting) == "08:00 13/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {from_to("08:00 03/07/2026", "16:00 03/07/2026")}, pausing) == "08:00 13/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {from_to("08:00 03/07/2026", "16:00 03/07/2026")}, resetting) == "08:00 13/07/2026");
}

TEST_CASE("a pause that began before the clock started counts from the start")
{
    CHECK(due("18:00 06/07/2026", working_days(2), {from_to("19:00 06/07/2026", "10:00 07/07/2026")}, pausing) == "10:00 09/07/2026");
    CHECK(due("18:00 06/07/2026", working_days(2), {from_to("19:00 06/07/2026", "10:00 07/07/2026")}, resetting) == "10:00 09/07/2026");
    CHECK(due("18:00 06/07/2026", calendar_days(2), {from_to("19:00 06/07/2026", "10:00 07/07/2026")}, pausing) == "17:00 09/07/2026");
}

TEST_CASE("after a reset the limit starts again with the next session that counts")
{
    CHECK(due("08:00 06/07/2026", working_days(5), {from_to("10:00 08/07/2026", "19:00 10/07/2026")}, resetting) == "07:00 20/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {from_to("10:00 08/07/2026", "10:00 08/07/2026")}, resetting) == "10:00 15/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {from_to("10:00 08/07/2026", "10:00 08/07/2026")}, pausing) == "08:00 13/07/2026");
    CHECK(due("08:00 06/07/2026", hours_limit(8), {from_to("10:00 06/07/2026", "09:00 14/07/2026")}, resetting) == "09:00 15/07/2026");
}

TEST_CASE("several resets count from the last one")
{
    const auto first = from_to("10:00 07/07/2026", "10:00 08/07/2026");
    const auto second = from_to("10:00 13/07/2026", "11:00 14/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), {first, second}, resetting) == "11:00 21/07/2026");
    // Without the first, the second comes when the five days are over.
    CHECK(due("08:00 06/07/2026", working_days(5), {second}, resetting) == "08:00 13/07/2026");
}

TEST_CASE("calendar days are lengthened by the days between the two dates of a pause")
{
    CHECK(due("09:00 06/07/2026", calendar_days(10), {from_to("10:00 08/07/2026", "09:00 14/07/2026")}, pausing) == "17:00 22/07/2026");
    CHECK(due("09:00 06/07/2026", calendar_days(10), {from_to("08:00 08/07/2026", "16:00 08/07/2026")}, pausing) == "17:00 16/07/2026");
    CHECK(due("09:00 06/07/2026", calendar_days(10), {from_to("08:00 08/07/2026", "16:00 09/07/2026")}, pausing) == "17:00 17/07/2026");
    CHECK(due("09:00 06/07/2026", calendar_days(10), {from_to("08:00 08/07/2026", "16:00 10/07/2026")}, pausing) == "17:00 20/07/2026");
    CHECK(due("09:00 06/07/2026", calendar_days(10), {from_to("08:00 10/07/2026", "09:00 11/07/2026")}, pausing) == "17:00 17/07/2026");
    CHECK(due("09:00 06/07/2026", calendar_days(10), {from_to("10:00 08/07/2026", "09:00 14/07/2026")}, resetting) == "17:00 24/07/2026");
}

TEST_CASE("a limit never ends while the clock stands still")
{
    // The five days end on Saturday and so on Monday; asked on Monday and answered on Wednesday, they end on Wednesday.
    CHECK(due("09:00 06/07/2026", calendar_days(5), {from_to("10:00 13/07/2026", "10:00 15/07/2026")}, pausing) == "17:00 15/07/2026");
    CHECK(due("09:00 06/07/2026", {LimitUnit::day, 150}, {from_to("10:00 08/07/2026", "15:00 10/07/2026")}, pausing) == "17:00 10/07/2026");
    CHECK(due("07:10 08/07/2026", working_days(2), {from_to("07:15 10/07/2026", "07:30 13/07/2026")}, pausing, short_friday_rules) == "07:30 13/07/2026");
}

TEST_CASE("a limit within the day starts again after a pause, whatever the policy")
{
    for (const auto policy : {pausing, resetting}) {
        CHECK(due("08:00 06/07/2026", immediately, {from_to("09:00 06/07/2026", "10:00 08/07/2026")}, policy) == "17:00 08/07/2026");
        CHECK(due("08:00 06/07/2026", immediately, {from_to("09:00 06/07/2026", "15:10 08/07/2026")}, policy) == "17:00 09/07/2026");
        CHECK(due("08:00 06/07/2026", immediately, {from_to("17:00 06/07/2026", "10:00 08/07/2026")}, policy) == "17:00 06/07/2026");
    }
}

TEST_CASE("a pause over a holiday costs no more than its working time")
{
    CHECK(due("08:00 27/08/2026", working_days(2), {from_to("15:00 28/08/2026", "09:00 03/09/2026")}, pausing) == "14:00 03/09/2026");
}

TEST_CASE("a printed date never moves; the officer gets a task when the calendar contradicts it")
{
    const auto held = at("09:00 24/11/2026");
    const auto after_holiday = Deadline{at("09:00 25/11/2026"), false, {}};
    const auto printed = revised(held, true, after_holiday);
    CHECK(printed.due_at == held);
    CHECK(printed.needs_notice);
    CHECK_FALSE(printed.moved);
    CHECK_FALSE(printed.unchanged());
    const auto silent = revised(held, false, after_holiday);
    CHECK(silent.due_at == after_holiday.due_at);
    CHECK(silent.moved);
    CHECK_FALSE(silent.needs_notice);
}

TEST_CASE("a late announcement that changes no date needs nothing but may settle it")
{
    const auto held = at("09:00 04/01/2027");
    for (const bool was_printed : {true, false}) {
        const auto revision = revised(held, was_printed, Deadline{held, false, {}});
        CHECK(revision.unchanged());
        CHECK(revision.due_at == held);
        CHECK_FALSE(revision.provisional);
        CHECK(revised(held, was_printed, Deadline{held, true, {}}).provisional);
    }
}

TEST_CASE("a holiday announced late moves what touches it and nothing else")
{
    const std::vector<SpecialDay> culture_day{{on(24, 11, 2026), SpecialDayKind::holiday, "Ngày Văn hóa Việt Nam", "NQ 28/2026/QH16"}};
    const WorkingCalendar before({}, {2026});
    const WorkingCalendar announced(culture_day, {2026});
    const auto under = [&](const WorkingCalendar& by, const std::string& received) { return reckoned(received, working_days(3), {by, office}); };
    const auto touched = revised(under(before, "09:00 20/11/2026").due_at, false, under(announced, "09:00 20/11/2026"));
    CHECK(print(touched.due_at) == "09:00 26/11/2026");
    CHECK(touched.moved);
    CHECK(revised(under(before, "09:00 18/11/2026").due_at, true, under(announced, "09:00 18/11/2026")).unchanged());
    CHECK(revised(under(before, "09:00 19/11/2026").due_at, true, under(announced, "09:00 19/11/2026")).needs_notice);
}
