#pragma once

#include "features/catalogue/catalogue.hpp"

namespace motcua::catalogue {

// A step of a price by the page.
bool is_step(const Fee&);

// " dang ky khai sinh": the folded words, each after a space, so that " kha" is the beginning of a word.
std::string spaced_words(std::string_view text);

// "Phường Gia Viên" → phuong, gia vien; "TP. Hải Dương" → thanh pho, hai duong; "Gia Viên" → "", gia vien.
struct PlaceName {
    std::string type;
    std::string name;
};
PlaceName place_name(std::string_view written);

}  // namespace motcua::catalogue
