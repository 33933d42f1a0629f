#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "features/assistant/knowledge.hpp"
#include "platform/clock.hpp"
#include "platform/db/db.hpp"

// What was not understood, and what keepers teach.
namespace motcua::assistant {

struct Proposal {
    std::string target;                          // "1.001193", "service:opening_hours", "article:le-hoi"
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Proposal, (), (target, name))

struct UnknownQuestion {
    std::int64_t id = 0;
    std::string sample;
    std::int64_t times = 0;
    Instant first_at{};
    Instant last_at{};
    std::vector<Proposal> proposals;             // What it may have meant, the likeliest first
};
BOOST_DESCRIBE_STRUCT(UnknownQuestion, (), (id, sample, times, first_at, last_at, proposals))

struct NewArticle {
    std::string title;
    std::string text;
    std::string source;
    std::optional<std::string> unit_code;
    std::optional<Day> from;
    std::optional<Day> until;
};
BOOST_DESCRIBE_STRUCT(NewArticle, (), (title, text, source, unit_code, from, until))

// What a keeper makes of an unknown question: a way of saying `target`, or an article.
struct Acceptance {
    std::optional<std::string> target;
    std::optional<std::string> text;             // Instead of the sample
    std::optional<NewArticle> article;
};
BOOST_DESCRIBE_STRUCT(Acceptance, (), (target, text, article))

struct TaughtSaying {
    std::int64_t id = 0;
    std::string target;
    std::string name;
    std::string text;
    Instant changed_at{};
};
BOOST_DESCRIBE_STRUCT(TaughtSaying, (), (id, target, name, text, changed_at))

class Learning {
public:
    Learning(db::Database& db, const Clock& clock) : m_db(db), m_clock(clock) {}

    // Notes a question that was not understood; the same words count as the same question.
    void note(std::string_view text, const Knowledge&);
    std::vector<UnknownQuestion> unknown(const Knowledge&, int limit);
    // Refusals: unknown_question, target/unknown_target, text/required, text/too_long, article.title/required and the like.
    void accept(const Actor&, std::int64_t id, const Acceptance&, const Knowledge&);
    void dismiss(std::int64_t id);
    // Teaches without a question.
    void teach(const Actor&, std::string_view target, std::string_view text, const Knowledge&);
    std::string add_article(const Actor&, const NewArticle&, const Knowledge&);
    std::vector<TaughtSaying> taught(const Knowledge&);
    // Refusal unknown_saying.
    void unteach(const Actor&, std::int64_t id);

    // What was taught, for the knowledge; and a text that changes with it.
    std::vector<AddedSaying> sayings();
    std::vector<Article> articles();
    std::string revision();

private:
    void set_state(db::Connection&, std::int64_t id, std::string_view state);

    db::Database& m_db;
    const Clock& m_clock;
};

// "Khai sinh", "giờ làm việc", the title of an article; "" when the knowledge has no such target.
std::string target_name(std::string_view target, const Knowledge&);

}  // namespace motcua::assistant
