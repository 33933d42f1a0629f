#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "features/reports/behind.hpp"
#include "features/reports/ii06.hpp"
#include "features/reports/index_days.hpp"
#include "features/reports/parameters.hpp"

// A report as it leaves the program: the same table for a spreadsheet, for paper, as CSV and as JSON, now or kept.
namespace motcua::reports {

enum class CellKind { text, number, hundredths };
BOOST_DESCRIBE_ENUM(CellKind, text, number, hundredths)

struct TableColumn {
    std::string title;
    std::string group;                           // Neighbours of the same group stand under one heading
    std::string mark;                            // "(4)": as the form numbers it
    double width = 12;                           // In characters
    CellKind kind = CellKind::number;
    std::string formula;                         // "D#+E#+F#": how it follows from others of its row #; "" when it is counted
};
BOOST_DESCRIBE_STRUCT(TableColumn, (), (title, group, mark, width, kind, formula))

struct TableCell {
    std::string text;
    std::optional<std::int64_t> number;          // Hundredths in a column of these

    TableCell() = default;
    TableCell(std::string words) : text(std::move(words)) {}
    TableCell(const char* words) : text(words) {}
    TableCell(std::int64_t count) : number(count) {}
};
BOOST_DESCRIBE_STRUCT(TableCell, (), (text, number))

struct TableRow {
    std::vector<TableCell> cells;
    bool heading = false;                        // Of the rows below it: not in the sum
};
BOOST_DESCRIBE_STRUCT(TableRow, (), (cells, heading))

struct Table {
    std::string form;                            // "ii06a"
    std::string number;                          // "Biểu số II.06a/VPCP/KSTT"
    std::string title;
    std::string issued_with;
    std::string scope;                           // Code
    std::string superior_agency;
    std::string agency;                          // Whose report it is
    std::string place_name;
    std::string period_name;
    Day from{};
    Day to{};
    Instant counted_at{};
    std::string authority;                       // Who signs: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
    std::string position;
    std::vector<TableColumn> columns;
    std::vector<TableRow> rows;
    TableRow sum;
    std::vector<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(Table, (), (form, number, title, issued_with, scope, superior_agency, agency, place_name, period_name, from, to, counted_at, authority,
    position, columns, rows, sum, notes))

// What a table is of.
enum class TableForm { ii06a, ii06b, lateness, index };
BOOST_DESCRIBE_ENUM(TableForm, ii06a, ii06b, lateness, index)

struct TableQuestion {
    TableForm form = TableForm::ii06a;
    Scope scope;
    AskedPeriod period;
    By by = By::subject;
    std::optional<Day> known_on = {};            // Of the index: as it was known on a day that is over
};
// Refusals as of the figures themselves.
Table make_table(const Services&, const Actor&, const TableQuestion&);

std::string to_csv(const Table&);
// With formulas for what follows from other cells.
std::string to_workbook(const Table&);
// A4 landscape with agency, national heading and signed block as NĐ 30/2020/NĐ-CP, Phụ lục I sets them.
std::string to_pdf(const Table&);

}  // namespace motcua::reports
