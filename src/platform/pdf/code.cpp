#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <qrencode.h>

#include "platform/pdf/laid.hpp"
#include "platform/pdf/qr.hpp"

namespace motcua::pdf {

namespace {

using Squares = std::unique_ptr<QRcode, void (*)(QRcode*)>;

constexpr int quiet_zone = 4;  // ISO/IEC 18004

Squares encode(const std::string& content)
{
    Squares squares(QRcode_encodeData(static_cast<int>(content.size()), reinterpret_cast<const unsigned char*>(content.data()), 0,
                                      QR_ECLEVEL_M),
                    QRcode_free);
    if (squares) return squares;
    if (errno == ERANGE || errno == EINVAL) throw std::length_error("a QR code cannot hold this content");
    throw std::system_error(errno, std::generic_category(), "QR code");
}

}  // namespace

QrPath qr_path(std::string_view content)
{
    auto squares = encode(std::string(content));
    QrPath code{squares->width + 2 * quiet_zone, ""};
    auto dark = [&](int row, int column) { return column < squares->width && (squares->data[row * squares->width + column] & 1); };
    for (int row = 0; row < squares->width; ++row)
        for (int column = 0; column < squares->width; ++column) {
            auto from = column;
            while (dark(row, column)) ++column;
            if (column == from) continue;
            auto width = std::to_string(column - from);
            code.path += "M" + std::to_string(from + quiet_zone) + " " + std::to_string(row + quiet_zone) + "h" + width + "v1h-" + width + "z";
        }
    return code;
}

void draw_code(cairo_t* page, const std::string& content, double x, double y, double side)
{
    auto squares = encode(content);
    auto module = side / (squares->width + 2 * quiet_zone);
    auto dark = [&](int row, int column) { return column < squares->width && (squares->data[row * squares->width + column] & 1); };
    for (int row = 0; row < squares->width; ++row) {
        for (int column = 0; column < squares->width; ++column) {
            auto from = column;
            while (dark(row, column)) ++column;
            if (column > from)
                cairo_rectangle(page, x + (from + quiet_zone) * module, y + (row + quiet_zone) * module, (column - from) * module, module);
        }
    }
    cairo_fill(page);
}

}  // namespace motcua::pdf
