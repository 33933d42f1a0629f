#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <thread>

#include "platform/pdf/pdf.hpp"
#include "platform/pdf/testing.hpp"

using namespace motcua;
using namespace motcua::pdf;
using namespace motcua::pdf::testing;

namespace {

constexpr const char* letters =
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

Settings a5()
{
    Settings settings;
    settings.paper = Paper::a5;
    settings.margins = {mm(15), mm(10), mm(10), mm(15)};
    settings.title = "Bản thử";
    return settings;
}

std::string file_with(const Block& block)
{
    Document document(a5());
    document.add(block);
    return document.finish();
}

std::string many(const std::string& word, int count)
{
    std::string text;
    for (int i = 0; i < count; ++i) text += word + std::to_string(i) + " ";
    return text;
}

}  // namespace

TEST_CASE("the installed faces have every Vietnamese letter")
{
    CHECK_NOTHROW(check_fonts());
}

TEST_CASE("every Vietnamese letter can be read back from each of the four faces, and no other font is used")
{
    Document document(a5());
    for (const auto& text : {Text(letters), bold(letters), italic(letters), bold_italic(letters)}) document.add(paragraph(text));
    auto bytes = document.finish();
    auto text = text_of(bytes);
    std::erase(text, ' ');
    CHECK(count_of(letters, text) == 4);
    auto fonts = seen_by("pdffonts {} | tail -n +3", bytes);
    CHECK(count_of("\n", fonts) == count_of("LiberationSerif", fonts));
    CHECK(count_of("LiberationSerif-BoldItalic ", fonts) > 0);
}

TEST_CASE("the same calls give the same bytes, from any thread")
{
    auto make = [] { return file_with(paragraph("Giấy tiếp nhận " + bold("hồ sơ"), {.align = Align::justified})); };
    auto first = make();
    std::string second, third;
    std::thread one([&] { second = make(); });
    std::thread two([&] { third = make(); });
    one.join();
    two.join();
    CHECK(first == make());
    CHECK(first == second);
    CHECK(first == third);
}

TEST_CASE("the file's date comes from its settings")
{
    auto settings = a5();
    settings.made_at = instant_in_vietnam(make_day(2026, 7, 2), MinuteOfDay{14 * 60 + 20});
    Document document(settings);
    document.add(paragraph("x"));
    CHECK(seen_by("pdfinfo -isodates {}", document.finish()).find("2026-07-02T07:20:00") != std::string::npos);
}

TEST_CASE("a paragraph runs over to further pages and loses no word")
{
    auto bytes = file_with(paragraph(many("chữ", 2000), {.align = Align::justified, .first_indent = 20}));
    CHECK(pages_of(bytes) > 2);
    auto text = text_of(bytes);
    CHECK(text.find("chữ0 ") != std::string::npos);
    CHECK(text.find("chữ1999") != std::string::npos);
    CHECK(count_of("chữ", text) == 2000);
}

TEST_CASE("pages are numbered from the second on, and a new part begins at the first again")
{
    Document document(a5());
    document.add(paragraph("một"));
    document.next_page();
    document.add(paragraph("hai"));
    document.next_part();
    document.add(paragraph("ba"));
    document.next_page();
    document.add(paragraph("bốn"));
    auto bytes = document.finish();
    CHECK(text_of(bytes, 1) == "một ");
    CHECK(text_of(bytes, 2) == "2 hai ");
    CHECK(text_of(bytes, 3) == "ba ");
    CHECK(text_of(bytes, 4) == "2 bốn ");
}

TEST_CASE("what is kept together moves to the next page as a whole")
{
    Document document(a5());
    document.add(gap(10));
    CHECK(document.room() == doctest::Approx(mm(185)));   // A gap at the top of a page is nothing.
    document.add(paragraph("đầu"));
    document.add(gap(document.room() - 30));
    document.add(together(document.width(), {paragraph("ký"), gap(60), paragraph("tên")}));
    auto bytes = document.finish();
    CHECK(text_of(bytes, 1) == "đầu ");
    CHECK(text_of(bytes, 2) == "2 ký tên ");
}

TEST_CASE("a first line is not left alone at the foot of a page")
{
    Document document(a5());
    document.add(paragraph("đầu"));
    document.add(gap(document.room() - 20));
    document.add(paragraph(many("chữ", 40)));
    auto bytes = document.finish();
    CHECK(text_of(bytes, 1) == "đầu ");
    CHECK(text_of(bytes, 2).find("chữ0 ") != std::string::npos);
}

