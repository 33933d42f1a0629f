#include "features/dossiers/oversight.hpp"

#include <doctest/doctest.h>

#include "features/dossiers/detail.hpp"
#include "features/dossiers/listing.hpp"
#include "test_city.hpp"

namespace motcua::dossiers {

using testing::a_filing;
using testing::refusal_of;
using testing::Stage;
using testing::TestCity;

namespace {

std::string readers(const std::vector<AccessReading>& readings)
{
    std::string text;
    for (const auto& reading : readings) text += (text.empty() ? "" : " ") + reading.purpose + "/" + reading.code.value_or("-");
    return text;
}

}  // namespace

TEST_CASE("who opened a dossier is told to those who watch over its agencies, by code and by person")
{
    testing::for_each_city([](TestCity& city) {
        const auto& services = city.dossiers.services();
        auto code = city.dossier_at(Stage::received);
        auto log = [&](const char* who, const std::string& q) { return readers(access_log(services, city.as(who), q, 0, 50)); };
        auto before = access_log(services, city.as("kiemsoat"), code, 0, 50).size();
        detail(services, city.as("giamdoc"), code);
        auto readings = access_log(services, city.as("kiemsoat"), code, 0, 50);
        REQUIRE(readings.size() == before + 1);
        CHECK(readings[0].purpose == "Xem hồ sơ");
        CHECK(readings[0].agency.starts_with("Trung tâm"));
        CHECK(readings[0].code == code);
        CHECK(log("giamdoc", code) == readers(readings));
        CHECK(log("giamdoc", " 031199000001 ") == readers(readings));
        CHECK(log("giamdoc.khac", code) == "");
        CHECK(log("giamdoc.khac", "031199000001") == "");
        CHECK(log("kiemsoat", "031199999999") == "");
        CHECK(access_log(services, city.as("kiemsoat"), code, readings[0].id, 50).size() == before);
        CHECK(refusal_of([&] { log("kiemsoat", "Nguyễn Thị Mẫu"); }) == "q=not_a_code_or_personal_id");
    });
}

TEST_CASE("open work is counted by the permission that it needs, and listed by it")
{
    testing::for_each_city([](TestCity& city) {
        const auto& services = city.dossiers.services();
        auto received = city.dossier_at(Stage::received, a_filing().of("Nguyễn Thị Mẫu", "031199000001"));
        auto signing = city.dossier_at(Stage::reviewed, a_filing().of("Trần Văn Thử", "031199000002"));
        auto leader = city.as("lanhdao");
        auto counts = inbox_counts(services, leader);
        auto listed = [&](std::optional<std::string> work) {
            ListQuestion question;
            question.work = std::move(work);
            std::string codes;
            for (const auto& row : list(services, leader, question).rows) codes += (codes.empty() ? "" : " ") + row.code;
            return codes;
        };
        REQUIRE(counts.by_work.size() == 1);
        CHECK(counts.by_work[0].work == "approve_dossiers");
        CHECK(counts.by_work[0].open == counts.open);
        CHECK(counts.open == 1);
        CHECK(listed("approve_dossiers") == signing);
        CHECK(listed(std::nullopt) == signing);
        CHECK(listed("process_dossiers") == "");
        CHECK(listed("no_such_work") == "");
        CHECK(inbox_counts(services, city.as("xaydung")).by_work.empty());
    });
}

}  // namespace motcua::dossiers
