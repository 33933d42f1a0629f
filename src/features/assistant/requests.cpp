#include "features/assistant/requests.hpp"

#include <algorithm>
#include <functional>
#include <optional>

namespace motcua::assistant {

namespace {

constexpr double least_coverage = 0.9;
constexpr double least_score = 3.2;
constexpr double bare_share = 0.85;           // A message without marks scores less for the same words
constexpr double whole_coverage = 0.9;        // Of a phrase that says both halves at once
constexpr double least_share = 0.5;           // Of what the words of a half tell: the rest is a story
constexpr double telling = 1.0;               // A word that weighs less tells nothing
constexpr double least_ambiguous = 2.2;       // Of words that mean several
constexpr double usual_share = 0.6;           // Their rank, that the one which is answered has
constexpr double better_apart = 1.15;         // Two requests against one that says both
constexpr std::size_t widest_gap = 4;         // Words between the joint and the request after it
constexpr std::size_t most_joints = 12;
constexpr std::size_t most_searched = 30;
constexpr std::size_t most_requests = 3;      // Besides the one that joins them

using Kind = Target::Kind;

struct Half {
    std::size_t from = 0;
    std::size_t to = 0;                       // One past the last word
};

struct Joint {
    std::size_t at = 0;                       // The first word of what follows, the joining word itself included
    std::size_t after = 0;                    // The first word after it
    bool is_comma = false;
};

class Splitter {
public:
    Splitter(const Message& message, const Knowledge& knowledge, const PhraseMatch& first, const std::vector<bool>& is_denied)
        : m_message(message), m_knowledge(knowledge), m_first(first), m_first_parts(knowledge.parts(*knowledge.target(first.target).procedure)), m_is_denied(is_denied)
    {
        m_is_denied.resize(message.words.size());
        mark(knowledge.turns(), m_is_turn);
        mark(knowledge.circumstances(), m_is_circumstance);
        mark(knowledge.topic_cues(), m_is_aside);
        mark(knowledge.asides(), m_is_aside);
        mark(knowledge.connectors(), m_is_joining);
        mark(knowledge.past(), m_is_past);
        mark(knowledge.acts(), m_is_act);
        mark(knowledge.paper_words(), m_is_paper);
        find_joints();
    }

    std::vector<PhraseMatch> requests()
    {
        std::vector<PhraseMatch> found;
        split({0, m_message.words.size()}, found);
        return found;
    }

private:
    void mark(const PatternSet& patterns, std::vector<bool>& marks) const
    {
        marks.resize(m_message.words.size());
        for (const auto& one : patterns.find_all(m_message))
            for (auto i = one.span.from; i < one.span.to; ++i) marks[i] = true;
    }

    void find_joints()
    {
        for (const auto& one : m_knowledge.connectors().find_all(m_message))
            if (!m_is_denied[one.span.from] && one.span.to < m_message.words.size() && !m_message.words[one.span.to].starts_clause) m_joints.push_back({one.span.from, one.span.to, false});
        for (std::size_t i = 1; i < m_message.words.size(); ++i)
            if (m_message.words[i].starts_clause) m_joints.push_back({i, i, true});
        std::stable_sort(m_joints.begin(), m_joints.end(), [](const Joint& a, const Joint& b) { return a.at < b.at; });
        if (m_joints.size() > most_joints) m_joints.clear();   // A story, or somebody who wants us to be busy
    }

    std::optional<PhraseMatch> best_of(const Half&, bool is_comma) const;
    std::vector<PhraseMatch>::iterator most_usual(std::vector<PhraseMatch>&) const;
    bool tells(std::size_t place) const;
    bool is_most_of(const Half&, const PhraseMatch&) const;
    bool is_told(const Half& half, const PhraseMatch& match) const;
    bool follows(const Joint&, const PhraseMatch&) const;
    bool reaches(const Joint&, const PhraseMatch&, const Half&) const;
    bool is_one_act(const Joint&, const Half& whole, const PhraseMatch& right) const;
    bool says_both(const Joint&, const PhraseMatch& left, const PhraseMatch& right) const;
    bool split(const Half&, std::vector<PhraseMatch>& found) const;

