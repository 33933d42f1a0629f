#include <doctest/doctest.h>

#include "domain/citizen_card.hpp"

using namespace motcua;

namespace {

using Codes = std::vector<std::string>;

CitizenCard card_of(std::string_view text)
{
    auto reading = read_citizen_card(text);
    CAPTURE(text);
    REQUIRE(reading.fault == "");
    REQUIRE(reading.card);
    return *reading.card;
}

std::string fault_of(std::string_view text)
{
    const auto reading = read_citizen_card(text);
    CHECK(reading.card.has_value() == reading.fault.empty());
    return reading.fault;
}

std::string name_of(const std::string& written)
{
    CitizenCard card;
    card.full_name = written;
    return card.normalised_name();
}

}  // namespace

TEST_CASE("a whole card is read field by field")
{
    const auto card = card_of("031152001234|012345678|NGUYỄN THỊ MẪU|07031952|Nữ|Thôn 1, Xã Ví Dụ, Huyện Thử, Hải Phòng|15042021");
    CHECK(card.personal_id == "031152001234");
    CHECK(card.old_id == "012345678");
    CHECK(card.full_name == "NGUYỄN THỊ MẪU");
    CHECK(card.normalised_name() == "Nguyễn Thị Mẫu");
    CHECK(card.birth_date == "1952-03-07");
    CHECK(card.female == true);
    CHECK(card.address == "Thôn 1, Xã Ví Dụ, Huyện Thử, Hải Phòng");
    CHECK(card.issued_on == make_day(2021, 4, 15));
    CHECK(card.extra.empty());
    CHECK(card.warnings.empty());
}

TEST_CASE("an empty old number is usual")
{
    const auto card = card_of("031099000001||NGUYỄN VĂN A|01021999|Nam|Thôn 1, Xã ABC, Hải Phòng|15042021");
    CHECK(card.old_id.empty());
    CHECK(card.female == false);
    CHECK(card.warnings.empty());
}

TEST_CASE("six fields are read, whichever was left out")
{
    const auto undated = card_of("031099000001||NGUYỄN VĂN A|01021999|Nam|Thôn 1");
    CHECK(undated.address == "Thôn 1");
    CHECK_FALSE(undated.issued_on.has_value());
    CHECK(undated.warnings == Codes{"card_issue_date_missing"});
    const auto without_old = card_of("031099000001|NGUYỄN VĂN A|01021999|Nam|Thôn 1|15042021");
    CHECK(without_old.old_id.empty());
    CHECK(without_old.full_name == "NGUYỄN VĂN A");
    CHECK(without_old.birth_date == "1999-02-01");
    CHECK(without_old.issued_on == make_day(2021, 4, 15));
    CHECK(without_old.warnings.empty());
}

TEST_CASE("extra fields are kept raw")
{
    const auto card = card_of("031099000001||NGUYỄN VĂN A|01021999|Nam|Thôn 1|15042021|NGUYỄN VĂN CHA||");
    CHECK(card.issued_on == make_day(2021, 4, 15));
    CHECK(card.extra == Codes{"NGUYỄN VĂN CHA", "", ""});
}

TEST_CASE("what readers add around the text does not matter")
{
    const auto card = card_of("\uFEFF 031099000001 | | Nguyễn  Văn\u00A0A |01021999| Nam |Thôn 1 ,\tXã ABC|15042021\r\n");
    CHECK(card.personal_id == "031099000001");
    CHECK(card.full_name == "Nguyễn Văn A");
    CHECK(card.female == false);
    CHECK(card.address == "Thôn 1 , Xã ABC");
    CHECK(card.issued_on == make_day(2021, 4, 15));
}

TEST_CASE("copies write dates with strokes")
{
    const auto card = card_of("031099000001||NGUYỄN VĂN A|1/2/1999|Nam|Thôn 1|15-04-2021");
    CHECK(card.birth_date == "1999-02-01");
    CHECK(card.issued_on == make_day(2021, 4, 15));
    CHECK(card_of("031099000001||A|01/02/1999|Nam|x|15.04.2021").birth_date == "1999-02-01");
}

TEST_CASE("old people may have a year of birth only, or month and year")
{
    CHECK(card_of("031052000001||TRẦN VĂN CỤ|1952|Nam|x|15042021").birth_date == "1952");
    CHECK(card_of("031052000001||TRẦN VĂN CỤ|00001952|Nam|x|15042021").birth_date == "1952");
    CHECK(card_of("031052000001||TRẦN VĂN CỤ|00031952|Nam|x|15042021").birth_date == "1952-03");
    CHECK(card_of("031052000001||TRẦN VĂN CỤ|03/1952|Nam|x|15042021").birth_date == "1952-03");
    CHECK(card_of("031052000001||TRẦN VĂN CỤ|1850|Nam|x|15042021").birth_date == "1850");
    CHECK(card_of("031052000001||TRẦN VĂN CỤ|101952|Nam|x|15042021").birth_date == "1952-10");
    CHECK(card_of("031052000001||TRẦN VĂN CỤ|1952|Nam|x|15042021").warnings.empty());
}

