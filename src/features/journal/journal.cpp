#include "features/journal/journal.hpp"

#include "platform/crypto/crypto.hpp"

namespace motcua::journal {

namespace {

// Every part with its length before it: no two different entries give the same bytes.
void add_part(std::string& bytes, std::string_view part)
{
    bytes += std::to_string(part.size());
    bytes += ':';
    bytes += part;
}

void add_part(std::string& bytes, std::int64_t number)
{
    add_part(bytes, std::to_string(number));
}

}  // namespace

db::Bytes hash_of(const Entry& entry, const db::Bytes& previous_hash)
{
    std::string bytes;
    bytes.reserve(entry.body.size() + 256);
    add_part(bytes, previous_hash.data);
    add_part(bytes, entry.dossier_id.number);
    add_part(bytes, entry.seq);
    add_part(bytes, entry.at.time_since_epoch().count());
    add_part(bytes, entry.officer_id ? entry.officer_id->number : 0);
    add_part(bytes, entry.agency_id ? entry.agency_id->number : 0);
    add_part(bytes, entry.actor);
    add_part(bytes, entry.act);
    add_part(bytes, entry.body);
    return {crypto::sha256(bytes)};
}

Head append(db::Connection& c, DossierId dossier, const Head& head, const Actor& actor, Instant at, std::string_view act, std::string_view body)
{
    Entry entry{dossier, head.seq + 1, at, std::nullopt, std::nullopt, actor.name, std::string(act), std::string(body), {}};
    if (actor.kind == ActorKind::officer) {
        entry.officer_id = actor.officer;
        entry.agency_id = actor.agency;
        if (!actor.title.empty()) entry.actor += ", " + actor.title;
    }
    entry.hash = hash_of(entry, head.hash);
    db::submit(c, R"(
        INSERT INTO journal (dossier_id, seq, at, officer_id, agency_id, actor, act, body, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))",
        entry.dossier_id, entry.seq, entry.at, entry.officer_id, entry.agency_id, entry.actor, entry.act, entry.body, entry.hash);
    return {entry.seq, std::move(entry.hash)};
}

std::vector<Entry> entries(db::Connection& c, DossierId dossier)
{
    return ask_entries(c, dossier).all();
}

db::Asked<Entry> ask_entries(db::Connection& c, DossierId dossier)
{
    return db::ask<Entry>(c, R"(
        SELECT dossier_id, seq, at, officer_id, agency_id, actor, act, body, hash
        FROM journal WHERE dossier_id = $1 ORDER BY seq)", dossier);
}

namespace {

// Whether this is an honest entry of the same chain that stands in another's place.
bool is_moved(const Entry& entry, const std::vector<Entry>& chain)
{
    auto fits = [&](std::int64_t seq, const db::Bytes& previous) {
        auto candidate = entry;
        candidate.seq = seq;
        return hash_of(candidate, previous) == entry.hash;
    };
    for (std::int64_t seq = 1; seq <= static_cast<std::int64_t>(chain.size()) + 1; ++seq) {
        if (fits(seq, {})) return true;
        for (const auto& other : chain)
            if (fits(seq, other.hash)) return true;
    }
    return false;
}

}  // namespace

std::vector<Fault> faults_of(const std::vector<Entry>& chain, const Head& remembered)
{
    std::vector<Fault> faults;
    std::int64_t seq = 0;
    db::Bytes previous;
    for (const auto& entry : chain) {
        for (++seq; seq < entry.seq; ++seq) faults.push_back({FaultKind::missing, seq});
        bool follows_gap = !faults.empty() && faults.back() == Fault{FaultKind::missing, entry.seq - 1};
        if (!follows_gap && hash_of(entry, previous) != entry.hash)
            faults.push_back({is_moved(entry, chain) ? FaultKind::reordered : FaultKind::changed, entry.seq});
        previous = entry.hash;
    }
    for (++seq; seq <= remembered.seq; ++seq) faults.push_back({FaultKind::missing, seq});
    if (faults.empty() && (chain.empty() ? 0 : chain.back().seq) != remembered.seq)
        faults.push_back({FaultKind::end_differs, chain.back().seq});
    if (faults.empty() && previous != remembered.hash) faults.push_back({FaultKind::end_differs, remembered.seq});
    return faults;
}

}  // namespace motcua::journal
