#include "platform/pdf/document.hpp"

#include <stdexcept>

#include <cairo-pdf.h>

namespace motcua::pdf {

namespace {

struct Size {
    double width, height;
};

Size size_of(Paper paper)
{
    switch (paper) {
    case Paper::a4: return {mm(210), mm(297)};
    case Paper::a4_landscape: return {mm(297), mm(210)};
    case Paper::a5: return {mm(148), mm(210)};
    case Paper::a5_landscape: return {mm(210), mm(148)};
    }
    throw std::logic_error("unknown paper");
}

cairo_status_t append_bytes(void* target, const unsigned char* bytes, unsigned int count)
{
    static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

void require(cairo_status_t status)
{
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(std::string("PDF: ") + cairo_status_to_string(status));
}

void describe(cairo_surface_t* surface, const Settings& settings)
{
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, settings.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, settings.author.c_str());
    auto made = to_iso(std::chrono::floor<std::chrono::seconds>(settings.made_at));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
}

}  // namespace

void Document::State::turn_page(int number_in_part)
{
    cairo_show_page(page.get());
    page_in_part = number_in_part;
    ++pages;
    y = top();
    if (page_in_part == 1) return;
    auto number = lay_text(std::to_string(page_in_part), {.size = settings.page_number_size, .align = Align::centre},
                           paper_width - settings.margins.left - settings.margins.right);
    draw(page.get(), number, left(), (top() - number.height) / 2);
}

Document::Document(Settings settings) : m_state(std::make_unique<State>())
{
    auto size = size_of(settings.paper);
    m_state->settings = std::move(settings);
    m_state->paper_width = size.width;
    m_state->paper_height = size.height;
    m_state->surface.reset(cairo_pdf_surface_create_for_stream(append_bytes, &m_state->bytes, size.width, size.height));
    require(cairo_surface_status(m_state->surface.get()));
    describe(m_state->surface.get(), m_state->settings);
    m_state->page.reset(cairo_create(m_state->surface.get()));
    cairo_set_source_rgb(m_state->page.get(), 0, 0, 0);
    m_state->y = m_state->top();
}

Document::~Document() = default;
Document::Document(Document&&) noexcept = default;

double Document::width() const
{
    return m_state->paper_width - m_state->settings.margins.left - m_state->settings.margins.right;
}

double Document::room() const
{
    return m_state->bottom() - m_state->y;
}

void Document::add(const Block& block)
{
    auto& state = *m_state;
    if (block.kind == Block::Kind::gap && state.at_top()) return;
    auto laid = lay(block, width());
    if (!state.at_top()) state.y += laid.before;
    if (laid.breakable && laid.height > room()) return add_lines(laid);
    if (laid.height > room() && !state.at_top()) next_page();
    draw(state.page.get(), laid, state.left(), state.y);
    state.y += laid.height;
}

void Document::add_lines(const Laid& laid)
{
    auto& state = *m_state;
    for (std::size_t from = 0; from < laid.lines.size();) {
        auto to = from;
        while (to < laid.lines.size() && laid.lines[to].bottom - laid.lines[from].top <= room()) ++to;
        if (to == from && state.at_top()) ++to;
        if (from == 0 && to == 1 && !state.at_top()) to = 0;  // No first line alone at the foot of a page.
        draw_lines(state.page.get(), laid, from, to, state.left(), state.y);
        if (to > from) state.y += laid.lines[to - 1].bottom - laid.lines[from].top;
        if (to < laid.lines.size()) next_page();
        from = to;
    }
}

void Document::next_page()
{
    m_state->turn_page(m_state->page_in_part + 1);
}

void Document::next_part()
{
    m_state->turn_page(1);
}

std::string Document::finish()
{
    require(cairo_status(m_state->page.get()));
    cairo_surface_finish(m_state->surface.get());
    require(cairo_surface_status(m_state->surface.get()));
    return std::move(m_state->bytes);
}

}  // namespace motcua::pdf
