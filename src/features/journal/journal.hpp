#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "domain/ids.hpp"
#include "platform/db/db.hpp"

// Nhật ký: an append-only record of every act on a dossier, hash-chained, written in the transaction of the act.
namespace motcua::journal {

// The end of one dossier's chain. The dossier keeps it, so that a cut-off end is noticed too.
struct Head {
    std::int64_t seq = 0;
    db::Bytes hash;         // Empty before the first entry.
};

struct Entry {
    DossierId dossier_id;
    std::int64_t seq = 0;
    Instant at{};
    std::optional<OfficerId> officer_id;
    std::optional<AgencyId> agency_id;
    std::string actor;
    std::string act;
    std::string body;       // JSON
    db::Bytes hash;
};
BOOST_DESCRIBE_STRUCT(Entry, (), (dossier_id, seq, at, officer_id, agency_id, actor, act, body, hash))

// Adds the next entry and returns the new head.
Head append(db::Connection&, DossierId, const Head&, const Actor&, Instant at, std::string_view act, std::string_view body);

std::vector<Entry> entries(db::Connection&, DossierId);
db::Asked<Entry> ask_entries(db::Connection&, DossierId);

// What the hash of an entry must be, given the hash of the one before it.
db::Bytes hash_of(const Entry&, const db::Bytes& previous_hash);

enum class FaultKind { changed, missing, reordered, end_differs };
BOOST_DESCRIBE_ENUM(FaultKind, changed, missing, reordered, end_differs)

struct Fault {
    FaultKind kind = FaultKind::changed;
    std::int64_t seq = 0;   // The row that is wrong, or that should be there

    bool operator==(const Fault&) const = default;
};

// What is wrong with one dossier's chain, given its entries in the order of seq and the end that the dossier remembers.
std::vector<Fault> faults_of(const std::vector<Entry>&, const Head& remembered);

}  // namespace motcua::journal
