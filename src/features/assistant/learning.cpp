#include "features/assistant/learning.hpp"

#include <algorithm>

#include "domain/refusal.hpp"
#include "features/assistant/conversations.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/text/text.hpp"

namespace motcua::assistant {

namespace {

constexpr std::size_t longest_sample = 200;      // Characters
constexpr std::size_t longest_saying = 120;
constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_article = 4000;
constexpr std::int64_t most_unknown = 5000;      // Kinds of questions; beyond them only known kinds are counted
constexpr std::size_t most_proposals = 4;

std::string words_that_tell(std::string_view text, const Knowledge& knowledge)
{
    std::string words;
    for (const auto& word : knowledge.reader().read(text).words)
        if (!knowledge.reader().may_be_quiet(word)) words += (words.empty() ? "" : " ") + word.folded;
    return std::string(text::clipped(words.empty() ? text::fold(text) : words, longest_sample));
}

void check_length(std::vector<FieldProblem>& problems, std::string field, std::string_view text, std::size_t most)
{
    if (text::trimmed(text).empty()) problems.push_back({std::move(field), "required"});
    else if (text::length(text) > most) problems.push_back({std::move(field), "too_long", {{"max", std::to_string(most)}}});
}

struct ArticleRow {
    std::string code;
    std::string unit_code;
    std::string title;
    std::string words;
    std::string source;
    std::optional<Day> from_day;
    std::optional<Day> until_day;
};
BOOST_DESCRIBE_STRUCT(ArticleRow, (), (code, unit_code, title, words, source, from_day, until_day))

struct UnknownRow {
    std::int64_t id = 0;
    std::string sample;
    std::int64_t times = 0;
    Instant first_at{};
    Instant last_at{};
};
BOOST_DESCRIBE_STRUCT(UnknownRow, (), (id, sample, times, first_at, last_at))

struct SayingRow {
    std::int64_t id = 0;
    std::string target;
    std::string words;
    Instant changed_at{};
};
BOOST_DESCRIBE_STRUCT(SayingRow, (), (id, target, words, changed_at))

struct Revision {
    std::int64_t rows = 0;
    std::int64_t latest = 0;
};
BOOST_DESCRIBE_STRUCT(Revision, (), (rows, latest))

std::string target_of(const Target& target, const Knowledge& knowledge)
{
    switch (target.kind) {
    case Target::Kind::procedure: return target.procedure->id;
    case Target::Kind::service: return "service:" + knowledge.vocabulary().services[target.number].topic;
    case Target::Kind::article: return "article:" + knowledge.articles()[target.number].code;
    default: return "";
    }
}

}  // namespace

std::string target_name(std::string_view target, const Knowledge& knowledge)
{
    constexpr std::string_view service = "service:", article = "article:";
    if (target.starts_with(service)) {
        const auto* topic = knowledge.topic(target.substr(service.size()));
        return topic ? topic->name : "";
    }
    if (target.starts_with(article)) {
        for (const auto& one : knowledge.articles())
            if (one.code == target.substr(article.size())) return one.title;
        return "";
    }
    const auto* procedure = knowledge.snapshot().procedure(target, knowledge.today());
    return procedure ? procedure->short_name : "";
}

void Learning::note(std::string_view text, const Knowledge& knowledge)
{
    const auto words = words_that_tell(text, knowledge);
    const auto sample = text::trimmed(text::clipped(without_numbers(text::clipped(text, 2 * longest_sample)), longest_sample));
    if (words.empty() || sample.empty()) return;
    m_db.write([&](db::Connection& c) {
        const auto known = db::execute(c, "UPDATE assistant_unknown SET times = times + 1, last_at = $2 WHERE words = $1", words, m_clock.now());
        if (known > 0 || db::one<std::int64_t>(c, "SELECT count(*) FROM assistant_unknown") >= most_unknown) return;
        db::execute(c, R"(
            INSERT INTO assistant_unknown (words, sample, times, state, first_at, last_at) VALUES ($1, $2, 1, 'open', $3, $3)
            ON CONFLICT (words) DO UPDATE SET times = assistant_unknown.times + 1)", words, sample, m_clock.now());
    });
}

std::vector<UnknownQuestion> Learning::unknown(const Knowledge& knowledge, int limit)
{
    auto rows = m_db.read([&](db::Connection& c) {
        return db::query<UnknownRow>(c, R"(
            SELECT id, sample, times, first_at, last_at FROM assistant_unknown WHERE state = 'open'
            ORDER BY times DESC, last_at DESC, id LIMIT $1)", limit);
    });
    std::vector<UnknownQuestion> questions;
    for (auto& row : rows) {
        UnknownQuestion question{row.id, std::move(row.sample), row.times, row.first_at, row.last_at, {}};
        for (const auto& match : knowledge.index().search(knowledge.reader().read(question.sample), 2 * most_proposals)) {
            auto target = target_of(knowledge.target(match.target), knowledge);
            if (target.empty() || question.proposals.size() == most_proposals) continue;
            auto name = target_name(target, knowledge);
            question.proposals.push_back({std::move(target), std::move(name)});
        }
        questions.push_back(std::move(question));
    }
    return questions;
}

void Learning::set_state(db::Connection& c, std::int64_t id, std::string_view state)
{
    if (db::execute(c, "UPDATE assistant_unknown SET state = $2, last_at = $3 WHERE id = $1 AND state = 'open'", id, state, m_clock.now()) == 0)
        throw Refusal(Reason::not_found, "unknown_question");
}

void Learning::accept(const Actor& actor, std::int64_t id, const Acceptance& acceptance, const Knowledge& knowledge)
{
    m_db.write([&](db::Connection& c) {
        auto sample = db::first<std::string>(c, "SELECT sample FROM assistant_unknown WHERE id = $1 AND state = 'open'", id);
        if (!sample) throw Refusal(Reason::not_found, "unknown_question");
        const auto text = acceptance.text.value_or(std::string(text::clipped(*sample, longest_saying)));
        if (acceptance.article) {
            const auto code = add_article(actor, *acceptance.article, knowledge);
            db::execute(c, "INSERT INTO assistant_saying (target, words, active, officer_id, changed_at) VALUES ($1, $2, $3, $4, $5)",
                        "article:" + code, text, true, actor.officer, m_clock.now());
        } else {
            teach(actor, acceptance.target.value_or(""), text, knowledge);
        }
        set_state(c, id, "accepted");
    });
}

void Learning::dismiss(std::int64_t id)
{
    m_db.write([&](db::Connection& c) { set_state(c, id, "dismissed"); });
}

void Learning::teach(const Actor& actor, std::string_view target, std::string_view text, const Knowledge& knowledge)
{
    std::vector<FieldProblem> problems;
    if (target_name(target, knowledge).empty()) problems.push_back({"target", "unknown_target"});
    check_length(problems, "text", text, longest_saying);
    if (!problems.empty()) throw Refusal(std::move(problems));
    m_db.write([&](db::Connection& c) {
        db::execute(c, "INSERT INTO assistant_saying (target, words, active, officer_id, changed_at) VALUES ($1, $2, $3, $4, $5)",
                    target, text::trimmed(text), true, actor.officer, m_clock.now());
    });
}

std::string Learning::add_article(const Actor& actor, const NewArticle& article, const Knowledge& knowledge)
{
    std::vector<FieldProblem> problems;
    check_length(problems, "article.title", article.title, longest_title);
    check_length(problems, "article.text", article.text, longest_article);
    check_length(problems, "article.source", article.source, longest_title);
    if (article.unit_code && !article.unit_code->empty() && !knowledge.snapshot().unit(*article.unit_code))
        problems.push_back({"article.unit_code", "unknown_unit"});
    if (!problems.empty()) throw Refusal(std::move(problems));
    const auto code = text::slug(text::clipped(article.title, 40)) + "-" + crypto::random_digits(6);
    m_db.write([&](db::Connection& c) {
        db::execute(c, R"(
            INSERT INTO assistant_article (code, unit_code, title, words, source, from_day, until_day, active, officer_id, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))", code, article.unit_code.value_or(""), article.title, article.text, article.source,
            article.from, article.until, true, actor.officer, m_clock.now());
    });
    return code;
}

