#include "features/assistant/conversations.hpp"

#include <doctest/doctest.h>

#include "features/assistant/assistant.hpp"
#include "features/assistant/testing.hpp"
#include "test_city.hpp"

namespace motcua::assistant {

using testing::refusal_of;
using testing::TestCity;

namespace {

Assistant an_assistant(TestCity& city)
{
    return Assistant({city.db, city.clock, city.catalogue, city.staff, city.vault, city.dossiers.services(), {motcua::testing::source_path("catalogue")}});
}

Question a_question(std::string text, std::optional<std::string> conversation = std::nullopt, std::optional<bool> consent = std::nullopt)
{
    return {std::move(text), std::string(testing::tan_minh), std::move(conversation), consent};
}

}  // namespace

TEST_CASE("numbers of people are struck out of what is kept, codes and amounts stay")
{
    CHECK(without_numbers("căn cước 031199000001 nhé") == "căn cước [đã ẩn] nhé");
    CHECK(without_numbers("gọi 0912.345.678 hoặc 0912 345 678") == "gọi [đã ẩn] hoặc [đã ẩn]");
    CHECK(without_numbers("thư a.b@example.vn ạ") == "thư [đã ẩn] ạ");
    CHECK(without_numbers("hồ sơ H24.158-250812-0035 nộp ngày 2/9/2026, phí 75.000 đồng") == "hồ sơ H24.158-250812-0035 nộp ngày 2/9/2026, phí 75.000 đồng");
    CHECK(without_numbers("mã 1.001193") == "mã 1.001193");
    CHECK(without_numbers("") == "");
}

TEST_CASE("nothing of a conversation is kept without the person's consent")
{
    testing::in_one_city([](TestCity& city) {
        auto assistant = an_assistant(city);
        const auto answer = assistant.answer(a_question("khai sinh cần giấy gì"), {});
        CHECK(city.count("SELECT count(*) FROM assistant_message") == 0);
        CHECK_FALSE(answer.kept);
        const auto agreed = assistant.answer(a_question("lệ phí bao nhiêu", answer.conversation, true), {});
        CHECK(agreed.kept);
        CHECK(agreed.procedures.at(0).id == "1.001193");
        CHECK(city.count("SELECT count(*) FROM assistant_message") == 2);
        assistant.forget(agreed.conversation);
        CHECK(city.count("SELECT count(*) FROM assistant_message") == 0);
    });
}

TEST_CASE("a conversation goes to a person with a clock and comes back")
{
    testing::for_each_city([](TestCity& city) {
        auto assistant = an_assistant(city);
        auto& desk = assistant.conversations();
        const auto officer = city.as("tiepnhan"), colleague = city.as("tiepnhan2"), stranger = city.as("tiepnhan.khac");
        const auto first = assistant.answer(a_question("khai sinh cho cháu mồ côi thế nào", std::nullopt, true), {});
        const auto handed = assistant.hand_over({first.conversation, "Số tôi 0912345678, gọi lại giúp", std::string(testing::tan_minh)});
        CHECK(handed.due_at == testing::at(2, 7, 9));
        REQUIRE(desk.list(officer, true).size() == 1);
        const auto row = desk.list(officer, true)[0];
        CHECK(row.state == ConversationPlace::waiting);
        CHECK_FALSE(row.late);
        CHECK(desk.list(stranger, false).empty());
        CHECK(refusal_of([&] { desk.view(stranger, row.id); }) == "unknown_conversation");
        CHECK(refusal_of([&] { desk.reply(stranger, row.id, "x"); }) == "unknown_conversation");
        city.clock.advance(std::chrono::minutes(61));
        CHECK(desk.list(officer, true)[0].late);

        CHECK(refusal_of([&] { assistant.reply(officer, row.id, " "); }) == "text=required");
        assistant.reply(officer, row.id, "Chào bác, mời bác ra quầy 3.");
        CHECK(refusal_of([&] { desk.take(colleague, row.id); }) == "conversation_taken");
        CHECK(refusal_of([&] { desk.give_back(colleague, row.id); }) == "conversation_taken");
        const auto seen = assistant.messages(handed.conversation, 0);
        REQUIRE(seen);
        CHECK(seen->state == ConversationPlace::officer);
        CHECK(seen->items.back().text == "Chào bác, mời bác ra quầy 3.");
        CHECK(seen->items.back().author == Author::officer);
        CHECK(seen->items.at(2).text == "Số tôi [đã ẩn], gọi lại giúp");

        const auto meanwhile = assistant.answer(a_question("lệ phí bao nhiêu", handed.conversation), {});
        CHECK(meanwhile.place == ConversationPlace::officer);
        CHECK(meanwhile.facts.empty());
        desk.give_back(officer, row.id);
        CHECK(assistant.answer(a_question("lệ phí khai sinh bao nhiêu", handed.conversation), {}).place == ConversationPlace::assistant);
    });
}

TEST_CASE("what was said is unreadable in the database and gone after its time")
{
    testing::in_one_city([](TestCity& city) {
        auto assistant = an_assistant(city);
        assistant.answer(a_question("khai sinh cho con ten Mau", std::nullopt, true), {});
        for (const auto& row : city.db.read([](db::Connection& c) { return db::query<db::Bytes>(c, "SELECT words FROM assistant_message"); }))
            CHECK(row.data.find("Mau") == std::string::npos);
        city.clock.advance(conversation_life + std::chrono::hours(1));
        city.db.write([&](db::Connection& c) { forget_old_conversations(c, city.clock.now()); });
        CHECK(city.count("SELECT count(*) FROM assistant_message") == 0);
        CHECK(city.count("SELECT count(*) FROM assistant_conversation") == 0);
    });
}

TEST_CASE("a made-up conversation opens nothing")
{
    testing::in_one_city([](TestCity& city) {
        auto assistant = an_assistant(city);
        CHECK_FALSE(assistant.messages("abcdef", 0));
        CHECK_FALSE(assistant.messages("", 0));
        CHECK(assistant.answer(a_question("khai sinh", "00"), {}).behavior == Behavior::answer);
        CHECK(refusal_of([&] { assistant.answer({"x", "99999", {}, {}}, {}); }) == "unit_code=unknown_unit");
    });
}

TEST_CASE("of a dossier that is named anybody learns its state, of others only their own")
{
    testing::in_one_city([](TestCity& city) {
        auto assistant = an_assistant(city);
        const auto code = city.dossier_at(testing::Stage::received);
        const auto answer = assistant.answer(a_question("hồ sơ " + code + " đến đâu rồi"), {});
        CHECK(answer.behavior == Behavior::answer);
        REQUIRE(answer.facts.size() == 1);
        CHECK(answer.facts[0].kind == "case_status");
        CHECK(answer.text.find(code) != std::string::npos);
        CHECK(assistant.answer(a_question("hồ sơ H24.158-250812-9999 đến đâu rồi"), {}).facts.empty());
        CHECK(assistant.answer(a_question("hồ sơ của tôi đến đâu rồi"), {}).facts.empty());
    });
    testing::in_one_city([](TestCity& city) {
        Services services{city.db, city.clock, city.catalogue, city.staff, city.vault, city.dossiers.services(), {motcua::testing::source_path("catalogue")}};
        services.own_dossiers = [](const Actor&) { return std::vector<OwnDossier>{{"H24.158-250812-0035", "Khai sinh", "Đang giải quyết", std::nullopt}}; };
        Assistant assistant(services);
        Actor citizen;
        citizen.kind = ActorKind::citizen;
        CHECK(assistant.answer(a_question("hồ sơ của tôi đến đâu rồi"), citizen).facts.size() == 1);
        CHECK(assistant.answer(a_question("hồ sơ của tôi đến đâu rồi"), {}).facts.empty());
        CHECK(assistant.answer(a_question("hồ sơ của anh hàng xóm đến đâu rồi"), citizen).facts.empty());
    });
}

}  // namespace motcua::assistant
