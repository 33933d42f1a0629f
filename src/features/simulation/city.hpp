#pragma once

#include <string>
#include <string_view>

#include "features/catalogue/catalogue.hpp"
#include "platform/clock.hpp"
#include "platform/db/db.hpp"

// The sample city: every agency of the catalogue, and officers to try it with. All persons are invented.
namespace motcua::simulation {

struct CityFacts {
    int agencies = 0;
    int officers = 0;
};

bool is_empty(db::Database&);

// Fills an empty database: the city, its departments, 114 communes with centre, divisions, intake points and counters, and 5,190
// officers who share one password. `tiepnhan.<unit>`, `chuyenvien.<unit>`, `lanhdao.<unit>`, `giamdoc.<unit>` with the unit's slug,
// or a department's code; `quantri` and `kiemsoat` for the city. One transaction.
CityFacts build_city(db::Database&, const Clock&, const catalogue::Snapshot&, std::string_view password);

// The same agencies for a real start, and nobody but `quantri`, whose password is to be changed and who makes the other accounts.
CityFacts found_city(db::Database&, const Clock&, const catalogue::Snapshot&, std::string_view password);

// "Nguyễn Thị Thanh Mai": the n-th of the invented names, always the same.
std::string invented_name(std::uint64_t n, bool female);

}  // namespace motcua::simulation
