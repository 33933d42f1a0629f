#pragma once

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "domain/time.hpp"

// Kỳ báo cáo.
namespace motcua::reports {

struct Period {
    Day from{};
    Day to{};                                    // Inclusive

    bool operator==(const Period&) const = default;
};
BOOST_DESCRIBE_STRUCT(Period, (), (from, to))

enum class Length { day, week, month, quarter, half_year, year };
BOOST_DESCRIBE_ENUM(Length, day, week, month, quarter, half_year, year)

// A period that has a name. A month of reports may end on another day than the month: from the 15th to the 14th (NĐ 09/2019/NĐ-CP Đ12);
// quarter, half-year and year are then made of such months.
struct Preset {
    std::string code;                            // "month"
    std::string name;                            // "Tháng báo cáo (ngày 15 đến ngày 14)"
    Length length = Length::month;
    int last_day = 0;                            // Of its last month, 1…28; 0: the month's own last day
    std::string legal_basis;
};
BOOST_DESCRIBE_STRUCT(Preset, (), (code, name, length, last_day, legal_basis))

// The period of this kind that has the day in it.
Period period_with(const Preset&, Day);
Period period_before(const Preset&, const Period&);

// "Quý III năm 2026", "Tháng 9 năm 2026", "Tuần 36 năm 2026", "Ngày 02/09/2026"
std::string name_of(const Preset&, const Period&);
// "từ ngày 01/07/2026 đến ngày 30/09/2026"
std::string in_words(const Period&);

}  // namespace motcua::reports
