#include "platform/pdf/laid.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <unordered_map>

namespace motcua::pdf {

namespace {

constexpr double rule_thickness = 0.7;
constexpr std::size_t most_kept = 100;

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

double natural_width(PangoLayout* layout)
{
    PangoRectangle logical;
    pango_layout_get_extents(layout, nullptr, &logical);
    return points(logical.width);
}

double fitting_size(const Text& text, const Style& style, double width)
{
    if (style.smallest == 0) return style.size;
    auto natural = natural_width(set_text(text, style, style.size, -1).get());
    if (natural <= width) return style.size;
    auto fitting = std::floor(style.size * width / natural * 2) / 2;
    return fitting < style.smallest ? style.size : fitting;
}

// Narrows the layout as far as it keeps its number of lines; returns the width it has then.
double balance(PangoLayout* layout, double width)
{
    auto lines = pango_layout_get_line_count(layout);
    if (lines < 2) return width;
    for (auto narrow = natural_width(layout) * (lines - 1) / lines; narrow < width; narrow *= 1.05) {
        pango_layout_set_width(layout, static_cast<int>(narrow * PANGO_SCALE));
        if (pango_layout_get_line_count(layout) == lines) return narrow;
    }
    pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
    return width;
}

void take_lines(Laid& laid, PangoLayout* layout, double indent)
{
    std::unique_ptr<PangoLayoutIter, void (*)(PangoLayoutIter*)> at(pango_layout_get_iter(layout), pango_layout_iter_free);
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(at.get(), nullptr, &logical);
        int top, bottom;
        pango_layout_iter_get_line_yrange(at.get(), &top, &bottom);
        laid.lines.push_back({pango_layout_iter_get_line_readonly(at.get()), indent + points(logical.x), points(top),
                              points(pango_layout_iter_get_baseline(at.get())), points(bottom)});
        laid.height = points(bottom);
    } while (pango_layout_iter_next_line(at.get()));
}

double aligned(Align align, double length, double width)
{
    if (align == Align::centre) return (width - length) / 2;
    return align == Align::right ? width - length : 0;
}

void add_rule_below(Laid& laid, double length, Align align, double width)
{
    laid.rules.push_back({aligned(align, length, width), laid.height + 1.5, length});
    laid.height += 3;
}

void add_dots(Laid& laid, double width)
{
    const auto& last = laid.lines.back();
    PangoRectangle logical;
    pango_layout_line_get_extents(last.line, nullptr, &logical);
    auto from = last.x + points(logical.width) + 2;
    if (from < width) laid.rules.push_back({from, last.baseline, width - from, true});
}

void put(Laid& target, Laid&& part, double x, double y)
{
    for (auto& layout : part.layouts) target.layouts.push_back(std::move(layout));
    for (const auto& line : part.lines)
        target.lines.push_back({line.line, x + line.x, y + line.top, y + line.baseline, y + line.bottom});
    for (const auto& rule : part.rules) target.rules.push_back({x + rule.x, y + rule.y, rule.width, rule.dotted});
    for (auto& code : part.codes) target.codes.push_back({x + code.x, y + code.y, code.side, std::move(code.content)});
}

Laid lay_columns(const std::vector<Column>& columns)
{
    Laid laid;
    double x = 0;
    for (const auto& column : columns) {
        double y = 0;
        for (const auto& block : column.blocks) {
            auto part = lay(block, column.width);
            y += part.before;
            auto height = part.height;
            put(laid, std::move(part), x, y);
            y += height;
        }
        laid.height = std::max(laid.height, y);
        x += column.width;
    }
    return laid;
}

Laid set_anew(const Text& text, const Style& style, double width)
{
    Laid laid;
    laid.before = style.before;
    laid.breakable = style.rule_share == 0 && !style.dotted;
    auto inner = width - style.indent;
    laid.layouts.push_back(set_text(text, style, fitting_size(text, style, inner), inner));
    auto* layout = laid.layouts.back().get();
    auto set_width = style.balanced ? balance(layout, inner) : inner;
    take_lines(laid, layout, style.indent + aligned(style.align, set_width, inner));
    if (style.dotted) add_dots(laid, width);
    if (style.rule_share > 0) add_rule_below(laid, natural_width(layout) * style.rule_share, style.align, width);
    return laid;
}

// Everything that the lines depend on.
std::string key_of(const Text& text, const Style& style, double width)
{
    std::string key;
    for (const auto& run : text.runs) {
        key += run.text;
        key += '\0';
        key += static_cast<char>('0' + run.bold + 2 * run.italic + 4 * run.whole);
    }
    for (double number : {style.size, style.first_indent, style.indent, style.before, style.line_spacing, style.smallest, style.rule_share, width,
                          static_cast<double>(style.align), static_cast<double>(style.balanced), static_cast<double>(style.dotted)}) {
        auto bytes = std::bit_cast<std::array<char, sizeof number>>(number);
        key.append(bytes.data(), bytes.size());
    }
    return key;
}

// The layouts are shared: nobody changes them any more.
Laid again(const Laid& laid)
{
    Laid copy{.layouts = {}, .lines = laid.lines, .rules = laid.rules, .codes = {}, .before = laid.before, .height = laid.height, .breakable = laid.breakable};
    for (const auto& layout : laid.layouts) copy.layouts.emplace_back(static_cast<PangoLayout*>(g_object_ref(layout.get())));
    return copy;
}

void draw_rule(cairo_t* page, const Laid::Rule& rule, double x, double y)
{
    constexpr double dots[] = {0, 2.5};
    cairo_save(page);
    cairo_set_line_width(page, rule_thickness);
    if (rule.dotted) {
        cairo_set_dash(page, dots, 2, 0);
        cairo_set_line_cap(page, CAIRO_LINE_CAP_ROUND);
    }
    cairo_move_to(page, x + rule.x, y + rule.y);
    cairo_rel_line_to(page, rule.width, 0);
    cairo_stroke(page);
    cairo_restore(page);
}

}  // namespace

