#include "features/reports/replay.hpp"

#include <utility>

#include "platform/db/statement.hpp"

namespace motcua::reports {

using db::Statement;

namespace {

// What a replay needs of an entry: neither who it says did it nor its place in the chain.
struct Written {
    DossierId dossier_id;
    std::int64_t seq = 0;
    Instant at{};
    std::optional<OfficerId> officer_id;
    std::string act;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(Written, (), (dossier_id, seq, at, officer_id, act, body))

// One dossier after the other, entry by entry.
class Replay {
public:
    Replay(const staff::Directory& directory, std::optional<Instant> until) : m_directory(directory), m_until(until) {}

    template <class Entry>
    void add(const Entry& entry)
    {
        if (m_until && entry.at >= *m_until) return;
        if (entry.seq == 1) m_dossier.id = entry.dossier_id;
        Actor actor;
        if (entry.officer_id) actor.officer = *entry.officer_id;
        m_events.clear();
        m_events.push_back(dossiers::event_from(entry.act, entry.body));
        auto before = m_dossier;
        dossiers::apply(m_dossier, m_events.front(), entry.at);
        if (!m_ledger) m_ledger.emplace();
        apply(*m_ledger, change_of({before, m_events, m_dossier, actor, entry.at}, m_directory));
    }

    std::optional<Ledger> finish()
    {
        m_dossier = {};
        return std::exchange(m_ledger, std::nullopt);
    }

    // Of a dossier, and all its entries, at a time.
    void run(db::Connection& c, const Statement& entries, const std::function<void(Ledger&&)>& each)
    {
        DossierId at;
        auto finish_last = [&] {
            if (auto ledger = finish()) each(std::move(*ledger));
        };
        entries.each<Written>(c, [&](const Written& entry) {
            if (entry.dossier_id != at) finish_last();
            at = entry.dossier_id;
            add(entry);
        });
        finish_last();
    }

private:
    const staff::Directory& m_directory;
    std::optional<Instant> m_until;
    dossiers::Dossier m_dossier;
    std::vector<dossiers::Event> m_events;
    std::optional<Ledger> m_ledger;
};

constexpr std::string_view entries_of = "SELECT dossier_id, seq, at, officer_id, act, body FROM journal WHERE dossier_id ";

std::string in_words(const db::Parameter& value)
{
    if (std::holds_alternative<std::nullptr_t>(value)) return "none";
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
    return "?";
}

// As the columns hold them, so that the difference has the name of its column.
std::string first_difference(const Counted& counted, const Counted& replayed)
{
    std::string found;
    boost::mp11::mp_for_each<boost::describe::describe_members<Counted, boost::describe::mod_public>>([&](auto member) {
        const auto& a = counted.*member.pointer;
        const auto& b = replayed.*member.pointer;
        if (!found.empty() || a == b) return;
        std::string first, second;
        found = std::string(member.name) + ": " + in_words(db::to_parameter(a, first)) + ", in the journal " + in_words(db::to_parameter(b, second));
    });
    return found;
}

}  // namespace

std::optional<Ledger> replay(const std::vector<journal::Entry>& entries, const staff::Directory& directory, std::optional<Instant> until)
{
    Replay replay(directory, until);
    for (const auto& entry : entries) replay.add(entry);
    return replay.finish();
}

void replay_range(db::Connection& c, DossierId after, DossierId last, const staff::Directory& directory, std::optional<Instant> until,
                  const std::function<void(Ledger&&)>& each)
{
    Statement s;
    s.add(entries_of).add("> ").value(after).add(" AND dossier_id <= ").value(last).add(" ORDER BY dossier_id, seq");
    Replay(directory, until).run(c, s, each);
}

void replay_these(db::Connection& c, const std::vector<DossierId>& ids, const staff::Directory& directory, std::optional<Instant> until,
                  const std::function<void(Ledger&&)>& each)
{
    Statement s;
    s.add(entries_of).add("IN ").values(ids).add(" ORDER BY dossier_id, seq");
    Replay(directory, until).run(c, s, each);
}

std::optional<Range> next_range(db::Connection& c, DossierId after, std::int64_t limit)
{
    auto first = db::first<DossierId>(c, "SELECT dossier_id FROM journal WHERE dossier_id > $1 ORDER BY dossier_id LIMIT 1", after);
    if (!first) return std::nullopt;
    return Range{{first->number - 1}, {first->number - 1 + limit}};
}

std::string difference(const Ledger& counted, const Ledger& replayed)
{
    auto row = first_difference(counted.row, replayed.row);
    if (!row.empty()) return row;
    auto count = [](std::string_view name, std::size_t a, std::size_t b) {
        return std::string(name) + ": " + std::to_string(a) + ", in the journal " + std::to_string(b);
    };
    if (counted.late != replayed.late) return count("lateness", counted.late.size(), replayed.late.size());
    if (counted.payments != replayed.payments) return count("payments", counted.payments.size(), replayed.payments.size());
    return "";
}

}  // namespace motcua::reports
