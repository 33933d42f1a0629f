#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "features/assistant/passages.hpp"
#include "features/assistant/testing.hpp"

// Answers the questions of a file (one JSON object a line, as in tests/questions) and prints one JSON object a line: what was
// understood and how many microseconds it took. With two numbers more it searches indexes made that large instead: targets, passages;
// with a file's name after them it leaves there what the indexes hold, one {"id", "text"} a line, passages with the id "".
namespace motcua::assistant {

namespace {

struct Outcome {
    std::string text;
    Behavior behavior{};
    std::string kind;
    std::vector<std::string> procedures;
    std::vector<std::string> topics;
    std::vector<std::string> units;
    int expected = 0;                       // Fees and times
    int stated = 0;                         // Of those
    std::int64_t micros = 0;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (text, behavior, kind, procedures, topics, units, expected, stated, micros))

using Timer = std::chrono::steady_clock;

std::int64_t since(Timer::time_point from) { return std::chrono::duration_cast<std::chrono::microseconds>(Timer::now() - from).count(); }

Outcome measured(const json::Value& question, const Knowledge& knowledge)
{
    const Asker asker{nullptr, test_day(), {}};
    const auto from = Timer::now();
    const auto meant = understood(question, knowledge);
    const auto answer = compose(meant, knowledge, asker);
    Outcome outcome{std::string(question.text_of("text")), answer.behavior, meant.kind, {}, answer.topics, answer.units, 0, 0, since(from)};
    for (const auto* procedure : meant.procedures) outcome.procedures.push_back(procedure->id);
    const auto facts = stated_facts(question, knowledge);
    outcome.expected = facts.expected, outcome.stated = facts.stated;
    return outcome;
}

struct Held {
    std::string id;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Held, (), (id, text))

// The catalogue's phrases and passages again and again, each time with a word of its own; the first are those of the catalogue itself.
struct Large {
    Large(const Knowledge& knowledge, std::size_t targets, std::size_t passages, std::ostream& out) : procedures(knowledge.snapshot().procedures(test_day())), index(knowledge.reader())
    {
        for (std::size_t i = 0; i < targets; ++i) add_procedure(i, knowledge, out);
        index.finish();
        PassageIndex shipped;
        add_passages(shipped, knowledge.snapshot(), test_day());
        for (std::size_t i = 0; i < passages; ++i) {
            auto passage = shipped.passage(i % shipped.size());
            passage.text += " đoạn" + std::to_string(i);
            out << json::write(Held{"", passage.title + ". " + passage.text}) << "\n";
            library.add(std::move(passage));
        }
        library.finish();
    }

    std::string id_of(std::size_t target) const { return procedures[target % procedures.size()]->id + (target < procedures.size() ? "" : "-" + std::to_string(target)); }

    std::vector<const catalogue::Procedure*> procedures;
    PhraseIndex index;
    PassageIndex library;

private:
    void add_procedure(std::size_t number, const Knowledge& knowledge, std::ostream& out)
    {
        const auto& procedure = *procedures[number % procedures.size()];
        const auto own = number < procedures.size() ? "" : " vùng" + std::to_string(number);
        auto add = [&](const std::string& text) {
            index.add(number, text + own);
            out << json::write(Held{id_of(number), text + own}) << "\n";
        };
        add(procedure.short_name);
        add(procedure.name);
        for (const auto& alias : procedure.aliases) add(alias);
        for (const auto& sayings : knowledge.vocabulary().procedures)
            if (sayings.id == procedure.id)
                for (const auto& say : sayings.say) add(say);
    }
};

void search_large(std::istream& questions, const Knowledge& knowledge, const Large& large)
{
    for (std::string line; std::getline(questions, line);) {
        const auto question = json::parse(line);
        const auto from = Timer::now();
        const auto message = knowledge.reader().read(question.text_of("text"));
        const auto found = large.index.search(message, 12);
        large.library.search(question.text_of("text"), 5);
        Outcome outcome;
        if (!found.empty()) outcome.procedures = {large.id_of(found[0].target)};
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
    if (count != 2 && count != 4 && count != 5) return std::fprintf(stderr, "usage: assistant_measure FILE.jsonl [TARGETS PASSAGES [OUT]]\n"), 2;
    std::ifstream file(arguments[1]);
    const auto& knowledge = shipped_knowledge();
    if (count > 2) {
        std::ofstream out(count == 5 ? arguments[4] : "/dev/null");
        const Large large(knowledge, std::strtoull(arguments[2], nullptr, 10), std::strtoull(arguments[3], nullptr, 10), out);
        search_large(file, knowledge, large);
        return 0;
    }
    for (std::string line; std::getline(file, line);) std::cout << json::write(measured(json::parse(line), knowledge)) << "\n";
}