Laid lay_text(const Text& text, const Style& style, double width)
{
    thread_local std::unordered_map<std::string, Laid> kept;
    if (kept.size() >= most_kept) kept.clear();
    auto [found, is_new] = kept.try_emplace(key_of(text, style, width));
    if (is_new) found->second = set_anew(text, style, width);
    return again(found->second);
}

Laid lay(const Block& block, double width)
{
    Laid laid;
    switch (block.kind) {
    case Block::Kind::text: return lay_text(block.text, block.style, width);
    case Block::Kind::columns:
        laid = lay_columns(block.columns);
        break;
    case Block::Kind::gap: laid.height = block.length; break;
    case Block::Kind::rule:
        laid.rules.push_back({aligned(block.style.align, block.length, width), 1.5, block.length});
        laid.height = 3;
        break;
    case Block::Kind::code:
        laid.codes.push_back({aligned(block.style.align, block.length, width), 0, block.length, block.content});
        laid.height = block.length;
        break;
    }
    laid.before = block.style.before;
    return laid;
}

void draw_lines(cairo_t* page, const Laid& laid, std::size_t from, std::size_t to, double x, double y)
{
    for (auto i = from; i < to; ++i) {
        const auto& line = laid.lines[i];
        cairo_move_to(page, x + line.x, y + line.baseline - laid.lines[from].top);
        pango_cairo_show_layout_line(page, line.line);
    }
}

void draw(cairo_t* page, const Laid& laid, double x, double y)
{
    if (!laid.lines.empty()) draw_lines(page, laid, 0, laid.lines.size(), x, y + laid.lines[0].top);
    for (const auto& rule : laid.rules) draw_rule(page, rule, x, y);
    for (const auto& code : laid.codes) draw_code(page, code.content, x + code.x, y + code.y, code.side);
}

}  // namespace motcua::pdf
