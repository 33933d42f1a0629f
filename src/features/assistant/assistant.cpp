#include "features/assistant/assistant.hpp"

#include <stdexcept>

#include "domain/refusal.hpp"
#include "features/assistant/compose.hpp"
#include "features/assistant/contexts.hpp"
#include "features/assistant/knowledge.hpp"
#include "features/assistant/understand.hpp"
#include "features/assistant/zalo.hpp"
#include "features/dossiers/tracking.hpp"
#include "platform/log.hpp"
#include "platform/text/text.hpp"

namespace motcua::assistant {

namespace {

constexpr std::size_t remembered_conversations = 20000;
constexpr std::size_t longest_text = 4000;   // Characters; the rest is not read
constexpr std::chrono::seconds between_looks{10};
constexpr std::string_view zalo_purpose = "assistant.zalo";

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

// The codes of dossiers that a message names.
std::vector<std::string> dossier_codes(std::string_view text)
{
    std::vector<std::string> codes;
    std::string word;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : ' ';
        const bool is_part = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
        if (is_part) {
            word += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            continue;
        }
        while (word.ends_with('.') || word.ends_with('-')) word.pop_back();
        if (is_dossier_code(word) && codes.size() < 3) codes.push_back(word);
        word.clear();
    }
    return codes;
}

Fact dossier_fact(const std::string& code, std::string text, Day today)
{
    Fact fact;
    fact.kind = "case_status";
    fact.value = code;
    fact.text = std::move(text);
    fact.source = "Hồ sơ " + code + ", dữ liệu của Trung tâm";
    fact.as_of = today;
    return fact;
}

}  // namespace

Assistant::Assistant(Services services)
    : m_services(std::move(services)), m_vocabulary(read_vocabulary(m_services.folders)), m_contexts(std::make_unique<RecentContexts>(remembered_conversations)),
      m_conversations(m_services.db, m_services.clock, m_services.vault), m_learning(m_services.db, m_services.clock)
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
    m_revision = m_learning.revision();
    auto made = std::make_shared<const Knowledge>(std::move(snapshot), m_vocabulary, m_learning.sayings(), m_learning.articles(), today);
    std::atomic_store(&m_knowledge, std::shared_ptr<const Knowledge>(made));
    return made;
}

void Assistant::look_for_news()
{
    const auto now = m_services.clock.now().time_since_epoch().count();
    auto before = m_looked_at.load();
    if (now - before < std::chrono::duration_cast<Instant::duration>(between_looks).count() && now >= before) return;
    if (!m_looked_at.compare_exchange_strong(before, now)) return;   // Somebody else is looking.
    const auto revision = m_learning.revision();
    std::lock_guard lock(m_mutex);
    if (revision != m_revision) m_is_stale = true;
}

