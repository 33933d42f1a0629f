#include "features/journal/journal.hpp"

#include <doctest/doctest.h>

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
