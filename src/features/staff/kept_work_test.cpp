#include "features/staff/kept_work.hpp"

#include <doctest/doctest.h>

#include "test_city.hpp"

namespace motcua::staff {

using testing::refusal_of;
using testing::TestCity;

namespace {

std::string places(KeptWorks& works, const Actor& actor)
{
    std::string text;
    for (const auto& work : works.all(actor)) text += (text.empty() ? "" : " ") + work.place;
    return text;
}

}  // namespace

TEST_CASE("what an officer types is kept in its place until it is forgotten, for that officer alone")
{
    testing::for_each_city([](TestCity& city) {
        KeptWorks works(city.db, city.clock, city.vault);
        auto mine = city.as("tiepnhan");
        auto other = city.as("tiepnhan2");
        works.keep(mine, "tiep-nhan.1", "Nguyễn Thị Mẫu", R"({"name":"M"})");
        works.keep(mine, "tiep-nhan.1", "Nguyễn Thị Mẫu", R"({"name":"Mẫu"})");
        CHECK(works.content(mine, "tiep-nhan.1") == R"({"name":"Mẫu"})");
        CHECK(works.all(mine).at(0).title == "Nguyễn Thị Mẫu");
        CHECK(works.all(other).empty());
        CHECK_FALSE(works.content(other, "tiep-nhan.1"));
        works.forget(other, "tiep-nhan.1");
        CHECK(works.content(mine, "tiep-nhan.1"));
        works.forget(mine, "tiep-nhan.1");
        CHECK_FALSE(works.content(mine, "tiep-nhan.1"));
    });
}

TEST_CASE("nothing of it can be read in the database")
{
    testing::for_each_city([](TestCity& city) {
        KeptWorks(city.db, city.clock, city.vault).keep(city.as("tiepnhan"), "tiep-nhan.1", "Nguyen Thi Mau", "031199000001");
        auto rows = city.db.read([](db::Connection& c) { return db::query<db::Bytes>(c, "SELECT title FROM kept_work UNION ALL SELECT content FROM kept_work"); });
        REQUIRE(rows.size() == 2);
        for (const auto& row : rows) {
            CHECK(row.data.find("Mau") == std::string::npos);
            CHECK(row.data.find("0311") == std::string::npos);
        }
    });
}

TEST_CASE("the oldest work goes when there is too much, and all of it after a month")
{
    testing::in_one_city([](TestCity& city) {
        KeptWorks works(city.db, city.clock, city.vault);
        auto mine = city.as("tiepnhan");
        for (std::size_t i = 0; i <= kept_works_each; ++i) {
            works.keep(mine, "p" + std::to_string(i), "", "x");
            city.clock.advance(std::chrono::seconds(1));
        }
        CHECK(works.all(mine).size() == kept_works_each);
        CHECK_FALSE(works.content(mine, "p0"));
        CHECK(places(works, mine).starts_with("p60 p59 "));
        works.keep(city.as("tiepnhan2"), "p", "", "x");
        city.clock.advance(kept_work_life - std::chrono::minutes(1));
        city.db.write([&](db::Connection& c) { forget_old_work(c, city.clock.now()); });
        CHECK(works.all(mine).size() == kept_works_each);
        city.clock.advance(std::chrono::minutes(2));
        city.db.write([&](db::Connection& c) { forget_old_work(c, city.clock.now()); });
        CHECK(works.all(mine).empty());
        CHECK(works.all(city.as("tiepnhan2")).empty());
    });
}

TEST_CASE("a place is a plain word, and what is kept has a size")
{
    testing::in_one_city([](TestCity& city) {
        KeptWorks works(city.db, city.clock, city.vault);
        auto mine = city.as("tiepnhan");
        auto keep = [&](const std::string& place, const std::string& title, const std::string& content) {
            return refusal_of([&] { works.keep(mine, place, title, content); });
        };
        CHECK(keep("viec.H24.258-260702-0001.stop", "", "") == "");
        CHECK(keep("", "", "") == "place=not_a_place");
        CHECK(keep("a/b", "", "") == "place=not_a_place");
        CHECK(keep("đ", "", "") == "place=not_a_place");
        CHECK(keep(std::string(121, 'a'), "", "") == "place=not_a_place");
        CHECK(keep("a", std::string(301, 'a'), "") == "title=too_long");
        CHECK(keep("a", std::string(300, 'a'), std::string(kept_work_size, 'x')) == "");
        CHECK(keep("a", "", std::string(kept_work_size + 1, 'x')) == "content=too_long");
    });
}

}  // namespace motcua::staff