std::shared_ptr<const Knowledge> Assistant::knowledge()
{
    look_for_news();
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

const catalogue::Unit* Assistant::unit_of(const std::optional<std::string>& code, const Knowledge& known) const
{
    if (!code || code->empty()) return nullptr;
    const auto* unit = known.snapshot().unit(*code);
    if (!unit) throw bad_field("unit_code", "unknown_unit");
    return unit;
}

// A code in the message tells what anybody may know of it; without one, a citizen's own dossiers.
void Assistant::add_dossiers(Answer& answer, const Understanding& meant, std::string_view text, const Actor& actor) const
{
    if (meant.guard) return;
    const auto today = day_in_vietnam(m_services.clock.now());
    const auto codes = dossier_codes(text);
    const bool asks = std::find(meant.topics.begin(), meant.topics.end(), "case_status") != meant.topics.end();
    if (!codes.empty()) answer.behavior = Behavior::answer, answer.topics = {"case_status"}, answer.text.clear(), answer.facts.clear();
    for (const auto& code : codes) {
        try {
            const auto status = dossiers::public_status(m_services.dossiers, code);
            answer.facts.push_back(dossier_fact(code, "Hồ sơ " + code + ": " + status.state_name, today));
            add_paragraph(answer.text, answer.facts.back().text + ".");
        } catch (const Refusal&) {
            add_paragraph(answer.text, "Không có hồ sơ mang mã này.");
        }
        answer.links.push_back({"Xem hồ sơ " + code, "/tra-cuu?ma=" + code});
    }
    if (!asks || !codes.empty() || actor.kind != ActorKind::citizen || !m_services.own_dossiers) return;
    for (const auto& own : m_services.own_dossiers(actor)) {
        auto words = own.code + " – " + own.procedure_name + ": " + own.state_name + (own.due_at ? ", hẹn trả " + short_time(*own.due_at) : "");
        add_paragraph(answer.text, "- " + words);
        answer.facts.push_back(dossier_fact(own.code, std::move(words), today));
    }
}

// An officer has the conversation, or will have it: the assistant keeps silent and passes on.
Answer Assistant::passed_on(ConversationState& state, std::string_view text, ConversationPlace place)
{
    const auto known = knowledge();
    m_conversations.keep(state.id, "", "", "", {{Author::person, std::string(text)}});
    Answer answer;
    answer.behavior = Behavior::escalate;
    answer.topics = {"general"};
    answer.place = place;
    answer.text = known->reply(place == ConversationPlace::waiting ? "waiting" : "with_officer");
    return answer;
}

Answer Assistant::answered(ConversationState& state, std::string_view text, const catalogue::Unit* unit, const Actor& actor)
{
    const auto known = knowledge();
    Asker asker{unit, known->today(), m_services.clock.now()};
    const auto meant = understand(text::clipped(text, longest_text), *known, {state.procedures, state.topics, unit ? unit->code : ""});
    auto answer = compose(meant, *known, asker);
    add_dossiers(answer, meant, text, actor);
    if (m_services.rephrase && answer.behavior == Behavior::answer && !answer.facts.empty())
        if (auto said = m_services.rephrase(answer.text)) answer.text = std::move(*said);
    if (meant.is_unknown && dossier_codes(text).empty()) m_learning.note(text, *known);
    ++state.turn;
    if (meant.behavior == Behavior::answer && (!meant.procedures.empty() || !meant.places.empty() || meant.service)) {
        if (!meant.procedures.empty() || !meant.places.empty()) {
            state.procedures.clear();
            for (const auto* procedure : meant.procedures) state.procedures.push_back(procedure->id);
        }
        state.topics = meant.topics;
    }
    return answer;
}

Answer Assistant::answer(const Question& question, const Actor& actor)
{
    const auto* unit = unit_of(question.unit_code, *knowledge());
    auto state = question.conversation ? read_token(*question.conversation, m_services.vault).value_or(new_conversation()) : new_conversation();
    state = m_contexts->latest(std::move(state));
    if (question.consent) state.kept = *question.consent || (state.kept && m_conversations.place_of(state.id) != ConversationPlace::assistant);
    const auto place = state.kept ? m_conversations.place_of(state.id).value_or(ConversationPlace::assistant) : ConversationPlace::assistant;
    auto answer = place == ConversationPlace::assistant ? answered(state, question.text, unit, actor) : passed_on(state, question.text, place);
    if (state.kept && place == ConversationPlace::assistant)
        m_conversations.keep(state.id, unit ? unit->code : "", "", answer.procedures.empty() ? "" : answer.procedures[0].name,
                             {{Author::person, question.text}, {Author::assistant, answer.text}});
    m_contexts->keep(state);
    answer.conversation = conversation_token(state, m_services.vault);
    answer.kept = state.kept;
    return answer;
}

Answer Assistant::answer_in_zalo(std::string_view user, std::string_view text)
{
    ConversationState state;
    state.id = m_services.vault.blind_index(user, zalo_purpose);
    state.kept = true;
    state = m_contexts->latest(std::move(state));
    const auto place = m_conversations.place_of(state.id).value_or(ConversationPlace::assistant);
    if (place != ConversationPlace::assistant) return passed_on(state, text, place);
    auto answer = answered(state, text, nullptr, Actor{});
    m_conversations.keep(state.id, "", user, answer.procedures.empty() ? "" : answer.procedures[0].name,
                         {{Author::person, std::string(text)}, {Author::assistant, answer.text}});
    m_contexts->keep(state);
    return answer;
}

HandedOver Assistant::hand_over(const HandOver& wish)
{
    const auto known = knowledge();
    const auto* unit = unit_of(wish.unit_code, *known);
    auto state = m_contexts->latest(read_token(wish.conversation, m_services.vault).value_or(new_conversation()));
    state.kept = true;
    ++state.turn;
    const auto due_at = after_working_minutes(m_services.clock.now(), officer_answers_within, known->snapshot().clock_rules(unit ? unit->code : ""));
    m_conversations.hand_over(state.id, unit ? unit->code : "", wish.text.value_or(""), due_at);
    m_contexts->keep(state);
    return {conversation_token(state, m_services.vault), due_at, std::string(known->reply("handed_over"))};
}

std::optional<PersonsView> Assistant::messages(std::string_view conversation, std::int64_t after)
{
    const auto state = read_token(conversation, m_services.vault);
    return state ? m_conversations.persons_view(state->id, after) : std::nullopt;
}

void Assistant::reply(const Actor& actor, std::int64_t conversation, std::string_view text)
{
    m_services.db.write([&](db::Connection& c) {
        if (auto outgoing = m_conversations.reply(actor, conversation, text)) zalo::enqueue(c, *outgoing, m_services.clock.now());
    });
}

void Assistant::forget(std::string_view conversation)
{
    if (const auto state = read_token(conversation, m_services.vault)) m_conversations.forget(state->id);
}

}  // namespace motcua::assistant
