#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "features/assistant/conversations.hpp"
#include "features/assistant/learning.hpp"
#include "features/assistant/model.hpp"
#include "features/assistant/vocabulary.hpp"
#include "features/catalogue/catalogue.hpp"
#include "features/dossiers/dossiers.hpp"
#include "features/staff/staff.hpp"
#include "platform/clock.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"
#include "platform/json/value.hpp"

// Trợ lý ảo: answers from the catalogue and nothing else. Every fee, time, paper and place it states is read from the version in
// force and given beside the text with its source.
namespace motcua::assistant {

class RecentContexts;
struct ConversationState;
struct Understanding;

// One value that the answer states.
struct Fact {
    std::string kind;                        // A topic: "fee", "processing_time", "documents", "where", "part" of an interlinked one, …
    std::optional<std::string> procedure;    // Id
    json::Value value;                       // Đồng of a fee, amount of a time limit, else the text; null when the catalogue does not know
    std::optional<std::string> unit;         // Of a time limit: immediate, hour, day, working_day; of a fee: "bản"
    std::string text;                        // As it is said: "8.000 đ/bản"
    std::optional<std::string> case_name;    // "quá hạn"
    std::optional<std::string> channel;      // "direct", "online"
    std::string source;                      // "12/2018/NQ-HĐND PL 04"
    std::optional<Day> as_of;                // In force since, or read on
};
BOOST_DESCRIBE_STRUCT(Fact, (), (kind, procedure, value, unit, text, case_name, channel, source, as_of))

struct ProcedureName {
    std::string code;                        // The id where there is no national code
    std::string id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ProcedureName, (), (code, id, name))

struct Link {
    std::string label;
    std::string path;                        // Below the citizen app: "/thu-tuc/1.001193"
};
BOOST_DESCRIBE_STRUCT(Link, (), (label, path))

struct Answer {
    Behavior behavior = Behavior::answer;
    std::vector<ProcedureName> procedures;   // The first is what was understood
    std::vector<std::string> topics;
    std::vector<std::string> units;          // Full names, of a question about a place
    std::vector<Fact> facts;
    std::string text;                        // Plain text, paragraphs by line feeds
    std::vector<std::string> suggestions;    // What may be asked next
    std::vector<Link> links;
    std::string conversation;                // To be sent with the next question
    ConversationPlace place = ConversationPlace::assistant;   // With whom the conversation is now
    bool kept = false;                       // The person agreed that it is kept
};
BOOST_DESCRIBE_STRUCT(Answer, (), (behavior, procedures, topics, units, facts, text, suggestions, links, conversation, place, kept))

struct Question {
    std::string text;
    std::optional<std::string> unit_code;
    std::optional<std::string> conversation; // Of the last answer; one that cannot be read begins anew
    std::optional<bool> consent;             // To keep the conversation, so that an officer may help
};
BOOST_DESCRIBE_STRUCT(Question, (), (text, unit_code, conversation, consent))

// A person wants a person.
struct HandOver {
    std::string conversation;                // Of the last answer; "" before the first
    std::optional<std::string> text;         // What to tell the officer
    std::optional<std::string> unit_code;
};
BOOST_DESCRIBE_STRUCT(HandOver, (), (conversation, text, unit_code))

struct HandedOver {
    std::string conversation;
    Instant due_at{};                        // An officer should have answered by then
    std::string text;
};
BOOST_DESCRIBE_STRUCT(HandedOver, (), (conversation, due_at, text))

// One dossier of the person who asks.
struct OwnDossier {
    std::string code;
    std::string procedure_name;
    std::string state_name;
    std::optional<Instant> due_at;
};

// What it works with. References live as long as the program.
struct Services {
    db::Database& db;
    const Clock& clock;
    const catalogue::Catalogue& catalogue;
    staff::Staff& staff;
    const crypto::Vault& vault;
    const dossiers::Services& dossiers;
    std::vector<std::string> folders;        // Of the catalogue: <folder>/assistant holds the vocabulary
    std::function<std::vector<OwnDossier>(const Actor&)> own_dossiers = {};   // Of a citizen who has signed in; empty: there is no sign-in
    Rephrase rephrase = {};                  // Of an answer; empty: there is no model
};

class Assistant {
public:
    // Throws std::runtime_error that lists every fault of the vocabulary's files.
    explicit Assistant(Services);
    ~Assistant();

    // Of its own dossiers it speaks to a citizen who has signed in, and to nobody else. Refusals: field unit_code unknown_unit.
    Answer answer(const Question&, const Actor&);
    // The same for somebody in Zalo: `user` is the same person in every message.
    Answer answer_in_zalo(std::string_view user, std::string_view text);
    // Refusals: field unit_code unknown_unit.
    HandedOver hand_over(const HandOver&);
    // Nothing when the conversation is not kept.
    std::optional<PersonsView> messages(std::string_view conversation, std::int64_t after);
    void forget(std::string_view conversation);
    // An officer's answer to a conversation; one in Zalo is sent there. Refusals: as Conversations::reply.
    void reply(const Actor&, std::int64_t conversation, std::string_view text);

    // Reads the vocabulary anew; the old one stays when the files have faults. Throws as the constructor.
    void reload();
    // What is known now: made anew when the catalogue, the keepers' additions or the day have changed.
    std::shared_ptr<const Knowledge> knowledge();
    // Keepers' additions have changed: read them before the next answer.
    void forget_knowledge();
    const Services& services() const { return m_services; }
    Conversations& conversations() { return m_conversations; }
    Learning& learning() { return m_learning; }

private:
    std::shared_ptr<const Knowledge> build(std::shared_ptr<const catalogue::Snapshot>, Day today);
    // Whether keepers have taught something, here or on another server.
    void look_for_news();
    Answer answered(ConversationState&, std::string_view text, const catalogue::Unit*, const Actor&);
    void add_dossiers(Answer&, const Understanding&, std::string_view text, const Actor&) const;
    Answer passed_on(ConversationState&, std::string_view text, ConversationPlace);
    const catalogue::Unit* unit_of(const std::optional<std::string>& code, const Knowledge&) const;

    Services m_services;
    std::mutex m_mutex;                      // Of building
    std::shared_ptr<const VocabularyFile> m_vocabulary;
    std::shared_ptr<const Knowledge> m_knowledge;
    std::atomic<bool> m_is_stale{false};
    std::atomic<std::int64_t> m_looked_at{0};
    std::string m_revision;                  // Of what keepers taught, as it is in the knowledge
    std::unique_ptr<RecentContexts> m_contexts;
    Conversations m_conversations;
    Learning m_learning;
};

}  // namespace motcua::assistant
