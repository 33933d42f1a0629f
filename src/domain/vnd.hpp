#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace motcua {

// An amount in whole đồng. No fractions, no floating point; overflow throws std::overflow_error.
struct Vnd {
    std::int64_t dong = 0;

    auto operator<=>(const Vnd&) const = default;
};

Vnd operator+(Vnd, Vnd);
Vnd operator-(Vnd, Vnd);
Vnd operator*(Vnd, std::int64_t);

std::string to_text(Vnd);      // "1.250.000 đ", "-5.000 đ"
// "Một triệu hai trăm năm mươi nghìn đồng". As school books and receipts write it: linh, mốt, tư, lăm; groups of
// zeros are left out ("Một triệu không trăm linh một đồng"); "Âm năm nghìn đồng".
std::string in_words(Vnd);

}  // namespace motcua
