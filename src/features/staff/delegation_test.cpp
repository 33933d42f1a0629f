#include <doctest/doctest.h>

#include "test_city.hpp"

using namespace motcua;
using namespace motcua::staff;
using namespace motcua::testing;
using namespace std::chrono_literals;

namespace {

NewDelegation to(std::string username, Instant from = at(3, 7, 7), Instant until = at(6, 7, 7))
{
    return {"", std::move(username), from, until, "Nghỉ phép"};
}

bool may(TestCity& city, std::string_view username, Permission permission, std::string_view agency)
{
    return city.as(username).may(permission, city.agency(agency));
}

}  // namespace

TEST_CASE("a delegation is in force from its beginning to before its end")
{
    for_each_city([](TestCity& city) {
        auto made = city.staff.delegate(city.as("kinhte"), to("vanphong"));
        CHECK(made.from_username == "kinhte");
        CHECK(made.to_username == "vanphong");
        CHECK(made.reason == "Nghỉ phép");
        auto works = [&] { return may(city, "vanphong", Permission::process_dossiers, "11779/phong-kinh-te"); };
        CHECK(!works());
        city.clock.set(at(3, 7, 7) - 1ms);
        CHECK(!works());
        city.clock.set(at(3, 7, 7));
        CHECK(works());
        CHECK(may(city, "vanphong", Permission::read_dossiers, "11779/phong-kinh-te"));
        CHECK(may(city, "vanphong", Permission::process_dossiers, "11779/van-phong"));
        CHECK(may(city, "kinhte", Permission::process_dossiers, "11779/phong-kinh-te"));
        city.clock.set(at(6, 7, 7) - 1ms);
        CHECK(works());
        city.clock.set(at(6, 7, 7));
        CHECK(!works());
        CHECK(may(city, "vanphong", Permission::process_dossiers, "11779/van-phong"));
    });
}

TEST_CASE("a delegation that is ended stops at once and stays on record")
{
    for_each_city([](TestCity& city) {
        auto id = city.staff.delegate(city.as("kinhte"), to("vanphong")).id;
        city.clock.set(at(3, 7, 9));
        CHECK(refusal_of([&] { city.staff.end_delegation(city.as("vanphong"), id); }) == "unknown_delegation");
        CHECK(refusal_of([&] { city.staff.end_delegation(city.as("quanly.khac"), id); }) == "unknown_delegation");
        CHECK(refusal_of([&] { city.staff.end_delegation(city.as("kinhte"), id + 1); }) == "unknown_delegation");
        city.staff.end_delegation(city.as("kinhte"), id);
        CHECK(!may(city, "vanphong", Permission::process_dossiers, "11779/phong-kinh-te"));
        for (const auto* username : {"kinhte", "vanphong"}) {
            auto list = city.staff.delegations(city.as(username));
            REQUIRE(list.size() == 1);
            CHECK(list[0].ended_at == at(3, 7, 9));
        }
        CHECK(city.staff.delegations(city.as("lanhdao")).empty());
        city.clock.set(at(3, 7, 10));
        city.staff.end_delegation(city.as("quanly"), id);  // Again, by the manager: nothing more happens.
        CHECK(city.staff.delegations(city.as("kinhte"))[0].ended_at == at(3, 7, 9));
    });
}

TEST_CASE("what was delegated is not delegated further, and neither is the keeping of accounts")
{
    for_each_city([](TestCity& city) {
        city.staff.change_officer(city.as("quantri"), "kinhte",
                                  {.version = 1, .roles = {{{"11779/phong-kinh-te", "chuyen-vien"}, {"11779", "quan-tri"}}}});
        city.staff.delegate(city.as("kinhte"), to("vanphong"));
        city.clock.set(at(3, 7, 8));
        auto deputy = city.as("vanphong");
        for (auto permission : {Permission::manage_officers, Permission::manage_agencies, Permission::operate_system})
            CHECK(!deputy.may(permission));
        CHECK(!deputy.may(Permission::delegate_work, city.agency("11779/phong-kinh-te")));

        city.staff.delegate(deputy, to("vanhoa"));
        CHECK(may(city, "vanhoa", Permission::process_dossiers, "11779/van-phong"));
        CHECK(!may(city, "vanhoa", Permission::process_dossiers, "11779/phong-kinh-te"));
    });
}

