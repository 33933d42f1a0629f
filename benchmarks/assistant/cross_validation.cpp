#include <cstdio>
#include <cstdlib>
#include <functional>

#include "features/assistant/testing.hpp"

// How the assistant does with words it has not been taught: a share of every procedure's sayings is left out, by chance, and the
// question sets are asked. usage: assistant_cross_validation PERCENT_LEFT_OUT SEEDS SET...
namespace motcua::assistant {

namespace {

std::size_t chance(std::string_view saying, std::size_t seed)
{
    std::uint64_t hash = 1469598103934665603ULL ^ (seed * 0x9E3779B97F4A7C15ULL);
    for (const char c : saying) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return static_cast<std::size_t>((hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9ULL >> 40) % 100;
}

std::shared_ptr<const VocabularyFile> vocabulary_without(std::size_t percent, std::size_t seed)
{
    auto file = shipped_knowledge().vocabulary();
    for (auto& procedure : file.procedures) std::erase_if(procedure.say, [&](const auto& saying) { return chance(saying, seed) < percent; });
    return std::make_shared<const VocabularyFile>(std::move(file));
}

void add(SetScore& sum, const SetScore& one, double weight)
{
    sum.procedure += one.procedure * weight, sum.behavior += one.behavior * weight, sum.topic += one.topic * weight;
    sum.first_topic += one.first_topic * weight, sum.refused += one.refused * weight;
}

void print(std::string_view name, const SetScore& score)
{
    std::printf("%-14s procedure %5.1f  behavior %5.1f  topic %5.1f  refused %5.1f\n", std::string(name).c_str(), score.procedure * 100, score.behavior * 100,
                score.topic * 100, score.refused * 100);
}

}  // namespace

}  // namespace motcua::assistant

int main(int count, char** arguments)
{
    using namespace motcua::assistant;
    if (count < 4) return std::fprintf(stderr, "usage: assistant_cross_validation PERCENT_LEFT_OUT SEEDS SET...\n"), 2;
    const auto percent = std::strtoull(arguments[1], nullptr, 10), seeds = std::strtoull(arguments[2], nullptr, 10);
    const auto sets = static_cast<std::size_t>(count - 3);
    std::vector<SetScore> scores(sets);
    SetScore all;
    for (std::size_t seed = 0; seed < seeds; ++seed) {
        const Knowledge knowledge(shipped_catalogue(), vocabulary_without(percent, seed), {}, {}, test_day());
        for (std::size_t i = 0; i < sets; ++i) {
            const auto one = score(question_set(arguments[3 + i]), knowledge);
            add(scores[i], one, 1 / static_cast<double>(seeds));
            add(all, one, 1 / static_cast<double>(seeds * sets));
        }
    }
    for (std::size_t i = 0; i < sets; ++i) print(arguments[3 + i], scores[i]);
    print("all", all);
}
