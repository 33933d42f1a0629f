#include <doctest/doctest.h>

#include "features/staff/staff.hpp"
#include "test_city.hpp"

namespace motcua::staff {

using testing::TestCity;

namespace {

std::string usernames(const std::vector<Officer>& officers)
{
    std::vector<std::string> names;
    for (const auto& officer : officers) names.push_back(officer.username);
    std::sort(names.begin(), names.end());
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : " ") + name;
    return text;
}

std::string acts(const std::vector<StaffLogEntry>& entries)
{
    std::string text;
    for (const auto& entry : entries) text += (text.empty() ? "" : " ") + entry.act + ":" + entry.subject;
    return text;
}

}  // namespace

TEST_CASE("colleagues are the active officers of one's own unit")
{
    testing::for_each_city([](TestCity& city) {
        auto all = usernames(city.staff.colleagues(city.as("tiepnhan"), ""));
        CHECK(all.find("tiepnhan2") != std::string::npos);
        CHECK(all.find("kinhte2") != std::string::npos);
        CHECK(all.find("khac") == std::string::npos);
        CHECK(all.find("kiemsoat") == std::string::npos);
        CHECK((" " + all + " ").find(" tiepnhan ") == std::string::npos);
        CHECK(usernames(city.staff.colleagues(city.as("tiepnhan"), "kinhte")) == "kinhte kinhte2");
        CHECK(usernames(city.staff.colleagues(city.as("tiepnhan"), "%")) == all);
        city.staff.change_officer(city.as("quanly"), "kinhte2", {.version = 1, .full_name = {}, .title = {}, .active = false, .password = {}, .roles = {}});
        CHECK(usernames(city.staff.colleagues(city.as("tiepnhan"), "kinhte")) == "kinhte");
    });
}

TEST_CASE("what was done to accounts is read by who watches over their agency")
{
    testing::for_each_city([](TestCity& city) {
        auto change = [&](const char* manager, const char* username) {
            city.staff.change_officer(city.as(manager), username, {.version = 1, .full_name = {}, .title = "Chuyên viên chính", .active = {}, .password = {}, .roles = {}});
        };
        change("quanly", "kinhte");
        change("quanly.khac", "kinhte.khac");
        CHECK(acts(city.staff.log(city.as("kiemsoat"), "", 0, 50)) == "officer_changed:kinhte.khac officer_changed:kinhte");
        CHECK(acts(city.staff.log(city.as("giamdoc"), "", 0, 50)) == "officer_changed:kinhte");
        CHECK(acts(city.staff.log(city.as("tiepnhan"), "", 0, 50)) == "");
        CHECK(acts(city.staff.log(city.as("kiemsoat"), "quanly", 0, 50)) == "officer_changed:kinhte");
        auto newest = city.staff.log(city.as("kiemsoat"), "", 0, 1);
        REQUIRE(newest.size() == 1);
        CHECK(acts(city.staff.log(city.as("kiemsoat"), "", newest[0].id, 50)) == "officer_changed:kinhte");
    });
}

}  // namespace motcua::staff
