#include "features/journal/journal.hpp"

#include <map>

#include <doctest/doctest.h>

#include "platform/db/testing.hpp"

using namespace motcua;
using journal::FaultKind;

namespace {

// A chain as append() makes it, without a database.
std::vector<journal::Entry> a_chain(int length)
{
    std::vector<journal::Entry> chain;
    db::Bytes previous;
    for (int i = 1; i <= length; ++i) {
        journal::Entry entry{DossierId{7}, i, Instant(std::chrono::milliseconds(1000 * i)), OfficerId{3}, AgencyId{4},
                             "Nguyễn Thị Mẫu, Công chức một cửa", "forwarded", R"({"step":)" + std::to_string(i) + "}", {}};
        entry.hash = journal::hash_of(entry, previous);
        previous = entry.hash;
        chain.push_back(std::move(entry));
    }
    return chain;
}

journal::Head head_of(const std::vector<journal::Entry>& chain)
{
    return chain.empty() ? journal::Head{} : journal::Head{chain.back().seq, chain.back().hash};
}

std::vector<journal::Fault> faults(const std::vector<journal::Entry>& chain, const journal::Head& head)
{
    return journal::faults_of(chain, head);
}

}  // namespace

TEST_CASE("an untouched chain has no faults")
{
    auto chain = a_chain(5);
    CHECK(faults(chain, head_of(chain)).empty());
    CHECK(faults({}, {}).empty());
}

TEST_CASE("every changed part of an entry is found and named")
{
    const auto chain = a_chain(4);
    auto changed = [&](auto change) {
        auto copy = chain;
        change(copy[1]);
        return faults(copy, head_of(chain));
    };
    const std::vector<journal::Fault> second{{FaultKind::changed, 2}};
    CHECK(changed([](auto& e) { e.body = R"({"step":9})"; }) == second);
    CHECK(changed([](auto& e) { e.at += std::chrono::milliseconds(1); }) == second);
    CHECK(changed([](auto& e) { e.officer_id = OfficerId{5}; }) == second);
    CHECK(changed([](auto& e) { e.agency_id.reset(); }) == second);
    CHECK(changed([](auto& e) { e.actor = "Ai đó"; }) == second);
    CHECK(changed([](auto& e) { e.act = "approved"; }) == second);
    CHECK(changed([](auto& e) { e.dossier_id = DossierId{8}; }) == second);
}

TEST_CASE("parts cannot be shifted into each other")
{
    auto entry = a_chain(1).front();
    auto other = entry;
    entry.actor = "ab", entry.act = "c";
    other.actor = "a", other.act = "bc";
    CHECK(journal::hash_of(entry, {}) != journal::hash_of(other, {}));
}

TEST_CASE("a missing entry is named, in the middle, at the start and at the end")
{
    const auto chain = a_chain(5);
    auto without = [&](int i) {
        auto copy = chain;
        copy.erase(copy.begin() + i);
        return faults(copy, head_of(chain));
    };
    CHECK(without(2) == std::vector<journal::Fault>{{FaultKind::missing, 3}});
    CHECK(without(0) == std::vector<journal::Fault>{{FaultKind::missing, 1}});
    CHECK(without(4) == std::vector<journal::Fault>{{FaultKind::missing, 5}});
    CHECK(faults({}, head_of(chain)).size() == 5);
}

TEST_CASE("two entries that changed places are named as reordered")
{
    auto chain = a_chain(4);
    auto head = head_of(chain);
    std::swap(chain[1], chain[2]);
    std::swap(chain[1].seq, chain[2].seq);
    auto found = faults(chain, head);
    REQUIRE(found.size() >= 2);
    CHECK(found[0] == journal::Fault{FaultKind::reordered, 2});
    CHECK(found[1] == journal::Fault{FaultKind::reordered, 3});
}

TEST_CASE("an end that was rewritten together with its hash differs from what the dossier remembers")
{
    auto chain = a_chain(3);
    auto head = head_of(chain);
    chain[2].body = "{}";
    chain[2].hash = journal::hash_of(chain[2], chain[1].hash);
    CHECK(faults(chain, head) == std::vector<journal::Fault>{{FaultKind::end_differs, 3}});
    auto longer = a_chain(4);
    CHECK(faults(longer, {3, longer[2].hash}) == std::vector<journal::Fault>{{FaultKind::end_differs, 4}});
}

