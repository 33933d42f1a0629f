#include <doctest/doctest.h>

#include "clock_examples.hpp"

using namespace motcua;
using namespace motcua::clock_examples;

namespace {

using Sentences = std::vector<std::string>;

Sentences told(const std::string& received, TimeLimit limit, const ClockRules& by = rules) { return reckoned(received, limit, by).explanation; }

Sentences told(const std::string& received, TimeLimit limit, const std::vector<Pause>& pauses, PausePolicy policy)
{
    return deadline(at(received), limit, policy, pauses, rules).value().explanation;
}

}  // namespace

TEST_CASE("a deadline that skips nothing needs no explanation")
{
    CHECK(told("08:00 06/07/2026", working_days(3)).empty());
    CHECK(told("08:00 06/07/2026", immediately).empty());
    CHECK(told("08:00 06/07/2026", calendar_days(3)).empty());
}

TEST_CASE("one weekend is named, several are counted")
{
    CHECK(told("14:20 02/07/2026", working_days(3)) == Sentences{"Bỏ qua thứ Bảy 04/07 và Chủ nhật 05/07/2026: ngày nghỉ hằng tuần."});
    CHECK(told("08:00 06/07/2026", working_days(12)) == Sentences{"Bỏ qua 4 ngày nghỉ hằng tuần (thứ Bảy, Chủ nhật)."});
}

TEST_CASE("days off in a row are told as one stretch with every reason once")
{
    CHECK(told("15:10 28/08/2026", working_days(1)) ==
          Sentences{"Bỏ qua từ thứ Bảy 29/08 đến thứ Tư 02/09/2026: ngày nghỉ hằng tuần, nghỉ hoán đổi (làm bù 22/8), "
                    "nghỉ lễ Quốc khánh (ngày liền kề), nghỉ lễ Quốc khánh."});
    CHECK(told("09:00 12/02/2026", working_days(3)) ==
          Sentences{"Bỏ qua từ thứ Bảy 14/02 đến Chủ nhật 22/02/2026: ngày nghỉ hằng tuần, nghỉ Tết Nguyên đán Bính Ngọ, "
                    "nghỉ lễ Mùng 1 Tết Bính Ngọ, nghỉ lễ Mùng 2 Tết Bính Ngọ, nghỉ lễ Mùng 3 Tết Bính Ngọ, nghỉ lễ Mùng 4 Tết Bính Ngọ."});
}

TEST_CASE("a single day off has its own sentence, after the weekends")
{
    CHECK(told("08:00 17/04/2026", working_days(11)) ==
          Sentences{"Bỏ qua thứ Bảy 18/04 và Chủ nhật 19/04/2026: ngày nghỉ hằng tuần.",
                    "Bỏ qua từ thứ Bảy 25/04 đến thứ Hai 27/04/2026: ngày nghỉ hằng tuần, nghỉ lễ Giỗ Tổ Hùng Vương, nghỉ bù Giỗ Tổ Hùng Vương.",
                    "Bỏ qua từ thứ Năm 30/04 đến Chủ nhật 03/05/2026: nghỉ lễ Ngày Chiến thắng, nghỉ lễ Ngày Quốc tế Lao động, ngày nghỉ hằng tuần."});
    const WorkingCalendar culture({{on(24, 11, 2026), SpecialDayKind::holiday, "Ngày Văn hóa Việt Nam", ""}}, {2026});
    CHECK(told("08:00 23/11/2026", working_days(2), {culture, office}) == Sentences{"Bỏ qua thứ Ba 24/11/2026: nghỉ lễ Ngày Văn hóa Việt Nam."});
}

TEST_CASE("a stretch over New Year names both years, and a make-up day is told")
{
    CHECK(told("16:00 31/12/2025", working_days(6)) ==
          Sentences{"Tính cả thứ Bảy 10/01/2026: làm bù cho ngày nghỉ hoán đổi 2/1.",
                    "Bỏ qua từ thứ Năm 01/01 đến Chủ nhật 04/01/2026: nghỉ lễ Tết Dương lịch, nghỉ hoán đổi (làm bù 10/1), ngày nghỉ hằng tuần."});
    const WorkingCalendar swapped({{on(31, 12, 2026), SpecialDayKind::swapped_off, "", ""}, {on(1, 1, 2027), SpecialDayKind::holiday, "Tết Dương lịch", ""}},
                                  {2026, 2027});
    CHECK(told("08:00 30/12/2026", working_days(1), {swapped, office}) ==
          Sentences{"Bỏ qua từ thứ Năm 31/12/2026 đến Chủ nhật 03/01/2027: nghỉ hoán đổi, nghỉ lễ Tết Dương lịch, ngày nghỉ hằng tuần."});
}

