#include <doctest/doctest.h>

#include "features/dossiers/verify.hpp"
#include "test_city.hpp"

using namespace motcua;
using namespace motcua::dossiers;
using namespace motcua::testing;

namespace {

struct Tampering {
    const char* sql;     // Of the second of three dossiers
    const char* kind;
    std::int64_t seq;
};

std::string second_code(TestCity& city)
{
    city.dossier_at(Stage::forwarded);
    auto code = city.dossier_at(Stage::returned);
    city.dossier_at(Stage::examined);
    return code;
}

}  // namespace

TEST_CASE("whatever is changed behind the program's back is named with its dossier and its row")
{
    const Tampering tamperings[] = {
        {"UPDATE journal SET body = '{}' WHERE dossier_id = 2 AND seq = 3", "changed", 3},
        {"UPDATE journal SET actor = 'Không ai' WHERE dossier_id = 2 AND seq = 1", "changed", 1},
        {"DELETE FROM journal WHERE dossier_id = 2 AND seq = 2", "missing", 2},
        {"UPDATE dossier SET version = version + 1 WHERE id = 2", "missing", 0},
        {"UPDATE dossier SET journal_hash = (SELECT journal_hash FROM dossier WHERE id = 1) WHERE id = 2", "end_differs", 0},
        {"DELETE FROM journal WHERE dossier_id = 2 AND seq = (SELECT version FROM dossier WHERE id = 2)", "missing", 0},
        {"UPDATE dossier SET state = 'processing' WHERE id = 2", "state_differs", 0},
        {"UPDATE dossier SET due_at = due_at + 60000 WHERE id = 2", "state_differs", 0},
        {"UPDATE dossier SET timeliness = 'late' WHERE id = 2", "state_differs", 0},
        {"UPDATE dossier SET fee_vnd = 5 WHERE id = 2", "state_differs", 0},
        {"UPDATE dossier_content SET sealed = (SELECT sealed FROM dossier_content WHERE dossier_id = 1) WHERE dossier_id = 2", "content_changed", 0},
        {"DELETE FROM dossier_content WHERE dossier_id = 2", "content_changed", 0},
    };
    for (const auto& tampering : tamperings) {
        for_each_city([&](TestCity& city) {
            INFO(tampering.sql);
            auto code = second_code(city);
            auto before = verify(city.db);
            CHECK(before.faults.empty());
            CHECK(before.dossiers == 3);
            CHECK(before.entries == city.count("SELECT COUNT(*) FROM journal"));
            city.execute(tampering.sql);
            auto faults = verify(city.db).faults;
            REQUIRE(faults.size() == 1);
            CHECK(faults[0].code == code);
            CHECK(faults[0].kind == std::string(tampering.kind));
            if (tampering.seq > 0) CHECK(faults[0].seq == tampering.seq);
        });
    }
}

TEST_CASE("a dossier that was deleted whole is missed by its running number")
{
    for_each_city([](TestCity& city) {
        auto code = second_code(city);
        for (const auto* table : {"journal", "dossier_content", "task", "handover", "submitted_document", "letter"})
            city.execute("DELETE FROM " + std::string(table) + " WHERE dossier_id = 2");
        city.execute("DELETE FROM dossier WHERE id = 2");
        auto faults = verify(city.db).faults;
        REQUIRE(faults.size() == 1);
        CHECK(faults[0].code == code.substr(0, code.rfind('-')));
        CHECK(faults[0].kind == "code_missing");
    });
}

TEST_CASE("a journal without its dossier is found")
{
    for_each_city([](TestCity& city) {
        second_code(city);
        city.execute("INSERT INTO journal SELECT 99, seq, at, officer_id, agency_id, actor, act, body, hash FROM journal WHERE dossier_id = 2");
        auto faults = verify(city.db).faults;
        REQUIRE(faults.size() == 1);
        CHECK(faults[0].kind == "without_dossier");
    });
}
