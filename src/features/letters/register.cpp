// Sổ theo dõi hồ sơ: Mẫu số 07, on paper and for a spreadsheet.
#include "features/letters/sheet.hpp"

#include <utility>

#include "platform/text/text.hpp"
#include "platform/xlsx/xlsx.hpp"

namespace motcua::letters {

using namespace pdf;

namespace {

constexpr const char* handling = "Nhận và trả kết quả";

struct Heading {
    const char* title;
    double paper_width;
    double sheet_width;
    bool grouped;
};
constexpr Heading headings[] = {
    {"STT", 10, 6, false},
    {"Mã hồ sơ", 33, 24, false},
    {"Tên thủ tục hành chính", 46, 44, false},
    {"Tên tổ chức, cá nhân", 36, 30, false},
    {"Địa chỉ, số điện thoại", 40, 40, false},
    {"Cơ quan chủ trì giải quyết", 30, 28, false},
    {"Nhận hồ sơ", 19, 17, true},
    {"Hẹn trả kết quả", 19, 17, true},
    {"Trả kết quả", 19, 17, true},
    {"Phương thức nhận kết quả", 19, 18, true},
    {"Ký nhận", 20, 20, true},
};

std::string period(const RegisterHead& head)
{
    return "Từ ngày " + short_date(head.from) + " đến ngày " + short_date(head.to);
}

std::string particulars(const RegisterHead& head)
{
    std::string text = "Lĩnh vực: " + (head.subject.empty() ? std::string("tất cả") : head.subject);
    if (!head.book.empty()) text += ". Quyển số: " + head.book;
    return text;
}

std::string contact(const RegisterRow& row)
{
    return row.address.empty() || row.phone.empty() ? row.address + row.phone : row.address + "\n" + row.phone;
}

void add_top(Document& document, const RegisterHead& head, const catalogue::LetterForm& form)
{
    Style centred{.size = 12, .align = Align::centre};
    auto ruled = [&](double share) {
        auto style = centred;
        style.rule_share = share;
        return style;
    };
    auto width = document.width();
    document.add(columns({{width * 0.4, {paragraph(text::upper(head.superior_agency), centred), paragraph(bold(text::upper(head.issuing_agency)), ruled(0.4))}},
                          {width * 0.2, {}},
                          {width * 0.4, {paragraph(bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), centred), paragraph(bold("Độc lập - Tự do - Hạnh phúc"), ruled(1))}}}));
    document.add(gap(8));
    document.add(paragraph(bold(text::upper(form.title)), {.size = 14, .align = Align::centre}));
    document.add(paragraph(italic(period(head)), centred));
    document.add(paragraph(particulars(head), centred));
    document.add(gap(6));
}

TableFormat register_table()
{
    constexpr Style style{.size = 9.5, .align = Align::centre};
    TableFormat result{.widths = {}, .head = {{}, {}}, .padding = 2.5};
    bool named = false;
    for (const auto& heading : headings) {
        result.widths.push_back(heading.paper_width);
        if (!heading.grouped) result.head[0].push_back(Cell{bold(heading.title), style, 1, 2});
        else result.head[1].push_back(Cell{bold(heading.title), style});
        if (heading.grouped && !named) result.head[0].push_back(Cell{bold(handling), style, 5, 1});
        named = named || heading.grouped;
    }
    return result;
}

Row cells(const RegisterRow& row, std::int64_t number)
{
    constexpr Style left{.size = 9};
    constexpr Style centred{.size = 9, .align = Align::centre};
    constexpr Style narrow{.size = 9, .smallest = 7};
    auto moment = [&](const std::optional<Instant>& at) { return Cell{at ? short_time(*at) : "", centred}; };
    return {Cell{std::to_string(number), centred}, Cell{row.dossier_code, narrow}, Cell{row.procedure_name, left},
            Cell{row.applicant_name, left}, Cell{contact(row), left}, Cell{row.deciding_agency, left}, moment(row.received_at),
            moment(row.due_at), moment(row.returned_at), Cell{row.return_method, left}, Cell{row.signed_by, left}};
}

xlsx::Value optional_value(const std::optional<Instant>& at)
{
    return at ? xlsx::Value(*at) : xlsx::Value();
}

}  // namespace

std::string render(const RegisterHead& head, const NextRow& next, const catalogue::LetterForm& form)
{
    Settings settings{.paper = Paper::a4_landscape, .margins = {mm(20), mm(15), mm(15), mm(20)}};
    settings.title = form.title;
    settings.author = head.issuing_agency;
    settings.made_at = head.made_at;
    Document document(settings);
    add_top(document, head, form);
    Table table(document, register_table());
    auto number = head.first_number;
    RegisterRow row;
    while (next(row)) table.add(cells(std::exchange(row, {}), number++));
    if (number == head.first_number) table.add(Row{Cell{italic("Không có hồ sơ trong kỳ"), {.size = 10, .align = Align::centre}, 11}});
    return document.finish();
}

void write_workbook(const std::filesystem::path& file, const RegisterHead& head, const NextRow& next, const catalogue::LetterForm& form)
{
    xlsx::Settings settings{.sheet = "Sổ theo dõi hồ sơ", .author = head.issuing_agency, .made_at = head.made_at};
    settings.above = {text::upper(head.superior_agency), text::upper(head.issuing_agency), period(head), particulars(head), text::upper(form.title)};
    for (const auto& heading : headings) settings.columns.push_back({heading.title, heading.sheet_width, heading.grouped ? handling : ""});
    xlsx::Workbook book(file, std::move(settings));
    auto number = head.first_number;
    RegisterRow row;
    while (next(row)) {
        book.add({number++, row.dossier_code, row.procedure_name, row.applicant_name, contact(row), row.deciding_agency, row.received_at,
                  optional_value(row.due_at), optional_value(row.returned_at), row.return_method, row.signed_by});
        row = {};
    }
    book.close();
}

}  // namespace motcua::letters
