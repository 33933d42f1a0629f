#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "features/dossiers/dossiers.hpp"

namespace motcua::dossiers {

// Somebody opened the data of a dossier's applicant.
struct AccessReading {
    std::int64_t id = 0;
    Instant at{};
    std::string officer;
    std::string title;
    std::string agency;
    std::string purpose;
    std::optional<std::string> code;   // Of the dossier
};
BOOST_DESCRIBE_STRUCT(AccessReading, (), (id, at, officer, title, agency, purpose, code))

// `q` is the code of a dossier or a personal number; anything else refuses: q/not_a_code_or_personal_id. Newest first, before the row
// `before` (0: from the newest). Only readings of dossiers that lie with an agency where the actor may read the access log.
std::vector<AccessReading> access_log(const Services&, const Actor&, std::string_view q, std::int64_t before, int limit);

}  // namespace motcua::dossiers
