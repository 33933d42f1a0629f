#pragma once

#include <string>
#include <string_view>

namespace motcua::pdf {

// A QR code for a web page: a square of `side` modules with its quiet zone; `path` is the d of an SVG path that fills the dark ones.
struct QrPath {
    int side = 0;
    std::string path;
};
// At most 1,200 bytes; throws std::length_error.
QrPath qr_path(std::string_view content);

}  // namespace motcua::pdf
