#include <doctest/doctest.h>

#include <limits>
#include <stdexcept>

#include "domain/vnd.hpp"

using namespace motcua;

TEST_CASE("amounts print with full stops between groups")
{
    CHECK(to_text(Vnd{0}) == "0 đ");
    CHECK(to_text(Vnd{999}) == "999 đ");
    CHECK(to_text(Vnd{1000}) == "1.000 đ");
    CHECK(to_text(Vnd{1250000}) == "1.250.000 đ");
    CHECK(to_text(Vnd{-5000}) == "-5.000 đ");
    CHECK(to_text(Vnd{std::numeric_limits<std::int64_t>::min()}) == "-9.223.372.036.854.775.808 đ");
}

TEST_CASE("amounts read aloud as receipts write them")
{
    struct Case {
        std::int64_t dong;
        const char* words;
    };
    const Case cases[] = {
        {0, "Không đồng"},
        {1, "Một đồng"},
        {4, "Bốn đồng"},
        {10, "Mười đồng"},
        {11, "Mười một đồng"},
        {14, "Mười bốn đồng"},
        {15, "Mười lăm đồng"},
        {20, "Hai mươi đồng"},
        {21, "Hai mươi mốt đồng"},
        {24, "Hai mươi tư đồng"},
        {25, "Hai mươi lăm đồng"},
        {55, "Năm mươi lăm đồng"},
        {100, "Một trăm đồng"},
        {101, "Một trăm linh một đồng"},
        {104, "Một trăm linh bốn đồng"},
        {105, "Một trăm linh năm đồng"},
        {110, "Một trăm mười đồng"},
        {115, "Một trăm mười lăm đồng"},
        {121, "Một trăm hai mươi mốt đồng"},
        {1000, "Một nghìn đồng"},
        {1005, "Một nghìn không trăm linh năm đồng"},
        {1015, "Một nghìn không trăm mười lăm đồng"},
        {1050, "Một nghìn không trăm năm mươi đồng"},
        {8000, "Tám nghìn đồng"},
        {75000, "Bảy mươi lăm nghìn đồng"},
        {540000, "Năm trăm bốn mươi nghìn đồng"},
        {1000000, "Một triệu đồng"},
        {1000001, "Một triệu không trăm linh một đồng"},
        {1001000, "Một triệu không trăm linh một nghìn đồng"},
        {1050000, "Một triệu không trăm năm mươi nghìn đồng"},
        {1250000, "Một triệu hai trăm năm mươi nghìn đồng"},
        {21021021, "Hai mươi mốt triệu không trăm hai mươi mốt nghìn không trăm hai mươi mốt đồng"},
        {1000000000, "Một tỷ đồng"},
        {1000000005, "Một tỷ không trăm linh năm đồng"},
        {1000500000, "Một tỷ năm trăm nghìn đồng"},
        {12345678901, "Mười hai tỷ ba trăm bốn mươi lăm triệu sáu trăm bảy mươi tám nghìn chín trăm linh một đồng"},
        {1005000000000, "Một nghìn không trăm linh năm tỷ đồng"},
        {1000000000000000, "Một triệu tỷ đồng"},
        {1000000000000001, "Một triệu tỷ không trăm linh một đồng"},
        {1000000000000000000, "Một tỷ tỷ đồng"},
        {-5000, "Âm năm nghìn đồng"},
    };
    for (const auto& [dong, words] : cases) {
        CAPTURE(dong);
        CHECK(in_words(Vnd{dong}) == words);
    }
    CHECK(in_words(Vnd{std::numeric_limits<std::int64_t>::min()}).starts_with("Âm chín tỷ hai trăm hai mươi ba triệu"));
}

TEST_CASE("money adds, subtracts, multiplies and compares")
{
    CHECK(Vnd{8000} + Vnd{2000} == Vnd{10000});
    CHECK(Vnd{8000} - Vnd{10000} == Vnd{-2000});
    CHECK(Vnd{2000} * 7 == Vnd{14000});
    CHECK(Vnd{1} < Vnd{2});
}

TEST_CASE("money that does not fit is an error, never a wrong amount")
{
    const Vnd most{std::numeric_limits<std::int64_t>::max()};
    const Vnd least{std::numeric_limits<std::int64_t>::min()};
    CHECK_THROWS_AS(most + Vnd{1}, std::overflow_error);
    CHECK_THROWS_AS(least - Vnd{1}, std::overflow_error);
    CHECK_THROWS_AS(most * 2, std::overflow_error);
    CHECK_THROWS_AS(least * -1, std::overflow_error);
    CHECK(most + Vnd{0} == most);
}