TEST_CASE("what disagrees with the number is a warning, not a refusal")
{
    CHECK(card_of("031099000001||NGUYỄN VĂN A|01021999|Nữ|x|15042021").warnings == Codes{"sex_differs"});
    CHECK(card_of("031099000001||NGUYỄN VĂN A|01021998|Nam|x|15042021").warnings == Codes{"birth_year_differs"});
    CHECK(card_of("031205000001||NGUYỄN VĂN A|01021905|Nam|x|15042021").warnings == Codes{"birth_year_differs"});
    CHECK(card_of("031099000001|12345|NGUYỄN VĂN A|01021999|Na|x|99999999").warnings ==
          Codes{"card_sex_unreadable", "card_old_id_unusual", "card_issue_date_missing"});
    CHECK(card_of("031099000001|01234567a|NGUYỄN VĂN A|01021999|Nam|x|15042021").warnings == Codes{"card_old_id_unusual"});
}

TEST_CASE("sex is read in every case, and without accents from a wedge that lost them")
{
    for (const char* female : {"Nữ", "NỮ", "nữ", "Nu", "NU", "nu"})
        CHECK(card_of("031199000001||A|01021999|" + std::string(female) + "|x|15042021").female == true);
    for (const char* male : {"Nam", "NAM", "nam"})
        CHECK(card_of("031099000001||A|01021999|" + std::string(male) + "|x|15042021").female == false);
}

TEST_CASE("text that is no card is refused with the reason")
{
    CHECK(fault_of("") == "card_field_count");
    CHECK(fault_of("031099000001") == "card_field_count");
    CHECK(fault_of("031099000001||A|01021999|Nam") == "card_field_count");
    CHECK(fault_of("https://vidu.vn/?id=031099000001") == "card_field_count");
    CHECK(fault_of("03109900001||A|01021999|Nam|x|15042021") == "card_personal_id");
    CHECK(fault_of("|||||||") == "card_personal_id");
    CHECK(fault_of("031099000001|| |01021999|Nam|x|15042021") == "card_name");
    CHECK(fault_of("031099000001||Nguy\uFFFDn|01021999|Nam|x|15042021") == "card_not_unicode");
    CHECK(fault_of(std::string(2001, '|')) == "card_too_long");
    CHECK(fault_of(std::string(2000, '|')) == "card_personal_id");
}

TEST_CASE("a birth date that does not exist is refused")
{
    for (const char* bad : {"", "31021999", "00131999", "13/13/1999", "01021849", "01022201", "010219", "0102199", "1-2-99", "1/2/3/1999", "/2/1999",
                            "001/2/1999", "01o21999", "05001999", "1999/02/01"}) {
        CAPTURE(bad);
        CHECK(fault_of("031099000001||A|" + std::string(bad) + "|Nam|x|15042021") == "card_birth_date");
    }
}

TEST_CASE("names in capitals or small letters are written as people write names")
{
    CHECK(name_of("NGUYỄN THỊ ÁNH ĐÀO") == "Nguyễn Thị Ánh Đào");
    CHECK(name_of("nguyễn thị ánh đào") == "Nguyễn Thị Ánh Đào");
    CHECK(name_of("Nguyễn thị Ánh Đào") == "Nguyễn thị Ánh Đào");
    CHECK(name_of("H'HEN NIÊ") == "H'Hen Niê");
    CHECK(name_of("H’HEN NIÊ") == "H’Hen Niê");
    CHECK(name_of("Y-MOAN ÊBAN") == "Y-Moan Êban");
    CHECK(name_of("ĂÂĐÊÔƠƯ ẠẢẤẦẨẪẬẮẰẲẴẶ ÀÁÃÈÉÌÍÒÓÕÙÚÝ ĨŨ ỰỲỴỶỸ") == "Ăâđêôơư Ạảấầẩẫậắằẳẵặ Àáãèéìíòóõùúý Ĩũ Ựỳỵỷỹ");
    CHECK(name_of("ăâ ơư ĩũ") == "Ăâ Ơư Ĩũ");
    CHECK(name_of("王 1×÷") == "王 1×÷");
    CHECK(name_of("÷ ×") == "÷ ×");
    CHECK(name_of("").empty());
}
