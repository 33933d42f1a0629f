#include "features/assistant/conversations.hpp"

#include <algorithm>

#include "domain/refusal.hpp"
#include "platform/text/text.hpp"

namespace motcua::assistant {

namespace {

constexpr std::string_view line_purpose = "assistant.line";
constexpr std::string_view user_purpose = "assistant.zalo_user";
constexpr std::string_view struck_out = "[đã ẩn]";
constexpr int digits_of_a_number = 9;
constexpr std::string_view row_columns = R"(
    c.id, c.channel, c.unit_code, c.state, c.topic, o.full_name AS officer, c.asked_at, c.due_at, c.last_at,
    FALSE AS late, CASE WHEN c.officer_id = $1 THEN TRUE ELSE FALSE END AS is_mine)";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

// One past a run of digits with blanks, full stops, hyphens between them; `digits` is how many.
std::size_t end_of_number(std::string_view text, std::size_t from, int& digits)
{
    std::size_t end = from;
    digits = 0;
    for (std::size_t i = from; i < text.size(); ++i) {
        if (is_digit(text[i])) end = i + 1, ++digits;
        else if (i - end >= 2 || (text[i] != ' ' && text[i] != '.' && text[i] != '-')) break;
    }
    return end;
}

std::string without_mail(std::string text)
{
    auto is_part = [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || c == '+'; };
    for (auto at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
        auto from = at, to = at + 1;
        while (from > 0 && is_part(text[from - 1])) --from;
        while (to < text.size() && is_part(text[to])) ++to;
        if (from == at || to == at + 1) continue;
        text.replace(from, to - from, struck_out);
        at = from;
    }
    return text;
}

struct Line {
    std::int64_t number = 0;
    Author author = Author::person;
    std::optional<std::string> name;
    std::optional<std::string> title;
    db::Bytes words;
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(Line, (), (number, author, name, title, words, at))

}  // namespace

std::string without_numbers(std::string_view given)
{
    const auto text = text::nfc(given);
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text[i])) {
            result += text[i++];
            continue;
        }
        int digits = 0;
        const auto end = end_of_number(text, i, digits);
        // "H24.158-250812-0035" is a dossier; a letter before the digits makes them a code.
        const bool is_code = i > 0 && is_letter(text[i - 1]);
        if (digits >= digits_of_a_number && !is_code) result += struck_out;
        else result.append(text, i, end - i);
        i = end;
    }
    return without_mail(std::move(result));
}

struct StoredConversation {
    std::int64_t id = 0;
    std::string code;
    std::string unit_code;
    ConversationPlace state = ConversationPlace::assistant;
    std::optional<db::Bytes> zalo_user;
    std::optional<OfficerId> officer_id;
};
BOOST_DESCRIBE_STRUCT(StoredConversation, (), (id, code, unit_code, state, zalo_user, officer_id))

std::optional<ConversationPlace> Conversations::place_of(std::string_view code)
{
    return m_db.read([&](db::Connection& c) { return db::first<ConversationPlace>(c, "SELECT state FROM assistant_conversation WHERE code = $1", code); });
}

void Conversations::add_line(db::Connection& c, std::int64_t conversation, Author author, std::optional<OfficerId> officer, std::string_view text)
{
    const auto last = db::one<std::int64_t>(c, "SELECT coalesce(max(number), 0) FROM assistant_message WHERE conversation_id = $1", conversation);
    if (last >= most_messages) return;
    const auto sealed = db::Bytes{m_vault.seal(without_numbers(text::clipped(text, longest_message_text)), line_purpose)};
    db::execute(c, "INSERT INTO assistant_message (conversation_id, number, author, officer_id, words, at) VALUES ($1, $2, $3, $4, $5, $6)",
                conversation, last + 1, author, officer, sealed, m_clock.now());
}

