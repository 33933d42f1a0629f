#include <algorithm>
#include <limits>

#include "platform/pdf/document.hpp"

namespace motcua::pdf {

// Cells laid out at their places. What of it does not fit on a page becomes another grid.
struct Table::Grid {
    struct Box {
        Laid laid;
        int row, column, rows, columns;
        double least_height;
        bool middle;              // Text in the middle of the height.
        std::size_t first_line = 0;

        double text_height() const
        {
            return first_line < laid.lines.size() ? laid.lines.back().bottom - laid.lines[first_line].top : 0;
        }
        // How many lines from first_line on fit into this height.
        std::size_t lines_within(double height) const
        {
            auto last = first_line;
            while (last < laid.lines.size() && laid.lines[last].bottom - laid.lines[first_line].top <= height) ++last;
            return last - first_line;
        }
    };

    std::vector<Box> boxes;
    std::vector<double> tops;     // Of the rows, and the bottom of the last.

    double height() const { return tops.back(); }
    void place(const std::vector<Row>&, const std::vector<double>& edges, double padding, bool middle);
    void measure(int rows, double padding);
    std::size_t row_at(double y) const;
};

void Table::Grid::place(const std::vector<Row>& rows, const std::vector<double>& edges, double padding, bool middle)
{
    auto width = static_cast<int>(edges.size()) - 1;
    auto height = static_cast<int>(rows.size());
    std::vector<bool> taken(static_cast<std::size_t>(width * height));
    for (int row = 0; row < height; ++row) {
        int column = 0;
        for (const auto& cell : rows[static_cast<std::size_t>(row)]) {
            while (column < width && taken[static_cast<std::size_t>(row * width + column)]) ++column;
            auto last = column + cell.columns;
            auto end = row + cell.rows;
            if (last > width || end > height) throw std::logic_error("a table's cell reaches beyond it");
            auto inner = edges[static_cast<std::size_t>(last)] - edges[static_cast<std::size_t>(column)] - 2 * padding;
            boxes.push_back({lay_text(cell.text, cell.style, inner), row, column, cell.rows, cell.columns, cell.least_height, middle});
            for (auto r = row; r < end; ++r)
                for (auto c = column; c < last; ++c) taken[static_cast<std::size_t>(r * width + c)] = true;
            column = last;
        }
    }
    measure(height, padding);
}

void Table::Grid::measure(int rows, double padding)
{
    std::vector<double> heights(static_cast<std::size_t>(rows));
    for (auto spanned : {1, std::numeric_limits<int>::max()}) {
        for (const auto& box : boxes) {
            if ((spanned == 1) != (box.rows == 1)) continue;
            auto first = heights.begin() + box.row;
            auto last = first + box.rows - 1;
            double above = 0;
            for (auto i = first; i != last; ++i) above += *i;
            *last = std::max({*last, box.text_height() + 2 * padding - above, box.least_height - above});
        }
    }
    tops.assign(1, 0);
    for (auto height : heights) tops.push_back(tops.back() + height);
}

std::size_t Table::Grid::row_at(double y) const
{
    auto after = std::upper_bound(tops.begin() + 1, tops.end() - 1, y);
    return static_cast<std::size_t>(after - tops.begin()) - 1;
}

Table::Table(Document& document, TableFormat format) : m_document(document), m_format(std::move(format))
{
    double sum = 0;
    for (auto width : m_format.widths) sum += width;
    m_edges.push_back(0);
    for (auto width : m_format.widths) m_edges.push_back(m_edges.back() + width * document.width() / sum);
}

void Table::add(Row row)
{
    std::vector<Row> rows;
    rows.push_back(std::move(row));
    add(std::move(rows));
}

void Table::add(std::vector<Row> rows)
{
    Grid grid;
    grid.place(rows, m_edges, m_format.padding, false);
    auto& state = *m_document.m_state;
    auto head = m_format.head.empty() || m_page == state.pages ? Grid{{}, {0}} : head_grid();
    auto page = state.bottom() - state.top() - head.height();
    auto least = grid.height() <= page ? grid.height() : std::min(page, 5 * m_format.padding + 50);
    if (head.height() + least > m_document.room() && !state.at_top()) m_document.next_page();
    if (m_page != state.pages) draw_head();
    while (grid.height() > m_document.room() + 0.01) {
        grid = draw(std::move(grid), m_document.room());
        m_document.next_page();
        draw_head();
    }
    draw(std::move(grid), grid.height());
}

Table::Grid Table::head_grid() const
{
    Grid head;
    if (m_format.head.empty()) head.tops.assign(1, 0);
    else head.place(m_format.head, m_edges, m_format.padding, true);
    return head;
}

void Table::draw_head()
{
    auto head = head_grid();
    auto height = head.height();
    draw(std::move(head), height);
    m_page = m_document.m_state->pages;
}

Table::Grid Table::draw(Grid grid, double cut)
{
    auto& state = *m_document.m_state;
    auto* page = state.page.get();
    auto fresh = state.y == state.top();
    auto last_row = static_cast<int>(grid.row_at(cut));
    Grid rest;
    for (auto& box : grid.boxes) {
        auto top = grid.tops[static_cast<std::size_t>(box.row)];
        auto bottom = std::min(cut, grid.tops[static_cast<std::size_t>(box.row + box.rows)]);
        if (top < cut || cut == grid.height()) {
            auto lines = box.lines_within(bottom - top - 2 * m_format.padding + 0.01);
            if (lines == 0 && fresh && box.row == 0 && box.first_line < box.laid.lines.size()) lines = 1;
            auto x = state.left() + m_edges[static_cast<std::size_t>(box.column)];
            auto right = state.left() + m_edges[static_cast<std::size_t>(box.column + box.columns)];
            auto slack = box.middle ? (bottom - top - box.text_height()) / 2 : m_format.padding;
            draw_lines(page, box.laid, box.first_line, box.first_line + lines, x + m_format.padding, state.y + top + slack);
            cairo_rectangle(page, x, state.y + top, right - x, bottom - top);
            box.first_line += lines;
            box.least_height = 0;
        }
        if (box.row + box.rows <= last_row || cut >= grid.height()) continue;
        box.rows -= std::max(0, last_row - box.row);
        box.row = std::max(0, box.row - last_row);
        rest.boxes.push_back(std::move(box));
    }
    cairo_set_line_width(page, m_format.line);
    cairo_stroke(page);
    state.y += std::min(cut, grid.height());
    if (cut < grid.height()) rest.measure(static_cast<int>(grid.tops.size()) - 1 - last_row, m_format.padding);
    return rest;
}

}  // namespace motcua::pdf
