// A table for a spreadsheet: as workbook and as CSV.
#include "features/reports/table.hpp"

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "platform/crypto/crypto.hpp"
#include "platform/text/text.hpp"
#include "platform/xlsx/xlsx.hpp"

namespace motcua::reports {

namespace {

std::string letter_of(std::size_t column) { return std::string(1, static_cast<char>('A' + column)); }

std::string with_row(const std::string& formula, int row)
{
    std::string text;
    for (char c : formula) text += c == '#' ? std::to_string(row) : std::string(1, c);
    return text;
}

// Writes the rows and knows where each stands.
class Writing {
public:
    Writing(xlsx::Workbook& book, const Table& table) : m_book(book), m_table(table), m_first(book.next_row()) {}

    void write()
    {
        for (std::size_t i = 0; i < m_table.rows.size(); ++i) add(m_table.rows[i], m_table.rows[i].heading ? part_of(i) : "");
        add(m_table.sum, whole());
    }

private:
    int row_of(std::size_t i) const { return m_first + static_cast<int>(i); }

    // "SUM(@9:@12)", @ for the column: the rows below a heading.
    std::string part_of(std::size_t heading) const
    {
        auto end = heading + 1;
        while (end < m_table.rows.size() && !m_table.rows[end].heading) ++end;
        if (end == heading + 1) return "";
        return "SUM(@" + std::to_string(row_of(heading + 1)) + ":@" + std::to_string(row_of(end - 1)) + ")";
    }

    std::string whole() const
    {
        if (m_table.rows.empty()) return "";
        std::string headings;
        for (std::size_t i = 0; i < m_table.rows.size(); ++i)
            if (m_table.rows[i].heading) headings += (headings.empty() ? "@" : "+@") + std::to_string(row_of(i));
        if (!headings.empty()) return headings;
        return "SUM(@" + std::to_string(m_first) + ":@" + std::to_string(row_of(m_table.rows.size() - 1)) + ")";
    }

    static std::string in_column(std::string formula, std::size_t column)
    {
        for (auto at = formula.find('@'); at != std::string::npos; at = formula.find('@')) formula.replace(at, 1, letter_of(column));
        return formula;
    }

    void add(const TableRow& row, const std::string& down)
    {
        std::vector<xlsx::Value> values;
        auto number = m_book.next_row();
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) values.push_back(value(row.cells.at(i), i, number, down));
        m_book.add(values);
    }

    xlsx::Value value(const TableCell& cell, std::size_t column, int row, const std::string& down) const
    {
        const auto& c = m_table.columns[column];
        if (!cell.number) return cell.text.empty() ? xlsx::Value() : xlsx::Value(cell.text);
        if (c.kind == CellKind::hundredths) return xlsx::Hundredths{*cell.number};
        if (!c.formula.empty()) return xlsx::Formula{with_row(c.formula, row), *cell.number};
        if (!down.empty()) return xlsx::Formula{in_column(down, column), *cell.number};
        return *cell.number;
    }

    xlsx::Workbook& m_book;
    const Table& m_table;
    int m_first;
};

// Removed whatever happens.
struct TemporaryFile {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("motcua-report-" + crypto::random_token(9) + ".xlsx");
    ~TemporaryFile()
    {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
};

std::string quoted(std::string text)
{
    // A spreadsheet program would take these for a formula.
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) text.insert(0, 1, '\'');
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string result = "\"";
    for (char c : text) result += c == '"' ? "\"\"" : std::string(1, c);
    return result + "\"";
}

std::string plain(const TableCell& cell, CellKind kind)
{
    if (!cell.number) return quoted(cell.text);
    if (kind != CellKind::hundredths) return std::to_string(*cell.number);
    auto text = points_text(*cell.number);
    std::replace(text.begin(), text.end(), ',', '.');
    return text;
}

void add_line(std::string& csv, const Table& table, const TableRow& row)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) csv += (i ? "," : "") + plain(row.cells.at(i), table.columns[i].kind);
    csv += "\r\n";
}

}  // namespace

std::string to_csv(const Table& table)
{
    std::string csv = "\xEF\xBB\xBF";   // Else the spreadsheet program of many an office reads it as another alphabet.
    bool first = true;
    for (const auto& column : table.columns) {
        csv += (first ? "" : ",") + quoted(column.group.empty() ? column.title : column.group + ": " + column.title);
        first = false;
    }
    csv += "\r\n";
    for (const auto& row : table.rows) add_line(csv, table, row);
    add_line(csv, table, table.sum);
    return csv;
}

std::string to_workbook(const Table& table)
{
    TemporaryFile file;
    xlsx::Settings settings{.sheet = text::upper(table.form), .author = table.agency, .made_at = table.counted_at};
    auto words = in_words({table.from, table.to});
    settings.above = {text::upper(table.superior_agency), text::upper(table.agency), table.number + " – " + table.issued_with,
                      "Kỳ báo cáo: " + (table.period_name == words ? words : table.period_name + " (" + words + ")")};
    for (const auto& note : table.notes) settings.above.push_back(note);
    settings.above.push_back(text::upper(table.title));
    for (const auto& column : table.columns)
        settings.columns.push_back({column.mark.empty() ? column.title : column.title + "\n" + column.mark, column.width, column.group});
    xlsx::Workbook book(file.path, std::move(settings));
    Writing(book, table).write();
    book.close();
    std::ifstream in(file.path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace motcua::reports
