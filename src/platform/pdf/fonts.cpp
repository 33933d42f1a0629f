#include "platform/pdf/fonts.hpp"

#include <stdexcept>

#ifdef __SANITIZE_ADDRESS__
// Fontconfig keeps one value of its configuration for good, and nothing needs to be said of it.
extern "C" {
const char* __lsan_default_suppressions();
const char* __lsan_default_options();
const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
const char* __lsan_default_options() { return "print_suppressions=0"; }
}
#endif

namespace motcua::pdf {

namespace {

constexpr const char* family = "Liberation Serif";
constexpr const char* vietnamese_letters =
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

struct ReleaseDescription {
    void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
using Description = std::unique_ptr<PangoFontDescription, ReleaseDescription>;

struct ReleaseAttributes {
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};
using Attributes = std::unique_ptr<PangoAttrList, ReleaseAttributes>;

std::unique_ptr<PangoContext, ReleaseObject> make_context(PangoFontMap* map)
{
    std::unique_ptr<PangoContext, ReleaseObject> context(pango_font_map_create_context(map));
    std::unique_ptr<cairo_font_options_t, void (*)(cairo_font_options_t*)> options(cairo_font_options_create(), cairo_font_options_destroy);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options.get());
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    pango_context_set_language(context.get(), pango_language_from_string("vi"));
    pango_context_set_base_dir(context.get(), PANGO_DIRECTION_LTR);
    return context;
}

class Fonts {
public:
    Fonts() : m_map(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)), m_context(make_context(m_map.get())) {}

    static Fonts& of_this_thread()
    {
        thread_local Fonts fonts;
        return fonts;
    }

    PangoContext* context() const { return m_context.get(); }

private:
    std::unique_ptr<PangoFontMap, ReleaseObject> m_map;
    std::unique_ptr<PangoContext, ReleaseObject> m_context;
};

Description describe(double size, bool bold = false, bool italic = false)
{
    Description description(pango_font_description_new());
    pango_font_description_set_family_static(description.get(), family);
    pango_font_description_set_absolute_size(description.get(), size * PANGO_SCALE);
    pango_font_description_set_weight(description.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(description.get(), italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    return description;
}

// U+202A…U+202E and U+2066…U+2069.
bool turns_direction(std::string_view text, std::size_t at)
{
    if (text.compare(at, 2, "\xE2\x80") == 0 && at + 2 < text.size()) {
        auto last = static_cast<unsigned char>(text[at + 2]);
        return last >= 0xAA && last <= 0xAE;
    }
    if (text.compare(at, 2, "\xE2\x81") == 0 && at + 2 < text.size()) {
        auto last = static_cast<unsigned char>(text[at + 2]);
        return last >= 0xA6 && last <= 0xA9;
    }
    return false;
}

void append_clean(std::string& target, std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\xE2' && turns_direction(text, i)) i += 2;
        else if (text[i] != '\r' && text[i] != '\0') target += text[i];
    }
}

void add_attribute(PangoAttrList* list, PangoAttribute* attribute, std::size_t from, std::size_t to)
{
    attribute->start_index = static_cast<guint>(from);
    attribute->end_index = static_cast<guint>(to);
    pango_attr_list_insert(list, attribute);
}

// Faces change before a space, not after it: Pango does not close the right edge of a justified line that ends with the
// last space of a face.
std::size_t ends_with_space(const std::string& text, std::size_t end)
{
    return end > 0 && text[end - 1] == ' ' ? 1 : 0;
}

void set_runs(PangoLayout* layout, const Text& text)
{
    std::string all;
    Attributes attributes(pango_attr_list_new());
    for (const auto& run : text.runs) {
        auto start = all.size();
        append_clean(all, run.text);
        if (run.whole) add_attribute(attributes.get(), pango_attr_allow_breaks_new(FALSE), start, all.size());
        auto from = start - ends_with_space(all, start);
        auto to = all.size() - ends_with_space(all, all.size());
        if (run.bold && from < to) add_attribute(attributes.get(), pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, to);
        if (run.italic && from < to) add_attribute(attributes.get(), pango_attr_style_new(PANGO_STYLE_ITALIC), from, to);
    }
    // A hyphen that nobody wrote would change a code or a number that is broken over two lines.
    add_attribute(attributes.get(), pango_attr_insert_hyphens_new(FALSE), 0, all.size());
    pango_layout_set_text(layout, all.data(), static_cast<int>(all.size()));
    pango_layout_set_attributes(layout, attributes.get());
}

PangoAlignment alignment(Align align)
{
    if (align == Align::centre) return PANGO_ALIGN_CENTER;
    return align == Align::right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

void check_face(bool bold, bool italic)
{
    auto wanted = describe(12, bold, italic);
    std::unique_ptr<PangoFont, ReleaseObject> font(pango_context_load_font(Fonts::of_this_thread().context(), wanted.get()));
    if (!font) throw std::runtime_error("no font can be loaded; install the package fonts-liberation2");
    Description found(pango_font_describe(font.get()));
    if (std::string_view(pango_font_description_get_family(found.get())) != family)
        throw std::runtime_error("the font Liberation Serif is not installed; install the package fonts-liberation2");
    std::unique_ptr<PangoCoverage, ReleaseObject> coverage(pango_font_get_coverage(font.get(), pango_language_from_string("vi")));
    for (const char *letter = vietnamese_letters, *next; *letter; letter = next) {
        next = g_utf8_next_char(letter);
        if (pango_coverage_get(coverage.get(), static_cast<int>(g_utf8_get_char(letter))) == PANGO_COVERAGE_EXACT) continue;
        throw std::runtime_error("Liberation Serif lacks the letter " + std::string(letter, next) +
                                 "; install the package fonts-liberation2 in place of fonts-liberation");
    }
}

}  // namespace

Layout set_text(const Text& text, const Style& style, double size, double width)
{
    Layout layout(pango_layout_new(Fonts::of_this_thread().context()));
    auto font = describe(size);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_auto_dir(layout.get(), FALSE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout.get(), width < 0 ? -1 : static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_indent(layout.get(), static_cast<int>(style.first_indent * PANGO_SCALE));
    pango_layout_set_alignment(layout.get(), alignment(style.align));
    pango_layout_set_justify(layout.get(), style.align == Align::justified);
    if (style.line_spacing != 1.0) pango_layout_set_line_spacing(layout.get(), static_cast<float>(style.line_spacing));
    set_runs(layout.get(), text);
    return layout;
}

void check_fonts()
{
    check_face(false, false);
    check_face(true, false);
    check_face(false, true);
    check_face(true, true);
}

}  // namespace motcua::pdf
