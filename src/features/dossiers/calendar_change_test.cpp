#include <chrono>
#include <latch>
#include <thread>

#include <doctest/doctest.h>

#include "test_city.hpp"

using namespace motcua;
using namespace motcua::dossiers;
using namespace motcua::testing;

TEST_CASE("promised dates move with the calendar, also of a dossier that somebody is just working on")
{
    for_each_city([](TestCity& city) {
        auto code = city.dossier_at(Stage::received);
        auto promised = city.dossier(code).due_at;
        REQUIRE(promised);
        city.execute("UPDATE dossier SET provisional = TRUE, due_at = due_at - 86400000");  // As another calendar had said.

        std::latch forwarded(1);
        auto forward = [&](db::Connection&) {
            city.dossiers.forward(city.as("tiepnhan"), code, city.version_of(code), std::nullopt);
            forwarded.count_down();
            if (city.db.is_postgres()) std::this_thread::sleep_for(std::chrono::milliseconds(100));  // SQLite does one write after the other.
        };
        std::jthread officer([&] { city.db.write(forward); });
        forwarded.wait();
        auto report = city.dossiers.apply_calendar(city.as("kiemsoat"), "Thêm ngày nghỉ");
        officer.join();

        CHECK(report.moved == 1);
        CHECK(city.dossier(code).due_at == promised);
        CHECK(city.acts_of(code) == std::vector<std::string>{"filed", "received", "forwarded", "due_revised"});
    });
}