std::vector<TaughtSaying> Learning::taught(const Knowledge& knowledge)
{
    auto rows = m_db.read([](db::Connection& c) {
        return db::query<SayingRow>(c, "SELECT id, target, words, changed_at FROM assistant_saying WHERE active ORDER BY id DESC LIMIT 500");
    });
    std::vector<TaughtSaying> sayings;
    for (auto& row : rows) {
        auto name = target_name(row.target, knowledge);
        sayings.push_back({row.id, std::move(row.target), std::move(name), std::move(row.words), row.changed_at});
    }
    return sayings;
}

void Learning::unteach(const Actor& actor, std::int64_t id)
{
    m_db.write([&](db::Connection& c) {
        const auto changed = db::execute(c, "UPDATE assistant_saying SET active = $2, officer_id = $3, changed_at = $4 WHERE id = $1 AND active",
                                         id, false, actor.officer, m_clock.now());
        if (changed == 0) throw Refusal(Reason::not_found, "unknown_saying");
    });
}

std::vector<AddedSaying> Learning::sayings()
{
    auto rows = m_db.read([](db::Connection& c) {
        return db::query<SayingRow>(c, "SELECT id, target, words, changed_at FROM assistant_saying WHERE active ORDER BY id");
    });
    std::vector<AddedSaying> sayings;
    for (auto& row : rows) sayings.push_back({std::move(row.target), std::move(row.words)});
    return sayings;
}

std::vector<Article> Learning::articles()
{
    auto rows = m_db.read([](db::Connection& c) {
        return db::query<ArticleRow>(c, "SELECT code, unit_code, title, words, source, from_day, until_day FROM assistant_article WHERE active ORDER BY code");
    });
    std::vector<Article> articles;
    for (auto& row : rows)
        articles.push_back({std::move(row.code), std::move(row.unit_code), std::move(row.title), std::move(row.words), std::move(row.source),
                            row.from_day, row.until_day, {}});
    return articles;
}

std::string Learning::revision()
{
    const auto now = m_db.read([](db::Connection& c) {
        return db::one<Revision>(c, R"(
            SELECT count(*) AS rows, coalesce(max(changed_at), 0) AS latest FROM (
                SELECT changed_at FROM assistant_saying UNION ALL SELECT changed_at FROM assistant_article) AS taught)");
    });
    return std::to_string(now.rows) + "/" + std::to_string(now.latest);
}

}  // namespace motcua::assistant
