#include "features/assistant/learning.hpp"

#include <doctest/doctest.h>

#include "features/assistant/assistant.hpp"
#include "features/assistant/testing.hpp"
#include "test_city.hpp"

namespace motcua::assistant {

using testing::faults_of;
using testing::refusal_of;
using testing::TestCity;

namespace {

constexpr auto strange = "xin giấy blim blam cho con trâu";

Answer ask(Assistant& assistant, std::string text) { return assistant.answer({std::move(text), {}, {}, {}}, {}); }

}  // namespace

TEST_CASE("questions that are not understood are counted by their words and taught away")
{
    testing::for_each_city([](TestCity& city) {
        Assistant assistant({city.db, city.clock, city.catalogue, city.staff, city.vault, city.dossiers.services(), {motcua::testing::source_path("catalogue")}});
        const auto keeper = city.as("quantri");
        auto& learning = assistant.learning();
        CHECK(ask(assistant, strange).procedures.empty());
        ask(assistant, "Xin giấy BLIM BLAM cho con trâu ạ");
        ask(assistant, "giấy blim blim 031199000001");
        auto open = learning.unknown(*assistant.knowledge(), 10);
        REQUIRE(open.size() == 2);
        CHECK(open[0].times == 2);
        CHECK(open[1].sample == "giấy blim blim [đã ẩn]");

        CHECK(refusal_of([&] { learning.accept(keeper, open[0].id, {"9.999999", {}, {}}, *assistant.knowledge()); }) == "target=unknown_target");
        CHECK(refusal_of([&] { learning.accept(keeper, 999, {"1.001193", {}, {}}, *assistant.knowledge()); }) == "unknown_question");
        learning.accept(keeper, open[0].id, {"1.001193", {}, {}}, *assistant.knowledge());
        assistant.forget_knowledge();
        REQUIRE(!ask(assistant, strange).procedures.empty());
        CHECK(ask(assistant, strange).procedures[0].id == "1.001193");
        CHECK(learning.unknown(*assistant.knowledge(), 10).size() == 1);
        CHECK(refusal_of([&] { learning.accept(keeper, open[0].id, {"1.001193", {}, {}}, *assistant.knowledge()); }) == "unknown_question");

        const auto taught = learning.taught(*assistant.knowledge());
        REQUIRE(taught.size() == 1);
        CHECK(taught[0].name == "Khai sinh");
        learning.unteach(keeper, taught[0].id);
        CHECK(refusal_of([&] { learning.unteach(keeper, taught[0].id); }) == "unknown_saying");
        assistant.forget_knowledge();
        CHECK(ask(assistant, strange).procedures.empty());

        learning.dismiss(open[1].id);
        CHECK(learning.unknown(*assistant.knowledge(), 10).empty());
    });
}

TEST_CASE("an article answers whole, with its source, as long as it holds")
{
    testing::in_one_city([](TestCity& city) {
        Assistant assistant({city.db, city.clock, city.catalogue, city.staff, city.vault, city.dossiers.services(), {motcua::testing::source_path("catalogue")}});
        const auto keeper = city.as("quantri");
        ask(assistant, "giấy vui hội blumblum làm sao");
        const auto open = assistant.learning().unknown(*assistant.knowledge(), 10);
        REQUIRE(open.size() == 1);
        NewArticle article{"Hội blumblum", "Hội mở ngày 5/7/2026 tại sân đình.", "Thông báo 12/TB-UBND", {}, {}, make_day(2026, 7, 5)};
        CHECK(faults_of([&] { assistant.learning().add_article(keeper, {"", "", "", "99999", {}, {}}, *assistant.knowledge()); }).size() == 4);
        assistant.learning().accept(keeper, open[0].id, {{}, {}, article}, *assistant.knowledge());
        assistant.forget_knowledge();
        const auto answer = ask(assistant, "giấy vui hội blumblum làm sao");
        CHECK(answer.behavior == Behavior::answer);
        REQUIRE(answer.facts.size() == 1);
        CHECK(answer.facts[0].source == "Thông báo 12/TB-UBND");
        city.clock.advance(std::chrono::days(5));
        CHECK(ask(assistant, "giấy vui hội blumblum làm sao").behavior != Behavior::answer);
    });
}

TEST_CASE("what a keeper teaches on one server another knows within seconds")
{
    testing::in_one_city([](TestCity& city) {
        const Services services{city.db, city.clock, city.catalogue, city.staff, city.vault, city.dossiers.services(), {motcua::testing::source_path("catalogue")}};
        Assistant here(services), there(services);
        CHECK(ask(there, strange).procedures.empty());
        here.learning().teach(city.as("quantri"), "service:opening_hours", "blim blam", *here.knowledge());
        city.clock.advance(std::chrono::seconds(11));
        CHECK(ask(there, "blim blam").topics.at(0) == "opening_hours");
    });
}

}  // namespace motcua::assistant
