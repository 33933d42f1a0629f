#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "features/reports/reports.hpp"

// Tình hình, kết quả giải quyết TTHC: II.06a of one agency, II.06b of a level.
namespace motcua::reports {

// What stands in the rows.
enum class By { unit, division, level, subject, procedure, channel, officer };
BOOST_DESCRIBE_ENUM(By, unit, division, level, subject, procedure, channel, officer)

struct Question {
    Scope scope;
    Period period;                               // To the end of its last day, or to now when that is still to come
    By by = By::subject;
};

// Columns 3 to 13 of the form.
struct Ii06Counts {
    std::int64_t total = 0;                      // 3 = 4 + 5 + 6
    std::int64_t online = 0;                     // 4 Trực tuyến: online and kiosk
    std::int64_t direct = 0;                     // 5 Trực tiếp, BCCI: counter, post and mobile counter
    std::int64_t carried = 0;                    // 6 Từ kỳ trước
    std::int64_t finished = 0;                   // 7 = 8 + 9 + 10
    std::int64_t early = 0;                      // 8
    std::int64_t on_time = 0;                    // 9
    std::int64_t late = 0;                       // 10
    std::int64_t pending = 0;                    // 11 = 12 + 13
    std::int64_t in_time = 0;                    // 12
    std::int64_t overdue = 0;                    // 13

    bool operator==(const Ii06Counts&) const = default;
    Ii06Counts& operator+=(const Ii06Counts&);
    bool is_empty() const { return *this == Ii06Counts{}; }
    // Whether the sums of the form hold.
    bool adds_up() const;
};
BOOST_DESCRIBE_STRUCT(Ii06Counts, (), (total, online, direct, carried, finished, early, on_time, late, pending, in_time, overdue))

struct Ii06Row : Ii06Counts {
    std::string code;                            // Of the agency, procedure or channel; the subject; the user name of the officer
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Ii06Row, (Ii06Counts), (code, name))

struct Ii06 {
    std::vector<Ii06Row> rows;                   // Units in the order of the catalogue, the others by name; no empty ones
    Ii06Counts sum;
    Instant counted_at{};
};

// Refusals: by/not_for_scope (divisions of the city, units of a commune, officers of the city), figures_only for officers.
Ii06 ii06(const Services&, const Actor&, const Question&);

// II.06b: the city's levels, each by subject.
struct Ii06Section {
    std::string code;                            // city, commune
    std::string name;
    std::vector<Ii06Row> rows;
    Ii06Counts sum;
};
BOOST_DESCRIBE_STRUCT(Ii06Section, (), (code, name, rows, sum))

struct Ii06b {
    std::vector<Ii06Section> sections;
    Ii06Counts sum;
    Instant counted_at{};
};
Ii06b ii06b(const Services&, const Period&);

}  // namespace motcua::reports