TEST_CASE("text goes down in size when that saves wrapping, and not otherwise")
{
    auto lines = [](Style style) {
        return count_of("\n", seen_by("pdftotext -nopgbrk {} -", file_with(paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", style))));
    };
    auto wide = lines({.size = 24});
    CHECK(wide > lines({.size = 24, .smallest = 10}));
    CHECK(wide == lines({.size = 24, .smallest = 23}));
}

TEST_CASE("nothing is added to a code that is broken over two lines, and what is whole is not broken")
{
    std::string code = "000.00.01.H26-260930-0012";
    Style narrow{.size = 12, .indent = mm(95)};
    auto broken = seen_by("pdftotext -layout -nopgbrk {} -", file_with(paragraph(code + "NguyenVanMauKhongCoKhoangTrang", narrow)));
    CHECK(count_of("\n", broken) > 2);
    std::erase_if(broken, [](char c) { return c == '\n' || c == ' '; });
    CHECK(broken == code + "NguyenVanMauKhongCoKhoangTrang");
    auto line_with = [&](Text text) { return text_of(file_with(paragraph("Mã hồ sơ của ông " + text, {.size = 12, .indent = mm(50)}))); };
    CHECK(line_with(whole(bold(code))).find(code) != std::string::npos);
}

TEST_CASE("controls that turn the direction of writing are dropped")
{
    auto text = text_of(file_with(paragraph("Nguyễn \u202Eabc\u202C \u2066xyz\u2069")));
    CHECK(text == "Nguyễn abc xyz ");
}

TEST_CASE("justified lines end at the margin, also where the face changes with a word")
{
    Text text;
    for (int i = 0; i < 120; ++i) text = text + (i % 2 ? Text("thường ") : bold("đậm" + std::to_string(i) + " "));
    auto boxes = seen_by("pdftotext -bbox {} -", file_with(paragraph(text, {.align = Align::justified})));
    std::map<std::string, double> right_edges;  // By the line's top.
    for (auto at = boxes.find("<word "); at != std::string::npos; at = boxes.find("<word ", at + 1)) {
        auto value = [&](const char* name) { return boxes.substr(boxes.find(name, at) + 6, 10); };
        auto& edge = right_edges[value("yMin=")];
        edge = std::max(edge, std::stod(value("xMax=")));
    }
    REQUIRE(right_edges.size() > 5);
    int flush = 0;
    for (const auto& [top, edge] : right_edges) flush += std::abs(edge - mm(138)) < 0.5;
    CHECK(flush == static_cast<int>(right_edges.size()) - 1);  // All but the last.
}

TEST_CASE("a QR code can be read")
{
    CHECK(codes_of(file_with(code("https://dichvucong.example.vn/tra-cuu/H24.258-260702-0001", mm(20)))) ==
          "https://dichvucong.example.vn/tra-cuu/H24.258-260702-0001\n");
}

TEST_CASE("a QR code refuses what it cannot hold")
{
    Document document(a5());
    CHECK_THROWS_AS(document.add(code(std::string(5000, 'x'), mm(20))), std::length_error);
    CHECK_THROWS_AS(document.add(code("", mm(20))), std::length_error);
}

TEST_CASE("a table repeats its head on each page and keeps rows whole")
{
    Document document(a5());
    TableFormat format{.widths = {1, 3}, .head = {{Cell{bold("Đầu")}, Cell{bold("Bảng")}}}};
    Table table(document, format);
    for (int i = 0; i < 60; ++i) table.add(Row{Cell{"hàng" + std::to_string(i)}, Cell{many("ô", 30)}});
    auto bytes = document.finish();
    auto pages = pages_of(bytes);
    CHECK(pages > 3);
    CHECK(count_of("Đầu", text_of(bytes)) == static_cast<std::size_t>(pages));
    CHECK(count_of("hàng", text_of(bytes)) == 60);
    for (int page = 1; page <= pages; ++page) {
        auto text = text_of(bytes, page);
        CHECK(count_of("hàng", text) == count_of("ô29", text));
    }
}

TEST_CASE("a row taller than a page is split between lines and loses none")
{
    Document document(a5());
    document.add(paragraph("trước"));
    Table table(document, {.widths = {1, 1}, .head = {{Cell{"Đầu"}, Cell{"Bảng"}}}});
    table.add(Row{Cell{many("trái", 600)}, Cell{many("phải", 150)}});
    table.add(Row{Cell{"sau"}, Cell{"cùng"}});
    auto bytes = document.finish();
    auto text = text_of(bytes);
    CHECK(count_of("trái", text) == 600);
    CHECK(count_of("phải", text) == 150);
    CHECK(text_of(bytes, 1).find("trái0 ") != std::string::npos);
    CHECK(text_of(bytes, pages_of(bytes)).find("sau") != std::string::npos);
    CHECK(count_of("Đầu", text) == static_cast<std::size_t>(pages_of(bytes)));
}

TEST_CASE("rows joined by a cell are split too when they are taller than a page")
{
    Document document(a5());
    Table table(document, {.widths = {1, 1}});
    table.add(std::vector<Row>{{Cell{many("dài", 700), {}, 1, 2}, Cell{many("trên", 300)}}, {Cell{many("dưới", 300)}}});
    auto text = text_of(document.finish());
    CHECK(count_of("dài", text) == 700);
    CHECK(count_of("trên", text) == 300);
    CHECK(count_of("dưới", text) == 300);
}

TEST_CASE("a cell that reaches beyond its table is a mistake of the caller")
{
    Document document(a5());
    Table table(document, {.widths = {1, 1}});
    CHECK_THROWS_AS(table.add(Row{Cell{"a"}, Cell{"b", {}, 2}}), std::logic_error);
    CHECK_THROWS_AS(table.add(Row{Cell{"a", {}, 1, 2}}), std::logic_error);
}
