// A table on paper, laid out by NĐ 30/2020/NĐ-CP, Phụ lục I.
#include "features/reports/labels.hpp"
#include "features/reports/table.hpp"
#include "platform/pdf/pdf.hpp"
#include "platform/text/text.hpp"

namespace motcua::reports {

namespace {

using namespace pdf;

constexpr Style centred{.size = 12, .align = Align::centre};

Style ruled(double share)
{
    auto style = centred;
    style.rule_share = share;
    return style;
}

std::string place_and_day(const Table& table)
{
    auto date = std::chrono::year_month_day(day_in_vietnam(table.counted_at));
    auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    // NĐ 30/2020: a nought before days below 10 and the months 1 and 2.
    auto month = static_cast<unsigned>(date.month());
    return table.place_name + ", ngày " + two(static_cast<unsigned>(date.day())) + " tháng " + (month <= 2 ? two(month) : std::to_string(month)) + " năm " +
           std::to_string(static_cast<int>(date.year()));
}

void add_top(Document& document, const Table& table)
{
    auto width = document.width();
    std::vector<Block> agency;
    if (!table.superior_agency.empty()) agency.push_back(paragraph(text::upper(table.superior_agency), centred));
    agency.push_back(paragraph(bold(text::upper(table.agency)), ruled(0.4)));
    document.add(columns({{width * 0.42, std::move(agency)},
                          {width * 0.1, {}},
                          {width * 0.48, {paragraph(bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), centred),
                                          paragraph(bold("Độc lập - Tự do - Hạnh phúc"), ruled(1)),
                                          paragraph(italic(place_and_day(table)), {.size = 12, .align = Align::centre, .before = 6})}}}));
    document.add(gap(6));
    document.add(paragraph(bold(text::upper(table.title)), {.size = 13, .align = Align::centre, .balanced = true}));
    document.add(paragraph(italic("(" + table.number + "; " + table.issued_with + ")"), {.size = 11, .align = Align::centre}));
    auto words = in_words({table.from, table.to});
    document.add(paragraph("Kỳ báo cáo: " + (table.period_name == words ? words : table.period_name + " (" + words + ")"), {.size = 12, .align = Align::centre}));
    for (const auto& note : table.notes) document.add(paragraph(italic(note), {.size = 11, .align = Align::centre}));
    document.add(gap(5));
}

TableFormat format_of(const Table& table)
{
    constexpr Style style{.size = 9, .align = Align::centre};
    bool grouped = std::any_of(table.columns.begin(), table.columns.end(), [](const auto& c) { return !c.group.empty(); });
    bool marked = std::any_of(table.columns.begin(), table.columns.end(), [](const auto& c) { return !c.mark.empty(); });
    TableFormat format;
    format.padding = 2.5;
    format.head.resize(1 + (grouped ? 1 : 0) + (marked ? 1 : 0));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto& column = table.columns[i];
        format.widths.push_back(column.width);
        if (!grouped || column.group.empty()) {
            format.head[0].push_back(Cell{bold(column.title), style, 1, grouped ? 2 : 1});
        } else {
            format.head[1].push_back(Cell{bold(column.title), style});
            int span = 1;
            while (i + static_cast<std::size_t>(span) < table.columns.size() && table.columns[i + static_cast<std::size_t>(span)].group == column.group) ++span;
            if (i == 0 || table.columns[i - 1].group != column.group) format.head[0].push_back(Cell{bold(column.group), style, span, 1});
        }
        if (marked) format.head.back().push_back(Cell{italic(column.mark), {.size = 7.5, .align = Align::centre, .smallest = 6}});
    }
    return format;
}

Row cells_of(const Table& table, const TableRow& row, bool strong)
{
    Row cells;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto& cell = row.cells.at(i);
        const auto& column = table.columns[i];
        auto words = !cell.number ? cell.text : column.kind == CellKind::hundredths ? points_text(*cell.number) : thousands(*cell.number);
        Style style{.size = 9.5, .align = column.kind == CellKind::text ? Align::left : i == 0 ? Align::centre : Align::right};
        if (cell.number && column.kind != CellKind::text) style.smallest = 7;
        else if (!cell.number && column.kind != CellKind::text) style = {.size = 9, .align = Align::centre, .smallest = 7};
        cells.push_back(Cell{strong ? bold(words) : Text(words), style});
    }
    return cells;
}

// Nơi nhận, who made it, who signs: together on one page.
void add_end(Document& document, const Table& table)
{
    auto width = document.width();
    Style small{.size = 11};
    std::vector<Block> recipients{paragraph(bold_italic("Nơi nhận:"), {.size = 12})};
    if (!table.superior_agency.empty()) recipients.push_back(paragraph("- " + table.superior_agency + ";", small));
    recipients.push_back(paragraph("- Lưu: VT.", small));
    std::vector<Block> maker{paragraph(bold("NGƯỜI LẬP BIỂU"), {.size = 12, .align = Align::centre}),
                             paragraph(italic("(Ký và ghi rõ họ tên)"), {.size = 11, .align = Align::centre})};
    std::vector<Block> signer;
    if (!table.authority.empty()) signer.push_back(paragraph(bold(table.authority), {.size = 13, .align = Align::centre}));
    signer.push_back(paragraph(bold(table.position), {.size = 13, .align = Align::centre}));
    signer.push_back(paragraph(italic("(Ký, đóng dấu và ghi rõ họ tên)"), {.size = 11, .align = Align::centre}));
    document.add(gap(10));
    document.add(together(width, {columns({{width * 0.3, std::move(recipients)}, {width * 0.3, std::move(maker)}, {width * 0.4, std::move(signer)}}), gap(62)}));
}

}  // namespace

std::string to_pdf(const Table& table)
{
    pdf::Settings settings{.paper = Paper::a4_landscape, .margins = {mm(20), mm(15), mm(15), mm(20)}};
    settings.title = table.title;
    settings.author = table.agency;
    settings.made_at = table.counted_at;
    Document document(settings);
    add_top(document, table);
    pdf::Table paper(document, format_of(table));
    if (table.rows.empty()) paper.add(Row{Cell{italic("Không phát sinh hồ sơ trong kỳ"), {.size = 10, .align = Align::centre}, static_cast<int>(table.columns.size())}});
    for (const auto& row : table.rows) paper.add(cells_of(table, row, row.heading));
    paper.add(cells_of(table, table.sum, true));
    add_end(document, table);
    return document.finish();
}

}  // namespace motcua::reports
