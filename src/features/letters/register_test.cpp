#include <doctest/doctest.h>

#include "features/letters/letters.hpp"
#include "platform/pdf/testing.hpp"
#include "platform/xlsx/testing.hpp"

using namespace motcua;
using namespace motcua::letters;
using namespace motcua::pdf::testing;

namespace {

catalogue::LetterForm register_form()
{
    catalogue::LetterForm form;
    form.code = "register";
    form.number = 7;
    form.title = "Sổ theo dõi hồ sơ";
    return form;
}

RegisterHead a_head()
{
    return {.superior_agency = "Ủy ban nhân dân xã Tân Minh",
            .issuing_agency = "Trung tâm Phục vụ hành chính công",
            .subject = "Hộ tịch",
            .book = "01/2026",
            .from = make_day(2026, 7, 1),
            .to = make_day(2026, 7, 31),
            .first_number = 41,
            .made_at = instant_in_vietnam(make_day(2026, 8, 1), MinuteOfDay{480})};
}

RegisterRow a_row(int i)
{
    return {.dossier_code = "H24.258-260702-" + std::to_string(1000 + i),
            .procedure_name = "Đăng ký khai sinh",
            .applicant_name = "Nguyễn Văn Mẫu",
            .address = "Thôn 3, xã Tân Minh",
            .phone = "0900 000 000",
            .deciding_agency = "Ủy ban nhân dân xã Tân Minh",
            .received_at = instant_in_vietnam(make_day(2026, 7, 2), MinuteOfDay{14 * 60 + 20}),
            .due_at = instant_in_vietnam(make_day(2026, 7, 7), MinuteOfDay{14 * 60 + 20}),
            .returned_at = {},
            .return_method = "Trực tiếp",
            .signed_by = "Trần Thị Thử"};
}

NextRow rows(int count)
{
    return [count, i = 0](RegisterRow& row) mutable {
        if (i == count) return false;
        row = a_row(i++);
        return true;
    };
}

}  // namespace

TEST_CASE("the register has every column of Mẫu số 07, on A4 across, its head on each page")
{
    auto bytes = render(a_head(), rows(60), register_form());
    auto pages = pages_of(bytes);
    CHECK(pages > 3);
    CHECK(seen_by("pdfinfo {}", bytes).find("841.89 x 595.276 pts (A4)") != std::string::npos);
    auto text = text_of(bytes);
    for (const auto* part : {"SỔ THEO DÕI HỒ SƠ", "Từ ngày 01/07/2026 đến ngày 31/07/2026", "Lĩnh vực: Hộ tịch. Quyển số: 01/2026", "STT", "Mã hồ sơ",
                             "Tên thủ tục hành chính", "Tên tổ chức, cá nhân", "Địa chỉ, số điện thoại", "Cơ quan chủ trì", "giải quyết",
                             "Nhận và trả kết quả", "Nhận hồ", "Hẹn trả", "Trả kết", "Phương thức nhận", "Ký nhận", "H24.258-260702-1000",
                             "H24.258-260702-1059", "14:20 02/07/2026", "0900 000 000", "Trực tiếp", "Trần Thị"}) {
        CAPTURE(part);
        CHECK(text.find(part) != std::string::npos);
    }
    CHECK(count_of("STT", text) == static_cast<std::size_t>(pages));
    CHECK(text.find(" 41 ") != std::string::npos);
    CHECK(text.find(" 100 ") != std::string::npos);
    CHECK(bytes == render(a_head(), rows(60), register_form()));
}

TEST_CASE("a register without dossiers says so")
{
    auto bytes = render(a_head(), rows(0), register_form());
    CHECK(pages_of(bytes) == 1);
    CHECK(text_of(bytes).find("Không có hồ sơ trong kỳ") != std::string::npos);
}

TEST_CASE("the register for a spreadsheet has the same columns and typed cells")
{
    Folder folder;
    auto write = [&](const char* name, int count) {
        write_workbook(folder / name, a_head(), rows(count), register_form());
        return folder / name;
    };
    auto file = write("a.xlsx", 2);
    auto sheet = xlsx::testing::part_of(file, "xl/worksheets/sheet1.xml");
    for (const auto* part : {"SỔ THEO DÕI HỒ SƠ", ">STT<", ">Mã hồ sơ<", ">Nhận và trả kết quả<", ">Ký nhận<", "H24.258-260702-1001",
                             "<v>41</v>", "<v>42</v>"}) {
        CAPTURE(part);
        CHECK(sheet.find(part) != std::string::npos);
    }
    CHECK(sheet.find("<v>46205.5972222") != std::string::npos);  // 14:20 on 02/07/2026
    CHECK(sheet.find("<mergeCell ref=\"G7:K7\"/>") != std::string::npos);
    CHECK(sheet.find("<mergeCell ref=\"A7:A8\"/>") != std::string::npos);
    CHECK(xlsx::testing::bytes_of(file) == xlsx::testing::bytes_of(write("b.xlsx", 2)));
}

TEST_CASE("a register whose rows fail half-way leaves no file")
{
    Folder folder;
    auto file = folder / "a.xlsx";
    auto next = [i = 0](RegisterRow& row) mutable -> bool {
        if (++i > 3) throw std::runtime_error("the database is gone");
        row = a_row(i);
        return true;
    };
    CHECK_THROWS_AS(write_workbook(file, a_head(), next, register_form()), std::runtime_error);
    CHECK_FALSE(std::filesystem::exists(file));
}
