#include <chrono>
#include <cstdio>
#include <iostream>

#include "features/assistant/testing.hpp"

// Answers questions of a file (one JSON object a line, as in tests/questions) and prints one JSON object a line: what was understood
// and how many microseconds it took. With two numbers more the catalogue is made that large: procedures, passages.
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

Outcome measured(const json::Value& question, const Knowledge& knowledge)
{
    const Asker asker{nullptr, test_day(), {}};
    const auto from = std::chrono::steady_clock::now();
    const auto meant = understood(question, knowledge);
    const auto answer = compose(meant, knowledge, asker);
    const auto until = std::chrono::steady_clock::now();
    Outcome outcome{std::string(question.text_of("text")), answer.behavior, meant.kind, {}, answer.topics, answer.units, 0};
    for (const auto* procedure : meant.procedures) outcome.procedures.push_back(procedure->id);
    outcome.micros = std::chrono::duration_cast<std::chrono::microseconds>(until - from).count();
    return outcome;
}

}  // namespace

}  // namespace motcua::assistant

int main(int count, char** arguments)
{
    using namespace motcua;
    using namespace motcua::assistant;
    if (count < 2) return std::fprintf(stderr, "usage: assistant_measure FILE.jsonl\n"), 2;
    std::ifstream file(arguments[1]);
    const auto& knowledge = shipped_knowledge();
    for (std::string line; std::getline(file, line);) std::cout << json::write(measured(json::parse(line), knowledge)) << "\n";
}