namespace {

Actor an_officer()
{
    Actor actor;
    actor.kind = ActorKind::officer;
    actor.officer = {3};
    actor.agency = {4};
    actor.name = "Nguyễn Thị Mẫu";
    actor.title = "Công chức một cửa";
    return actor;
}

}  // namespace

TEST_CASE("what is appended is read back as one sound chain for each dossier")
{
    db::for_each_database([](db::Database& database) {
        auto now = Instant(std::chrono::milliseconds(1782954000123));
        std::map<std::int64_t, journal::Head> heads;
        database.write([&](db::Connection& c) {
            std::map<std::int64_t, journal::Head> written;
            for (int i = 0; i < 6; ++i)
                for (std::int64_t dossier : {7, 8})
                    written[dossier] = journal::append(c, {dossier}, written[dossier], i == 2 ? Actor::system() : an_officer(),
                                                       now + std::chrono::seconds(i), "forwarded", R"({"note":"Đủ điều kiện \u0001"})");
            heads = written;
        });
        for (std::int64_t dossier : {7, 8}) {
            auto chain = database.read([&](db::Connection& c) { return journal::entries(c, {dossier}); });
            REQUIRE(chain.size() == 6);
            CHECK(chain[0].seq == 1);
            CHECK(chain[5].seq == heads[dossier].seq);
            CHECK(chain[0].at == now);
            CHECK(chain[0].actor == "Nguyễn Thị Mẫu, Công chức một cửa");
            CHECK(chain[0].officer_id == OfficerId{3});
            CHECK(chain[0].agency_id == AgencyId{4});
            CHECK(chain[2].actor == "Hệ thống");
            CHECK(!chain[2].officer_id);
            CHECK(!chain[2].agency_id);
            CHECK(chain[5].body == R"({"note":"Đủ điều kiện \u0001"})");
            CHECK(chain[5].hash.data.size() == 32);
            CHECK(faults(chain, heads[dossier]).empty());
        }
        CHECK(database.read([](db::Connection& c) { return journal::entries(c, {9}); }).empty());
    });
}

TEST_CASE("the same place in a chain is taken once")
{
    db::for_each_database([](db::Database& database) {
        auto append = [&] {
            database.write([](db::Connection& c) { journal::append(c, {7}, {}, an_officer(), Instant{}, "filed", "{}"); });
        };
        append();
        CHECK_THROWS_AS(append(), db::UniqueViolation);
        CHECK(database.read([](db::Connection& c) { return journal::entries(c, {7}).size(); }) == 1);
    });
}

TEST_CASE("changes behind the program's back are found in what the database gives back")
{
    struct Tampering {
        std::string sql;
        journal::Fault found;
    };
    const Tampering tamperings[] = {
        {"UPDATE journal SET body = '{}' WHERE seq = 3", {FaultKind::changed, 3}},
        {"UPDATE journal SET at = at - 1 WHERE seq = 5", {FaultKind::changed, 5}},
        {"UPDATE journal SET officer_id = NULL WHERE seq = 1", {FaultKind::changed, 1}},
        {"DELETE FROM journal WHERE seq = 2", {FaultKind::missing, 2}},
        {"DELETE FROM journal WHERE seq = 5", {FaultKind::missing, 5}},
        {"UPDATE journal SET seq = 6 WHERE seq = 5", {FaultKind::missing, 5}},
    };
    db::for_each_database([&](db::Database& database) {
        auto head = database.write([](db::Connection& c) {
            journal::Head end;
            for (int i = 0; i < 5; ++i) end = journal::append(c, {7}, end, an_officer(), Instant{}, "forwarded", R"({"step":1})");
            return end;
        });
        for (const auto& tampering : tamperings) {
            INFO(tampering.sql);
            std::vector<journal::Fault> found;
            try {
                database.write([&](db::Connection& c) {
                    db::execute(c, tampering.sql);
                    found = faults(journal::entries(c, {7}), head);
                    throw std::runtime_error("undone");
                });
            } catch (const std::runtime_error&) {
            }
            REQUIRE(!found.empty());
            CHECK(found[0] == tampering.found);
        }
    });
}