TEST_CASE("a delegation follows the roles of who gave it")
{
    for_each_city([](TestCity& city) {
        city.staff.delegate(city.as("kinhte"), to("vanphong"));
        city.clock.set(at(3, 7, 8));
        city.staff.change_officer(city.as("quanly"), "kinhte", {.version = 1, .roles = {{{"11779", "lanh-dao"}}}});
        CHECK(may(city, "vanphong", Permission::approve_dossiers, "11779"));
        CHECK(!may(city, "vanphong", Permission::process_dossiers, "11779/phong-kinh-te"));
        city.staff.change_officer(city.as("quanly"), "vanphong", {.version = 1, .roles = std::vector<RoleAt>{}});
        CHECK(may(city, "vanphong", Permission::approve_dossiers, "11779"));  // Not the deputy's own, so not gone.
        city.clock.set(at(6, 7, 7));
        city.staff.change_officer(city.as("quanly"), "kinhte", {.version = 2, .roles = {{{"11779/phong-kinh-te", "chuyen-vien"}}}});
        CHECK(city.as("vanphong").grants.empty());
    });
}

TEST_CASE("two delegations to one officer end apart")
{
    in_one_city([](TestCity& city) {
        auto first = city.staff.delegate(city.as("kinhte"), to("vanphong")).id;
        city.staff.delegate(city.as("kinhte2"), to("vanphong", at(3, 7, 7), at(10, 7, 7)));
        city.clock.set(at(3, 7, 8));
        city.staff.end_delegation(city.as("kinhte"), first);
        CHECK(may(city, "vanphong", Permission::process_dossiers, "11779/phong-kinh-te"));
        city.clock.set(at(10, 7, 7));
        CHECK(!may(city, "vanphong", Permission::process_dossiers, "11779/phong-kinh-te"));
    });
}

TEST_CASE("delegations with faults are refused")
{
    in_one_city([](TestCity& city) {
        auto refused = [&](NewDelegation wanted, std::string_view by = "kinhte") {
            return refusal_of([&] { city.staff.delegate(city.as(by), wanted); });
        };
        CHECK(refused(to("vanphong", at(6, 7, 7), at(6, 7, 7))) == "valid_until=too_early");
        CHECK(refused(to("vanphong", at(1, 7, 7), at(2, 7, 8))) == "valid_until=in_the_past");
        CHECK(refused(to("vanphong", at(3, 7, 7), at(3, 7, 7) + std::chrono::days(366) + 1ms)) == "valid_until=too_late");
        auto silent = to("vanphong");
        silent.reason = " ";
        CHECK(refused(silent) == "reason=required");
        CHECK(refused(to("khong-co")) == "to_username=unknown_officer");
        CHECK(refused(to("kinhte")) == "to_username=same_officer");
        CHECK(refused(to("vanphong.khac")) == "to_username=other_unit");
        CHECK(refused(to("noivu")) == "to_username=other_unit");
        city.staff.change_officer(city.as("quanly"), "vanhoa", {.version = 1, .active = false});
        CHECK(refused(to("vanhoa")) == "to_username=unknown_officer");
        auto foreign = to("vanphong");
        foreign.from_username = "kinhte2";
        CHECK(refused(foreign) == "agency_not_managed");
        CHECK(refused(foreign, "quanly.khac") == "agency_not_managed");
        CHECK(refused(foreign, "quanly").empty());  // For an officer who fell ill
        foreign.from_username = "khong-co";
        CHECK(refused(foreign, "quanly") == "from_username=unknown_officer");
        CHECK(city.count("SELECT COUNT(*) FROM delegation") == 1);
        CHECK(refused(to("vanphong", at(1, 7, 7), at(1, 7, 7) + std::chrono::days(366))).empty());
    });
}
