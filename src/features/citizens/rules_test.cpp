#include <doctest/doctest.h>

#include "features/citizens/rules.hpp"
#include "platform/json/json.hpp"

namespace motcua::citizens {

namespace {

const Day today = make_day(2026, 9, 3);

std::optional<Profile> profile(const char* claims, int level_when_silent = 0)
{
    return profile_from(json::parse(claims), claim_names({}), level_when_silent, today);
}

}  // namespace

TEST_CASE("the national claims make a person, whether they come as texts or as numbers")
{
    auto found = profile(R"({"LoaiTaiKhoan":1,"SoDinhDanh":"031088000001","HoVaTen":" NGUYỄN VĂN THỬ ","NgayThangNamSinh":"19880307","GioiTinh":"Nam","SoDienThoai":"+84 900 000 001","IAL":"2"})");
    REQUIRE(found);
    CHECK(found->person.full_name == "NGUYỄN VĂN THỬ");
    CHECK(found->person.birth_date == "1988-03-07");
    CHECK(found->person.sex == people::Sex::male);
    CHECK(found->person.phone == "0900000001");
    CHECK(found->level == 2);
    CHECK(profile(R"({"SoDinhDanh":"031088000001","HoVaTen":"A","NgayThangNamSinh":"07/03/1988"})")->person.birth_date == "1988-03-07");
    CHECK(profile(R"({"SoDinhDanh":"031088000001","HoVaTen":"A","loAs":"LoA2"})")->level == 2);
    CHECK(profile(R"({"SoDinhDanh":"031088000001","HoVaTen":"A"})", 1)->level == 1);
}

TEST_CASE("a business is known by its number")
{
    auto found = profile(R"({"LoaiTaiKhoan":"2","TenDoanhNghiep":"CÔNG TY TNHH VÍ DỤ","MaSoThue":"0200000005"})");
    REQUIRE(found);
    CHECK(found->person.kind == people::PersonKind::enterprise);
    CHECK(found->person.organisation_number == "0200000005");
}

TEST_CASE("claims that name nobody make nobody; what makes no sense is left out")
{
    CHECK_FALSE(profile(R"({"HoVaTen":"NGUYỄN VĂN THỬ"})"));
    CHECK_FALSE(profile(R"({"SoDinhDanh":"031088000001"})"));
    CHECK_FALSE(profile(R"({"SoDinhDanh":"123","HoVaTen":"NGUYỄN VĂN THỬ"})"));
    auto found = profile(R"({"SoDinhDanh":"031088000001","HoVaTen":"NGUYỄN VĂN THỬ","SoDienThoai":"12","NgayThangNamSinh":"20990101"})");
    REQUIRE(found);
    CHECK_FALSE(found->person.phone);
    CHECK_FALSE(found->person.birth_date);
}

TEST_CASE("names of claims are changed by the settings, never added to")
{
    CHECK(claim_names({"personal_id=sub_id"}).at("personal_id") == "sub_id");
    for (auto wrong : {"personal_id", "personal_id=", "unknown=a", "=a"}) CHECK_THROWS(claim_names({wrong}));
}

TEST_CASE("nobody is sent anywhere but to a page of ours")
{
    CHECK(own_page("/ho-so?trang=2") == "/ho-so?trang=2");
    for (auto evil : {"", "//evil.example", "https://evil.example", "/\\evil", "/api/session", "/a b", "ho-so", "/a\nb"}) CHECK_MESSAGE(own_page(evil) == "/", evil);
    CHECK(own_page("/" + std::string(600, 'a')) == "/");
}

TEST_CASE("a code is typed in any way that people type it")
{
    auto code = new_typed_code();
    CHECK(code.size() == 8);
    CHECK(code.find_first_of("01IO") == std::string::npos);
    CHECK(typed_code("abcd-2345") == "ABCD2345");
    CHECK(typed_code(" AB cd 23 45 ") == "ABCD2345");
}

}  // namespace motcua::citizens
