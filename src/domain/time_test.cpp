#include <doctest/doctest.h>

#include <stdexcept>

#include "domain/time.hpp"

using namespace motcua;
using namespace std::chrono_literals;

namespace {

Instant at(const char* text) { return parse_instant(text).value(); }

}  // namespace

TEST_CASE("a day in Viet Nam begins at 17:00 UTC")
{
    CHECK(to_iso(day_in_vietnam(at("2026-08-28T16:59:59.999Z"))) == "2026-08-28");
    CHECK(to_iso(day_in_vietnam(at("2026-08-28T17:00:00Z"))) == "2026-08-29");
    CHECK(minute_in_vietnam(at("2026-08-28T16:59:59.999Z")) == 1439min);
    CHECK(minute_in_vietnam(at("2026-08-28T17:00:00Z")) == 0min);
    CHECK(to_iso(instant_in_vietnam(make_day(2026, 8, 28), 9h)) == "2026-08-28T02:00:00Z");
    CHECK(to_iso(instant_in_vietnam(make_day(2026, 8, 28), 24h)) == "2026-08-28T17:00:00Z");
}

TEST_CASE("instants before 1970 count backwards correctly")
{
    CHECK(to_iso(day_in_vietnam(at("1951-10-15T00:30:00+07:00"))) == "1951-10-15");
    CHECK(minute_in_vietnam(at("1951-10-15T00:30:00+07:00")) == 30min);
    CHECK(to_iso(at("1951-10-15T00:30:00.250+07:00")) == "1951-10-14T17:30:00.250Z");
}

TEST_CASE("a date that does not exist cannot be made")
{
    CHECK(to_iso(make_day(2024, 2, 29)) == "2024-02-29");
    CHECK_THROWS_AS(make_day(2026, 2, 29), std::out_of_range);
    CHECK_THROWS_AS(make_day(2026, 13, 1), std::out_of_range);
    CHECK_THROWS_AS(make_day(2026, 0, 1), std::out_of_range);
    CHECK_THROWS_AS(make_day(2026, 4, 31), std::out_of_range);
    CHECK(year_of(make_day(2026, 12, 31)) == 2026);
}

TEST_CASE("days are read in one spelling only")
{
    CHECK(parse_day("2026-09-03") == make_day(2026, 9, 3));
    CHECK(parse_day("1000-01-01").has_value());
    CHECK(parse_day("9999-12-31").has_value());
    for (const char* bad : {"", "2026-9-3", "2026-09-031", "2026-09-3", "26-09-03", "2026/09/03", "2026-02-29", "0999-12-31", "2026-09-03 ",
                            " 2026-09-03", "2026-09-00", "2026-00-03", "+026-09-03", "2026-0a-03", "2026-09-", "2026-09-0"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_day(bad).has_value());
    }
}

TEST_CASE("instants are read with any offset and with or without seconds")
{
    const auto expected = instant_in_vietnam(make_day(2026, 8, 28), 9h);
    for (const char* good : {"2026-08-28T02:00:00Z", "2026-08-28T02:00Z", "2026-08-28T09:00:00+07:00", "2026-08-28T09:00+07:00",
                             "2026-08-27T22:30:00.000-03:30", "2026-08-28t02:00:00z", "2026-08-28T02:00:00.0009Z"}) {
        CAPTURE(good);
        CHECK(parse_instant(good) == expected);
    }
    CHECK(parse_instant("2026-08-28T02:00:00.1Z") == expected + 100ms);
    CHECK(parse_instant("2026-08-28T02:00:00.123456789Z") == expected + 123ms);
    CHECK(parse_instant("2026-08-28T02:00:07.05Z") == expected + 7050ms);
}

TEST_CASE("instants without a zone, or with anything else wrong, are not read")
{
    for (const char* bad : {"", "2026-08-28", "2026-08-28T02:00:00", "2026-08-28 02:00:00Z", "2026-08-28T24:00:00Z", "2026-08-28T02:60:00Z",
                            "2026-08-28T02:00:60Z", "2026-08-28T02:00:00.Z", "2026-08-28T02:00:00+0700", "2026-08-28T02:00:00+24:00",
                            "2026-08-28T02:00:00Zx", "2026-02-30T02:00:00Z", "2026-08-28T2:00:00Z", "2026-08-28T02:00:", "2026-08-28T02:00:00+07",
                            "1000-01-01T00:00:00+07:00", "9999-12-31T23:59:59-07:00"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_instant(bad).has_value());
    }
}

TEST_CASE("instants print as JSON has them")
{
    CHECK(to_iso(at("2026-08-28T02:00:00Z")) == "2026-08-28T02:00:00Z");
    CHECK(to_iso(at("2026-08-28T02:03:04.005Z")) == "2026-08-28T02:03:04.005Z");
    CHECK(to_local(at("2026-08-28T02:03:59Z")) == "2026-08-28T09:03+07:00");
    CHECK(to_local(at("2026-08-28T20:00:00Z")) == "2026-08-29T03:00+07:00");
}

TEST_CASE("dates read as Decree 30/2020 writes them")
{
    CHECK(in_words(at("2026-07-02T07:20:00Z")) == "14 giờ 20 phút, ngày 02 tháng 7 năm 2026");
    CHECK(in_words(at("2026-02-28T18:05:00Z")) == "01 giờ 05 phút, ngày 01 tháng 3 năm 2026");
    CHECK(in_words(make_day(2026, 1, 9)) == "ngày 09 tháng 01 năm 2026");
    CHECK(in_words(make_day(2026, 2, 10)) == "ngày 10 tháng 02 năm 2026");
    CHECK(in_words(make_day(2026, 12, 31)) == "ngày 31 tháng 12 năm 2026");
    CHECK(short_date(make_day(2026, 7, 2)) == "02/07/2026");
    CHECK(short_time(at("2026-07-02T07:20:59Z")) == "14:20 02/07/2026");
}

TEST_CASE("weekdays have their Vietnamese names")
{
    CHECK(weekday_name(make_day(2026, 7, 5)) == "Chủ nhật");
    CHECK(weekday_name(make_day(2026, 7, 6)) == "thứ Hai");
    CHECK(weekday_name(make_day(2026, 7, 8)) == "thứ Tư");
    CHECK(weekday_name(make_day(2026, 7, 11)) == "thứ Bảy");
}

TEST_CASE("a person is a year older on the birthday, not before")
{
    const auto born = make_day(1951, 10, 15);
    CHECK(age_on(born, make_day(2026, 10, 14)) == 74);
    CHECK(age_on(born, make_day(2026, 10, 15)) == 75);
    CHECK(age_on(born, make_day(1951, 10, 15)) == 0);
    CHECK(age_on(born, make_day(1951, 10, 14)) == -1);
}

TEST_CASE("who was born on 29 February is a year older on 28 February of a common year")
{
    const auto born = make_day(1952, 2, 29);
    CHECK(age_on(born, make_day(2026, 2, 27)) == 73);
    CHECK(age_on(born, make_day(2026, 2, 28)) == 74);
    CHECK(age_on(born, make_day(2026, 3, 1)) == 74);
    CHECK(age_on(born, make_day(2024, 2, 28)) == 71);
    CHECK(age_on(born, make_day(2024, 2, 29)) == 72);
    CHECK(age_on(make_day(1951, 2, 28), make_day(2024, 2, 28)) == 73);
}
