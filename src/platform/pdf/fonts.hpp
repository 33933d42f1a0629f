#pragma once

// Inside platform/pdf only: Pango's and Cairo's own types.
#include <memory>

#include <pango/pangocairo.h>

#include "platform/pdf/pdf.hpp"

namespace motcua::pdf {

struct ReleaseObject {
    void operator()(gpointer object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, ReleaseObject>;

// A text set in lines of at most `width`. Uses the fonts of the calling thread: Pango's maps are not shared.
Layout set_text(const Text&, const Style&, double size, double width);

}  // namespace motcua::pdf
