#include "features/assistant/passages.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "features/assistant/compose.hpp"
#include "platform/text/text.hpp"

namespace motcua::assistant {

namespace {

constexpr double saturation = 1.2;               // k1 of BM25
constexpr double length_share = 0.6;             // b
constexpr double pair_weight = 1.6;              // Two syllables in a row tell more than each alone
constexpr double common_share = 0.25;            // A term in more of the passages than this is passed over
constexpr std::size_t longest_question = 60;     // Words

std::vector<std::string> terms_of(std::string_view text)
{
    auto words = text::folded_words(text);
    std::vector<std::string> terms = words;
    for (std::size_t i = 1; i < words.size(); ++i) terms.push_back(words[i - 1] + " " + words[i]);
    return terms;
}

}  // namespace

void PassageIndex::add(Passage passage)
{
    const auto number = static_cast<std::uint32_t>(m_passages.size());
    std::map<std::string, float> counts;
    const auto terms = terms_of(passage.title + ". " + passage.text);
    for (const auto& term : terms) counts[term] += 1;
    for (const auto& [term, count] : counts) m_terms[term].push_back({number, count});
    m_lengths.push_back(static_cast<std::uint32_t>(terms.size()));
    m_passages.push_back(std::move(passage));
}

void PassageIndex::finish()
{
    double total = 0;
    for (auto length : m_lengths) total += length;
    m_average_length = m_lengths.empty() ? 1 : std::max(1.0, total / static_cast<double>(m_lengths.size()));
    const auto all = static_cast<double>(m_passages.size());
    for (auto& [term, postings] : m_terms) {
        const auto with = static_cast<double>(postings.size());
        const bool is_pair = term.find(' ') != std::string::npos;
        const double rarity = std::log(1 + (all - with + 0.5) / (with + 0.5)) * (is_pair ? pair_weight : 1);
        for (auto& posting : postings) {
            const double count = posting.weight;
            const double norm = saturation * (1 - length_share + length_share * m_lengths[posting.passage] / m_average_length);
            posting.weight = static_cast<float>(rarity * count * (saturation + 1) / (count + norm));
        }
    }
}

std::vector<PassageMatch> PassageIndex::search(std::string_view question, std::size_t limit) const
{
    auto words = text::folded_words(question);
    if (words.size() > longest_question) words.resize(longest_question);
    std::string cut;
    for (const auto& word : words) cut += word + " ";
    std::unordered_map<std::uint32_t, double> scores;
    const auto most = std::max<std::size_t>(50, static_cast<std::size_t>(common_share * static_cast<double>(m_passages.size())));
    for (const auto& term : terms_of(cut)) {
        auto found = m_terms.find(term);
        if (found == m_terms.end() || found->second.size() > most) continue;
        for (const auto& posting : found->second) scores[posting.passage] += posting.weight;
    }
    std::vector<PassageMatch> matches;
    matches.reserve(scores.size());
    for (const auto& [passage, score] : scores) matches.push_back({passage, score});
    const auto kept = std::min(limit, matches.size());
    std::partial_sort(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(kept), matches.end(),
                      [](const auto& a, const auto& b) { return std::pair(-a.score, a.passage) < std::pair(-b.score, b.passage); });
    matches.resize(kept);
    return matches;
}

void add_passages(PassageIndex& index, const catalogue::Snapshot& snapshot, Day today)
{
    for (const auto* procedure : snapshot.procedures(today)) {
        auto add = [&](std::string text) { index.add({procedure->name, std::move(text), source_of(*procedure), "/thu-tuc/" + procedure->id}); };
        std::string bases;
        for (const auto& basis : procedure->legal_bases) bases += (bases.empty() ? "Căn cứ pháp lý: " : "; ") + basis;
        if (!bases.empty()) add(bases + ".");
        for (const auto& condition : procedure->conditions) add(condition);
        for (const auto& paper : procedure->documents) add("Hồ sơ: " + paper.name + (paper.note ? ". " + *paper.note : ""));
        add("Nơi nhận hồ sơ: " + procedure->receiving + ". Cơ quan giải quyết: " + procedure->deciding_agency_name + ".");
        if (procedure->benefit) add("Mức hưởng: " + *procedure->benefit);
        if (procedure->note) add(*procedure->note);
    }
}

}  // namespace motcua::assistant
