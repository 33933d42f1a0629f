#include "features/reports/period.hpp"

#include <chrono>

namespace motcua::reports {

namespace {

using namespace std::chrono;

// Months since year 0; those of a report are called after the month in which they end.
int month_of(Day day, int last_day)
{
    year_month_day date(day);
    auto month = static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    return last_day > 0 && static_cast<unsigned>(date.day()) > static_cast<unsigned>(last_day) ? month + 1 : month;
}

Day last_of(int month, int last_day)
{
    auto in_year = year(month / 12) / std::chrono::month(static_cast<unsigned>(month % 12) + 1);
    if (last_day == 0) return sys_days(in_year / last);
    return sys_days(in_year / day(static_cast<unsigned>(last_day)));
}

int months_in(Length length)
{
    switch (length) {
    case Length::day:
    case Length::week: return 0;
    case Length::month: return 1;
    case Length::quarter: return 3;
    case Length::half_year: return 6;
    case Length::year: return 12;
    }
    return 0;
}

// The week of ISO 8601: that of its Thursday.
std::pair<int, int> week_of(Day monday)
{
    auto thursday = monday + days(3);
    auto first = Day(sys_days(year_month_day(thursday).year() / January / 1));
    return {static_cast<int>((thursday - first).count() / 7) + 1, year_of(thursday)};
}

}  // namespace

Period period_with(const Preset& preset, Day on)
{
    if (preset.length == Length::day) return {on, on};
    if (preset.length == Length::week) {
        auto monday = on - (weekday(on) - Monday);
        return {monday, monday + days(6)};
    }
    auto count = months_in(preset.length);
    auto first = month_of(on, preset.last_day) / count * count;
    return {last_of(first - 1, preset.last_day) + days(1), last_of(first + count - 1, preset.last_day)};
}

Period period_before(const Preset& preset, const Period& period)
{
    return period_with(preset, period.from - days(1));
}

std::string name_of(const Preset& preset, const Period& period)
{
    auto month = month_of(period.to, preset.last_day);
    auto in_year = " năm " + std::to_string(month / 12);
    static constexpr const char* quarters[] = {"I", "II", "III", "IV"};
    switch (preset.length) {
    case Length::day: return "Ngày " + short_date(period.from);
    case Length::week: {
        auto [week, year] = week_of(period.from);
        return "Tuần " + std::to_string(week) + " năm " + std::to_string(year);
    }
    case Length::month: return "Tháng " + std::to_string(month % 12 + 1) + in_year;
    case Length::quarter: return std::string("Quý ") + quarters[month % 12 / 3] + in_year;
    case Length::half_year: return (month % 12 < 6 ? "6 tháng đầu" : "6 tháng cuối") + in_year;
    case Length::year: return "Năm " + std::to_string(month / 12);
    }
    return "";
}

std::string in_words(const Period& period)
{
    return "từ ngày " + short_date(period.from) + " đến ngày " + short_date(period.to);
}

}  // namespace motcua::reports
