#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "features/assistant/vocabulary.hpp"
#include "features/catalogue/catalogue.hpp"
#include "features/staff/staff.hpp"
#include "platform/clock.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"
#include "platform/json/value.hpp"

// Trợ lý ảo: answers from the catalogue and nothing else. Every fee, time, paper and place it states is read from the version in
// force and given beside the text with its source.
namespace motcua::assistant {

class Knowledge;
struct Context;
class RecentContexts;

// One value that the answer states.
struct Fact {
    std::string kind;                        // A topic: "fee", "processing_time", "documents", "where", "opening_hours", "unit_lookup", …
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
};
BOOST_DESCRIBE_STRUCT(Answer, (), (behavior, procedures, topics, units, facts, text, suggestions, links, conversation))

struct Question {
    std::string text;
    std::optional<std::string> unit_code;
    std::optional<std::string> conversation; // Of the last answer; one that cannot be read begins anew
    std::optional<bool> consent;             // To keep the conversation, so that an officer may help
};
BOOST_DESCRIBE_STRUCT(Question, (), (text, unit_code, conversation, consent))

// What it works with. References live as long as the program.
struct Services {
    db::Database& db;
    const Clock& clock;
    const catalogue::Catalogue& catalogue;
    staff::Staff& staff;
    const crypto::Vault& vault;
    std::vector<std::string> folders;        // Of the catalogue: <folder>/assistant holds the vocabulary
};

class Assistant {
public:
    // Throws std::runtime_error that lists every fault of the vocabulary's files.
    explicit Assistant(Services);
    ~Assistant();

    // Refusals: field unit_code unknown_unit.
    Answer answer(const Question&);

    // Reads the vocabulary anew; the old one stays when the files have faults. Throws as the constructor.
    void reload();
    // What is known now: made anew when the catalogue, the keepers' additions or the day have changed.
    std::shared_ptr<const Knowledge> knowledge();
    // Keepers' additions have changed: read them before the next answer.
    void forget_knowledge();
    const Services& services() const { return m_services; }

private:
    std::shared_ptr<const Knowledge> build(std::shared_ptr<const catalogue::Snapshot>, Day today);

    Services m_services;
    std::mutex m_mutex;                      // Of building
    std::shared_ptr<const VocabularyFile> m_vocabulary;
    std::shared_ptr<const Knowledge> m_knowledge;
    std::atomic<bool> m_is_stale{false};
    std::unique_ptr<RecentContexts> m_contexts;
};

}  // namespace motcua::assistant
