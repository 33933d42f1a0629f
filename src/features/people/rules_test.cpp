#include <doctest/doctest.h>

#include "features/people/people.hpp"

using namespace motcua;
using namespace motcua::people;

namespace {

const Day today = make_day(2026, 7, 2);

Person a_person()
{
    Person person;
    person.full_name = "Nguyễn Thị Mẫu";
    person.personal_id = "031199000001";
    return person;
}

// "field=code" of every fault.
std::vector<std::string> faults(const Person& person)
{
    std::vector<std::string> list;
    for (const auto& problem : faults_of(person, "applicant", today)) list.push_back(problem.field + "=" + problem.code);
    return list;
}

// "" or the code of the one fault in this field.
template <class Set>
std::string fault_in(std::string_view field, Set set)
{
    auto person = a_person();
    set(person);
    auto list = faults(person);
    if (list.empty()) return "";
    REQUIRE(list.size() == 1);
    auto prefix = "applicant." + std::string(field) + "=";
    REQUIRE(list[0].starts_with(prefix));
    return list[0].substr(prefix.size());
}

std::string name_fault(std::string name, PersonKind kind = PersonKind::citizen)
{
    return fault_in("full_name", [&](Person& p) { p.full_name = std::move(name), p.kind = kind; });
}

}  // namespace

TEST_CASE("what people type is brought into one spelling")
{
    Person typed;
    typed.full_name = "  Nguye\xcc\x82\xcc\x83n Thi\xcc\xa3 Ma\xcc\x82\xcc\x83u \t";  // Decomposed, as some telephones send it
    typed.personal_id = " 031199000001 ";
    typed.organisation_number = "0123456789-001";
    typed.phone = "+84 900.000.001";
    typed.email = "  ";
    typed.address = "";
    typed.birth_date = " 1990-05-17\n";
    auto clean = cleaned(typed);
    CHECK(clean.full_name == "Nguyễn Thị Mẫu");
    CHECK(clean.personal_id == "031199000001");
    CHECK(clean.organisation_number == "0123456789001");
    CHECK(clean.phone == "0900000001");
    CHECK(!clean.email);
    CHECK(!clean.address);
    CHECK(clean.birth_date == "1990-05-17");

    typed.phone = "không có";
    CHECK(cleaned(typed).phone == "không có");  // Left for the check to name
}

TEST_CASE("a person with everything right has no faults")
{
    auto person = a_person();
    person.birth_date = "1990-05-17";
    person.sex = Sex::female;
    person.phone = "0900000001";
    person.email = "mau@thu.example";
    person.address = "Thôn 1, xã Tân Minh\nthành phố Hải Phòng";
    CHECK(faults(person).empty());
    person.personal_id.reset();  // A newborn
    person.phone.reset();
    CHECK(faults(person).empty());
}

TEST_CASE("every fault is named with its field at once")
{
    Person bad;
    bad.personal_id = "03119900000";
    bad.organisation_number = "12345";
    bad.birth_date = "17/05/1990";
    bad.phone = "12";
    bad.email = "mau";
    bad.address = std::string(501, 'x');
    CHECK(faults(bad) == std::vector<std::string>{"applicant.full_name=required", "applicant.personal_id=not_a_personal_id",
                                                  "applicant.organisation_number=not_an_organisation_number", "applicant.birth_date=not_a_date",
                                                  "applicant.phone=not_a_phone", "applicant.email=not_an_email", "applicant.address=too_long"});
}

TEST_CASE("names are letters and the signs that stand in names")
{
    for (const auto* good : {"Nguyễn Thị Mẫu", "H’Hen Niê", "Y-Blim Niê Kdăm", "O'Connor", "Lê V. Thử", "José Müller", "Ми́ла", "Đỗ"}) {
        INFO(good);
        CHECK(name_fault(good).empty());
    }
    for (const auto* bad : {"Nguyễn 2", "<b>Mẫu</b>", "mau@thu.example", "Mẫu 😀", "Mẫu ★", "a=b", "Mẫu; DROP"}) {
        INFO(bad);
        CHECK(name_fault(bad) == "not_a_name");
    }
    CHECK(name_fault("Mẫu\nMẫu") == "not_a_name");
    CHECK(name_fault("Mẫu\x01") == "control_characters");
    CHECK(name_fault("Mẫu\xe2\x80\xae") == "control_characters");  // Turns the direction of writing
    CHECK(name_fault("Mẫu\xe2\x80\x8bMẫu") == "not_a_name");      // An invisible space
    CHECK(name_fault(" ") == "required");
    CHECK(name_fault(std::string(300, 'a')).empty());
    CHECK(name_fault(std::string(301, 'a')) == "too_long");
}

