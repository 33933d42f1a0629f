#include "platform/xlsx/xlsx.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include <xlsxwriter.h>

#include "domain/refusal.hpp"
#include "platform/text/text.hpp"

namespace motcua::xlsx {

struct Formats {
    lxw_format *text, *integer, *money, *day, *instant, *hundredths, *head, *above, *title;
};

namespace {

constexpr std::size_t longest_text = 32767;
constexpr auto epoch = std::chrono::sys_days(std::chrono::year(1899) / 12 / 30);  // Day 0 of a spreadsheet.

double serial(Day day)
{
    return static_cast<double>((day - epoch).count());
}

double serial(Instant instant)
{
    return serial(day_in_vietnam(instant)) + static_cast<double>(minute_in_vietnam(instant).count()) / (24 * 60);
}

void require(lxw_error error)
{
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("XLSX: ") + lxw_strerror(error));
}

lxw_format* bordered(lxw_workbook* book, const char* number_format = nullptr)
{
    auto* format = workbook_add_format(book);
    format_set_font_name(format, "Times New Roman");
    format_set_font_size(format, 11);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (number_format) format_set_num_format(format, number_format);
    return format;
}

Formats make_formats(lxw_workbook* book)
{
    Formats formats{bordered(book), bordered(book, "0"), bordered(book, "#,##0"), bordered(book, "dd/mm/yyyy"),
                    bordered(book, "dd/mm/yyyy hh:mm"), bordered(book, "0.00"), bordered(book), bordered(book), bordered(book)};
    format_set_text_wrap(formats.text);
    format_set_bold(formats.head);
    format_set_text_wrap(formats.head);
    format_set_align(formats.head, LXW_ALIGN_CENTER);
    format_set_align(formats.head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(formats.head, 0xE8EEF4);
    format_set_border(formats.above, LXW_BORDER_NONE);
    format_set_border(formats.title, LXW_BORDER_NONE);
    format_set_bold(formats.title);
    format_set_font_size(formats.title, 14);
    return formats;
}

}  // namespace

struct Workbook::State {
    std::filesystem::path file;
    std::string folder;
    Settings settings;
    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
    Formats formats{};
    lxw_row_t row = 0;

    ~State();
    lxw_col_t last_column() const { return static_cast<lxw_col_t>(settings.columns.size() - 1); }
    void describe();
    void write_above();
    void write_groups();
    void write_head();
    void write(lxw_col_t, const Value&);
};

Workbook::State::~State()
{
    if (!book) return;
    lxw_workbook_free(book);
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
}

void Workbook::State::describe()
{
    lxw_doc_properties properties{};
    properties.author = settings.author.data();
    properties.title = settings.sheet.data();
    properties.created = std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(settings.made_at));
    require(workbook_set_properties(book, &properties));
    for (lxw_col_t i = 0; i <= last_column(); ++i) require(worksheet_set_column(sheet, i, i, settings.columns[i].width, nullptr));
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
}

void Workbook::State::write_above()
{
    for (const auto& line : settings.above) {
        auto last = &line == &settings.above.back();
        require(worksheet_write_string(sheet, row++, 0, line.c_str(), last ? formats.title : formats.above));
    }
    if (!settings.above.empty()) ++row;
}

// Rows must be written in order, so a cell that spans both rows of the head is merged after the second is written: the
// library then keeps what the first row has.
void Workbook::State::write_groups()
{
    const auto& list = settings.columns;
    for (lxw_col_t i = 0; i <= last_column();) {
        auto end = i;
        while (end <= last_column() && list[end].group == list[i].group && !list[i].group.empty()) ++end;
        const auto& title = list[i].group.empty() ? list[i].title : list[i].group;
        if (end > i + 1) require(worksheet_merge_range(sheet, row, i, row, static_cast<lxw_col_t>(end - 1), title.c_str(), formats.head));
        else require(worksheet_write_string(sheet, row, i, title.c_str(), formats.head));
        i = std::max<lxw_col_t>(end, static_cast<lxw_col_t>(i + 1));
    }
    ++row;
}

