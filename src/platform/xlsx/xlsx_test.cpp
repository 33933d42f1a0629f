#include <doctest/doctest.h>

#include "domain/refusal.hpp"
#include "platform/pdf/testing.hpp"
#include "platform/xlsx/testing.hpp"
#include "platform/xlsx/xlsx.hpp"

using namespace motcua;
using namespace motcua::xlsx;
using motcua::pdf::testing::count_of;
using motcua::pdf::testing::Folder;

namespace {

Settings settings(std::vector<Column> columns)
{
    Settings result;
    result.sheet = "Bảng";
    result.columns = std::move(columns);
    return result;
}

std::string sheet_of(const std::filesystem::path& file)
{
    return xlsx::testing::part_of(file, "xl/worksheets/sheet1.xml");
}

std::string written(const std::filesystem::path& file, const std::vector<Value>& row)
{
    Workbook book(file, settings(std::vector<Column>(row.size(), Column{"Cột"})));
    book.add(row);
    book.close();
    return sheet_of(file);
}

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("each kind of value becomes a typed cell")
{
    Folder folder;
    auto instant = instant_in_vietnam(make_day(2026, 7, 2), MinuteOfDay{18 * 60});
    auto sheet = written(folder / "a.xlsx", {std::string("Nguyễn & Mẫu <1>"), std::int64_t{42}, Vnd{1250000}, make_day(2026, 7, 2), instant, {}});
    CHECK(has(sheet, "Nguyễn &amp; Mẫu &lt;1&gt;"));
    CHECK(has(sheet, "<v>42</v>"));
    CHECK(has(sheet, "<v>1250000</v>"));
    CHECK(has(sheet, "<v>46205</v>"));
    CHECK(has(sheet, "<v>46205.75</v>"));
    auto styles = xlsx::testing::part_of(folder / "a.xlsx", "xl/styles.xml");
    CHECK(has(styles, "dd/mm/yyyy"));
    CHECK(has(styles, "dd/mm/yyyy hh:mm"));
    CHECK(has(styles, "#,##0"));
}

TEST_CASE("a text that looks like a formula stays a text")
{
    Folder folder;
    auto sheet = written(folder / "a.xlsx", {std::string("=HYPERLINK(\"http://example.vn\")")});
    CHECK(has(sheet, "=HYPERLINK"));
    CHECK_FALSE(has(sheet, "<f>"));
}

TEST_CASE("a text longer than a cell is cut at a whole letter")
{
    Folder folder;
    std::string longer;
    for (int i = 0; i < 33000; ++i) longer += "ữ";
    CHECK(count_of("ữ", written(folder / "a.xlsx", {longer})) == 32767);
}

TEST_CASE("the head stays in view, repeats in print, and groups stand over their columns")
{
    Folder folder;
    auto file = folder / "a.xlsx";
    auto with = settings({{"STT", 6}, {"Nhận", 12, "Ngày"}, {"Trả", 12, "Ngày"}, {"Lẻ", 12, "Một"}, {"Ghi chú", 20}});
    with.above = {"Cơ quan", "TÊN BẢNG"};
    Workbook book(file, with);
    book.add({std::int64_t{1}, std::string("a"), std::string("b"), std::string("c"), std::string("d")});
    book.close();
    auto sheet = sheet_of(file);
    for (const auto* part : {">Cơ quan<", ">TÊN BẢNG<", ">Ngày<", ">Một<", ">Lẻ<", "<mergeCell ref=\"B4:C4\"/>", "<mergeCell ref=\"A4:A5\"/>",
                             "<mergeCell ref=\"E4:E5\"/>", "ySplit=\"5\"", "state=\"frozen\""}) {
        CAPTURE(part);
        CHECK(has(sheet, part));
    }
    CHECK(count_of("<mergeCell ", sheet) == 3);
    CHECK(count_of(">Ngày<", sheet) == 1);
    CHECK(has(xlsx::testing::part_of(file, "xl/workbook.xml"), "$4:$5"));
}

TEST_CASE("the same content gives the same bytes, dated by its settings")
{
    Folder folder;
    auto make = [&](const char* name, Instant made_at) {
        auto with = settings({{"Cột"}});
        with.made_at = made_at;
        Workbook book(folder / name, with);
        book.add({std::string("a")});
        book.close();
        return xlsx::testing::bytes_of(folder / name);
    };
    auto morning = instant_in_vietnam(make_day(2026, 7, 2), MinuteOfDay{480});
    auto first = make("a.xlsx", morning);
    CHECK(first == make("b.xlsx", morning));
    CHECK(has(xlsx::testing::part_of(folder / "a.xlsx", "docProps/core.xml"), "2026-07-02T01:00:00Z"));
    CHECK(first != make("c.xlsx", morning + std::chrono::hours(1)));
}

TEST_CASE("a workbook that is not closed leaves no file")
{
    Folder folder;
    {
        Workbook book(folder / "a.xlsx", settings({{"Cột"}}));
        book.add({std::string("a")});
    }
    CHECK_FALSE(std::filesystem::exists(folder / "a.xlsx"));
}

TEST_CASE("mistakes of the caller and of the disk are told")
{
    Folder folder;
    Workbook book(folder / "a.xlsx", settings({{"Cột"}, {"Hai"}}));
    CHECK_THROWS_AS(book.add({std::string("a")}), std::logic_error);
    auto bad_name = settings({{"Cột"}});
    bad_name.sheet = "a/b";
    CHECK_THROWS_AS(Workbook(folder / "b.xlsx", bad_name), std::runtime_error);
    CHECK_THROWS_AS(([&] {
                        Workbook nowhere(folder / "none/a.xlsx", settings({{"Cột"}}));
                        nowhere.add({std::string("a")});
                        nowhere.close();
                    }()),
                    std::runtime_error);
}
