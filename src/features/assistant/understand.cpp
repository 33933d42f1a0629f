#include "features/assistant/understand.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "features/assistant/requests.hpp"
#include "platform/text/text.hpp"

namespace motcua::assistant {

namespace {

constexpr double least_score = 2.6;        // Of a phrase that is taken for what the message is about
constexpr double bare_share = 0.85;        // A message without marks scores less for the same words
constexpr double least_coverage = 0.62;
constexpr double second_coverage = 0.86;   // Of a second procedure in one message
constexpr double second_share = 0.34;      // Its score against the first
constexpr double smalltalk_share = 0.55;   // A greeting before a question is not the question
constexpr double before_share = 0.85;      // Of what stands wholly before "giờ muốn": how things came to be
constexpr double beside_outside = 0.5;      // A procedure beside something that is none: "để vay ngân hàng"
constexpr double outside_coverage = 0.75;  // Of what lies outside: less of a phrase is chance
constexpr double least_telling = 1.2;      // Of one word of it
constexpr double lone_word_share = 0.85;   // Of one word that speaks for what lies outside
constexpr double lone_bare_share = 0.4;    // The same without its marks
constexpr double unknown_weight = 3;       // Of a word that stands in no phrase
constexpr double service_share = 0.2;      // Of a message: less of it asks the centre for nothing
constexpr double beside_article = 0.55;    // A procedure within what an article says
constexpr std::size_t longest_guarded = 4000;
constexpr std::size_t short_message = 9;   // Words of a message that may lean on the one before

using Kind = Target::Kind;

bool are_apart(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b)
{
    std::vector<std::size_t> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both.empty();
}

class Understander {
public:
    Understander(std::string_view text, const Knowledge& knowledge, const Context& context)
        : m_text(text), m_knowledge(knowledge), m_context(context), m_message(knowledge.reader().read(text))
    {
    }

    Understanding result()
    {
        if (m_message.words.empty()) return nothing("empty", Behavior::smalltalk);
        if (is_guarded()) return std::move(m_result);
        find_denied();
        find_topics();
        for (const auto& found : m_knowledge.now().find_all(m_message)) m_now_from = std::max(m_now_from, found.span.to - 1);
        m_matches = m_knowledge.index().search(m_message, 12, m_denied);
        drop_weak();
        if (is_about_places()) return std::move(m_result);
        if (leans_on_context()) return std::move(m_result);
        if (m_matches.empty()) return without_match();
        follow_best();
        return std::move(m_result);
    }

private:
    Understanding nothing(std::string kind, Behavior behavior)
    {
        m_result.kind = std::move(kind);
        m_result.behavior = behavior;
        if (m_result.topics.empty()) m_result.topics = {behavior == Behavior::smalltalk ? "greeting" : behavior == Behavior::clarify ? "general" : "out_of_scope"};
        return std::move(m_result);
    }

    struct Cue {
        std::size_t topic;
        bool weak;
        bool has_gap;
        Span span;
    };

    bool is_guarded();
    void find_denied();
    void find_topics();
    void settle_cues(const std::vector<std::size_t>& named);
    bool has_topic(std::string_view code) const { return std::find(m_topics.begin(), m_topics.end(), code) != m_topics.end(); }
    void drop_weak();
    bool is_about_places();
    bool leans_on_context();
    void inherit_topics();
    Understanding without_match();
    bool asks_for_unit() const;
    Understanding without_place();
    std::optional<std::size_t> procedure_beside(const PhraseMatch& best) const;
    std::optional<std::size_t> procedure_named(const PhraseMatch& best) const;
    void follow_best();
    void take_procedures(std::size_t first);
    void settle_topics();
    std::vector<PhraseMatch> matches_with_context() const;
    bool is_smalltalk(const PhraseMatch& match) const;
    bool is_service_by_chance(const PhraseMatch& match) const;
    bool is_of_another_unit(const PhraseMatch& match) const;
    bool is_outside_by_chance(const PhraseMatch& match, const std::vector<PhraseMatch>& all) const;
    double outside_share(const PhraseMatch& match) const;
    double weight(const PhraseMatch& match) const;
    const Target& target(const PhraseMatch& match) const { return m_knowledge.target(match.target); }

