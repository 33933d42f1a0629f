#include "features/assistant/phrase_index.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "platform/text/vietnamese_typing.hpp"

namespace motcua::assistant {

namespace {

constexpr double quiet_share = 0.12;      // Of a word that tells little
constexpr double slip_likeness = 0.78;
constexpr double doubtful_likeness = 0.9;
constexpr double sure_neighbour = 0.75;
constexpr std::size_t widest_step = 3;    // Words of a phrase may stand this far apart and still count as neighbours
constexpr std::size_t most_measured = 400;
constexpr double belonging = 0.25;        // How little of a target's sayings still makes a word its own
constexpr double least_belonging = 0.5;
constexpr double beside_share = 0.25;     // Of the weight of words beside the phrase that speak for its target too
constexpr double beside_least = 1.0;      // A word that tells less counts for nothing there

// "sinh" → "inh", "snh", "sih", "sin".
std::vector<std::string> with_gaps(const std::string& word)
{
    std::vector<std::string> all;
    if (word.size() < 3) return all;
    for (std::size_t i = 0; i < word.size(); ++i) all.push_back(word.substr(0, i) + word.substr(i + 1));
    return all;
}

template <class Map, class Key>
void add_once(Map& map, const Key& key, std::uint32_t number)
{
    auto& list = map[key];
    if (list.empty() || list.back() != number) list.push_back(number);
}

}  // namespace

std::uint32_t PhraseIndex::number_of(const Word& word)
{
    auto [found, is_new] = m_by_key.emplace(word.key, static_cast<std::uint32_t>(m_words.size()));
    if (!is_new) return found->second;
    const auto number = found->second;
    m_words.push_back({word, 0, {}, {}});
    m_by_folded[word.folded].push_back(number);
    add_once(m_by_sound, text::sound_key(word.folded), number);
    for (const auto& gap : with_gaps(word.folded)) add_once(m_by_gap, gap, number);
    return number;
}

void PhraseIndex::add(std::size_t target, std::string_view saying, double trust)
{
    auto words = m_reader.read_saying(saying);
    if (words.empty()) return;
    m_targets = std::max(m_targets, target + 1);
    Phrase phrase{target, trust, 0, {}};
    const auto number = static_cast<std::uint32_t>(m_phrases.size());
    for (const auto& word : words) {
        phrase.words.push_back(number_of(word));
        auto& list = m_words[phrase.words.back()].phrases;
        if (list.empty() || list.back() != number) list.push_back(number);
    }
    m_phrases.push_back(std::move(phrase));
}

void PhraseIndex::finish()
{
    std::vector<double> phrases_of(m_targets);
    for (const auto& phrase : m_phrases) ++phrases_of[phrase.target];
    for (auto& meant : m_words) {
        std::map<std::size_t, double> holding;   // Target → how many of its phrases hold the word
        for (auto phrase : meant.phrases) ++holding[m_phrases[phrase].target];
        // A word that one of twenty sayings holds belongs to that target less than one that all of them hold.
        double targets = 0;
        for (const auto& [target, count] : holding) targets += std::pow(count / phrases_of[target], belonging);
        const auto share = static_cast<double>(m_targets) / std::max(targets, least_belonging);
        meant.weight = std::log(1 + share) * (m_reader.is_quiet(meant.word) ? quiet_share : 1);
        for (const auto& [target, count] : holding) meant.holders.push_back(static_cast<std::uint32_t>(target));
    }
    for (auto& phrase : m_phrases)
        for (auto word : phrase.words) phrase.total += m_words[word].weight;
}

double PhraseIndex::weight_of(const Word& word) const
{
    auto found = m_by_folded.find(word.folded);
    if (found == m_by_folded.end()) return 0;
    double best = 0;
    for (auto number : found->second)
        if (likeness(word, m_words[number].word, true) >= sure_neighbour) best = std::max(best, m_words[number].weight);
    return best;
}

std::vector<std::uint32_t> PhraseIndex::slips_of(const std::string& folded) const
{
    std::set<std::uint32_t> numbers;
    auto take = [&](const auto& map, const std::string& key) {
        if (auto found = map.find(key); found != map.end()) numbers.insert(found->second.begin(), found->second.end());
    };
    take(m_by_sound, text::sound_key(folded));
    if (folded.size() >= 2) {
        take(m_by_gap, folded);                                     // One letter is missing
        for (const auto& gap : with_gaps(folded)) {
            take(m_by_folded, gap);                                 // One too many
            take(m_by_gap, gap);                                    // Another, or two exchanged
        }
    }
    std::vector<std::uint32_t> result;
    for (auto number : numbers) {
        const auto& meant = m_words[number].word.folded;
        if (meant != folded && (text::is_one_slip_apart(meant, folded) || text::sound_key(meant) == text::sound_key(folded))) result.push_back(number);
    }
    return result;
}

PhraseIndex::Candidates PhraseIndex::candidates_of(const Message& message, const std::vector<bool>& is_used) const
{
    Candidates candidates;
    for (std::size_t place = 0; place < message.words.size(); ++place) {
        if (place < is_used.size() && is_used[place]) continue;
        const auto& word = message.words[place];
        if (auto same = m_by_folded.find(word.folded); same != m_by_folded.end())
            for (auto number : same->second) {
                auto how = likeness(word, m_words[number].word, message.bare);
                // "bao" without marks is nearly always "bao", hardly ever "bão".
                const bool is_doubtful = word.bare && word.key != m_words[number].word.key && m_reader.may_be_quiet(word) && !m_reader.is_quiet(m_words[number].word);
                if (is_doubtful) how = std::min(how, doubtful_likeness);
                if (how > 0) candidates[number].push_back({place, how, is_doubtful || how < sure_neighbour});
            }
        if (!m_reader.knows(word) && (word.key != word.folded || !m_by_folded.contains(word.folded)))
            for (auto number : slips_of(word.folded)) candidates[number].push_back({place, slip_likeness, true});
    }
    return candidates;
}

PhraseMatch PhraseIndex::measured(std::size_t number, const Candidates& candidates) const
{
    const auto& phrase = m_phrases[number];
    constexpr auto nowhere = static_cast<std::size_t>(-1);
    struct Choice {
        std::size_t place = nowhere;
        double likeness = 0;
        bool by_slip = false;
    };
    std::vector<Choice> chosen(phrase.words.size());
    auto previous = nowhere;
    for (std::size_t i = 0; i < phrase.words.size(); ++i) {
        auto found = candidates.find(phrase.words[i]);
        if (found == candidates.end()) continue;
        double best = 0;
        for (const auto& candidate : found->second) {
            const bool is_taken = std::any_of(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(i), [&](const Choice& c) { return c.place == candidate.place; });
            if (is_taken) continue;
            const bool is_next = previous != nowhere && candidate.place > previous && candidate.place - previous <= widest_step;
            // Of a word that is said twice the one beside the last counts.
            const auto value = candidate.likeness + (is_next ? 0.5 - 0.05 * static_cast<double>(candidate.place - previous) : 0);
            if (value <= best) continue;
            best = value;
            chosen[i] = {candidate.place, candidate.likeness, candidate.by_slip};
        }
        if (chosen[i].place != nowhere) previous = chosen[i].place;
    }
    auto are_neighbours = [&](std::size_t i, std::size_t j) {
        return chosen[i].place != nowhere && chosen[j].place != nowhere && chosen[j].place > chosen[i].place && chosen[j].place - chosen[i].place <= 2;
    };
    // What may be a slip counts only in a row with a word that is sure.
    std::vector<bool> is_sure(chosen.size());
    for (std::size_t i = 0; i < chosen.size(); ++i)
        is_sure[i] = chosen[i].place != nowhere && (!chosen[i].by_slip || (i > 0 && is_sure[i - 1] && are_neighbours(i - 1, i)));
    for (auto i = chosen.size(); i-- > 1;) is_sure[i - 1] = is_sure[i - 1] || (is_sure[i] && are_neighbours(i - 1, i));
    for (std::size_t i = 0; i < chosen.size(); ++i)
        if (!is_sure[i]) chosen[i].likeness = 0;
    PhraseMatch match{phrase.target, number, 0, 0, {}};
    double held = 0, pairs = 0, near = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        held += m_words[phrase.words[i]].weight * chosen[i].likeness;
        if (chosen[i].likeness > 0) match.places.push_back(chosen[i].place);
        if (i == 0) continue;
        const auto weight = m_words[phrase.words[i]].weight + m_words[phrase.words[i - 1]].weight;
        pairs += weight;
        const bool both = chosen[i].likeness > 0 && chosen[i - 1].likeness > 0;
        if (both && chosen[i].place > chosen[i - 1].place && chosen[i].place - chosen[i - 1].place <= widest_step) near += weight;
    }
    std::sort(match.places.begin(), match.places.end());
    match.coverage = phrase.total > 0 ? held / phrase.total : 0;
    const auto order = pairs > 0 ? near / pairs : 1;
    match.score = phrase.total * match.coverage * match.coverage * match.coverage * (0.7 + 0.3 * order) * phrase.trust;
    return match;
}

