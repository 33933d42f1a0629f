#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "domain/time.hpp"
#include "domain/vnd.hpp"

// Large tables for a spreadsheet program. Rows go to a file as they come: memory does not grow with them.
namespace motcua::xlsx {

struct Column {
    std::string title;
    double width = 12;                    // In characters of the standard font.
    std::string group = {};               // Neighbours of the same group stand under one heading.
};

// A whole number that the program reckons from others: "D8+E8", with the value that it has now.
struct Formula {
    std::string text;
    std::int64_t value = 0;
};

// A number with two decimals, in hundredths.
struct Hundredths {
    std::int64_t value = 0;
};

// Nothing, a text, a whole number, an amount, a day (dd/mm/yyyy), an instant (dd/mm/yyyy hh:mm, time of Viet Nam).
using Value = std::variant<std::monostate, std::string, std::int64_t, Vnd, Day, Instant, Formula, Hundredths>;

struct Settings {
    std::string sheet = "Sheet1";         // At most 31 characters, none of []:*?/\ .
    std::vector<std::string> above = {};  // Lines above the table, the last of them its title.
    std::vector<Column> columns = {};
    std::string author = {};
    Instant made_at{};                    // Goes into the file: the same content gives the same bytes.
};

// One sheet with a head that stays in view. Not for several threads at once.
// Throws std::runtime_error when the file cannot be written, Refusal too_many_rows beyond 1,048,576 rows.
class Workbook {
public:
    Workbook(std::filesystem::path file, Settings);
    ~Workbook();                          // Without close(): the file is abandoned and removed.

    // One value a column; texts longer than the 32,767 characters of a cell are cut.
    void add(const std::vector<Value>& row);
    int next_row() const;                 // As formulas count: the row that add() writes next; the first of the sheet is 1.
    void close();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace motcua::xlsx
