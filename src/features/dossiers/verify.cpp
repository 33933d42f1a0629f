#include "features/dossiers/verify.hpp"

#include <map>
#include <random>
#include <unordered_map>

#include "features/dossiers/work.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/json/type.hpp"

namespace motcua::dossiers {

namespace {

constexpr int batch = 500;
constexpr std::size_t most_faults = 1000;

struct ContentRow {
    DossierId dossier_id;
    int version = 0;
    db::Bytes sealed;
};
BOOST_DESCRIBE_STRUCT(ContentRow, (), (dossier_id, version, sealed))

struct SeriesRow {
    std::string series;
    std::int64_t last = 0;
};
BOOST_DESCRIBE_STRUCT(SeriesRow, (), (series, last))

class Verifier {
public:
    // The numbers given out so far are read first: dossiers that are filed meanwhile do not disturb the count.
    explicit Verifier(db::Database& database) : m_db(database)
    {
        m_db.read([&](db::Connection& c) {
            for (const auto& row : db::query<SeriesRow>(c, "SELECT series, last FROM code_sequence"))
                if (row.series.find('/') == std::string::npos) m_given.emplace(row.series, row.last);  // The others number slips.
        });
    }

    // False when there are no more dossiers.
    bool next_batch(int size = batch)
    {
        return m_db.read_consistent([&](db::Connection& c) { return check_batch(c, size); });
    }

    void start_after(DossierId id) { m_after = id; }

    // Running numbers are given once and every one is there: a dossier deleted whole is noticed too.
    void check_codes()
    {
        for (const auto& [series, last] : m_given)
            if (m_found[series] != last) fault(series, 0, "code_missing");
        auto orphans = m_db.read([](db::Connection& c) {
            return db::query<DossierId>(c, R"(
                SELECT j.dossier_id FROM journal j
                WHERE j.seq = 1 AND NOT EXISTS (SELECT 1 FROM dossier d WHERE d.id = j.dossier_id) LIMIT 100)");
        });
        for (auto id : orphans) fault(std::to_string(id.number), 1, "without_dossier");
    }

    Verification result;

private:
    bool check_batch(db::Connection& c, int size)
    {
        auto list = DossierStore(c).after(m_after, size);
        if (list.empty()) return false;
        auto last = list.back().dossier.id;
        auto entries = db::query<journal::Entry>(c, R"(
            SELECT dossier_id, seq, at, officer_id, agency_id, actor, act, body, hash
            FROM journal WHERE dossier_id > $1 AND dossier_id <= $2 ORDER BY dossier_id, seq)", m_after, last);
        auto contents = db::query<ContentRow>(c, R"(
            SELECT dossier_id, version, sealed FROM dossier_content WHERE dossier_id > $1 AND dossier_id <= $2
            ORDER BY dossier_id, version)", m_after, last);
        auto entry = entries.begin();
        auto content = contents.begin();
        for (const auto& stored : list) {
            auto id = stored.dossier.id;
            for (; entry != entries.end() && entry->dossier_id < id; ++entry) fault(std::to_string(entry->dossier_id.number), entry->seq, "without_dossier");
            std::vector<journal::Entry> chain;
            for (; entry != entries.end() && entry->dossier_id == id; ++entry) chain.push_back(std::move(*entry));
            std::vector<std::string> digests;
            for (; content != contents.end() && content->dossier_id == id; ++content) digests.push_back(crypto::sha256_hex(content->sealed.data));
            check(stored, chain, digests);
        }
        m_after = last;
        return true;
    }

    void fault(std::string code, std::int64_t seq, std::string kind)
    {
        if (result.faults.size() < most_faults) result.faults.push_back({std::move(code), seq, std::move(kind)});
    }

    void check(const StoredDossier& stored, const std::vector<journal::Entry>& chain, const std::vector<std::string>& digests)
    {
        ++result.dossiers;
        result.entries += static_cast<std::int64_t>(chain.size());
        const auto& code = stored.dossier.code;
        auto dash = code.rfind('-');
        auto series = code.substr(0, dash);
        auto given = m_given.find(series);
        if (given != m_given.end() && std::atoll(code.c_str() + dash + 1) <= given->second) ++m_found[series];
        auto faults = journal::faults_of(chain, stored.head);
        for (const auto& f : faults) fault(code, f.seq, std::string(json::name_of(f.kind)));
        if (!faults.empty()) return;
        Dossier rebuilt;
        rebuilt.id = stored.dossier.id;
        std::vector<std::string> promised;
        for (const auto& entry : chain) {
            auto event = event_from(entry.act, entry.body);
            if (const auto* filed = std::get_if<Filed>(&event)) promised.push_back(filed->content_digest);
            if (const auto* more = std::get_if<Supplemented>(&event); more && more->content_digest) promised.push_back(*more->content_digest);
            apply(rebuilt, event, entry.at);
        }
        if (promised != digests) fault(code, 0, "content_changed");
        if (!(rebuilt == stored.dossier)) fault(code, 0, "state_differs");
    }

    db::Database& m_db;
    DossierId m_after;
    std::map<std::string, std::int64_t> m_given;
    std::unordered_map<std::string, std::int64_t> m_found;
};

}  // namespace

Verification verify(db::Database& database, const std::function<void(std::int64_t)>& progress)
{
    Verifier verifier(database);
    while (verifier.next_batch())
        if (progress) progress(verifier.result.dossiers);
    verifier.check_codes();
    return std::move(verifier.result);
}

Verification verify_some(db::Database& database)
{
    constexpr int places = 8;
    constexpr int at_each = 50;
    auto last = database.read([](db::Connection& c) { return db::one<std::int64_t>(c, "SELECT COALESCE(max(id), 0) FROM dossier"); });
    Verifier verifier(database);
    verifier.start_after({std::max<std::int64_t>(0, last - at_each)});
    verifier.next_batch(at_each);
    for (int i = 1; i < places && last > at_each; ++i) {
        verifier.start_after({static_cast<std::int64_t>(std::random_device()()) % (last - at_each)});
        verifier.next_batch(at_each);
    }
    return std::move(verifier.result);
}

bool opens_content(db::Database& database, const crypto::Vault& vault)
{
    auto sealed = database.read([](db::Connection& c) {
        return db::first<db::Bytes>(c, "SELECT sealed FROM dossier_content WHERE dossier_id = (SELECT max(id) FROM dossier) LIMIT 1");
    });
    if (!sealed) return true;
    try {
        vault.open(sealed->data, content_purpose);
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

std::vector<std::string> codes_with_file(db::Connection& c, std::string_view digest)
{
    return db::query<std::string>(c, R"(
        SELECT DISTINCT d.code FROM submitted_file f JOIN dossier d ON d.id = f.dossier_id WHERE f.digest = $1 ORDER BY d.code LIMIT 10)", digest);
}

}  // namespace motcua::dossiers
