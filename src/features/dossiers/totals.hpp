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

// How a centre and the unit it belongs to stand today, without anything personal.
struct UnitFigures {
    std::int64_t received_today = 0;             // At the centre
    std::int64_t open = 0;                       // With the unit: not finished
    std::int64_t late = 0;
    std::int64_t due_today = 0;                  // Of the open ones, not late yet
};
BOOST_DESCRIBE_STRUCT(UnitFigures, (), (received_today, open, late, due_today))

UnitFigures unit_figures(db::Connection&, AgencyId centre, AgencyId unit, Instant now);

}  // namespace motcua::dossiers
