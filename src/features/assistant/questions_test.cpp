#include <doctest/doctest.h>

#include "features/assistant/testing.hpp"

namespace motcua::assistant {

namespace {

// Every run of digits, without the full stops of "8.000".
std::set<std::string> numbers_of(std::string_view text)
{
    std::set<std::string> numbers;
    std::string digits;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : ' ';
        const bool is_separator = c == '.' && !digits.empty() && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
        if (c >= '0' && c <= '9') digits += c;
        else if (!is_separator && !digits.empty()) numbers.insert(std::exchange(digits, ""));
    }
    return numbers;
}

std::string stray_numbers(const Answer& answer)
{
    std::set<std::string> known;
    auto learn = [&](std::string_view text) { known.merge(numbers_of(text)); };
    for (const auto& fact : answer.facts) {
        learn(fact.text), learn(fact.source), learn(fact.case_name.value_or(""));
        if (fact.value.text()) learn(*fact.value.text());
    }
    for (const auto& procedure : answer.procedures) learn(procedure.code), learn(procedure.name);
    std::string stray;
    for (const auto& number : numbers_of(answer.text))
        if (!known.contains(number)) stray += " " + number;
    return stray;
}

// A stated fee or time that the catalogue does not have.
std::string false_facts(const Answer& answer, const Knowledge& knowledge)
{
    std::string wrong;
    for (const auto& fact : answer.facts) {
        if (fact.kind != "fee" && fact.kind != "processing_time") continue;
        const auto* procedure = knowledge.snapshot().procedure(*fact.procedure, knowledge.today());
        bool is_there = false;
        for (const auto& fee : procedure->fees)
            is_there = is_there || (fact.kind == "fee" && (fee.amount ? fact.value == json::Value(fee.amount->dong) : fact.value.is_null()));
        for (const auto& limit : procedure->limits) {
            const auto amount = fact.value.real() ? *fact.value.real() : fact.value.integer() ? static_cast<double>(*fact.value.integer()) : -1;
            is_there = is_there || (fact.kind == "processing_time" && static_cast<int>(amount * 100 + 0.5) == limit.limit.hundredths);
        }
        if (!is_there) wrong += " " + *fact.procedure + ":" + fact.text;
        if (fact.source.empty()) wrong += " " + *fact.procedure + " without a source";
    }
    return wrong;
}

}  // namespace

TEST_CASE("questions that were never looked at are understood")
{
    const auto result = score(question_set("held_out"), shipped_knowledge());
    INFO("missed:" << result.missed);
    CHECK(result.procedure >= 0.95);
    CHECK(result.behavior >= 0.95);
    CHECK(result.topic >= 0.9);
    CHECK(result.refused >= 0.95);
}

TEST_CASE("questions that no saying was written for are understood")
{
    for (const auto* name : {"fresh_seventh", "fresh_eighth", "fresh_ninth"}) {
        CAPTURE(name);
        const auto result = score(question_set(name), shipped_knowledge());
        INFO("missed:" << result.missed);
        CHECK(result.procedure >= 0.9);
        CHECK(result.behavior >= 0.945);
        CHECK(result.topic >= 0.935);
        CHECK(result.refused >= 0.93);
        CHECK(result.units >= 0.95);
    }
}

TEST_CASE("questions of every kind of difficulty are understood")
{
    for (const auto* name : {"worked", "own", "varied", "fresh", "fresh_second", "fresh_third", "fresh_fourth", "fresh_fifth", "fresh_sixth"}) {
        CAPTURE(name);
        const auto result = score(question_set(name), shipped_knowledge());
        INFO("missed:" << result.missed);
        CHECK(result.procedure >= 0.97);
        CHECK(result.behavior >= 0.97);
        CHECK(result.topic >= 0.93);
        CHECK(result.refused >= 0.97);
        CHECK(result.units >= 0.95);
    }
}

TEST_CASE("a procedure that is called by its name is found whatever is asked of it, with marks and without")
{
    const auto& knowledge = shipped_knowledge();
    double asked = 0, found = 0;
    std::string missed;
    for (const auto* procedure : knowledge.snapshot().procedures(test_day()))
        for (const auto& [before, after] : {std::pair("", " cần điều kiện gì"), std::pair("", " mất bao nhiêu tiền"), std::pair("em muốn hỏi ", " trên mạng được không")})
            for (const bool bare : {false, true}) {
                auto question = before + text::lower(procedure->short_name) + after;
                if (bare) question = text::fold(question);
                const auto meant = understand(question, knowledge, {});
                const bool is_right = !meant.procedures.empty() && meant.procedures[0] == procedure;
                asked += 1, found += is_right;
                if (!is_right) missed += "\n" + question;
            }
    INFO("missed:" << missed);
    CHECK(found >= 0.98 * asked);
}

TEST_CASE("an answer states no number that is not in its facts, and no fee or time that is not in the catalogue")
{
    const auto& knowledge = shipped_knowledge();
    for (const auto* name : {"worked", "held_out", "own", "varied", "fresh", "fresh_second", "fresh_third", "fresh_fourth", "fresh_fifth", "fresh_sixth", "fresh_seventh", "fresh_eighth", "fresh_ninth"})
        for (const auto& question : question_set(name))
            for (const auto* unit : {"11779", "10543", ""}) {
                const Asker asker{knowledge.snapshot().unit(unit), test_day(), instant_in_vietnam(test_day(), MinuteOfDay(600))};
                const auto answer = compose(understood(question, knowledge), knowledge, asker);
                CAPTURE(question.text_of("text"));
                CAPTURE(answer.text);
                CHECK(stray_numbers(answer) == "");
                CHECK(false_facts(answer, knowledge) == "");
                CHECK(!answer.text.empty());
            }
}

TEST_CASE("messages that mean harm get no facts, leak nothing and change nothing")
{
    const auto& knowledge = shipped_knowledge();
    const auto messages = question_set("hostile");
    CHECK(messages.size() >= 500);
    for (const auto& message : messages) {
        const auto meant = understood(message, knowledge);
        const auto answer = compose(meant, knowledge, {knowledge.snapshot().unit("11779"), test_day(), instant_in_vietnam(test_day(), MinuteOfDay(600))});
        CAPTURE(message.text_of("id"));
        CAPTURE(answer.text);
        CHECK(!answer.text.empty());
        CHECK(stray_numbers(answer) == "");
        CHECK(false_facts(answer, knowledge) == "");
        CHECK(answer.text.find("<script") == std::string::npos);
        if (*message.find("refused")->boolean()) {
            // Nor in the middle of a conversation about something else.
            const auto within = understand(message.text_of("text"), knowledge, {{"1.001193"}, {"fee"}, "11779"});
            CHECK(within.procedures.empty());
            CHECK(within.behavior == meant.behavior);
            CHECK(answer.procedures.empty());
            CHECK(answer.behavior != Behavior::answer);
            CHECK(answer.behavior != Behavior::clarify);
        }
        if (message.text_of("kind") == "danger") CHECK(answer.behavior == Behavior::escalate);
    }
}

TEST_CASE("fees and times that a question expects are stated as the catalogue has them")
{
    const auto& knowledge = shipped_knowledge();
    StatedFacts all;
    for (const auto* name : {"worked", "held_out", "fresh_fifth"})
        for (const auto& question : question_set(name)) {
            const auto one = stated_facts(question, knowledge);
            all.expected += one.expected, all.stated += one.stated, all.missing += one.missing;
        }
    MESSAGE("expected facts stated: " << all.stated << " of " << all.expected << ", not stated:" << all.missing);
    CHECK(all.stated >= 0.94 * all.expected);
}

}  // namespace motcua::assistant
