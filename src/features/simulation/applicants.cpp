#include "features/simulation/applicants.hpp"

#include <cstdio>

#include "features/simulation/city.hpp"

namespace motcua::simulation {

namespace {

constexpr std::size_t people_a_home = 86;        // Of one sex and year: 10,000 serial numbers shared by the units
constexpr int villages = 12;

std::string address_in(const catalogue::Unit& unit, std::uint64_t number)
{
    auto part = unit.type == "phường" ? "Tổ dân phố số " : "Thôn Mẫu ";
    return part + std::to_string(number % villages + 1) + ", " + unit.full_name + ", thành phố Hải Phòng";
}

}  // namespace

std::string invented_personal_id(bool female, int birth_year, int serial)
{
    char text[16];
    int century = (birth_year >= 2000 ? 2 : 0) + (female ? 1 : 0);
    std::snprintf(text, sizeof text, "031%01d%02d99%04d", century, birth_year % 100, serial);
    return text;
}

std::string invented_phone(std::uint64_t number)
{
    return "0900000" + std::to_string(1000 + number * 7919 % 1000).substr(1);
}

people::Person invented_citizen(Random& random, const Home& home, int born_from, int born_to)
{
    auto year = random.between(born_from, born_to);
    bool female = random.chance(0.52);
    auto serial = static_cast<int>(home.number * people_a_home + random.next() % people_a_home) % 10000;
    auto number = (static_cast<std::uint64_t>(year) * 2 + (female ? 1 : 0)) * 10000 + static_cast<std::uint64_t>(serial);
    people::Person person;
    person.full_name = invented_name(number, female);
    person.personal_id = invented_personal_id(female, year, serial);
    person.sex = female ? people::Sex::female : people::Sex::male;
    person.birth_date = std::to_string(year);
    if (year > 1950) person.birth_date = to_iso(make_day(year, 1 + static_cast<unsigned>(number % 12), 1 + static_cast<unsigned>(number / 12 % 28)));
    if (number % 13 != 0) person.phone = invented_phone(number);
    person.address = address_in(*home.unit, number);
    return person;
}

people::Person invented_enterprise(Random& random, const Home& home)
{
    auto serial = static_cast<int>(home.number * people_a_home + random.next() % people_a_home);
    people::Person person;
    person.kind = people::PersonKind::enterprise;
    person.full_name = "Công ty TNHH Mẫu " + std::to_string(serial);
    person.organisation_number = "0999" + std::to_string(1000000 + serial).substr(1);
    person.phone = invented_phone(static_cast<std::uint64_t>(serial));
    person.address = address_in(*home.unit, static_cast<std::uint64_t>(serial));
    return person;
}

}  // namespace motcua::simulation
