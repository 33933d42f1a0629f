#include <doctest/doctest.h>

#include <stdexcept>

#include "domain/ids.hpp"

using namespace motcua;

TEST_CASE("dossier codes of every regime are recognised")
{
    for (const char* good : {"H24-260828-0001", "H24.131-260828-0001", "H24.131.05-260115-180007", "H15.50.05.13-261008-0975",
                             "000.00.01.H26-260930-0012", "000.00.131.H24-260930-0012", "H24.131.05-240229-123456789012345678"}) {
        CAPTURE(good);
        CHECK(is_dossier_code(good));
    }
}

TEST_CASE("what only looks like a dossier code is none")
{
    for (const char* bad : {"", "H24", "H24-260828", "H24-260828-", "H24-260828-001", "H24-260828-00a1", "h24-260828-0001", "H24-261328-0001",
                            "H24-260230-0001", "H24-250229-0001", "H24-26828-0001", "H24.-260828-0001", "H24..05-260828-0001", "H24.5-260828-0001",
                            "H24.1315-260828-0001", "H2-260828-0001", "H245-260828-0001", "H24-260828-0001-1", " H24-260828-0001", "H24-260828-0001 ",
                            "000.00.01.H2-260930-0012", "00.00.01.H26-260930-0012", "000.00.H26-260930-0012", "000.00.01.26H-260930-0012",
                            "H24-260828-1234567890123456789", "H24.101.101.101.101.101.101.101.101.1-260828-0001"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_dossier_code(bad));
    }
}

TEST_CASE("a dossier code is made from identifier, day and running number")
{
    const auto day = make_day(2026, 8, 8);
    CHECK(make_dossier_code("H24.131.05", day, 7) == "H24.131.05-260808-0007");
    CHECK(make_dossier_code("H24", day, 9999) == "H24-260808-9999");
    CHECK(make_dossier_code("H24", day, 10000) == "H24-260808-10000");
    CHECK(is_dossier_code(make_dossier_code("H24.131", make_day(2099, 12, 31), 123456)));
    CHECK_THROWS_AS(make_dossier_code("", day, 1), std::invalid_argument);
    CHECK_THROWS_AS(make_dossier_code("h24", day, 1), std::invalid_argument);
    CHECK_THROWS_AS(make_dossier_code("H24", day, 0), std::invalid_argument);
    CHECK_THROWS_AS(make_dossier_code("H24", day, -5), std::invalid_argument);
}

TEST_CASE("an agency identifier is a letter with two digits and groups below")
{
    for (const char* good : {"H24", "A00", "Y99", "H24.13", "H24.131.05", "H24.131.131.131.131.131.131.131.131"}) {
        CAPTURE(good);
        CHECK(is_agency_identifier(good));
    }
    for (const char* bad : {"", "H2", "H245", "Z24", "24H", "H24.", ".H24", "H24.1", "H24.1311", "H24.1a", "H24 .131", "000.00.01.H26",
                            "H24.131.131.131.131.131.131.131.131.1", "H24.131.131.131.131.131.131.131.131.13"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_agency_identifier(bad));
    }
}

TEST_CASE("a procedure code has one digit, a full stop and six digits")
{
    CHECK(is_procedure_code("1.001193"));
    CHECK(is_procedure_code("2.000488"));
    for (const char* bad : {"", "1001193", "1.00119", "1.0011933", "12.001193", "1.001193.H42", "1,001193", "1.00119a", "1."}) {
        CAPTURE(bad);
        CHECK_FALSE(is_procedure_code(bad));
    }
}

TEST_CASE("a personal number tells sex and year of birth")
{
    const auto facts = personal_id_facts("031152001234");
    REQUIRE(facts);
    CHECK(facts->birth_registration == "031");
    CHECK(facts->female);
    CHECK(facts->birth_year == 1952);
    CHECK(personal_id_facts("030099000001")->birth_year == 1999);
    CHECK_FALSE(personal_id_facts("030099000001")->female);
    CHECK(personal_id_facts("031205000001")->birth_year == 2005);
    CHECK(personal_id_facts("031310000001")->female);
    CHECK(personal_id_facts("031310000001")->birth_year == 2010);
    CHECK(personal_id_facts("031401000001")->birth_year == 2101);
    for (const char* bad : {"", "03115200123", "0311520012345", "03115200123a", "031 152 001 234"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_personal_id(bad));
        CHECK_FALSE(personal_id_facts(bad).has_value());
    }
}

TEST_CASE("a masked personal number shows its last digits only")
{
    CHECK(masked_personal_id("031152001234") == "*******01234");
    CHECK(masked_personal_id("031234567") == "******567");
    CHECK(masked_personal_id("0311520012345") == "*************");
    CHECK(masked_personal_id("12345678") == "********");
    CHECK(masked_personal_id("B1234567x") == "*********");
    CHECK(masked_personal_id("").empty());
}

TEST_CASE("phone numbers are normalised from what people type")
{
    for (const char* same : {"0912345678", "+84 912 345 678", "+84912345678", "84912345678", "0084912345678", "0912.345.678", "0912-345-678",
                             "(+84) 912 345 678", "+84 (0) 912 345 678", "912345678", " 0912 345 678 ", "0912\u00A0345\u00A0678"}) {
        CAPTURE(same);
        CHECK(normalised_phone(same) == "0912345678");
    }
    CHECK(normalised_phone("(0225) 3 123 456") == "02253123456");
    CHECK(normalised_phone("+84 225 3123456") == "02253123456");
    CHECK(normalised_phone("84 225 3123456") == "02253123456");
    CHECK(normalised_phone("841234567") == "0841234567");
    for (const char* good : {"0312345678", "0512345678", "0712345678", "0812345678", "0912345678"}) CHECK(normalised_phone(good) == good);
}

TEST_CASE("what is no phone number of Viet Nam stays out")
{
    for (const char* bad : {"", "+", "1022", "18001096", "0912345", "09123456789", "0412345678", "0612345678", "01234567890", "+1 912 345 678",
                            "0912345678/0987654321", "0912345678 gặp anh Mẫu", "00912345678", "0225312345", "09+12345678", "09+1234567", "8412345678", "++84912345678"}) {
        CAPTURE(bad);
        CHECK_FALSE(normalised_phone(bad).has_value());
    }
}

TEST_CASE("a masked phone number shows two digits at the front and three at the end")
{
    CHECK(masked_phone("0912345678") == "09*****678");
    CHECK(masked_phone("02253123456") == "02******456");
    CHECK(masked_phone("1022") == "****");
    CHECK(masked_phone("+84912345678") == "************");
}

TEST_CASE("numbers of organisations have 10, 12 or 13 digits")
{
    for (const char* good : {"0123456789", "031152001234", "0123456789001", "0123456789-001"}) {
        CAPTURE(good);
        CHECK(is_organisation_number(good));
    }
    for (const char* bad : {"", "012345678", "01234567890", "01234567890012", "0123456789-01", "0123456789-0012", "012345678-0012", "0123456789 001", "41A8012345"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_organisation_number(bad));
    }
}