void Conversations::keep(std::string_view code, std::string_view unit_code, std::string_view zalo_user, std::string_view topic,
                         const std::vector<std::pair<Author, std::string>>& lines)
{
    const auto user = zalo_user.empty() ? std::nullopt : std::optional(db::Bytes{m_vault.seal(zalo_user, user_purpose)});
    m_db.write([&](db::Connection& c) {
        db::execute(c, R"(
            INSERT INTO assistant_conversation (code, channel, unit_code, state, zalo_user, topic, started_at, last_at)
            VALUES ($1, $2, $3, 'assistant', $4, $5, $6, $6) ON CONFLICT (code) DO NOTHING)",
            code, user ? "zalo" : "app", unit_code, user, topic, m_clock.now());
        const auto id = db::one<std::int64_t>(c, "SELECT id FROM assistant_conversation WHERE code = $1", code);
        for (const auto& [author, text] : lines) add_line(c, id, author, std::nullopt, text);
        db::execute(c, R"(
            UPDATE assistant_conversation SET last_at = $2, topic = CASE WHEN $3 = '' THEN topic ELSE $3 END,
                unit_code = CASE WHEN $4 = '' THEN unit_code ELSE $4 END WHERE id = $1)", id, m_clock.now(), topic, unit_code);
    });
}

void Conversations::hand_over(std::string_view code, std::string_view unit_code, std::string_view text, Instant due_at)
{
    m_db.write([&](db::Connection& c) {
        keep(code, unit_code, "", "", text.empty() ? std::vector<std::pair<Author, std::string>>{} : std::vector{std::pair(Author::person, std::string(text))});
        db::execute(c, R"(
            UPDATE assistant_conversation SET state = 'waiting', asked_at = $2, due_at = $3, officer_id = NULL
            WHERE code = $1 AND state = 'assistant')", code, m_clock.now(), due_at);
    });
}

std::vector<SaidLine> Conversations::lines(db::Connection& c, std::int64_t conversation, std::int64_t after)
{
    auto rows = db::query<Line>(c, R"(
        SELECT m.number, m.author, o.full_name AS name, o.title AS title, m.words, m.at
        FROM assistant_message m LEFT JOIN officer o ON o.id = m.officer_id
        WHERE m.conversation_id = $1 AND m.number > $2 ORDER BY m.number)", conversation, after);
    std::vector<SaidLine> said;
    for (auto& row : rows) {
        std::optional<std::string> officer;
        if (row.name) officer = *row.name + ", " + row.title.value_or("");
        said.push_back({row.number, row.author, std::move(officer), m_vault.open(row.words.data, line_purpose), row.at});
    }
    return said;
}

std::optional<PersonsView> Conversations::persons_view(std::string_view code, std::int64_t after)
{
    return m_db.read([&](db::Connection& c) -> std::optional<PersonsView> {
        auto stored = db::first<StoredConversation>(c, "SELECT id, code, unit_code, state, zalo_user, officer_id FROM assistant_conversation WHERE code = $1", code);
        if (!stored) return std::nullopt;
        return PersonsView{stored->state, lines(c, stored->id, after)};
    });
}

void Conversations::forget(std::string_view code)
{
    m_db.write([&](db::Connection& c) {
        db::execute(c, "DELETE FROM assistant_message WHERE conversation_id IN (SELECT id FROM assistant_conversation WHERE code = $1)", code);
        db::execute(c, "DELETE FROM assistant_conversation WHERE code = $1", code);
    });
}

std::vector<ConversationRow> Conversations::list(const Actor& actor, bool only_work)
{
    auto rows = m_db.read([&](db::Connection& c) {
        return db::query<ConversationRow>(c, "SELECT " + std::string(row_columns) + R"(
            FROM assistant_conversation c LEFT JOIN officer o ON o.id = c.officer_id
            WHERE c.unit_code IN ($2, '') AND (c.state <> 'assistant' OR NOT $3)
            ORDER BY CASE c.state WHEN 'waiting' THEN 0 WHEN 'officer' THEN 1 ELSE 2 END, c.due_at, c.last_at DESC LIMIT 200)",
            actor.officer, actor.unit_code, only_work);
    });
    for (auto& row : rows) row.late = row.state == ConversationPlace::waiting && row.due_at && *row.due_at < m_clock.now();
    return rows;
}