    std::string_view m_text;
    const Knowledge& m_knowledge;
    const Context& m_context;
    Message m_message;
    std::vector<bool> m_denied;
    std::size_t m_now_from = 0;              // Words before it tell how things came to be
    std::vector<Cue> m_cues;
    bool m_has_inherited = false;            // The question of before is asked again
    bool m_asks_in_general = true;           // No cue asks for one thing alone
    std::vector<std::string> m_topics;       // Asked of a procedure
    std::vector<std::string> m_service_topics;
    std::vector<PhraseMatch> m_matches;
    Understanding m_result;
};

bool Understander::is_guarded()
{
    // As typed too: replacing words must not hide a command or an insult.
    Message typed = m_message;
    typed.words = m_message.typed;
    Message raw = m_message;
    raw.words = split_words(m_text.substr(0, longest_guarded));
    if (raw.words.size() > longest_message) raw.words.resize(longest_message);
    std::set<std::size_t> excused, meant;
    for (const auto* message : {&m_message, &typed, &raw}) {
        for (const auto& found : m_knowledge.guard_exceptions().find_all(*message)) excused.insert(m_knowledge.guard_exceptions().tag_of(found.pattern));
        for (const auto& found : m_knowledge.guard_cues().find_all(*message)) meant.insert(m_knowledge.guard_cues().tag_of(found.pattern));
    }
    auto first = std::find_if(meant.begin(), meant.end(), [&](std::size_t tag) { return !excused.contains(tag); });   // Danger stands first in the file.
    if (first == meant.end()) return false;
    m_result.guard = &m_knowledge.vocabulary().guards[*first];
    m_result.behavior = m_result.guard->behavior;
    m_result.kind = m_result.guard->kind;
    m_result.topics = {"out_of_scope"};
    return true;
}

// What is said not to be meant counts for nothing.
void Understander::find_denied()
{
    m_denied.assign(m_message.words.size(), false);
    for (const auto& found : m_knowledge.denials().find_all(m_message))
        for (const auto& group : found.groups)
            for (auto i = group.from; i < group.to; ++i) m_denied[i] = true;
}

void Understander::find_topics()
{
    m_cues.clear();
    for (const auto& found : m_knowledge.topic_cues().find_all(m_message)) {
        const auto tag = m_knowledge.topic_cues().tag_of(found.pattern);
        m_cues.push_back({tag / 2, tag % 2 == 1, m_knowledge.topic_cues().has_gap(found.pattern), found.span});
    }
    // "bao nhiêu tiền một tháng" is not also "bao nhiêu tiền": a longer cue of another topic swallows the shorter.
    std::erase_if(m_cues, [cues = m_cues](const Cue& cue) {
        return std::any_of(cues.begin(), cues.end(), [&](const Cue& other) {
            return other.topic != cue.topic && !other.has_gap && other.span.from <= cue.span.from && other.span.to >= cue.span.to
                && other.span.to - other.span.from > cue.span.to - cue.span.from;
        });
    });
    settle_cues({});
}

// A word of the procedure's own name asks nothing: "phí" in "mai táng phí".
void Understander::settle_cues(const std::vector<std::size_t>& named)
{
    std::map<std::size_t, bool> found;   // Topic → whether some cue is strong
    const auto& topics = m_knowledge.vocabulary().topics;
    for (const auto& cue : m_cues) {
        const bool is_one_word = cue.span.to - cue.span.from == 1;
        bool is_named = true;
        for (auto i = cue.span.from; i < cue.span.to; ++i) is_named = is_named && std::binary_search(named.begin(), named.end(), i);
        if (is_named && (is_one_word || topics[cue.topic].service_only)) continue;
        found[cue.topic] = found[cue.topic] || !cue.weak;
    }
    m_topics.clear();
    m_service_topics.clear();
    m_asks_in_general = true;
    for (const auto& [number, is_strong] : found) {
        const auto& topic = topics[number];
        const bool yields = std::any_of(found.begin(), found.end(), [&](const auto& other) {
            return std::find(topic.yields_to.begin(), topic.yields_to.end(), topics[other.first].code) != topic.yields_to.end();
        });
        if (yields) continue;
        (topic.service_only ? m_service_topics : m_topics).push_back(topic.code);
        if (is_strong && !topic.service_only) m_asks_in_general = false;
    }
}

bool Understander::is_smalltalk(const PhraseMatch& match) const
{
    const auto& what = target(match);
    return what.kind == Kind::outside && m_knowledge.vocabulary().outside[what.number].behavior == Behavior::smalltalk;
}

// "lãi kép tính kiểu gì": two words of how one asks do not make a message about something unknown a question to the centre.
bool Understander::is_service_by_chance(const PhraseMatch& match) const
{
    if (target(match).kind != Kind::service) return false;
    double held = 0, all = 0;
    for (std::size_t i = 0; i < m_message.words.size(); ++i) {
        const auto known = m_knowledge.index().weight_of(m_message.words[i]);
        const auto weight = known > 0 ? known : unknown_weight;
        all += weight;
        if (std::binary_search(match.places.begin(), match.places.end(), i)) held += known;
    }
    return held < service_share * all;
}

bool Understander::is_of_another_unit(const PhraseMatch& match) const
{
    if (target(match).kind != Kind::article) return false;
    const auto& unit = m_knowledge.articles()[target(match).number].unit;
    return !unit.empty() && unit != m_context.unit_code;
}

// "tuổi … năm nay" at two ends of a message is no question to a fortune-teller.
bool Understander::is_outside_by_chance(const PhraseMatch& match, const std::vector<PhraseMatch>& all) const
{
    if (target(match).kind != Kind::outside || is_smalltalk(match)) return false;
    const bool tells_nothing = std::none_of(match.places.begin(), match.places.end(), [this](std::size_t place) {
        return m_knowledge.index().weight_of(m_message.words[place]) >= least_telling;
    });
    const bool is_elsewhere = m_knowledge.vocabulary().outside[target(match).number].behavior != Behavior::refuse;
    const bool is_alone = std::none_of(all.begin(), all.end(), [this](const PhraseMatch& other) {
        return target(other).kind == Kind::procedure && other.coverage >= least_coverage && other.score >= least_score;
    });
    const auto widest = is_elsewhere || is_alone ? 3 * match.places.size() + 1 : 2 * (match.places.size() - 1);
    return tells_nothing || match.coverage < outside_coverage || match.places.back() - match.places.front() > widest;
}

// One word says little of what a longer message is about, least of all without its marks: "ho" may be "hộ".
double Understander::outside_share(const PhraseMatch& match) const
{
    const bool is_lone = target(match).kind == Kind::outside && match.places.size() == 1 && m_message.words.size() > 4;
    if (!is_lone) return 1;
    return m_message.bare ? lone_bare_share : lone_word_share;
}

double Understander::weight(const PhraseMatch& match) const
{
    const bool is_before = match.places.back() < m_now_from;
    return match.rank * outside_share(match) * (is_smalltalk(match) && m_message.words.size() > 4 ? smalltalk_share : 1) * (is_before ? before_share : 1);
}

void Understander::drop_weak()
{
    double informative = 0;
    for (const auto& word : m_message.words) informative += m_knowledge.index().weight_of(word);
    const auto least = least_score * (m_message.bare ? bare_share : 1);
    std::erase_if(m_matches, [&, all = m_matches](const PhraseMatch& m) {
        if (m.coverage < least_coverage || is_of_another_unit(m) || is_outside_by_chance(m, all) || is_service_by_chance(m)) return true;
        // A short phrase of common words counts when it is most of what is said: "nhận con nuôi".
        const bool is_most = m.coverage >= 0.9 && m.score >= 0.5 * least && m.score >= 0.45 * informative;
        return m.score < least && !is_most;
    });
    std::stable_sort(m_matches.begin(), m_matches.end(), [this](const auto& a, const auto& b) { return weight(a) > weight(b); });
}

bool Understander::is_about_places()
{
    const bool has_cue = !m_knowledge.unit_cues().find_all(m_message).empty();
    const bool was_about_places = !m_context.topics.empty() && m_context.topics[0] == "unit_lookup";
    if (!has_cue && !(was_about_places && m_message.words.size() <= short_message)) return false;
    Message typed = m_message;
    typed.words = m_message.typed;
    m_result.places = named_places(typed, m_knowledge.snapshot(), has_cue);
    if (m_result.places.empty()) return false;
    m_result.behavior = Behavior::answer;
    m_result.topics = {"unit_lookup"};
    // "xã Tân Liên cũ làm khai sinh ở đâu": the procedure is asked for too.
    for (const auto& match : m_matches) {
        const bool is_elsewhere = std::none_of(match.places.begin(), match.places.end(), [&](std::size_t place) {
            const auto source = m_message.words[place].source;
            return std::any_of(m_result.places.begin(), m_result.places.end(), [&](const NamedPlace& p) {
                return typed.words[p.from].source <= source && source <= typed.words[p.to - 1].source;
            });
        });
        if (target(match).kind != Kind::procedure || !is_elsewhere || match.coverage < second_coverage || match.score < 2 * least_score) continue;
        m_result.procedures = {target(match).procedure};
        m_result.topics.insert(m_result.topics.end(), m_topics.begin(), m_topics.end());
        break;
    }
    return true;
}

std::vector<PhraseMatch> Understander::matches_with_context() const
{
    std::vector<PhraseMatch> found;
    const auto own = m_message.words.size();
    for (const auto& id : m_context.procedures) {
        const auto* before = m_knowledge.snapshot().procedure(id, m_knowledge.today());
        if (!before) continue;
        auto together = m_message;
        for (auto& word : m_knowledge.reader().read_saying(before->short_name)) together.words.push_back(std::move(word));
        for (auto& match : m_knowledge.index().search(together, 5)) {
            double own_weight = 0;
            for (auto place : match.places)
                if (place < own) own_weight += m_knowledge.index().weight_of(m_message.words[place]);
            if (own_weight >= 1.5 && match.score >= least_score && match.coverage >= second_coverage && target(match).kind == Kind::procedure)
                found.push_back(std::move(match));
        }
        break;
    }
    return found;
}

void Understander::inherit_topics()
{
    m_topics = m_context.topics;
    m_asks_in_general = false;
    m_has_inherited = true;
}

bool Understander::leans_on_context()
{
    if (m_context.procedures.empty() || m_message.words.size() > 2 * short_message) return false;
    const bool has_own = !m_matches.empty() && m_matches[0].coverage >= 0.8 && m_matches[0].score >= 1.5 * least_score && !is_smalltalk(m_matches[0]);
    if (has_own && target(m_matches[0]).kind != Kind::service) {
        // "còn khai tử thì sao": another procedure, the question of before.
        auto richer = matches_with_context();
        const bool is_richer = !richer.empty() && richer[0].score > m_matches[0].score * 1.05 && m_message.words.size() <= short_message;
        if (is_richer) m_matches = std::move(richer);
        const bool asks_the_same = m_message.words.size() <= short_message && m_message.words[0].folded == "con" && m_topics.size() <= 1
            && (m_topics.empty() || m_topics[0] == "documents" || m_topics[0] == "conditions");
        if (asks_the_same && !m_context.topics.empty()) inherit_topics();
        return false;
    }
    if (m_message.words.size() > short_message) return false;
    if (auto richer = matches_with_context(); !richer.empty() && !has_own && richer[0].target != 0) {
        const auto* procedure = target(richer[0]).procedure;
        if (procedure->id != m_context.procedures[0]) {
            m_matches = std::move(richer);
            if (m_topics.empty() || m_message.words[0].folded == "con") inherit_topics();
            return false;
        }
    }
    if (m_topics.empty() || (has_own && !m_service_topics.empty())) return false;
    for (const auto& id : m_context.procedures)
        if (const auto* procedure = m_knowledge.snapshot().procedure(id, m_knowledge.today())) m_result.procedures.push_back(procedure);
    if (m_result.procedures.empty()) return false;
    m_result.behavior = Behavior::answer;
    m_result.is_follow_up = true;
    settle_topics();
    return true;
}

// "phường máy tơ giờ nhập vào phường nào": of a place that no table knows.
bool Understander::asks_for_unit() const
{
    const auto cues = m_knowledge.unit_cues().find_all(m_message);
    const bool has_cue = std::any_of(cues.begin(), cues.end(), [](const Found& found) { return found.span.to - found.span.from > 1; });
    return has_cue && std::any_of(m_message.words.begin(), m_message.words.end(), [](const Word& word) { return word.folded == "xa" || word.folded == "phuong" || word.folded == "tran"; });
}

Understanding Understander::without_place()
{
    m_result.topics = {"unit_lookup"};
    for (const auto& service : m_knowledge.vocabulary().services)
        if (service.topic == "unit_lookup") m_result.service = &service;
    if (!m_result.service) return nothing("unknown", Behavior::refuse);
    m_result.behavior = m_result.service->behavior;
    return std::move(m_result);
}

Understanding Understander::without_match()
{
    m_result.is_unknown = true;
    if (!m_service_topics.empty()) {
        for (const auto& service : m_knowledge.vocabulary().services)
            if (service.topic == m_service_topics[0]) m_result.service = &service;
        if (m_result.service) {
            m_result.behavior = m_result.service->behavior;
            m_result.topics = m_service_topics;
            m_result.is_unknown = false;
            return std::move(m_result);
        }
    }
    if (!m_knowledge.paper_cues().find_all(m_message).empty()) return nothing("unknown", Behavior::clarify);
    if (asks_for_unit()) return without_place();
    return nothing("unknown", Behavior::refuse);
}

// "giấy độc thân để vay ngân hàng": the loan is the reason, not the request.
std::optional<std::size_t> Understander::procedure_beside(const PhraseMatch& best) const
{
    if (m_knowledge.requests().find_all(m_message).empty()) return std::nullopt;
    const bool is_elsewhere = m_knowledge.vocabulary().outside[target(best).number].behavior == Behavior::redirect;
    const bool asks_for_paper = !is_elsewhere && !m_knowledge.paper_cues().find_all(m_message).empty();
    for (std::size_t i = 1; i < m_matches.size(); ++i) {
        const bool is_whole = m_matches[i].coverage >= (asks_for_paper ? 0.75 : 0.93) && m_matches[i].score >= (asks_for_paper ? 0.35 : beside_outside) * best.score
            && m_matches[i].score >= (asks_for_paper ? 1.0 : 1.5) * least_score;
        if (target(m_matches[i]).kind == Kind::procedure && is_whole && are_apart(best.places, m_matches[i].places)) return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> Understander::procedure_named(const PhraseMatch& best) const
{
    for (std::size_t i = 1; i < m_matches.size(); ++i)
        if (target(m_matches[i]).kind == Kind::procedure && m_matches[i].coverage >= 0.93 && m_matches[i].score >= beside_article * best.score) return i;
    return std::nullopt;
}

void Understander::follow_best()
{
    // A person's own dossier, whatever it is about.
    if (std::find(m_service_topics.begin(), m_service_topics.end(), "case_status") != m_service_topics.end() && m_topics.empty()
        && target(m_matches[0]).kind != Kind::article) {
        m_matches.clear();
        m_result = without_match();
        return;
    }
    const auto& best = m_matches[0];
    const auto& what = target(best);
    const auto& vocabulary = m_knowledge.vocabulary();
    switch (what.kind) {
    case Kind::procedure: return take_procedures(0);
    case Kind::outside:
        if (auto beside = procedure_beside(best)) return take_procedures(*beside);
        m_result.outside = &vocabulary.outside[what.number];
        m_result.kind = m_result.outside->kind;
        m_result.behavior = m_result.outside->behavior;
        m_result.topics = {m_result.behavior == Behavior::smalltalk ? "greeting" : m_result.kind == "person" ? "feedback" : "out_of_scope"};
        return;
    case Kind::ambiguity:
        m_result.ambiguity = &vocabulary.ambiguities[what.number];
        m_result.behavior = Behavior::clarify;
        m_result.topics = {"general"};
        for (const auto& id : m_result.ambiguity->procedures)
            if (const auto* procedure = m_knowledge.snapshot().procedure(id, m_knowledge.today())) m_result.procedures.push_back(procedure);
        return;
    case Kind::article:
        // Of a procedure that is named too its own page tells more.
        if (auto named = procedure_named(best)) return take_procedures(*named);
        m_result.article = &m_knowledge.articles()[what.number];
        m_result.behavior = Behavior::answer;
        m_result.topics = {m_result.article->topic.value_or("general")};
        return;
    case Kind::service: break;
    }
    m_result.service = &vocabulary.services[what.number];
    if (m_result.service->about_procedures)
        for (std::size_t i = 1; i < m_matches.size(); ++i) {
            const bool is_whole = m_matches[i].coverage >= second_coverage && m_matches[i].score >= second_share * best.score;
            if (target(m_matches[i]).kind != Kind::procedure || !is_whole || (m_matches[i].score < best.score && !are_apart(best.places, m_matches[i].places))) continue;
            if (!has_topic(m_result.service->topic)) m_topics.insert(m_topics.begin(), m_result.service->topic);
            m_result.service = nullptr;
            return take_procedures(i);
        }
    m_result.behavior = m_result.service->behavior;
    m_result.topics = {m_result.service->topic};
    for (const auto& topic : m_service_topics)
        if (topic != m_result.service->topic) m_result.topics.push_back(topic);
}

void Understander::take_procedures(std::size_t first)
{
    m_result.behavior = Behavior::answer;
    for (const auto& match : joined_requests(m_message, m_knowledge, m_matches[first], m_denied)) m_result.procedures.push_back(target(match).procedure);
    if (!m_has_inherited) settle_cues(m_matches[first].places);
    settle_topics();
}

void Understander::settle_topics()
{
    m_result.topics = m_topics;
    auto& topics = m_result.topics;
    const auto& first = *m_result.procedures[0];
    Message name;
    name.words = split_words(first.short_name + " " + first.name);
    const bool pays_out = first.benefit || !m_knowledge.payouts().find_all(name).empty();
    // "Bao nhiêu tiền" of what is paid out asks what one gets; of what is not, what one pays.
    if (auto fee = std::find(topics.begin(), topics.end(), "fee"); pays_out && fee != topics.end()) topics.insert(fee, "benefit_amount");
    if (!pays_out) std::replace(topics.begin(), topics.end(), std::string("benefit_amount"), std::string("fee"));
    const bool asks_centre = !m_service_topics.empty() && !m_has_inherited;
    if (topics.empty() && !asks_centre) topics = {"general", "documents"};
    else if (m_asks_in_general && !m_result.is_follow_up && !asks_centre) topics.push_back("general");
    if (asks_centre) topics.insert(topics.end(), m_service_topics.begin(), m_service_topics.end());
    std::vector<std::string> once;
    for (auto& topic : topics)
        if (std::find(once.begin(), once.end(), topic) == once.end()) once.push_back(std::move(topic));
    topics = std::move(once);
}

}  // namespace

Understanding understand(std::string_view text, const Knowledge& knowledge, const Context& context)
{
    return Understander(text, knowledge, context).result();
}

}  // namespace motcua::assistant
