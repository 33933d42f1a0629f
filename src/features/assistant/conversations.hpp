#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "features/assistant/contexts.hpp"
#include "platform/clock.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

// Conversations that are kept, and their way to a person and back.
namespace motcua::assistant {

struct Services;
struct StoredConversation;

enum class ConversationPlace { assistant, waiting, officer };
BOOST_DESCRIBE_ENUM(ConversationPlace, assistant, waiting, officer)
enum class Author { person, assistant, officer };
BOOST_DESCRIBE_ENUM(Author, person, assistant, officer)

// How long a conversation is kept after its last message, and how soon an officer should answer: minutes of working time.
constexpr std::chrono::days conversation_life{30};
constexpr std::chrono::minutes officer_answers_within{60};
constexpr std::size_t longest_message_text = 2000;       // Characters
constexpr std::int64_t most_messages = 400;              // Of one conversation; later ones are not kept

struct SaidLine {
    std::int64_t number = 0;
    Author author = Author::person;
    std::optional<std::string> officer;          // Name and title
    std::string text;
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(SaidLine, (), (number, author, officer, text, at))

struct ConversationRow {
    std::int64_t id = 0;
    std::string channel;
    std::string unit_code;
    ConversationPlace state = ConversationPlace::assistant;
    std::string topic;
    std::optional<std::string> officer;
    std::optional<Instant> asked_at;
    std::optional<Instant> due_at;
    Instant last_at{};
    bool late = false;
    bool is_mine = false;
};
BOOST_DESCRIBE_STRUCT(ConversationRow, (), (id, channel, unit_code, state, topic, officer, asked_at, due_at, last_at, late, is_mine))

struct ConversationView {
    ConversationRow conversation;
    std::vector<SaidLine> items;
};
BOOST_DESCRIBE_STRUCT(ConversationView, (), (conversation, items))

// What the person sees of it.
struct PersonsView {
    ConversationPlace state = ConversationPlace::assistant;
    std::vector<SaidLine> items;
};
BOOST_DESCRIBE_STRUCT(PersonsView, (), (state, items))

// Strikes out what looks like a number of a person: nine digits and more in a row, whatever stands between them, and mail addresses.
// Codes of dossiers stay.
std::string without_numbers(std::string_view text);

// The answer of an officer to a person in Zalo, for whoever sends it.
struct OutgoingReply {
    std::string zalo_user;
    std::string text;
    std::string dedupe_key;
};

class Conversations {
public:
    Conversations(db::Database& db, const Clock& clock, const crypto::Vault& vault) : m_db(db), m_clock(clock), m_vault(vault) {}

    // Where the conversation is; nothing when it is not kept.
    std::optional<ConversationPlace> place_of(std::string_view code);
    // Adds to a conversation, which begins with the first line. `zalo_user` "" in the app.
    void keep(std::string_view code, std::string_view unit_code, std::string_view zalo_user, std::string_view topic,
              const std::vector<std::pair<Author, std::string>>& lines);
    // A person wants a person. `due_at` is when an officer should have answered.
    void hand_over(std::string_view code, std::string_view unit_code, std::string_view text, Instant due_at);
    // What was said after line `after`. Nothing when it is not kept.
    std::optional<PersonsView> persons_view(std::string_view code, std::int64_t after);
    void forget(std::string_view code);

    // Of the officer's unit and of no unit, what must be answered soonest first; those with the assistant last.
    std::vector<ConversationRow> list(const Actor&, bool only_work);
    // Refusal unknown_conversation, here and below.
    ConversationView view(const Actor&, std::int64_t id);
    // Refusals: conversation_taken when another officer has it.
    void take(const Actor&, std::int64_t id);
    // Takes it if nobody has. Refusals: text/required, text/too_long.
    std::optional<OutgoingReply> reply(const Actor&, std::int64_t id, std::string_view text);
    void give_back(const Actor&, std::int64_t id);

private:
    StoredConversation require(db::Connection&, const Actor&, std::int64_t id);
    void add_line(db::Connection&, std::int64_t conversation, Author, std::optional<OfficerId>, std::string_view text);
    std::vector<SaidLine> lines(db::Connection&, std::int64_t conversation, std::int64_t after);

    db::Database& m_db;
    const Clock& m_clock;
    const crypto::Vault& m_vault;
};

// Inside write(): what has outlived its time.
void forget_old_conversations(db::Connection&, Instant now);

}  // namespace motcua::assistant
