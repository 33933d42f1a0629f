#pragma once

#include <functional>
#include <optional>
#include <string>

#include "features/journal/journal.hpp"
#include "features/reports/counting.hpp"
#include "platform/db/db.hpp"

// The journal is the truth: from it everything that is counted can be counted again, for now or as it was on any day.
namespace motcua::reports {

// What the entries of one dossier add up to, all or those before `until`. Nothing when there are none.
// Throws what dossiers::event_from throws.
std::optional<Ledger> replay(const std::vector<journal::Entry>&, const staff::Directory&, std::optional<Instant> until = std::nullopt);

// Replays every dossier whose id is after `after` up to `last`, by id; `each` is called for those that have entries.
void replay_range(db::Connection&, DossierId after, DossierId last, const staff::Directory&, std::optional<Instant> until,
                  const std::function<void(Ledger&&)>& each);
// The same of these dossiers alone.
void replay_these(db::Connection&, const std::vector<DossierId>&, const staff::Directory&, std::optional<Instant> until,
                  const std::function<void(Ledger&&)>& each);

// The first id after `after` that has a journal, and how far `limit` dossiers reach from there; nothing when there is none.
struct Range {
    DossierId after;
    DossierId last;
};
std::optional<Range> next_range(db::Connection&, DossierId after, std::int64_t limit);

// The first difference between what is counted and what the journal says: "received_day: 20635, in the journal 20634"; "" when there is none.
std::string difference(const Ledger& counted, const Ledger& replayed);

}  // namespace motcua::reports
