#include <doctest/doctest.h>

#include <stdexcept>

#include "domain/calendar.hpp"

using namespace motcua;
using namespace std::chrono_literals;

namespace {

Day on(unsigned day, unsigned month, int year = 2026) { return make_day(year, month, day); }

const WorkingCalendar national_day({{on(2, 9), SpecialDayKind::holiday, "Quốc khánh", "BLLĐ 2019 Đ112"},
                                    {on(1, 9), SpecialDayKind::holiday, "Quốc khánh (ngày liền kề)", "BLLĐ 2019 Đ112"},
                                    {on(31, 8), SpecialDayKind::swapped_off, "Nghỉ hoán đổi", "Thông báo 9441/TB-BNV"},
                                    {on(22, 8), SpecialDayKind::make_up, "Làm bù", "Thông báo 9441/TB-BNV"}},
                                   {2026});

}  // namespace

TEST_CASE("without special days Monday to Friday are working days")
{
    const WorkingCalendar plain;
    CHECK(plain.is_working(on(6, 7)));
    CHECK(plain.is_working(on(10, 7)));
    CHECK_FALSE(plain.is_working(on(11, 7)));
    CHECK_FALSE(plain.is_working(on(12, 7)));
    CHECK_FALSE(plain.is_confirmed(2026));
    CHECK(plain.special(on(6, 7)) == nullptr);
}

TEST_CASE("holidays and swapped days are off, a make-up Saturday is a working day")
{
    CHECK_FALSE(national_day.is_working(on(31, 8)));
    CHECK_FALSE(national_day.is_working(on(1, 9)));
    CHECK_FALSE(national_day.is_working(on(2, 9)));
    CHECK(national_day.is_working(on(3, 9)));
    CHECK(national_day.is_working(on(22, 8)));
    CHECK_FALSE(national_day.is_working(on(29, 8)));
    REQUIRE(national_day.special(on(31, 8)) != nullptr);
    CHECK(national_day.special(on(31, 8))->kind == SpecialDayKind::swapped_off);
    CHECK(national_day.special(on(30, 8)) == nullptr);
    CHECK(national_day.special(on(1, 1, 2030)) == nullptr);
}

TEST_CASE("only named years are confirmed")
{
    CHECK(national_day.is_confirmed(2026));
    CHECK_FALSE(national_day.is_confirmed(2027));
}

TEST_CASE("working days are counted over holidays and make-up days")
{
    CHECK(national_day.next_working_day(on(28, 8)) == on(3, 9));
    CHECK(national_day.next_working_day(on(21, 8)) == on(22, 8));
    CHECK(national_day.next_working_day(on(29, 8)) == on(3, 9));
    CHECK(national_day.add_working_days(on(20, 8), 3) == on(24, 8));
    CHECK(national_day.add_working_days(on(29, 8), 0) == on(29, 8));
    CHECK(national_day.add_working_days(on(29, 8), 1) == on(3, 9));
}

TEST_CASE("a day cannot be special twice")
{
    const SpecialDay once{on(24, 11), SpecialDayKind::holiday, "Ngày Văn hóa Việt Nam", "NQ 28/2026/QH16"};
    CHECK_THROWS_AS(WorkingCalendar({once, once}, {}), std::invalid_argument);
}

TEST_CASE("office hours are eight hours from Monday to Friday")
{
    const auto hours = WorkingHours::office_hours();
    for (int weekday = 1; weekday <= 5; ++weekday) {
        std::chrono::minutes sum{0};
        for (const auto& session : hours.sessions[weekday]) sum += session.to - session.from;
        CHECK(sum == 8h);
    }
    CHECK(hours.sessions[0].empty());
    CHECK(hours.sessions[6].empty());
    CHECK_FALSE(hours.saturday_counts);
    CHECK(hours.is_well_formed());
}

TEST_CASE("hours that overlap, run backwards or leave the day are not well formed")
{
    const auto with_monday = [](std::vector<WorkingSession> sessions) {
        auto hours = WorkingHours::office_hours();
        hours.sessions[1] = std::move(sessions);
        return hours.is_well_formed();
    };
    CHECK(with_monday({{0h, 24h}}));
    CHECK(with_monday({{7h, 9h}, {9h, 11h}}));
    CHECK(with_monday({}));
    CHECK_FALSE(with_monday({{7h, 11h}, {10h, 12h}}));
    CHECK_FALSE(with_monday({{13h, 17h}, {7h, 11h}}));
    CHECK_FALSE(with_monday({{11h, 7h}}));
    CHECK_FALSE(with_monday({{7h, 7h}}));
    CHECK_FALSE(with_monday({{-1h, 7h}}));
    CHECK_FALSE(with_monday({{7h, 25h}}));
    WorkingHours saturday_only;
    saturday_only.sessions[6] = {{7h, 11h}};
    CHECK_FALSE(saturday_only.is_well_formed());
    CHECK_FALSE(WorkingHours().is_well_formed());
}