StoredConversation Conversations::require(db::Connection& c, const Actor& actor, std::int64_t id)
{
    auto stored = db::first<StoredConversation>(c, R"(
        SELECT id, code, unit_code, state, zalo_user, officer_id FROM assistant_conversation
        WHERE id = $1 AND unit_code IN ($2, '') FOR UPDATE)", id, actor.unit_code);
    if (!stored) throw Refusal(Reason::not_found, "unknown_conversation");
    return std::move(*stored);
}

ConversationView Conversations::view(const Actor& actor, std::int64_t id)
{
    return m_db.read([&](db::Connection& c) {
        auto row = db::first<ConversationRow>(c, "SELECT " + std::string(row_columns) + R"(
            FROM assistant_conversation c LEFT JOIN officer o ON o.id = c.officer_id WHERE c.id = $3 AND c.unit_code IN ($2, ''))",
            actor.officer, actor.unit_code, id);
        if (!row) throw Refusal(Reason::not_found, "unknown_conversation");
        row->late = row->state == ConversationPlace::waiting && row->due_at && *row->due_at < m_clock.now();
        return ConversationView{std::move(*row), lines(c, id, 0)};
    });
}

void Conversations::take(const Actor& actor, std::int64_t id)
{
    m_db.write([&](db::Connection& c) {
        const auto stored = require(c, actor, id);
        if (stored.officer_id && *stored.officer_id != actor.officer) throw Refusal(Reason::conflict, "conversation_taken");
        db::execute(c, "UPDATE assistant_conversation SET state = 'officer', officer_id = $2 WHERE id = $1", id, actor.officer);
    });
}

std::optional<OutgoingReply> Conversations::reply(const Actor& actor, std::int64_t id, std::string_view text)
{
    if (text::trimmed(text).empty()) throw bad_field("text", "required");
    if (text::length(text) > longest_message_text) throw bad_field("text", "too_long", {{"max", std::to_string(longest_message_text)}});
    return m_db.write([&](db::Connection& c) -> std::optional<OutgoingReply> {
        take(actor, id);
        const auto stored = require(c, actor, id);
        add_line(c, id, Author::officer, actor.officer, text);
        db::execute(c, "UPDATE assistant_conversation SET last_at = $2, due_at = NULL WHERE id = $1", id, m_clock.now());
        if (!stored.zalo_user) return std::nullopt;
        const auto number = db::one<std::int64_t>(c, "SELECT max(number) FROM assistant_message WHERE conversation_id = $1", id);
        return OutgoingReply{m_vault.open(stored.zalo_user->data, user_purpose), std::string(text),
                             "assistant-" + std::to_string(id) + "-" + std::to_string(number)};
    });
}

void Conversations::give_back(const Actor& actor, std::int64_t id)
{
    m_db.write([&](db::Connection& c) {
        const auto stored = require(c, actor, id);
        if (stored.officer_id && *stored.officer_id != actor.officer) throw Refusal(Reason::conflict, "conversation_taken");
        db::execute(c, "UPDATE assistant_conversation SET state = 'assistant', officer_id = NULL, asked_at = NULL, due_at = NULL WHERE id = $1", id);
    });
}

void forget_old_conversations(db::Connection& c, Instant now)
{
    const auto before = now - conversation_life;
    db::execute(c, "DELETE FROM assistant_message WHERE conversation_id IN (SELECT id FROM assistant_conversation WHERE last_at < $1)", before);
    db::execute(c, "DELETE FROM assistant_conversation WHERE last_at < $1", before);
    db::execute(c, "DELETE FROM assistant_unknown WHERE state <> 'open' AND last_at < $1", before);
    db::execute(c, "DELETE FROM assistant_reminder WHERE done_at < $1", before);
    db::execute(c, "DELETE FROM zalo_event WHERE at < $1", now - std::chrono::days(3));
}

}  // namespace motcua::assistant
