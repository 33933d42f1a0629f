#include <doctest/doctest.h>

#include "features/assistant/drafts.hpp"
#include "features/assistant/testing.hpp"

namespace motcua::assistant {

namespace {

Answer asked(std::string_view text, const Knowledge& knowledge, const std::string& unit = "11779")
{
    return compose(understand(text, knowledge, {{}, {}, unit}), knowledge, {knowledge.snapshot().unit(unit), test_day(), {}});
}

}  // namespace

TEST_CASE("a document of the library answers by the passage, with its name and article")
{
    const auto& knowledge = shipped_knowledge();
    CHECK(!knowledge.vocabulary().library.empty());
    for (const auto& document : knowledge.vocabulary().library) {
        CHECK(!document.source.empty());
        for (const auto& passage : document.passages)
            for (const auto& say : passage.say) {
                const auto answer = asked(say, knowledge);
                CAPTURE(say);
                CAPTURE(answer.text);
                CHECK(answer.topics == std::vector<std::string>{passage.topic.value_or("general")});
                REQUIRE(answer.facts.size() == 1);
                CHECK(answer.facts[0].text == passage.text);
                CHECK(answer.facts[0].source == document.source + ", " + passage.at);
                CHECK(answer.facts[0].as_of == document.from);
                CHECK(answer.text.find(passage.at) != std::string::npos);
            }
    }
}

TEST_CASE("news are told with their source while they hold")
{
    const auto& knowledge = shipped_knowledge();
    const auto answer = asked("ngay van hoa viet nam la ngay gi", knowledge);
    REQUIRE(answer.facts.size() == 1);
    CHECK(answer.facts[0].source == "Nghị quyết 28/2026/QH16");
    auto vocabulary = std::make_shared<VocabularyFile>(knowledge.vocabulary());
    const Knowledge before(shipped_catalogue(), vocabulary, {}, {}, make_day(2026, 6, 30));
    CHECK(std::none_of(before.articles().begin(), before.articles().end(), [](const Article& a) { return a.code == "ngay-van-hoa-viet-nam"; }));
}

TEST_CASE("what a commune says of itself is told to those who ask there alone")
{
    auto vocabulary = std::make_shared<VocabularyFile>(shipped_knowledge().vocabulary());
    vocabulary->articles.push_back({"phong-cho", "11779", "Phòng chờ có ghế cho trẻ", "Phòng chờ có góc cho trẻ nhỏ và ghế cho người già.", "Trung tâm", std::nullopt, std::nullopt, {"góc cho trẻ nhỏ"}, std::nullopt});
    const Knowledge knowledge(shipped_catalogue(), vocabulary, {}, {}, test_day());
    CHECK(asked("o day co goc cho tre nho khong", knowledge).text.find("góc cho trẻ nhỏ và ghế") != std::string::npos);
    CHECK(asked("o day co goc cho tre nho khong", knowledge, "10543").text.find("ghế cho người già") == std::string::npos);
}

TEST_CASE("a letter to an office speaks to nobody as to an elder, whatever procedure it holds")
{
    const auto& knowledge = shipped_knowledge();
    for (const auto* procedure : knowledge.snapshot().procedures(test_day())) {
        PaperRequest request;
        request.kind = "official_letter";
        request.subject = "phối hợp";
        request.procedure = procedure->id;
        const auto draft = make_draft(request, {knowledge.snapshot().unit("11779"), {}, test_day(), {}}, knowledge);
        for (const auto& sentence : draft.sentences) {
            CAPTURE(sentence.text);
            CHECK((" " + text::lower(sentence.text)).find(" bác nộp") == std::string::npos);
            CHECK((" " + text::lower(sentence.text)).find("bác hỏi") == std::string::npos);
        }
    }
}

}  // namespace motcua::assistant
