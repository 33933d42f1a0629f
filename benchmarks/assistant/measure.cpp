#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "features/assistant/passages.hpp"
#include "features/assistant/testing.hpp"

// Answers the questions of a file (one JSON object a line, as in tests/questions) and prints one JSON object a line: what was
// understood and how many microseconds it took. With two numbers more it searches indexes made that large instead: targets, passages.
namespace motcua::assistant {

namespace {

struct Outcome {
    std::string text;
    Behavior behavior{};
    std::string kind;
    std::vector<std::string> procedures;
    std::vector<std::string> topics;
    std::vector<std::string> units;
    std::int64_t micros = 0;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (text, behavior, kind, procedures, topics, units, micros))

using Timer = std::chrono::steady_clock;

std::int64_t since(Timer::time_point from) { return std::chrono::duration_cast<std::chrono::microseconds>(Timer::now() - from).count(); }

Outcome measured(const json::Value& question, const Knowledge& knowledge)
{
    const Asker asker{nullptr, test_day(), {}};
    const auto from = Timer::now();
    const auto meant = understood(question, knowledge);
    const auto answer = compose(meant, knowledge, asker);
    Outcome outcome{std::string(question.text_of("text")), answer.behavior, meant.kind, {}, answer.topics, answer.units, since(from)};
    for (const auto* procedure : meant.procedures) outcome.procedures.push_back(procedure->id);
    return outcome;
}

// The catalogue's phrases and passages again and again, each time with a word of its own.
struct Large {
    Large(const Knowledge& knowledge, std::size_t targets, std::size_t passages) : index(knowledge.reader())
    {
        const auto procedures = knowledge.snapshot().procedures(test_day());
        for (std::size_t i = 0; i < targets; ++i) {
            const auto& procedure = *procedures[i % procedures.size()];
            const auto own = i < procedures.size() ? "" : " vùng" + std::to_string(i);
            index.add(i, procedure.short_name + own);
            index.add(i, procedure.name + own);
            for (const auto& alias : procedure.aliases) index.add(i, alias + own);
        }
        index.finish();
        PassageIndex shipped;
        add_passages(shipped, knowledge.snapshot(), test_day());
        for (std::size_t i = 0; i < passages; ++i) {
            auto passage = shipped.passage(i % shipped.size());
            passage.text += " đoạn" + std::to_string(i);
            library.add(std::move(passage));
        }
        library.finish();
    }

    PhraseIndex index;
    PassageIndex library;
};

void search_large(std::istream& questions, const Knowledge& knowledge, const Large& large)
{
    for (std::string line; std::getline(questions, line);) {
        const auto question = json::parse(line);
        const auto from = Timer::now();
        const auto message = knowledge.reader().read(question.text_of("text"));
        large.index.search(message, 12);
        large.library.search(question.text_of("text"), 5);
        Outcome outcome;
        outcome.text = question.text_of("text");
        outcome.micros = since(from);
        std::cout << json::write(outcome) << "\n";
    }
}

}  // namespace

}  // namespace motcua::assistant

int main(int count, char** arguments)
{
    using namespace motcua;
    using namespace motcua::assistant;
    if (count != 2 && count != 4) return std::fprintf(stderr, "usage: assistant_measure FILE.jsonl [TARGETS PASSAGES]\n"), 2;
    std::ifstream file(arguments[1]);
    const auto& knowledge = shipped_knowledge();
    if (count == 4) {
        const Large large(knowledge, std::strtoull(arguments[2], nullptr, 10), std::strtoull(arguments[3], nullptr, 10));
        search_large(file, knowledge, large);
        return 0;
    }
    for (std::string line; std::getline(file, line);) std::cout << json::write(measured(json::parse(line), knowledge)) << "\n";
}
