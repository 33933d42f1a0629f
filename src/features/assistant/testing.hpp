#pragma once

#include <algorithm>
#include <fstream>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "features/assistant/compose.hpp"
#include "features/assistant/knowledge.hpp"
#include "features/assistant/understand.hpp"
#include "platform/json/json.hpp"
#include "platform/text/text.hpp"
#include "source_path.hpp"

// For tests and measurements: the shipped catalogue and vocabulary, and the question sets of tests/questions.
namespace motcua::assistant {

inline Day test_day() { return make_day(2026, 11, 22); }

inline std::shared_ptr<const catalogue::Snapshot> shipped_catalogue()
{
    static const auto snapshot = [] {
        auto loaded = catalogue::load(motcua::testing::source_path("catalogue"));
        std::string faults;
        for (const auto& fault : loaded.faults) faults += catalogue::describe(fault) + "\n";
        if (!loaded.snapshot) throw std::runtime_error(faults);
        return loaded.snapshot;
    }();
    return snapshot;
}

inline const Knowledge& shipped_knowledge()
{
    static const auto vocabulary = [] {
        std::vector<FileFault> faults;
        auto file = load_vocabulary({motcua::testing::source_path("catalogue")}, faults);
        for (const auto& [path, fault] : faults) throw std::runtime_error(path + ": " + fault.field + " " + fault.message);
        return std::make_shared<const VocabularyFile>(std::move(file));
    }();
    static const Knowledge knowledge(shipped_catalogue(), vocabulary, {}, {}, test_day());
    return knowledge;
}

inline std::vector<std::string> texts_of(const json::Value& question, std::string_view member)
{
    std::vector<std::string> list;
    if (const auto* found = question.find(member); found && found->array())
        for (const auto& item : *found->array()) list.push_back(*item.text());
    return list;
}

inline std::vector<json::Value> question_set(const std::string& name)
{
    std::ifstream file(motcua::testing::source_path("tests/questions/" + name + ".jsonl"));
    if (!file) throw std::runtime_error("no question set " + name);
    std::vector<json::Value> questions;
    for (std::string line; std::getline(file, line);) questions.push_back(json::parse(line));
    return questions;
}

// What is understood of a question, after the messages before it.
inline Understanding understood(const json::Value& question, const Knowledge& knowledge)
{
    Context context;
    for (const auto& text : texts_of(question, "before")) {
        auto before = understand(text, knowledge, context);
        context = {};
        for (const auto* procedure : before.procedures) context.procedures.push_back(procedure->id);
        context.topics = before.topics;
    }
    return understand(question.text_of("text"), knowledge, context);
}

// Shares of a set, from 0 to 1.
struct SetScore {
    double procedure = 0;        // The first one is one of those expected
    double behavior = 0;
    double topic = 0;            // Some expected topic is among those given
    double first_topic = 0;      // The first one given is expected
    double refused = 0;          // Of what lies outside
    double units = 0;
    std::string missed;          // Ids of the questions whose procedure or behavior is wrong
};

inline SetScore score(const std::vector<json::Value>& questions, const Knowledge& knowledge)
{
    SetScore score;
    double asked = 0, outside = 0, placed = 0;
    auto any_of = [](const auto& wanted, const auto& given) {
        return std::any_of(wanted.begin(), wanted.end(), [&](const auto& one) { return std::find(given.begin(), given.end(), one) != given.end(); });
    };
    for (const auto& question : questions) {
        const auto meant = understood(question, knowledge);
        const auto ids = texts_of(question, "expected_ids"), topics = texts_of(question, "expected_topics"), units = texts_of(question, "expected_units");
        const bool is_right = ids.empty() || (!meant.procedures.empty() && std::find(ids.begin(), ids.end(), meant.procedures[0]->id) != ids.end());
        const bool behaves = json::name_of(meant.behavior) == question.text_of("behavior");
        if (!ids.empty()) asked += 1, score.procedure += is_right;
        score.behavior += behaves;
        score.topic += any_of(topics, meant.topics);
        score.first_topic += !meant.topics.empty() && std::find(topics.begin(), topics.end(), meant.topics[0]) != topics.end();
        if (std::find(topics.begin(), topics.end(), "out_of_scope") != topics.end())
            outside += 1, score.refused += meant.behavior != Behavior::answer && meant.behavior != Behavior::clarify && meant.behavior != Behavior::smalltalk;
        if (!units.empty()) {
            std::set<std::string> wanted, given;
            for (const auto& unit : units) wanted.insert(text::fold(unit));
            for (const auto& place : meant.places)
                for (const auto& became : place.became) given.insert(text::fold(knowledge.snapshot().unit(became.unit_code)->full_name));
            placed += 1, score.units += wanted == given;
        }
        if (!is_right || !behaves) score.missed += " " + std::string(question.text_of("id"));
    }
    const auto all = static_cast<double>(questions.size());
    score.procedure /= std::max(asked, 1.0);
    score.behavior /= all;
    score.topic /= all;
    score.first_topic /= all;
    score.refused /= std::max(outside, 1.0);
    score.units = placed > 0 ? score.units / placed : 1;
    return score;
}

// Fees and times that a question expects.
struct StatedFacts {
    int expected = 0;
    int stated = 0;
    std::string missing;         // A line each: id of the question, procedure, kind, amount
};

inline StatedFacts stated_facts(const json::Value& question, const Knowledge& knowledge)
{
    StatedFacts facts;
    const auto* expected = question.find("expected_facts");
    if (!expected || !expected->object()) return facts;
    const auto answer = compose(understood(question, knowledge), knowledge, {nullptr, test_day(), {}});
    for (const auto& [id, kinds] : *expected->object())
        for (const auto& [kind, list] : *kinds.object())
            for (const auto& one : *list.array()) {
                const auto wanted = *one.find("amount");
                const bool is_stated = std::any_of(answer.facts.begin(), answer.facts.end(), [&, procedure = id, is_fee = kind == "fee"](const Fact& fact) {
                    return fact.kind == (is_fee ? "fee" : "processing_time") && fact.procedure == procedure && fact.value == wanted;
                });
                facts.expected += 1, facts.stated += is_stated;
                if (!is_stated) facts.missing += "\n" + std::string(question.text_of("id")) + " " + id + " " + kind + " " + json::write(wanted);
            }
    return facts;
}

}  // namespace motcua::assistant
