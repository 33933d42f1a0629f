#include <doctest/doctest.h>

#include <stdexcept>

#include "clock_examples.hpp"
#include "domain/working_time.hpp"

using namespace motcua;
using namespace motcua::clock_examples;
using namespace std::chrono_literals;

TEST_CASE("D1 three working days from a Thursday afternoon end on Tuesday at the same time")
{
    CHECK(due("14:20 02/07/2026", working_days(3)) == "14:20 07/07/2026");
}

TEST_CASE("D2 New Year and the swapped day after it do not count")
{
    CHECK(due("16:00 31/12/2025", working_days(5)) == "16:00 09/01/2026");
}

TEST_CASE("D3 the sixth working day is the make-up Saturday")
{
    CHECK(due("16:00 31/12/2025", working_days(6)) == "16:00 10/01/2026");
}

TEST_CASE("D4 three working days over the nine days of Tết")
{
    CHECK(due("09:00 12/02/2026", working_days(3)) == "09:00 24/02/2026");
}

TEST_CASE("D5 a make-up Saturday counts as a working day")
{
    CHECK(due("15:30 21/08/2026", working_days(2)) == "15:30 24/08/2026");
}

TEST_CASE("D6 one working day over the National Day")
{
    CHECK(due("15:10 28/08/2026", working_days(1)) == "15:10 03/09/2026");
}

TEST_CASE("D7 within the day, received after 15:00, means the next working day")
{
    CHECK(due("15:10 28/08/2026", immediately) == "17:00 03/09/2026");
}

TEST_CASE("D8 a supplement that was asked for resets or pauses the limit")
{
    const std::vector<Pause> asked{{at("10:00 08/07/2026"), at("09:00 14/07/2026")}};
    CHECK(due("08:00 06/07/2026", working_days(5)) == "08:00 13/07/2026");
    CHECK(span("08:00 06/07/2026", "10:00 08/07/2026") == 18h);
    CHECK(due("08:00 06/07/2026", working_days(5), asked, PausePolicy::reset) == "09:00 21/07/2026");
    CHECK(due("08:00 06/07/2026", working_days(5), asked, PausePolicy::pause) == "17:00 16/07/2026");
}

TEST_CASE("D9 the apology must be sent by the end of the working day before")
{
    CHECK(print(apology_by(at("17:00 16/07/2026"), rules)) == "17:00 15/07/2026");
    CHECK(print(apology_by(at("08:00 13/07/2026"), rules)) == "17:00 10/07/2026");
    CHECK(print(apology_by(at("15:10 03/09/2026"), rules)) == "17:00 28/08/2026");
    CHECK(print(apology_by(at("09:00 24/08/2026"), rules)) == "17:00 22/08/2026");
}

TEST_CASE("D10 a dossier sent on Sunday and accepted on Monday starts on Monday")
{
    CHECK(print(clock_start(at("10:00 06/07/2026"), rules)) == "10:00 06/07/2026");
    CHECK(print(clock_start(at("09:00 05/07/2026"), rules)) == "07:00 06/07/2026");
}

TEST_CASE("D11 a dossier taken at 16:00 for another commune is handed on at the start of the next day")
{
    CHECK(print(forward_by(at("16:00 07/07/2026"), rules)) == "07:00 08/07/2026");
    CHECK(print(clock_start(at("07:30 08/07/2026"), rules)) == "07:30 08/07/2026");
}

TEST_CASE("a dossier is handed on the same working day when it came before 15:00")
{
    CHECK(print(forward_by(at("14:59 07/07/2026"), rules)) == "17:00 07/07/2026");
    CHECK(print(forward_by(at("15:00 07/07/2026"), rules)) == "07:00 08/07/2026");
    CHECK(print(forward_by(at("06:00 07/07/2026"), rules)) == "17:00 07/07/2026");
    CHECK(print(forward_by(at("12:00 07/07/2026"), rules)) == "17:00 07/07/2026");
    CHECK(print(forward_by(at("16:00 28/08/2026"), rules)) == "07:00 03/09/2026");
    CHECK(print(forward_by(at("09:00 11/07/2026"), rules)) == "07:00 13/07/2026");
    CHECK(print(forward_by(at("09:00 22/08/2026"), rules)) == "17:00 22/08/2026");
    CHECK(print(forward_by(at("12:00 10/07/2026"), short_friday_rules)) == "07:00 13/07/2026");
}

