#include "domain/time.hpp"

#include <array>
#include <stdexcept>

namespace motcua {

namespace {

using namespace std::chrono;

const Day first_day = sys_days(year(1000) / January / 1);
const Day last_day = sys_days(year(9999) / December / 31);

// A number with leading zeros up to `width`.
std::string padded(long number, std::size_t width)
{
    auto digits = std::to_string(number);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

// Exactly `count` digits at `at`, which moves behind them.
std::optional<int> read_digits(std::string_view text, std::size_t& at, std::size_t count)
{
    if (at > text.size() || text.size() - at < count) return std::nullopt;
    int number = 0;
    for (const auto end = at + count; at < end; ++at) {
        if (text[at] < '0' || text[at] > '9') return std::nullopt;
        number = number * 10 + (text[at] - '0');
    }
    return number;
}

bool skip(std::string_view text, std::size_t& at, char c, char or_else)
{
    if (at >= text.size() || (text[at] != c && text[at] != or_else)) return false;
    ++at;
    return true;
}

std::optional<Day> existing_day(int y, int m, int d)
{
    const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
    if (y < 1000 || !date.ok()) return std::nullopt;
    return sys_days(date);
}

std::optional<Day> read_day(std::string_view text, std::size_t& at)
{
    const auto y = read_digits(text, at, 4);
    if (!y || !skip(text, at, '-', '-')) return std::nullopt;
    const auto m = read_digits(text, at, 2);
    if (!m || !skip(text, at, '-', '-')) return std::nullopt;
    const auto d = read_digits(text, at, 2);
    return d ? existing_day(*y, *m, *d) : std::nullopt;
}

std::optional<minutes> read_clock(std::string_view text, std::size_t& at)
{
    const auto hour = read_digits(text, at, 2);
    if (!hour || *hour > 23 || !skip(text, at, ':', ':')) return std::nullopt;
    const auto minute = read_digits(text, at, 2);
    if (!minute || *minute > 59) return std::nullopt;
    return hours(*hour) + minutes(*minute);
}

std::optional<milliseconds> read_fraction(std::string_view text, std::size_t& at)
{
    int value = 0;
    int scale = 1000;
    const auto from = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        scale /= 10;
        value += (text[at] - '0') * scale;
    }
    if (at == from) return std::nullopt;
    return milliseconds(value);
}

// ":07" or ":07.25", or nothing at all.
std::optional<milliseconds> read_seconds(std::string_view text, std::size_t& at)
{
    if (!skip(text, at, ':', ':')) return milliseconds(0);
    const auto second = read_digits(text, at, 2);
    if (!second || *second > 59) return std::nullopt;
    if (!skip(text, at, '.', '.')) return seconds(*second);
    const auto fraction = read_fraction(text, at);
    if (!fraction) return std::nullopt;
    return seconds(*second) + *fraction;
}

std::optional<minutes> read_offset(std::string_view text, std::size_t& at)
{
    if (skip(text, at, 'Z', 'z')) return minutes(0);
    const bool west = at < text.size() && text[at] == '-';
    if (!skip(text, at, '+', '-')) return std::nullopt;
    const auto span = read_clock(text, at);
    if (!span) return std::nullopt;
    return west ? -*span : *span;
}

std::string clock_text(minutes of_day)
{
    return padded(of_day / hours(1), 2) + ":" + padded((of_day % hours(1)).count(), 2);
}

}  // namespace

Day day_in_vietnam(Instant instant) { return floor<days>(instant + vietnam_offset); }

MinuteOfDay minute_in_vietnam(Instant instant)
{
    const auto local = instant + vietnam_offset;
    return floor<minutes>(local - floor<days>(local));
}

Instant instant_in_vietnam(Day day, MinuteOfDay minute) { return Instant(day) + minute - vietnam_offset; }

Day make_day(int year_number, unsigned month_number, unsigned day_number)
{
    const year_month_day date{year(year_number), month(month_number), day(day_number)};
    if (!date.ok()) throw std::out_of_range("no such date");
    return sys_days(date);
}

int year_of(Day day) { return int(year_month_day(day).year()); }

int age_on(Day born_on, Day on)
{
    const year_month_day birth(born_on);
    const year_month_day today(on);
    const auto years = int(today.year()) - int(birth.year());
    const auto last = (today.year() / birth.month() / std::chrono::last).day();
    const auto birthday = today.year() / birth.month() / std::min(birth.day(), last);
    return sys_days(birthday) <= on ? years : years - 1;
}

std::string to_iso(Day day)
{
    const year_month_day date(day);
    return padded(int(date.year()), 4) + "-" + padded(unsigned(date.month()), 2) + "-" + padded(unsigned(date.day()), 2);
}

std::string to_iso(Instant instant)
{
    const auto day = floor<days>(instant);
    const auto of_day = instant - day;
    auto text = to_iso(day) + "T" + clock_text(floor<minutes>(of_day)) + ":" + padded(of_day % minutes(1) / seconds(1), 2);
    if (const auto fraction = of_day % seconds(1); fraction.count() != 0) text += "." + padded(fraction.count(), 3);
    return text + "Z";
}

std::string to_local(Instant instant)
{
    return to_iso(day_in_vietnam(instant)) + "T" + clock_text(minute_in_vietnam(instant)) + "+07:00";
}

std::optional<Day> parse_day(std::string_view iso)
{
    std::size_t at = 0;
    const auto day = read_day(iso, at);
    return at == iso.size() ? day : std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view text)
{
    std::size_t at = 0;
    const auto day = read_day(text, at);
    if (!day || !skip(text, at, 'T', 't')) return std::nullopt;
    const auto clock = read_clock(text, at);
    if (!clock) return std::nullopt;
    const auto second = read_seconds(text, at);
    if (!second) return std::nullopt;
    const auto offset = read_offset(text, at);
    if (!offset || at != text.size()) return std::nullopt;
    const auto instant = Instant(*day) + *clock + *second - *offset;
    if (instant < first_day || instant >= last_day + days(1)) return std::nullopt;
    return instant;
}

std::string in_words(Instant instant)
{
    const auto minute = minute_in_vietnam(instant);
    return padded(minute / hours(1), 2) + " giờ " + padded((minute % hours(1)).count(), 2) + " phút, " +
           in_words(day_in_vietnam(instant));
}

std::string in_words(Day day)
{
    const year_month_day date(day);
    const auto month_number = unsigned(date.month());
    return "ngày " + padded(unsigned(date.day()), 2) + " tháng " + padded(month_number, month_number < 3 ? 2 : 1) + " năm " +
           std::to_string(int(date.year()));
}

std::string short_date(Day day)
{
    const year_month_day date(day);
    return padded(unsigned(date.day()), 2) + "/" + padded(unsigned(date.month()), 2) + "/" + padded(int(date.year()), 4);
}

std::string short_time(Instant instant)
{
    return clock_text(minute_in_vietnam(instant)) + " " + short_date(day_in_vietnam(instant));
}

std::string weekday_name(Day day)
{
    static constexpr std::array names{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"};
    return names[weekday(day).c_encoding()];
}

}  // namespace motcua
