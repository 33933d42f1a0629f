#include <doctest/doctest.h>

#include "test_city.hpp"

using namespace motcua;
using namespace motcua::staff;
using namespace motcua::testing;

TEST_CASE("the directory finds agencies by number, code and part of a unit")
{
    in_one_city([](TestCity& city) {
        auto directory = city.staff.directory();
        CHECK(directory->find("11779")->kind == AgencyKind::commune);
        CHECK(directory->find("11779/trung-tam") == directory->centre_of("11779"));
        CHECK(directory->find("11779/van-phong") == directory->division_of("11779", "van-phong"));
        CHECK(directory->find(directory->find("11779")->id) == directory->find("11779"));
        CHECK(!directory->find("khong-co"));
        CHECK(!directory->find(AgencyId{0}));
        CHECK(!directory->centre_of("so-noi-vu"));
        CHECK(!directory->division_of("11779", "khong-co"));
        CHECK_THROWS_AS(directory->at(AgencyId{9999}), std::out_of_range);
    });
}

TEST_CASE("every agency knows its unit and what stands above it")
{
    in_one_city([](TestCity& city) {
        auto directory = city.staff.directory();
        auto id = [&](std::string_view code) { return city.agency(code); };
        CHECK(directory->unit_of(id("11779/phong-kinh-te")).code == "11779");
        CHECK(directory->unit_of(id("11779")).code == "11779");
        CHECK(directory->unit_of(id("so-noi-vu")).code == "so-noi-vu");
        CHECK(directory->unit_of(id("31")).code == "31");
        CHECK(directory->with_ancestors(id("11779/trung-tam")) == std::vector<AgencyId>{id("11779/trung-tam"), id("11779"), id("31")});
        CHECK(directory->with_ancestors(id("31")) == std::vector<AgencyId>{id("31")});
        CHECK(directory->with_ancestors(AgencyId{9999}).empty());
    });
}

TEST_CASE("an agency that is added is there at once, for whoever holds the newer directory")
{
    for_each_city([](TestCity& city) {
        auto before = city.staff.directory();
        auto added = city.staff.add_agency(city.as("quanly"), "11779/trung-tam", AgencyKind::counter, "quay-1", "  Quầy số 1 ");
        CHECK(added.code == "11779/quay-1");
        CHECK(added.name == "Quầy số 1");
        CHECK(added.unit_id == city.agency("11779"));
        CHECK(added.parent_id == city.agency("11779/trung-tam"));
        CHECK(city.staff.directory()->unit_of(added.id).code == "11779");
        CHECK(!before->find("11779/quay-1"));
        CHECK(city.count("SELECT COUNT(*) FROM staff_log WHERE act = 'agency_added' AND subject = '11779/quay-1'") == 1);

        city.execute("UPDATE agency SET name = 'Quầy ưu tiên' WHERE code = '11779/quay-1'");  // By another server
        CHECK(city.staff.directory()->find("11779/quay-1")->name == "Quầy số 1");
        city.staff.refresh();
        CHECK(city.staff.directory()->find("11779/quay-1")->name == "Quầy ưu tiên");
    });
}

TEST_CASE("agencies with faults and by others than the manager of the place are refused")
{
    in_one_city([](TestCity& city) {
        auto add = [&](std::string_view by, std::string_view parent, AgencyKind kind, std::string_view code, std::string_view name = "Quầy") {
            return refusal_of([&] { city.staff.add_agency(city.as(by), parent, kind, code, name); });
        };
        CHECK(add("quanly", "khong-co", AgencyKind::counter, "quay-1") == "parent_code=unknown_agency");
        for (auto kind : {AgencyKind::city, AgencyKind::department, AgencyKind::commune, AgencyKind::centre})
            CHECK(add("quanly", "11779", kind, "quay-1") == "kind=not_addable");
        for (const auto* code : {"", "Quay", "quay 1", "quầy", "quay/1", "-quay"}) CHECK(add("quanly", "11779", AgencyKind::counter, code) == "code=not_a_slug");
        CHECK(add("quanly", "11779", AgencyKind::counter, std::string(61, 'a')) == "code=not_a_slug");
        CHECK(add("quanly", "11779", AgencyKind::counter, "quay-1", " ") == "name=required");
        CHECK(add("quanly", "11779", AgencyKind::counter, "trung-tam") == "code=agency_code_taken");
        CHECK(add("lanhdao", "11779", AgencyKind::counter, "quay-1") == "agency_not_managed");
        CHECK(add("quanly", "11791", AgencyKind::counter, "quay-1") == "agency_not_managed");
        CHECK(add("quanly", "31", AgencyKind::division, "ban-moi") == "agency_not_managed");
        CHECK(city.count("SELECT COUNT(*) FROM staff_log") == 0);
        CHECK(add("quantri", "11791", AgencyKind::counter, "quay-1").empty());
        CHECK(add("quanly", "11779/trung-tam", AgencyKind::intake_point, "diem-2").empty());
    });
}

TEST_CASE("every active officer is listed as an actor with what the officer may do now")
{
    for_each_city([](TestCity& city) {
        city.staff.change_officer(city.as("quanly"), "kinhte2", {.version = 1, .active = false});
        auto list = city.db.read([&](db::Connection& c) { return actors(c, *city.staff.directory(), city.clock.now()); });
        CHECK(list.size() == 24);
        for (const auto& actor : list) {
            auto signed_in = city.as(actor.username);
            CHECK(actor.officer == signed_in.officer);
            CHECK(actor.unit_code == signed_in.unit_code);
            CHECK(actor.agency == signed_in.agency);
            CHECK(actor.grants.size() == signed_in.grants.size());
            for (const auto& grant : signed_in.grants) CHECK(actor.may(grant.permission, grant.agency));
        }
    });
}