TEST_CASE("the clock starts at once within a session and else at the next session that counts")
{
    CHECK(print(clock_start(at("06:59 06/07/2026"), rules)) == "07:00 06/07/2026");
    CHECK(print(clock_start(at("07:00 06/07/2026"), rules)) == "07:00 06/07/2026");
    CHECK(print(clock_start(at("11:29 06/07/2026"), rules)) == "11:29 06/07/2026");
    CHECK(print(clock_start(at("11:30 06/07/2026"), rules)) == "13:30 06/07/2026");
    CHECK(print(clock_start(at("12:15 06/07/2026"), rules)) == "13:30 06/07/2026");
    CHECK(print(clock_start(at("16:59 06/07/2026"), rules)) == "16:59 06/07/2026");
    CHECK(print(clock_start(at("17:00 10/07/2026"), rules)) == "07:00 13/07/2026");
    CHECK(print(clock_start(at("17:00 28/08/2026"), rules)) == "07:00 03/09/2026");
    CHECK(print(clock_start(at("08:00 22/08/2026"), rules)) == "08:00 22/08/2026");
}

TEST_CASE("seconds are cut: the clock knows the minute that is printed")
{
    CHECK(clock_start(at("14:20 02/07/2026") + 59s + 999ms, rules) == at("14:20 02/07/2026"));
    CHECK(deadline(at("14:20 02/07/2026") + 37s, working_days(3), PausePolicy::pause, {}, rules)->due_at == at("14:20 07/07/2026"));
}

TEST_CASE("received outside a session, whole days end at the time of day at which the clock started")
{
    CHECK(due("20:00 10/07/2026", working_days(3)) == "07:00 16/07/2026");
    CHECK(due("12:00 06/07/2026", working_days(1)) == "13:30 07/07/2026");
    CHECK(due("09:00 05/07/2026", working_days(1)) == "07:00 07/07/2026");
}

TEST_CASE("a Saturday session takes dossiers but does not count")
{
    CHECK(due("08:00 11/07/2026", working_days(2), saturday_rules) == "07:00 15/07/2026");
    CHECK(due("15:00 10/07/2026", working_days(2), saturday_rules) == "15:00 14/07/2026");
    CHECK(due("08:00 11/07/2026", immediately, saturday_rules) == "17:00 13/07/2026");
    CHECK(span("08:00 11/07/2026", "10:00 11/07/2026", saturday_rules) == 0h);
}

TEST_CASE("Saturday sessions count when the centre says so, but never on a holiday")
{
    CHECK(due("08:00 11/07/2026", working_days(1), counting_saturday_rules) == "08:00 13/07/2026");
    CHECK(due("15:00 10/07/2026", working_days(2), counting_saturday_rules) == "15:00 13/07/2026");
    CHECK(due("09:00 01/05/2027", working_days(1), counting_saturday_rules) == "07:00 05/05/2027");
}

TEST_CASE("a make-up Saturday works by the hours of a Monday")
{
    CHECK(due("15:30 21/08/2026", working_days(1), saturday_rules) == "15:30 22/08/2026");
    CHECK(due("08:00 22/08/2026", immediately, saturday_rules) == "17:00 22/08/2026");
    CHECK(span("07:00 22/08/2026", "17:00 22/08/2026") == 8h);
}

TEST_CASE("days of other length count as days: the end is at the same time of day")
{
    CHECK(due("10:00 09/07/2026", working_days(2), short_friday_rules) == "10:00 13/07/2026");
    CHECK(due("10:00 10/07/2026", working_days(1), short_friday_rules) == "10:00 13/07/2026");
    CHECK(due("15:00 08/07/2026", working_days(3), short_friday_rules) == "15:00 13/07/2026");
}

TEST_CASE("where the last day does not work at that time, the limit ends at the last working minute before")
{
    CHECK(due("15:00 08/07/2026", working_days(2), short_friday_rules) == "11:30 10/07/2026");
    CHECK(due("07:10 08/07/2026", working_days(2), short_friday_rules) == "07:30 10/07/2026");
    CHECK(due("11:15 09/07/2026", working_days(1), late_lunch_rules) == "11:00 10/07/2026");
}

TEST_CASE("half a day is half the session time to the same time of the next day")
{
    CHECK(due("14:20 02/07/2026", {LimitUnit::working_day, 50}) == "08:20 03/07/2026");
    CHECK(due("08:00 06/07/2026", {LimitUnit::working_day, 50}) == "14:00 06/07/2026");
    CHECK(due("08:00 06/07/2026", {LimitUnit::working_day, 750}) == "14:00 15/07/2026");
    CHECK(due("08:00 06/07/2026", {LimitUnit::working_day, 25}) == "10:00 06/07/2026");
    CHECK(due("08:00 06/07/2026", {LimitUnit::working_day, 1}) == "08:04 06/07/2026");
    // From the Friday of four hours, 09:30, to Monday, 09:30, lie two hours and two and a half.
    CHECK(due("09:30 09/07/2026", {LimitUnit::working_day, 150}, short_friday_rules) == "07:15 13/07/2026");
}

