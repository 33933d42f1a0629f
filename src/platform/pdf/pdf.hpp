#pragma once

#include <memory>
#include <string>
#include <vector>

#include "domain/time.hpp"

// Printed papers: text set by Pango, pages written by Cairo. Lengths are points, 1/72 inch.
// The same calls give the same bytes, on every machine with the same fonts: a slip can be made again from its content.
namespace motcua::pdf {

constexpr double mm(double millimetres) { return millimetres * 72 / 25.4; }

enum class Paper { a4, a4_landscape, a5, a5_landscape };
enum class Align { left, centre, right, justified };

struct Margins {
    double top, right, bottom, left;
};

// Text in Liberation Serif, parts of it bold or in italics. A line feed begins a new line. Must be valid UTF-8;
// controls that turn the direction of writing are dropped, since they let a name read as what it is not.
struct Text {
    struct Run {
        std::string text;
        bool bold = false;
        bool italic = false;
        bool whole = false;       // Not broken over two lines: a dossier code, a number.
    };

    Text() = default;
    Text(const char* plain) : Text(std::string(plain)) {}
    Text(std::string plain) { runs.push_back({std::move(plain)}); }
    bool empty() const;

    std::vector<Run> runs;
};
Text bold(std::string);
Text italic(std::string);
Text bold_italic(std::string);
Text whole(Text);
Text operator+(Text, const Text&);

struct Style {
    double size = 12;
    Align align = Align::left;
    double first_indent = 0;      // Of the first line of each paragraph; negative hangs it out.
    double indent = 0;            // Of all lines.
    double before = 0;            // Space above; none at the top of a page.
    double line_spacing = 1.0;    // Share of the line height that the font asks for.
    double smallest = 0;          // Not 0: the size may go down to this, by half points, if the text then needs no wrapping.
    bool balanced = false;        // Lines about as wide as each other, for centred titles.
    double rule_share = 0;        // Not 0: a rule below, as wide as this share of the widest line.
    bool dotted = false;          // The rest of the last line is dotted: an answer by hand.
};

struct Column;

// A piece of a page. A paragraph may run over to the next page, line by line; everything else stays on one.
struct Block {
    enum class Kind { text, gap, rule, code, columns };

    Kind kind = Kind::gap;
    Text text;
    Style style;
    double length = 0;            // gap: height; rule: width; code: side
    std::string content;          // code
    std::vector<Column> columns;
};

struct Column {
    double width;
    std::vector<Block> blocks;
};

Block paragraph(Text, Style = {});
Block gap(double height);
Block rule(double width, Align = Align::centre);
// A QR code with its quiet zone, as vectors. At most 1,200 bytes; throws std::length_error.
Block code(std::string content, double side, Align = Align::left);
Block columns(std::vector<Column>);                          // Beside each other, their tops level.
Block together(double width, std::vector<Block>);            // Below each other, on one page.

struct Settings {
    Paper paper = Paper::a4;
    Margins margins{mm(20), mm(15), mm(20), mm(30)};         // NĐ 30/2020/NĐ-CP, Phụ lục I.
    std::string title = {};
    std::string author = {};
    Instant made_at{};            // Goes into the file: take it from the content, not from the clock.
    double page_number_size = 13; // Page numbers: centred in the top margin, none on a first page (NĐ 30/2020, Phụ lục I).
};

// One file being written. Throws std::runtime_error when the library fails. Not for several threads at once; any number
// of documents may be written at the same time by different threads.
class Document {
public:
    explicit Document(Settings);
    ~Document();
    Document(Document&&) noexcept;

    double width() const;         // Between the margins.
    double room() const;          // Height left on this page.
    void add(const Block&);
    void next_page();
    void next_part();             // A new page that counts as the first: the second copy of a slip.
    std::string finish();         // The whole file. Call once, then destroy.

private:
    friend class Table;
    struct State;
    void add_lines(const struct Laid&);

    std::unique_ptr<State> m_state;
};

struct Cell {
    Text text;
    Style style = {};
    int columns = 1;
    int rows = 1;
    double least_height = 0;      // Room to sign.
};
// The cells that begin in this row, from left to right; places taken by a cell of a row above are skipped.
using Row = std::vector<Cell>;

struct TableFormat {
    std::vector<double> widths;   // In proportion; together they fill the width.
    std::vector<Row> head = {};      // Repeated on each page.
    double padding = 3;
    double line = 0.5;
};

// Rows are drawn as they come, so that a table may have any number. A row moves to the next page when it does not fit;
// one that is taller than a page is split between lines.
class Table {
public:
    Table(Document&, TableFormat);
    void add(Row);
    void add(std::vector<Row>);   // Rows joined by cells that span them: they stay together.

private:
    struct Grid;
    Grid head_grid() const;
    void draw_head();
    Grid draw(Grid, double cut);  // Draws what lies above the cut; returns the rest.

    Document& m_document;
    TableFormat m_format;
    std::vector<double> m_edges;  // x of the columns' left edges, and of the right edge of the last.
    int m_page = 0;               // The page that has the head.
};

// Throws std::runtime_error, naming what is missing, unless the four faces of Liberation Serif are installed and have
// all 134 Vietnamese letters. The package fonts-liberation lacks most of them; fonts-liberation2 has them. Call at start.
void check_fonts();

}  // namespace motcua::pdf
