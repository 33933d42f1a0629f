#include <doctest/doctest.h>

#include "test_city.hpp"

using namespace motcua;
using namespace motcua::dossiers;
using namespace motcua::testing;

TEST_CASE("an applicant with a telephone is told in the catalogue's words what was done, and nothing when it is undone")
{
    for_each_city([](TestCity& city) {
        auto code = city.dossier_at(Stage::resolved);
        auto told = city.messages();
        REQUIRE(told.size() == 1);
        CHECK(told[0] == R"({"to":"0900000001","text":"Hồ sơ )" + code +
                             R"( đã có kết quả. Mời ông, bà đến trung tâm nhận, mang theo giấy tiếp nhận hoặc căn cước."})");
        auto hand_over = [&] { city.dossiers.hand_over(city.as("traketqua"), code, city.version_of(code), false, "receipt", std::nullopt); };
        auto undone = [&](db::Connection&) {
            hand_over();
            throw std::runtime_error("undone");
        };
        CHECK_THROWS_WITH(city.db.write(undone), "undone");
        CHECK(city.messages().size() == 1);
        hand_over();
        CHECK(city.messages().size() == 2);

        city.dossier_at(Stage::resolved, a_filing().phone(""));
        CHECK(city.messages().size() == 2);
    });
}

TEST_CASE("due dates and amounts stand in a message as they are after the act")
{
    for_each_city([](TestCity& city) {
        auto code = city.file("tiepnhan", a_filing(house_permit)).code;
        city.dossiers.forward(city.as("tiepnhan"), code, city.version_of(code), std::nullopt);
        city.dossiers.request_payment(city.as("kinhte"), code, city.version_of(code), Vnd{120000}, "Phí thẩm định");
        REQUIRE(city.messages().size() == 1);
        CHECK(city.messages()[0].find("cần nộp 195.000") != std::string::npos);
    });
}
