#pragma once

#include "features/catalogue/catalogue.hpp"

namespace motcua::catalogue {

// A step of a price by the page.
bool is_step(const Fee&);

// "Phường Gia Viên" → phuong, gia vien; "TP. Hải Dương" → thanh pho, hai duong; "Gia Viên" → "", gia vien.
struct PlaceName {
    std::string type;
    std::string name;
};
PlaceName place_name(std::string_view written);

}  // namespace motcua::catalogue
