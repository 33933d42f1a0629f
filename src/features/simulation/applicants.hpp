#pragma once

#include <string>

#include "features/catalogue/catalogue.hpp"
#include "features/people/people.hpp"
#include "features/simulation/random.hpp"

// People who do not exist. Who lives where is fixed, so that the same person comes again with the same number, name and address.
namespace motcua::simulation {

struct Home {
    std::size_t number = 0;                      // Of the unit, 0…113
    const catalogue::Unit* unit = nullptr;
};

// A citizen of the unit born in one of these years.
people::Person invented_citizen(Random&, const Home&, int born_from, int born_to);
// Hộ kinh doanh, công ty: number 0999…
people::Person invented_enterprise(Random&, const Home&);
std::string invented_phone(std::uint64_t number);
std::string invented_personal_id(bool female, int birth_year, int serial);   // serial 0…9999

}  // namespace motcua::simulation
