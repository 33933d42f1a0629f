#include <doctest/doctest.h>

#include <fstream>

#include "features/reports/jobs.hpp"
#include "features/reports/kept.hpp"
#include "features/reports/services_testing.hpp"
#include "platform/pdf/testing.hpp"
#include "platform/xlsx/testing.hpp"

using namespace motcua;
using namespace motcua::reports;

namespace {

constexpr Day first_day = Day(std::chrono::year(2026) / 7 / 1);
constexpr Day last_day = Day(std::chrono::year(2026) / 8 / 20);
constexpr Lives lives{first_day, last_day, 40};

AskedPeriod august() { return {{make_day(2026, 7, 15), make_day(2026, 8, 14)}, "month", "Tháng 8 năm 2026"}; }

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string sheet_of(const std::string& workbook, const char* part = "xl/worksheets/sheet1.xml")
{
    pdf::testing::Folder folder;
    std::ofstream(folder / "a.xlsx", std::ios::binary) << workbook;
    return xlsx::testing::part_of(folder / "a.xlsx", part);
}

}  // namespace

TEST_CASE("a workbook reckons the sums of II.06a itself, from the figures that the program shows")
{
    TestCity city;
    auto all = histories(city, 31, 120, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.reader({TestCity::city});
        auto table = make_table(test.services, actor, {TableForm::ii06a, test.scope("31"), august(), By::unit});
        auto form = ii06(test.services, actor, {test.scope("31"), august().period, By::unit});
        REQUIRE(table.rows.size() == 3);
        auto workbook = to_workbook(table);
        auto sheet = sheet_of(workbook);
        // Below eight lines of heading: agency, form, period, title, an empty one, and the two of the table's head.
        for (auto formula : {"D9+E9+F9", "H9+I9+J9", "L11+M11", "SUM(D9:D11)", "SUM(M9:M11)", "H12+I12+J12"})
            CHECK_MESSAGE(has(sheet, "<f>" + std::string(formula) + "</f>"), formula);
        CHECK(has(sheet, "<f>D12+E12+F12</f><v>" + std::to_string(form.sum.total) + "</v>"));
        CHECK(has(sheet, "<f>SUM(F9:F11)</f><v>" + std::to_string(form.sum.carried) + "</v>"));
        CHECK(has(sheet_of(workbook, "xl/styles.xml"), "#,##0"));
        CHECK(workbook == to_workbook(table));
    });
}

TEST_CASE("II.06b sums each level from its subjects and the city from its levels")
{
    TestCity city;
    auto all = histories(city, 32, 80, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto table = make_table(test.services, test.reader({TestCity::city}), {TableForm::ii06b, test.scope("31"), august(), By::subject});
        auto sheet = sheet_of(to_workbook(table));
        std::vector<std::size_t> headings;
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            if (table.rows[i].heading) headings.push_back(i + 9);
        REQUIRE(headings == std::vector<std::size_t>{9, headings.back()});
        CHECK(has(sheet, "<f>D9+D" + std::to_string(headings[1]) + "</f>"));
        CHECK(has(sheet, "<f>SUM(D10:D" + std::to_string(headings[1] - 1) + ")</f>"));
    });
}

TEST_CASE("CSV has the same figures, begins with a byte order mark, and lets no name be a formula")
{
    Table table;
    table.columns = {{"STT", "", "", 5, CellKind::number, ""}, {"Tên", "", "", 10, CellKind::text, ""}, {"Quá hạn", "Đang", "", 5, CellKind::number, ""},
                     {"Điểm", "", "", 5, CellKind::hundredths, ""}};
    table.rows = {{{std::int64_t(1), "=1+1", std::int64_t(7), std::int64_t(1985)}, false}, {{std::int64_t(2), "Xã \"A\", B", "chưa có dữ liệu", std::int64_t(5)}, false}};
    table.sum = {{"", "Tổng số", std::int64_t(7), std::int64_t(0)}, false};
    CHECK(to_csv(table) == "\xEF\xBB\xBFSTT,Tên,Đang: Quá hạn,Điểm\r\n1,'=1+1,7,19.85\r\n2,\"Xã \"\"A\"\", B\",chưa có dữ liệu,0.05\r\n,Tổng số,7,0.00\r\n");
}

TEST_CASE("a report that was made when its period was over stays as it was, in every format, and is made once")
{
    TestCity city;
    auto all = histories(city, 33, 120, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        CHECK(make_scheduled(test.services, make_day(2026, 8, 13)) == 1);        // Of the day
        auto made = make_scheduled(test.services, make_day(2026, 8, 14));
        CHECK(made == 1 + 1 + 3 + 1);                                             // Day, month: the city's, its units', II.06b
        CHECK(make_scheduled(test.services, make_day(2026, 8, 14)) == 0);
        auto list = kept_reports(test.services, test.scope("31"), "month");
        REQUIRE(list.size() == 2);
        CHECK(list[0].period_name == "Tháng 8 năm 2026");
        CHECK(kept_reports(test.services, test.scope("11779"), "").size() == 1);
        auto kept = kept_table(test.services, list[1].id);
        CHECK(kept.form == "ii06a");
        auto now = make_table(test.services, test.reader({TestCity::city}), {TableForm::ii06a, test.scope("31"), august(), By::unit});
        CHECK(to_csv(kept) == to_csv(now));
        CHECK(to_workbook(kept) == to_workbook(kept));
        auto paper = to_pdf(kept);
        CHECK(paper.starts_with("%PDF"));
        CHECK_THROWS_AS(kept_table(test.services, 999), Refusal);
    });
}

TEST_CASE("the paper says who reports, when, and who signs")
{
    TestCity city;
    auto all = histories(city, 34, 40, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, false);
        auto table = make_table(test.services, test.reader({TestCity::first}), {TableForm::ii06a, test.scope("11779"), august(), By::subject});
        CHECK(table.authority == "TM. ỦY BAN NHÂN DÂN");
        CHECK(table.position == "CHỦ TỊCH");
        CHECK(table.superior_agency == "Thành phố");
        pdf::testing::Folder folder;
        auto text = pdf::testing::text_of(to_pdf(table), 1);
        for (auto words : {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "UBND XÃ TÂN MINH", "Nơi nhận:", "CHỦ TỊCH", "NGƯỜI LẬP BIỂU", "Tháng 8 năm 2026"})
            CHECK_MESSAGE(has(text, words), words);
        CHECK_THROWS_AS(make_table(test.services, test.reader({TestCity::first}), {TableForm::ii06a, test.scope("11791"), august(), By::officer}), Refusal);
        CHECK(to_pdf(make_table(test.services, test.reader({TestCity::first}), {TableForm::index, test.scope("11779"), august()})).starts_with("%PDF"));
    });
}