    const Message& m_message;
    const Knowledge& m_knowledge;
    const PhraseMatch& m_first;
    const std::vector<std::string>& m_first_parts;
    std::vector<bool> m_is_denied, m_is_turn, m_is_circumstance, m_is_aside, m_is_joining, m_is_past, m_is_act, m_is_paper;
    std::vector<Joint> m_joints;
};

std::optional<PhraseMatch> Splitter::best_of(const Half& half, bool is_comma) const
{
    auto is_used = m_is_denied;
    for (std::size_t i = 0; i < is_used.size(); ++i) is_used[i] = is_used[i] || i < half.from || i >= half.to;
    auto matches = m_knowledge.index().search(m_message, 6, is_used);
    const bool is_ambiguous = !matches.empty() && m_knowledge.target(matches[0].target).kind == Kind::ambiguity;
    if (is_ambiguous && is_comma) return std::nullopt;   // "chia đất bố mẹ để lại, chứng thực phí bao nhiêu": of the same thing
    auto found = is_ambiguous ? most_usual(matches) : matches.begin();
    if (found == matches.end() || m_knowledge.target(found->target).kind != Kind::procedure) return std::nullopt;
    auto& best = *found;
    // Words that name several things whole, "chứng thực", need not say more.
    const auto least = (is_ambiguous ? least_ambiguous : least_score) * (m_message.bare ? bare_share : 1);
    if (matches[0].coverage < least_coverage || matches[0].score < least) return std::nullopt;
    best.rank = std::max(best.rank, usual_share * matches[0].rank);
    if (is_ambiguous) best.places = matches[0].places;
    return is_most_of(half, best) && !is_told(half, best) ? std::optional(std::move(best)) : std::nullopt;
}

// Beside another request the most usual of what may be meant is answered: the first of the list.
std::vector<PhraseMatch>::iterator Splitter::most_usual(std::vector<PhraseMatch>& matches) const
{
    const auto& list = m_knowledge.vocabulary().ambiguities[m_knowledge.target(matches[0].target).number].procedures;
    for (const auto& id : list) {
        auto found = std::find_if(matches.begin(), matches.end(), [&](const PhraseMatch& match) {
            const auto& what = m_knowledge.target(match.target);
            return what.kind == Kind::procedure && what.procedure->id == id;
        });
        if (found != matches.end()) return found;
    }
    return matches.end();
}

// Neither a word that tells little nor one of the question itself.
bool Splitter::tells(std::size_t place) const
{
    const auto& word = m_message.words[place];
    const auto& reader = m_knowledge.reader();
    if (m_is_denied[place] || m_is_aside[place] || reader.is_quiet(word) || (word.bare && reader.may_be_quiet(word))) return false;
    return m_knowledge.index().weight_of(word) >= telling;
}

bool Splitter::is_most_of(const Half& half, const PhraseMatch& match) const
{
    double held = 0, beside = 0;
    auto is_held = [&](const Word& word) { return std::any_of(match.places.begin(), match.places.end(), [&](auto place) { return m_message.words[place].key == word.key; }); };
    for (auto i = half.from; i < half.to; ++i) {
        const auto weight = m_knowledge.index().weight_of(m_message.words[i]);
        if (is_held(m_message.words[i])) held += weight;
        else if (tells(i)) beside += weight;
    }
    return held >= least_share * (held + beside);
}

// "chưa kết hôn", "khi ly hôn": how things are; "nếu mẹ mất thì khai tử" turns to the request.
bool Splitter::is_told(const Half& half, const PhraseMatch& match) const
{
    bool is_told = false;
    for (auto i = half.from; i < match.places.back(); ++i) {
        const bool is_held = std::binary_search(match.places.begin(), match.places.end(), i);
        if (m_is_turn[i]) is_told = false;
        is_told = is_told || (m_is_circumstance[i] && !is_held);
    }
    return is_told;
}

// The request comes at once after what joins: no story, no new clause, nothing that turns from one to the other.
bool Splitter::follows(const Joint& joint, const PhraseMatch& match) const
{
    const auto to = match.places.front();
    if (to - joint.after > widest_gap) return false;
    for (auto i = joint.after; i <= to; ++i)
        if (m_is_turn[i] || (i > joint.after && m_message.words[i].starts_clause)) return false;
    return true;
}

// Before a comma nothing else is told after the request, and nothing that has happened: "thẻ mất, xin cấp lại", "cưới rồi, nhập khẩu".
bool Splitter::reaches(const Joint& joint, const PhraseMatch& match, const Half& half) const
{
    for (auto i = match.places.back() + 1; i < joint.at; ++i)
        if (tells(i) || m_is_joining[i] || m_message.words[i].starts_clause) return false;
    for (auto i = half.from; i < joint.at; ++i)
        if (m_is_past[i] && std::none_of(m_is_turn.begin() + static_cast<std::ptrdiff_t>(i), m_is_turn.begin() + static_cast<std::ptrdiff_t>(joint.at), std::identity())) return false;
    return true;
}

// "chứng thực sổ hộ khẩu với căn cước": one act on several papers.
bool Splitter::is_one_act(const Joint& joint, const Half& whole, const PhraseMatch& right) const
{
    const auto act = std::find(m_is_act.begin() + static_cast<std::ptrdiff_t>(whole.from), m_is_act.begin() + static_cast<std::ptrdiff_t>(joint.at), true);
    const bool has_act = act != m_is_act.begin() + static_cast<std::ptrdiff_t>(joint.at);
    return has_act && right.places.front() == joint.after && m_is_paper[joint.after];
}

// One procedure that joins both: "khai sinh kết hợp nhận con".
bool Splitter::says_both(const Joint& joint, const PhraseMatch& left, const PhraseMatch& right) const
{
    if (!m_first_parts.empty()) return false;   // Its parts are told beside it.
    const bool is_across = m_first.places.front() < joint.at && m_first.places.back() >= joint.after;
    if (joint.is_comma && is_across && right.target != m_first.target) return true;   // "mua xe cũ, sang tên cần gì": the one needs the other.
    const bool is_other = m_first.target != left.target && m_first.target != right.target;
    return is_across && is_other && m_first.coverage >= whole_coverage && left.rank + right.rank < better_apart * m_first.rank;
}

bool Splitter::split(const Half& whole, std::vector<PhraseMatch>& found) const
{
    std::optional<std::pair<PhraseMatch, PhraseMatch>> best;
    const Joint* chosen = nullptr;
    double most = 0;
    for (const auto& joint : m_joints) {
        if (joint.at <= whole.from || joint.after >= whole.to) continue;
        auto right = best_of({joint.after, whole.to}, joint.is_comma);
        if (!right || !follows(joint, *right)) continue;
        auto left = best_of({whole.from, joint.at}, joint.is_comma);
        if (!left || left->target == right->target || says_both(joint, *left, *right) || (joint.is_comma && !reaches(joint, *left, whole))) continue;
        if (is_one_act(joint, whole, *right)) continue;
        const auto value = left->rank + right->rank;
        if (value <= most) continue;
        most = value, chosen = &joint;
        best.emplace(std::move(*left), std::move(*right));
    }
    if (!best) return false;
    if (!split({whole.from, chosen->at}, found)) found.push_back(best->first);
    if (!split({chosen->after, whole.to}, found)) found.push_back(best->second);
    return true;
}

// Of an interlinked procedure those that the message says by name.
std::vector<PhraseMatch> named_parts(const Message& message, const Knowledge& knowledge, const std::vector<std::string>& parts, const std::vector<bool>& is_denied)
{
    auto matches = knowledge.index().search(message, most_searched, is_denied);
    std::erase_if(matches, [&](const PhraseMatch& match) {
        const auto& what = knowledge.target(match.target);
        const bool is_part = what.kind == Kind::procedure && std::find(parts.begin(), parts.end(), what.procedure->id) != parts.end();
        return !is_part || match.coverage < least_coverage || match.score < least_score * (message.bare ? bare_share : 1);
    });
    return matches;
}

}  // namespace

std::vector<PhraseMatch> joined_requests(const Message& message, const Knowledge& knowledge, const PhraseMatch& first, const std::vector<bool>& is_denied)
{
    auto found = Splitter(message, knowledge, first, is_denied).requests();
    auto is_first = [&](const PhraseMatch& match) { return match.target == first.target; };
    std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) { return std::pair(is_first(a), a.rank) > std::pair(is_first(b), b.rank); });
    std::vector<PhraseMatch> once;
    const auto& parts = knowledge.parts(*knowledge.target(first.target).procedure);
    const bool is_joining = !parts.empty() && first.coverage >= whole_coverage;
    if (is_joining) {
        once = {first};
        found = named_parts(message, knowledge, parts, is_denied);
        if (found.size() < 2) return once;   // "liên thông khai sinh": its own name
    }
    for (auto& match : found)
        if (std::none_of(once.begin(), once.end(), [&](const auto& other) { return other.target == match.target; })) once.push_back(std::move(match));
    if (once.size() < 2) return {first};
    if (const auto most = most_requests + (is_joining ? 1 : 0); once.size() > most) once.resize(most);
    return once;
}

}  // namespace motcua::assistant
