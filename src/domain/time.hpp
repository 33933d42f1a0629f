#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace motcua {

// An instant in UTC, to the millisecond. Stored as BIGINT milliseconds since 1970; JSON "2026-08-28T02:00:00Z".
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// A date of the calendar in Viet Nam. Stored as text, JSON "2026-09-03".
using Day = std::chrono::sys_days;

// Minutes since midnight in Viet Nam, 0…1440.
using MinuteOfDay = std::chrono::minutes;

// Viet Nam is UTC+7 the whole year and has had no summer time since 1975.
inline constexpr std::chrono::hours vietnam_offset{7};

Day day_in_vietnam(Instant);
MinuteOfDay minute_in_vietnam(Instant);                 // Whole minutes; seconds are cut.
Instant instant_in_vietnam(Day, MinuteOfDay);
Day make_day(int year, unsigned month, unsigned day);   // Throws std::out_of_range on a date that does not exist.
int year_of(Day);
// Full years; below 0 before the birth. Who was born on 29/02 is a year older on 28/02 of a common year: a term in
// years ends on the last day of the month when the month lacks the day (BLDS 2015 Đ148).
int age_on(Day born_on, Day on);

std::string to_iso(Day);                                // "2026-09-03"
std::string to_iso(Instant);                            // "2026-08-28T02:00:00Z", with ".123" only if there are milliseconds
std::string to_local(Instant);                          // "2026-08-28T09:00+07:00": to the minute, for people who read JSON
std::optional<Day> parse_day(std::string_view iso);     // Exactly YYYY-MM-DD and a date that exists, years 1000…9999.
// RFC 3339 with Z or a numeric offset; seconds may be missing, fractions beyond milliseconds are cut, a leap second
// (:60) is refused, and so are instants outside the years 1000…9999.
std::optional<Instant> parse_instant(std::string_view);

// For people: "14 giờ 20 phút, ngày 02 tháng 7 năm 2026", "02/07/2026", "14:20 02/07/2026", "thứ Năm".
// NĐ 30/2020/NĐ-CP, Phụ lục I: days below 10 and months 1, 2 are written with a leading zero.
std::string in_words(Instant);
std::string in_words(Day);                              // "ngày 02 tháng 7 năm 2026"
std::string short_date(Day);                            // "02/07/2026"
std::string short_time(Instant);                        // "14:20 02/07/2026"
std::string weekday_name(Day);                          // "thứ Năm", "Chủ nhật"

}  // namespace motcua