// Words beside the phrase that the target's other phrases hold speak for it too.
void PhraseIndex::add_beside(std::unordered_map<std::size_t, PhraseMatch>& best, const Candidates& candidates) const
{
    std::map<std::pair<std::uint32_t, std::size_t>, double> beside;   // Target and place → what the word says
    for (const auto& [number, places] : candidates) {
        const auto& meant = m_words[number];
        if (meant.weight < beside_least) continue;
        for (const auto& place : places) {
            if (place.by_slip) continue;
            for (const auto target : meant.holders) {
                auto found = best.find(target);
                if (found == best.end() || std::binary_search(found->second.places.begin(), found->second.places.end(), place.place)) continue;
                auto& value = beside[{target, place.place}];
                value = std::max(value, meant.weight * place.likeness);
            }
        }
    }
    for (const auto& [key, value] : beside) best[key.first].score += beside_share * value * best[key.first].coverage;
}

std::vector<PhraseMatch> PhraseIndex::search(const Message& message, std::size_t limit, const std::vector<bool>& is_used) const
{
    const auto candidates = candidates_of(message, is_used);
    std::unordered_map<std::uint32_t, double> held;
    for (const auto& [number, places] : candidates) {
        double best = 0;
        for (const auto& place : places) best = std::max(best, place.likeness);
        for (auto phrase : m_words[number].phrases) held[phrase] += best * m_words[number].weight;
    }
    std::vector<std::pair<double, std::uint32_t>> order;
    order.reserve(held.size());
    for (const auto& [phrase, weight] : held) {
        const auto share = weight / m_phrases[phrase].total;
        if (share >= 0.4) order.emplace_back(weight * share, phrase);
    }
    const auto measure = std::min(order.size(), most_measured);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(measure), order.end(), std::greater<>());
    std::unordered_map<std::size_t, PhraseMatch> best;
    for (std::size_t i = 0; i < measure; ++i) {
        auto match = measured(order[i].second, candidates);
        auto& kept = best[match.target];
        if (match.score > kept.score) kept = std::move(match);
    }
    add_beside(best, candidates);
    std::vector<PhraseMatch> result;
    for (auto& [target, match] : best)
        if (match.score > 0) result.push_back(std::move(match));
    std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return std::pair(-a.score, a.target) < std::pair(-b.score, b.target); });
    if (result.size() > limit) result.resize(limit);
    return result;
}

std::string PhraseIndex::text_of(std::size_t phrase) const
{
    std::string text;
    for (auto word : m_phrases[phrase].words) text += (text.empty() ? "" : " ") + m_words[word].word.key;
    return text;
}

}  // namespace motcua::assistant