TEST_CASE("names of organisations may hold figures, dashes and quotation marks")
{
    for (const auto* good : {"Công ty TNHH Xây dựng & Thương mại 27/7", "Công ty CP Thử – Chi nhánh Hải Phòng", "Trường THPT “Mẫu”",
                             "Hợp tác xã Nông nghiệp số 1 (Tân Minh)"}) {
        INFO(good);
        CHECK(name_fault(good, PersonKind::enterprise).empty());
    }
    for (const auto* bad : {"Công ty 😀", "<script>", "Công ty ★", "Công ty\nThử", "Công\tty"}) {
        INFO(bad);
        CHECK(name_fault(bad, PersonKind::enterprise) == "not_a_name");
    }
}

TEST_CASE("a birth may be known to the year, the month or the day")
{
    auto fault = [](std::string date) { return fault_in("birth_date", [&](Person& p) { p.birth_date = std::move(date); }); };
    for (const auto* good : {"1952", "1952-03", "1952-03-07", "2026-07-02", "2026-07", "2026", "1876"}) {
        INFO(good);
        CHECK(fault(good).empty());
    }
    for (const auto* bad : {"52", "1952-13", "1952-02-30", "1952-3-7", "19520307", "1952-", "ngày", "0000"}) {
        INFO(bad);
        CHECK(fault(bad) == "not_a_date");
    }
    CHECK(fault("2026-07-03") == "too_late");
    CHECK(fault("2026-08") == "too_late");
    CHECK(fault("2027") == "too_late");
    CHECK(fault("1875") == "too_early");
}

TEST_CASE("numbers, telephones and addresses of letters are checked by their form")
{
    auto email = [](std::string value) { return fault_in("email", [&](Person& p) { p.email = std::move(value); }); };
    for (const auto* good : {"mau@thu.example", "a.b+c@thu.hai-phong.example"}) CHECK(email(good).empty());
    for (const auto* bad : {"mau", "@thu.example", "mau@", "mau@thu", "mau@.vn", "mau@thu.", "a@b@c.vn", "mau mau@thu.example", "mẫu@thu.example",
                            "a,b@thu.example", "<a@thu.example>"}) {
        INFO(bad);
        CHECK(email(bad) == "not_an_email");
    }
    CHECK(email(std::string(190, 'a') + "@thu.example") == "too_long");
    auto phone = [](std::string value) { return fault_in("phone", [&](Person& p) { p.phone = std::move(value); }); };
    for (const auto* good : {"0900000001", "+84 900 000 001", "0225 3821 001"}) CHECK(phone(good).empty());
    for (const auto* bad : {"090000000", "1900 1234", "số 3"}) CHECK(phone(bad) == "not_a_phone");
    auto address = [](std::string value) { return fault_in("address", [&](Person& p) { p.address = std::move(value); }); };
    CHECK(address(std::string(500, 'x')).empty());
    CHECK(address("Thôn\x01 1") == "control_characters");
    auto personal_id = [](std::string value) { return fault_in("personal_id", [&](Person& p) { p.personal_id = std::move(value); }); };
    for (const auto* bad : {"", "031199000", "0311990000011", "03119900000a", "031 199 000 001"}) CHECK(personal_id(bad) == "not_a_personal_id");
}

TEST_CASE("what disagrees with the personal number is a warning, never a fault")
{
    auto warnings = [](std::optional<Sex> sex, std::optional<std::string> birth, std::string id = "031199000001") {
        auto person = a_person();  // A woman born in 1999
        person.personal_id = std::move(id);
        person.sex = sex;
        person.birth_date = std::move(birth);
        CHECK(faults(person).empty());
        return warnings_of(person);
    };
    using List = std::vector<std::string>;
    CHECK(warnings(Sex::female, "1999-05-17") == List{});
    CHECK(warnings(std::nullopt, std::nullopt) == List{});
    CHECK(warnings(Sex::male, "1999") == List{"sex_differs"});
    CHECK(warnings(Sex::female, "1998-12") == List{"birth_year_differs"});
    CHECK(warnings(Sex::male, "1998") == List{"sex_differs", "birth_year_differs"});
    CHECK(warnings(Sex::male, "2005", "031205000001") == List{});
    auto nameless = a_person();
    nameless.personal_id.reset();
    nameless.sex = Sex::male;
    CHECK(warnings_of(nameless).empty());
}
