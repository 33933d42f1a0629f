#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "features/assistant/testing.hpp"

// Any bytes as a message, the second half of them as a follow-up of the first: an answer comes, and it states nothing false.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace motcua::assistant;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto& knowledge = shipped_knowledge();
    const auto first = understand(text.substr(0, size / 2), knowledge, {});
    Context context;
    for (const auto* procedure : first.procedures) context.procedures.push_back(procedure->id);
    context.topics = first.topics;
    const Asker asker{knowledge.snapshot().unit("11779"), test_day(), {}};
    for (auto part : {text, text.substr(size / 2)}) {
        const auto answer = compose(understand(part, knowledge, context), knowledge, asker);
        if (answer.text.empty() || answer.topics.empty()) std::abort();
        motcua::json::parse(motcua::json::write(answer));
    }
    return 0;
}
