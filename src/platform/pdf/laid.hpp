#pragma once

// Inside platform/pdf only: a block whose lines are broken and placed, ready to be drawn anywhere.
#include <string>
#include <vector>

#include "platform/pdf/fonts.hpp"

namespace motcua::pdf {

struct Laid {
    struct Line {
        PangoLayoutLine* line;    // Owned by one of `layouts`.
        double x, top, baseline, bottom;
    };
    struct Rule {
        double x, y, width;
        bool dotted = false;
    };
    struct Code {
        double x, y, side;
        std::string content;
    };

    std::vector<Layout> layouts;
    std::vector<Line> lines;
    std::vector<Rule> rules;
    std::vector<Code> codes;
    double before = 0;
    double height = 0;
    bool breakable = false;       // Between its lines.
};

Laid lay_text(const Text&, const Style&, double width);
Laid lay(const Block&, double width);

// Lines [from, to) with the top of line `from` at y.
void draw_lines(cairo_t*, const Laid&, std::size_t from, std::size_t to, double x, double y);
void draw(cairo_t*, const Laid&, double x, double y);

// Throws std::length_error when the content is too long.
void draw_code(cairo_t*, const std::string& content, double x, double y, double side);

}  // namespace motcua::pdf
