#include "features/assistant/assistant.hpp"

#include <stdexcept>

#include "domain/refusal.hpp"
#include "features/assistant/compose.hpp"
#include "features/assistant/contexts.hpp"
#include "features/assistant/knowledge.hpp"
#include "features/assistant/understand.hpp"
#include "platform/log.hpp"
#include "platform/text/text.hpp"

namespace motcua::assistant {

namespace {

constexpr std::size_t remembered_conversations = 20000;
constexpr std::size_t longest_text = 4000;   // Characters; the rest is not read

std::shared_ptr<const VocabularyFile> read_vocabulary(const std::vector<std::string>& folders)
{
    std::vector<FileFault> faults;
    auto vocabulary = std::make_shared<const VocabularyFile>(load_vocabulary(folders, faults));
    if (faults.empty()) return vocabulary;
    std::string words = "the assistant's vocabulary has faults:";
    for (const auto& [file, fault] : faults)
        words += "\n  " + file + ":" + std::to_string(fault.at.line) + ": " + (fault.field.empty() ? "" : fault.field + ": ") + fault.message;
    throw std::runtime_error(words);
}

}  // namespace

Assistant::Assistant(Services services)
    : m_services(std::move(services)), m_vocabulary(read_vocabulary(m_services.folders)), m_contexts(std::make_unique<RecentContexts>(remembered_conversations))
{
    const auto known = build(m_services.catalogue.now(), day_in_vietnam(m_services.clock.now()));
    if (!known->faults().empty()) {
        std::string words = "the assistant's patterns have faults:";
        for (const auto& fault : known->faults()) words += "\n  " + fault;
        throw std::runtime_error(words);
    }
}

Assistant::~Assistant() = default;

std::shared_ptr<const Knowledge> Assistant::build(std::shared_ptr<const catalogue::Snapshot> snapshot, Day today)
{
    auto made = std::make_shared<const Knowledge>(std::move(snapshot), m_vocabulary, std::vector<AddedSaying>{}, std::vector<Article>{}, today);
    std::atomic_store(&m_knowledge, std::shared_ptr<const Knowledge>(made));
    return made;
}

std::shared_ptr<const Knowledge> Assistant::knowledge()
{
    auto snapshot = m_services.catalogue.now();
    const auto today = day_in_vietnam(m_services.clock.now());
    auto is_current = [&](const auto& known) { return known && &known->snapshot() == snapshot.get() && known->today() == today && !m_is_stale; };
    auto known = std::atomic_load(&m_knowledge);
    if (is_current(known)) return known;
    std::lock_guard lock(m_mutex);
    known = std::atomic_load(&m_knowledge);
    if (is_current(known)) return known;
    m_is_stale = false;
    return build(std::move(snapshot), today);
}

void Assistant::forget_knowledge() { m_is_stale = true; }

void Assistant::reload()
{
    auto vocabulary = read_vocabulary(m_services.folders);
    std::lock_guard lock(m_mutex);
    m_vocabulary = std::move(vocabulary);
    m_is_stale = true;
}

Answer Assistant::answer(const Question& question)
{
    const auto known = knowledge();
    Asker asker;
    asker.now = m_services.clock.now();
    asker.today = known->today();
    if (question.unit_code && !question.unit_code->empty()) {
        asker.unit = known->snapshot().unit(*question.unit_code);
        if (!asker.unit) throw bad_field("unit_code", "unknown_unit");
    }
    auto state = question.conversation ? read_token(*question.conversation, m_services.vault).value_or(new_conversation()) : new_conversation();
    state = m_contexts->latest(std::move(state));
    const auto meant = understand(text::clipped(question.text, longest_text), *known, {state.procedures, state.topics});
    auto answer = compose(meant, *known, asker);
    ++state.turn;
    if (meant.behavior == Behavior::answer && (!meant.procedures.empty() || !meant.places.empty() || meant.service)) {
        if (!meant.procedures.empty() || !meant.places.empty()) {
            state.procedures.clear();
            for (const auto* procedure : meant.procedures) state.procedures.push_back(procedure->id);
        }
        state.topics = meant.topics;
    }
    m_contexts->keep(state);
    answer.conversation = conversation_token(state, m_services.vault);
    return answer;
}

}  // namespace motcua::assistant