TEST_CASE("hours are session time")
{
    CHECK(due("08:00 06/07/2026", hours_limit(8)) == "08:00 07/07/2026");
    CHECK(due("07:00 06/07/2026", hours_limit(8)) == "17:00 06/07/2026");
    CHECK(due("16:30 28/08/2026", hours_limit(1)) == "07:30 03/09/2026");
    CHECK(due("11:00 06/07/2026", {LimitUnit::hour, 150}) == "14:30 06/07/2026");
    CHECK(due("18:00 06/07/2026", hours_limit(2)) == "09:00 07/07/2026");
}

TEST_CASE("calendar days leave the first day out and end with the last session of the last day")
{
    CHECK(due("09:00 06/07/2026", calendar_days(3)) == "17:00 09/07/2026");
    CHECK(due("16:59 06/07/2026", calendar_days(3)) == "17:00 09/07/2026");
    CHECK(due("09:00 06/07/2026", calendar_days(30)) == "17:00 05/08/2026");
}

TEST_CASE("calendar days that end on a day off end on the next working day")
{
    CHECK(due("09:00 06/07/2026", calendar_days(5)) == "17:00 13/07/2026");
    CHECK(due("09:00 06/07/2026", calendar_days(6)) == "17:00 13/07/2026");
    CHECK(due("09:00 26/08/2026", calendar_days(5)) == "17:00 03/09/2026");
    CHECK(due("09:00 17/08/2026", calendar_days(5)) == "17:00 22/08/2026");
    CHECK(due("09:00 07/07/2026", calendar_days(3), short_friday_rules) == "11:30 10/07/2026");
}

TEST_CASE("a calendar day and a half ends in the middle of the second day")
{
    CHECK(due("09:00 06/07/2026", {LimitUnit::day, 150}) == "11:00 08/07/2026");
    CHECK(due("09:00 09/07/2026", {LimitUnit::day, 150}) == "17:00 13/07/2026");
}

TEST_CASE("within the day means the end of the last session of that day")
{
    CHECK(due("08:00 06/07/2026", immediately) == "17:00 06/07/2026");
    CHECK(due("14:59 06/07/2026", immediately) == "17:00 06/07/2026");
    CHECK(due("15:00 06/07/2026", immediately) == "17:00 07/07/2026");
    CHECK(due("17:30 06/07/2026", immediately) == "17:00 07/07/2026");
    CHECK(due("09:00 12/07/2026", immediately) == "17:00 13/07/2026");
    CHECK(due("15:30 09/07/2026", immediately, short_friday_rules) == "11:30 10/07/2026");
}

TEST_CASE("the cut-off of a centre is data")
{
    ClockRules early = rules;
    early.same_day_cut_off = 10h;
    early.forward_cut_off = 11h;
    CHECK(due("10:00 06/07/2026", immediately, early) == "17:00 07/07/2026");
    CHECK(due("09:59 06/07/2026", immediately, early) == "17:00 06/07/2026");
    CHECK(print(forward_by(at("10:59 06/07/2026"), early)) == "17:00 06/07/2026");
    CHECK(print(forward_by(at("11:00 06/07/2026"), early)) == "07:00 07/07/2026");
}

TEST_CASE("a limit that does not exist is refused, one of nothing ends at once")
{
    CHECK_THROWS_AS(deadline(at("08:00 06/07/2026"), {LimitUnit::day, -1}, PausePolicy::pause, {}, rules), std::invalid_argument);
    CHECK(due("08:00 06/07/2026", working_days(0)) == "08:00 06/07/2026");
    CHECK(due("08:00 06/07/2026", hours_limit(0)) == "08:00 06/07/2026");
}

TEST_CASE("hours without a session that counts are an error, not an endless search")
{
    const WorkingHours none;
    CHECK_THROWS_AS(clock_start(at("08:00 06/07/2026"), {calendar, none}), std::domain_error);
}

TEST_CASE("working minutes lie in sessions only")
{
    CHECK(span("07:00 06/07/2026", "17:00 06/07/2026") == 8h);
    CHECK(span("11:30 06/07/2026", "13:30 06/07/2026") == 0h);
    CHECK(span("10:00 06/07/2026", "14:00 06/07/2026") == 2h);
    CHECK(span("16:00 10/07/2026", "08:00 13/07/2026") == 2h);
    CHECK(span("14:00 06/07/2026", "10:00 06/07/2026") == 0h);
    CHECK(span("00:00 28/08/2026", "00:00 04/09/2026") == 16h);
}