TEST_CASE("names that do not say what they are get the word before them")
{
    const WorkingCalendar bare({{on(7, 7, 2026), SpecialDayKind::swapped_off, "đổi sang thứ Bảy", ""},
                                {on(9, 7, 2026), SpecialDayKind::compensation, "", ""},
                                {on(11, 7, 2026), SpecialDayKind::make_up, "thay thứ Ba", ""}},
                               {2026});
    CHECK(told("08:00 06/07/2026", working_days(4), {bare, office}) ==
          Sentences{"Tính cả thứ Bảy 11/07/2026: làm bù (thay thứ Ba).", "Bỏ qua Chủ nhật 12/07/2026: ngày nghỉ hằng tuần.",
                    "Bỏ qua thứ Ba 07/07/2026: nghỉ hoán đổi (đổi sang thứ Bảy).", "Bỏ qua thứ Năm 09/07/2026: nghỉ bù."});
}

TEST_CASE("a late start is told")
{
    CHECK(told("17:30 06/07/2026", working_days(1)) ==
          Sentences{"Tiếp nhận ngoài phiên làm việc tính vào thời hạn: bắt đầu tính từ 07:00 thứ Ba 07/07/2026."});
    CHECK(told("08:00 11/07/2026", immediately, saturday_rules) ==
          Sentences{"Tiếp nhận ngoài phiên làm việc tính vào thời hạn: bắt đầu tính từ 07:00 thứ Hai 13/07/2026.",
                    "Bỏ qua Chủ nhật 12/07/2026: ngày nghỉ hằng tuần."});
    CHECK(told("15:00 06/07/2026", immediately) == Sentences{"Tiếp nhận từ 15:00 trở đi: trả kết quả trong ngày làm việc tiếp theo."});
}

TEST_CASE("a weekday on which the centre has no session is told as such")
{
    static const WorkingHours closed_wednesday = with_day(3, {});
    CHECK(told("08:00 07/07/2026", working_days(1), {calendar, closed_wednesday}) == Sentences{"Bỏ qua thứ Tư 08/07/2026: không có phiên làm việc."});
}

TEST_CASE("a pause is told, and days off within it are not told again")
{
    const std::vector<Pause> asked{{at("10:00 08/07/2026"), at("09:00 14/07/2026")}};
    CHECK(told("08:00 06/07/2026", working_days(5), asked, PausePolicy::pause) ==
          Sentences{"Không tính thời gian tạm dừng từ 10:00 thứ Tư 08/07/2026 đến 09:00 thứ Ba 14/07/2026."});
    CHECK(told("08:00 06/07/2026", working_days(5), asked, PausePolicy::reset) ==
          Sentences{"Thời hạn được tính lại từ đầu sau khi hết tạm dừng, từ 09:00 thứ Ba 14/07/2026.",
                    "Bỏ qua thứ Bảy 18/07 và Chủ nhật 19/07/2026: ngày nghỉ hằng tuần."});
    CHECK(told("08:00 06/07/2026", working_days(2), {{at("10:00 20/07/2026"), at("10:00 21/07/2026")}}, PausePolicy::pause).empty());
}

TEST_CASE("a pause that was over when the clock started is not told")
{
    const std::vector<Pause> overnight{{at("19:00 06/07/2026"), at("07:00 07/07/2026")}};
    for (const auto policy : {PausePolicy::pause, PausePolicy::reset})
        CHECK(told("18:00 06/07/2026", working_days(1), overnight, policy) ==
              Sentences{"Tiếp nhận ngoài phiên làm việc tính vào thời hạn: bắt đầu tính từ 07:00 thứ Ba 07/07/2026."});
}

TEST_CASE("calendar days that end on a day off say so")
{
    CHECK(told("09:00 06/07/2026", calendar_days(6)) ==
          Sentences{"Ngày cuối của thời hạn (Chủ nhật 12/07/2026) là ngày nghỉ nên kết thúc vào thứ Hai 13/07/2026.",
                    "Bỏ qua Chủ nhật 12/07/2026: ngày nghỉ hằng tuần."});
    CHECK(told("09:00 26/08/2026", calendar_days(5)).front() ==
          "Ngày cuối của thời hạn (thứ Hai 31/08/2026) là ngày nghỉ nên kết thúc vào thứ Năm 03/09/2026.");
}

TEST_CASE("calendar days that a pause has lengthened tell the pause only")
{
    const std::vector<Pause> asked{{at("10:00 13/07/2026"), at("10:00 15/07/2026")}};
    CHECK(told("09:00 06/07/2026", calendar_days(5), asked, PausePolicy::pause) ==
          Sentences{"Không tính thời gian tạm dừng từ 10:00 thứ Hai 13/07/2026 đến 10:00 thứ Tư 15/07/2026."});
}

TEST_CASE("an unconfirmed calendar is told for every year it concerns")
{
    CHECK(told("08:00 30/12/2026", working_days(2)) ==
          Sentences{"Bỏ qua từ thứ Sáu 01/01 đến Chủ nhật 03/01/2027: nghỉ lễ Tết Dương lịch, ngày nghỉ hằng tuần.",
                    "Lịch nghỉ năm 2027 chưa được xác nhận: thời hạn này là tạm tính."});
    CHECK(told("08:00 29/12/2023", calendar_days(600)).size() == 2);
}
