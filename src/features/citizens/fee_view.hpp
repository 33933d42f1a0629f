#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "features/catalogue/catalogue.hpp"

namespace motcua::citizens {

// A fee as it travels: amounts in whole đồng, said by their names.
struct FeeView {
    struct Line {
        std::string code;
        std::string name;
        std::int64_t quantity = 1;
        Vnd amount_vnd;
        std::string legal_basis;
    };
    std::vector<Line> lines;
    Vnd total_vnd;
    std::vector<std::string> open_groups;
    bool unknown_amount = false;
    std::optional<std::string> exempt_because;
};
BOOST_DESCRIBE_STRUCT(FeeView::Line, (), (code, name, quantity, amount_vnd, legal_basis))
BOOST_DESCRIBE_STRUCT(FeeView, (), (lines, total_vnd, open_groups, unknown_amount, exempt_because))

inline FeeView fee_view(const catalogue::FeeQuote& quote)
{
    FeeView view{{}, quote.total, quote.open_groups, quote.unknown_amount, quote.exempt_because};
    for (const auto& line : quote.lines) view.lines.push_back({line.code, line.name, line.quantity, line.amount, line.legal_basis});
    return view;
}

}  // namespace motcua::citizens
