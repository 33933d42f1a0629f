#pragma once

#include <optional>
#include <vector>

#include <boost/describe.hpp>

#include "features/dossiers/state.hpp"
#include "platform/db/db.hpp"

namespace motcua::dossiers {

// How many dossiers there are of one kind.
struct Total {
    AgencyId deciding_unit_id;
    catalogue::Channel channel = catalogue::Channel::counter;
    State state = State::registered;
    std::optional<Timeliness> timeliness;        // Of finished ones
    bool overdue = false;                        // Of open ones
    std::int64_t dossiers = 0;
    std::int64_t supplements = 0;                // Times that something was asked for
};
BOOST_DESCRIBE_STRUCT(Total, (), (deciding_unit_id, channel, state, timeliness, overdue, dossiers, supplements))

// Counts every dossier: for checks, not for pages.
std::vector<Total> totals(db::Connection&, Instant now);

}  // namespace motcua::dossiers
