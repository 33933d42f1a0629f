#include "features/assistant/phrase_index.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "platform/text/vietnamese_typing.hpp"

namespace motcua::assistant {

namespace {

constexpr double quiet_share = 0.12;      // Of a word that tells little
constexpr double slip_likeness = 0.78;
constexpr double doubtful_likeness = 0.9;
constexpr double sure_neighbour = 0.75;
constexpr std::size_t widest_step = 3;    // Words of a phrase may stand this far apart and still count as neighbours
constexpr std::size_t widest_pair = 2;    // Of two words in a row one may stand between in the message
constexpr std::size_t most_measured = 400;
constexpr double belonging = 0.25;        // How little of a target's sayings still makes a word its own
constexpr double least_belonging = 0.5;
constexpr double beside_share = 0.25;     // Of the weight of words beside the phrase that speak for its target too
constexpr double rank_share = 0.5;        // Of what words, and pairs of them, say of a target whatever phrase was found
constexpr double beside_least = 1.0;      // A word that tells less counts for nothing there

// "sinh" → "inh", "snh", "sih", "sin".
std::vector<std::string> with_gaps(const std::string& word)
{
    std::vector<std::string> all;
    if (word.size() < 3) return all;
    for (std::size_t i = 0; i < word.size(); ++i) all.push_back(word.substr(0, i) + word.substr(i + 1));
    return all;
}

std::uint64_t pair_of(std::uint32_t first, std::uint32_t second) { return std::uint64_t{first} << 32 | second; }

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
    m_words.push_back({word, {}, {}});
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

// A word that one of twenty sayings holds belongs to that target less than one that all of them hold.
PhraseIndex::Sign PhraseIndex::sign_of(const std::map<std::size_t, double>& phrases_by_target, const std::vector<double>& phrases_of) const
{
    Sign sign;
    double targets = 0;
    for (const auto& [target, count] : phrases_by_target) {
        const auto share = std::pow(std::min(1.0, count / phrases_of[target]), belonging);
        targets += share;
        sign.targets.emplace_back(static_cast<std::uint32_t>(target), share);
    }
    sign.weight = std::log(1 + static_cast<double>(m_targets) / std::max(targets, least_belonging));
    return sign;
}

void PhraseIndex::finish()
{
    std::vector<double> phrases_of(m_targets);
    for (const auto& phrase : m_phrases) ++phrases_of[phrase.target];
    for (auto& meant : m_words) {
        std::map<std::size_t, double> holding;   // Target → how many of its phrases hold the word
        for (auto phrase : meant.phrases) ++holding[m_phrases[phrase].target];
        meant.sign = sign_of(holding, phrases_of);
        meant.sign.weight *= m_reader.is_quiet(meant.word) ? quiet_share : 1;
    }
    std::unordered_map<std::uint64_t, std::map<std::size_t, double>> pairs;
    for (auto& phrase : m_phrases) {
        for (auto word : phrase.words) phrase.total += m_words[word].sign.weight;
        for (std::size_t i = 0; i + 1 < phrase.words.size(); ++i) ++pairs[pair_of(phrase.words[i], phrase.words[i + 1])][phrase.target];
    }
    for (const auto& [pair, holding] : pairs) m_pairs.emplace(pair, sign_of(holding, phrases_of));
}

double PhraseIndex::weight_of(const Word& word) const
{
    auto found = m_by_folded.find(word.folded);
    if (found == m_by_folded.end()) return 0;
    double best = 0;
    for (auto number : found->second)
        if (likeness(word, m_words[number].word, true) >= sure_neighbour) best = std::max(best, m_words[number].sign.weight);
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
    PhraseMatch match{phrase.target, number, 0, 0, 0, {}};
    double held = 0, pairs = 0, near = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        held += m_words[phrase.words[i]].sign.weight * chosen[i].likeness;
        if (chosen[i].likeness > 0) match.places.push_back(chosen[i].place);
        if (i == 0) continue;
        const auto weight = m_words[phrase.words[i]].sign.weight + m_words[phrase.words[i - 1]].sign.weight;
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

// Words beside the phrase that the target's other phrases hold speak for it too. All its words decide the order, not what is found.
void PhraseIndex::add_beside(std::unordered_map<std::size_t, PhraseMatch>& best, const Candidates& candidates) const
{
    struct Said {
        double beside = 0;
        double all = 0;
    };
    std::map<std::pair<std::uint32_t, std::size_t>, Said> said;   // Target and place → what the word says
    for (const auto& [number, places] : candidates) {
        const auto& sign = m_words[number].sign;
        for (const auto& place : places) {
            if (place.by_slip) continue;
            for (const auto& [target, share] : sign.targets) {
                auto found = best.find(target);
                if (found == best.end()) continue;
                auto& word = said[{target, place.place}];
                const bool is_beside = !std::binary_search(found->second.places.begin(), found->second.places.end(), place.place);
                if (is_beside && sign.weight >= beside_least) word.beside = std::max(word.beside, sign.weight * place.likeness);
                word.all = std::max(word.all, sign.weight * place.likeness * share);
            }
        }
    }
    for (const auto& [key, word] : said) {
        auto& match = best[key.first];
        match.score += beside_share * word.beside * match.coverage;
        match.rank += rank_share * word.all * match.coverage;
    }
    for (auto& [target, match] : best) match.rank += match.score;
}

// "bản sao", "tặng cho", "đã chứng thực": two words in a row tell more than each of them.
void PhraseIndex::rank_by_pairs(std::unordered_map<std::size_t, PhraseMatch>& best, const Candidates& candidates) const
{
    std::map<std::size_t, std::vector<std::pair<std::uint32_t, double>>> words_at;
    for (const auto& [number, places] : candidates)
        for (const auto& place : places)
            if (!place.by_slip) words_at[place.place].emplace_back(number, place.likeness);
    std::map<std::pair<std::uint32_t, std::size_t>, double> said;   // Target and place of the first word
    auto add = [&](const auto& first, const auto& second, std::size_t place, double nearness) {
        auto pair = m_pairs.find(pair_of(first.first, second.first));
        if (pair == m_pairs.end()) return;
        for (const auto& [target, share] : pair->second.targets) {
            auto& value = said[{target, place}];
            value = std::max(value, pair->second.weight * share * first.second * second.second * nearness);
        }
    };
    for (const auto& [place, words] : words_at)
        for (std::size_t step = 1; step <= widest_pair; ++step)
            if (auto next = words_at.find(place + step); next != words_at.end())
                for (const auto& first : words)
                    for (const auto& second : next->second) add(first, second, place, 1 / static_cast<double>(step));
    for (const auto& [key, value] : said)
        if (auto found = best.find(key.first); found != best.end()) found->second.rank += rank_share * value * found->second.coverage;
}

std::vector<PhraseMatch> PhraseIndex::search(const Message& message, std::size_t limit, const std::vector<bool>& is_used) const
{
    const auto candidates = candidates_of(message, is_used);
    std::unordered_map<std::uint32_t, double> held;
    for (const auto& [number, places] : candidates) {
        double best = 0;
        for (const auto& place : places) best = std::max(best, place.likeness);
        for (auto phrase : m_words[number].phrases) held[phrase] += best * m_words[number].sign.weight;
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
    rank_by_pairs(best, candidates);
    std::vector<PhraseMatch> result;
    for (auto& [target, match] : best)
        if (match.score > 0) result.push_back(std::move(match));
    std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return std::pair(-a.rank, a.target) < std::pair(-b.rank, b.target); });
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
