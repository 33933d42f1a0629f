#pragma once

// Inside platform/pdf only: the page that a document is writing.
#include "platform/pdf/laid.hpp"

namespace motcua::pdf {

struct ReleaseSurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ReleaseCairo {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

struct Document::State {
    Settings settings;
    double paper_width = 0;
    double paper_height = 0;
    std::string bytes;
    std::unique_ptr<cairo_surface_t, ReleaseSurface> surface;
    std::unique_ptr<cairo_t, ReleaseCairo> page;
    double y = 0;
    int page_in_part = 1;
    int pages = 1;

    double left() const { return settings.margins.left; }
    double top() const { return settings.margins.top; }
    double bottom() const { return paper_height - settings.margins.bottom; }
    bool at_top() const { return y == top(); }
    void turn_page(int number_in_part);
};

}  // namespace motcua::pdf
