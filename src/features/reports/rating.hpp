#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "features/reports/reports.hpp"

// Đánh giá công chức và cơ quan: the nine indicators of TT 01/2018/TT-VPCP Đ12–15, a quarter at a time. Off unless the settings say
// otherwise. Indicators that need slips or feedback have no data yet: they are left out of the total, as that circular says.
namespace motcua::reports {

// 0, 1 or 2 points from each dossier, or task.
struct Points {
    std::int64_t sum = 0;
    std::int64_t count = 0;

    void add(int points)
    {
        sum += points;
        ++count;
    }
    // Their average in tenths, half up; nothing without data.
    std::optional<std::int64_t> tenths() const;
};

int points_of(Timeliness);                       // Indicators 1 and 2: shorter 2, the time 1, longer 0
int points_of_supplements(int times);            // Indicator 3: none 2, once 1, more 0
// Indicator 9, of a unit.
int points_of_online(const RatingRules&, const Fraction& procedures, const Fraction& dossiers, bool some_late);

struct Indicator {
    int number = 0;                              // 1…9
    std::string name;
    std::optional<std::int64_t> tenths;          // Nothing: chưa có dữ liệu
    std::int64_t counted = 0;                    // Dossiers or tasks behind it
};
BOOST_DESCRIBE_STRUCT(Indicator, (), (number, name, tenths, counted))

struct Rated {
    std::string code;                            // User name, or the agency's code
    std::string name;
    std::vector<Indicator> indicators;
    std::int64_t total = 0;                      // Tenths, of the indicators with data
    std::int64_t max = 0;
    std::optional<std::string> grade;            // Only when every indicator has data
};
BOOST_DESCRIBE_STRUCT(Rated, (), (code, name, indicators, total, max, grade))

struct Rating {
    Rated unit;
    std::vector<Rated> officers;                 // By name: who finished a dossier of the unit, or is of it and had a task in one
    std::int64_t dossiers = 0;                   // Finished in the period
    Instant counted_at{};
};
BOOST_DESCRIBE_STRUCT(Rating, (), (unit, officers, dossiers, counted_at))
// Of a commune or department. Refusals: rating_off, figures_only, scope/not_for_scope.
Rating rating(const Services&, const Actor&, const Scope&, const Period&);

}  // namespace motcua::reports