TEST_CASE("working minutes pass to the earliest instant at which they are over")
{
    CHECK(print(after_working_minutes(at("07:00 06/07/2026"), 8h, rules)) == "17:00 06/07/2026");
    CHECK(print(after_working_minutes(at("07:00 06/07/2026"), 8h + 1min, rules)) == "07:01 07/07/2026");
    CHECK(print(after_working_minutes(at("12:00 06/07/2026"), 0h, rules)) == "12:00 06/07/2026");
    CHECK(print(after_working_minutes(at("12:00 06/07/2026"), 30min, rules)) == "14:00 06/07/2026");
    CHECK(print(after_working_minutes(at("16:00 10/07/2026"), 2h, rules)) == "08:00 13/07/2026");
}

TEST_CASE("no days later is the same minute, on a day off too")
{
    const auto sunday = working_time::local(at("09:00 05/07/2026"));
    CHECK(working_time::add_days(sunday, 0, rules) == sunday);
    CHECK(working_time::add_days(sunday, 1, rules) == sunday + 24h);
}

TEST_CASE("finished before the due day is early, up to the due instant on time, then late")
{
    const auto due_at = at("14:20 07/07/2026");
    CHECK(timeliness(at("23:59 06/07/2026"), due_at) == Timeliness::early);
    CHECK(timeliness(at("00:00 07/07/2026"), due_at) == Timeliness::on_time);
    CHECK(timeliness(due_at, due_at) == Timeliness::on_time);
    CHECK(timeliness(due_at + 1ms, due_at) == Timeliness::late);
    CHECK(timeliness(at("08:00 08/07/2026"), due_at) == Timeliness::late);
}

TEST_CASE("legs share the session time of a deadline")
{
    const auto start = at("08:00 06/07/2026");
    const auto due_at = at("08:00 13/07/2026");
    const auto legs = leg_deadlines(start, due_at, {10, 60, 30}, rules);
    REQUIRE(legs.size() == 3);
    CHECK(print(legs[0]) == "14:00 06/07/2026");
    CHECK(print(legs[1]) == "14:00 09/07/2026");
    CHECK(legs[2] == due_at);
    CHECK(print(leg_deadlines(start, due_at, {50}, rules).front()) == "14:00 08/07/2026");
    CHECK(leg_deadlines(start, due_at, {}, rules).empty());
    CHECK(leg_deadlines(start, due_at, {0, 100, 0}, rules) == std::vector<Instant>{start, due_at, due_at});
}

TEST_CASE("the last leg ends when the deadline ends, also at the opening of a day")
{
    const auto legs = leg_deadlines(at("07:00 06/07/2026"), at("07:00 09/07/2026"), {50, 50}, rules);
    CHECK(print(legs[0]) == "11:00 07/07/2026");
    CHECK(print(legs[1]) == "07:00 09/07/2026");
}

TEST_CASE("shares beyond the whole are refused")
{
    for (const auto& shares : {std::vector<int>{60, 41}, {-1}, {101}, {2147483647, 2147483647}})
        CHECK_THROWS_AS(leg_deadlines(at("07:00 06/07/2026"), at("07:00 09/07/2026"), shares, rules), std::invalid_argument);
}

TEST_CASE("a deadline within confirmed years is final")
{
    CHECK_FALSE(reckoned("14:20 02/07/2026", working_days(3)).provisional);
    CHECK_FALSE(reckoned("16:00 31/12/2025", working_days(5)).provisional);
    CHECK_FALSE(reckoned("08:00 30/12/2026", working_days(1)).provisional);
}

TEST_CASE("a deadline that touches a year without a confirmed calendar is provisional")
{
    CHECK(reckoned("08:00 31/12/2026", working_days(1)).provisional);
    CHECK(reckoned("08:00 04/01/2027", working_days(1)).provisional);
    CHECK(reckoned("08:00 01/12/2026", calendar_days(31)).provisional);
    CHECK(reckoned("16:00 31/12/2026", immediately).provisional);
    CHECK(reckoned("17:30 31/12/2026", hours_limit(1)).provisional);
    CHECK_FALSE(reckoned("08:00 31/12/2026", immediately).provisional);
    CHECK(reckoned("16:00 29/12/2023", working_days(600)).provisional);
    CHECK(reckoned("18:00 31/12/2024", working_days(1)).provisional);  // The clock starts in 2025, which is confirmed.
}