void Workbook::State::write_head()
{
    auto grouped = std::any_of(settings.columns.begin(), settings.columns.end(), [](const Column& c) { return !c.group.empty(); });
    if (grouped) write_groups();
    auto single = [&](lxw_col_t i) { return grouped && settings.columns[i].group.empty(); };
    for (lxw_col_t i = 0; i <= last_column(); ++i)
        require(worksheet_write_string(sheet, row, i, single(i) ? "" : settings.columns[i].title.c_str(), formats.head));
    for (lxw_col_t i = 0; i <= last_column(); ++i)
        if (single(i)) require(worksheet_merge_range(sheet, row - 1, i, row, i, "", formats.head));
    auto first = grouped ? row - 1 : row;
    require(worksheet_repeat_rows(sheet, first, row));
    ++row;
    worksheet_freeze_panes(sheet, row, 0);
}

void Workbook::State::write(lxw_col_t column, const Value& value)
{
    struct Writer {
        State& state;
        lxw_col_t column;

        lxw_error number(double value, lxw_format* format) const
        {
            return worksheet_write_number(state.sheet, state.row, column, value, format);
        }
        lxw_error operator()(std::monostate) const
        {
            return worksheet_write_blank(state.sheet, state.row, column, state.formats.text);
        }
        lxw_error operator()(const std::string& text) const
        {
            auto cut = std::string(text::clipped(text, longest_text));
            return worksheet_write_string(state.sheet, state.row, column, cut.c_str(), state.formats.text);
        }
        lxw_error operator()(std::int64_t value) const { return number(static_cast<double>(value), state.formats.integer); }
        lxw_error operator()(Vnd value) const { return number(static_cast<double>(value.dong), state.formats.money); }
        lxw_error operator()(Day value) const { return number(serial(value), state.formats.day); }
        lxw_error operator()(Instant value) const { return number(serial(value), state.formats.instant); }
        lxw_error operator()(Hundredths value) const { return number(static_cast<double>(value.value) / 100, state.formats.hundredths); }
        lxw_error operator()(const Formula& formula) const
        {
            auto text = "=" + formula.text;
            return worksheet_write_formula_num(state.sheet, state.row, column, text.c_str(), state.formats.money, static_cast<double>(formula.value));
        }
    };
    require(std::visit(Writer{*this, column}, value));
}

Workbook::Workbook(std::filesystem::path file, Settings settings) : m_state(std::make_unique<State>())
{
    auto& state = *m_state;
    state.file = std::move(file);
    state.folder = state.file.has_parent_path() ? state.file.parent_path().string() : ".";
    state.settings = std::move(settings);
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = state.folder.data();
    state.book = workbook_new_opt(state.file.c_str(), &options);
    if (!state.book) throw std::runtime_error("XLSX: out of memory");
    state.sheet = workbook_add_worksheet(state.book, state.settings.sheet.c_str());
    if (!state.sheet) throw std::runtime_error("XLSX: the sheet's name is not allowed: " + state.settings.sheet);
    state.formats = make_formats(state.book);
    state.describe();
    state.write_above();
    state.write_head();
}

Workbook::~Workbook() = default;

void Workbook::add(const std::vector<Value>& row)
{
    if (m_state->row >= LXW_ROW_MAX) throw Refusal{Reason::too_large, "too_many_rows", {{"max", std::to_string(LXW_ROW_MAX)}}};
    if (row.size() != m_state->settings.columns.size()) throw std::logic_error("a row has one value a column");
    for (std::size_t i = 0; i < row.size(); ++i) m_state->write(static_cast<lxw_col_t>(i), row[i]);
    ++m_state->row;
}

int Workbook::next_row() const
{
    return static_cast<int>(m_state->row) + 1;
}

void Workbook::close()
{
    require(workbook_close(std::exchange(m_state->book, nullptr)));
}

}  // namespace motcua::xlsx
