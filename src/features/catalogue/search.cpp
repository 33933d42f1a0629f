#include <algorithm>

#include "features/catalogue/rules.hpp"
#include "platform/text/text.hpp"

namespace motcua::catalogue {

namespace {

bool begins_word(const std::string& spaced, const std::string& word) { return spaced.find(" " + word) != std::string::npos; }

// How well one word fits, 0 when not at all.
int fit(const std::string& short_names, const std::string& names, const std::string& others, const std::string& word)
{
    if (begins_word(short_names, word)) return 4;
    if (begins_word(names, word)) return 3;
    return begins_word(others, word) ? 1 : 0;
}

}  // namespace

std::string spaced_words(std::string_view text)
{
    std::string spaced;
    for (const auto& word : text::folded_words(text)) spaced += " " + word;
    return spaced;
}

std::vector<const Procedure*> Snapshot::search(std::string_view words, Day on) const
{
    auto wanted = text::folded_words(words);
    auto phrase = spaced_words(words);
    std::vector<std::pair<int, const Procedure*>> found;
    for (std::size_t i = 0; i < m_procedure_order.size(); ++i) {
        const auto& p = *m_procedure_order[i];
        if (p.effective_from > on || (p.effective_to && *p.effective_to < on)) continue;
        const auto& its = m_procedure_words[i];
        int score = 0;
        bool has_all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
            int points = fit(its.short_names, its.names, its.others, word);
            score += points;
            return points > 0;
        });
        if (its.short_names.find(phrase) != std::string::npos) score += 4;
        if (its.short_names.starts_with(phrase)) score += 4;
        if (has_all) found.emplace_back(score, &p);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<const Procedure*> list;
    for (const auto& [score, procedure] : found) list.push_back(procedure);
    return list;
}

std::vector<const Commune*> Snapshot::communes_named(std::string_view words, std::string_view province_code, std::size_t limit) const
{
    auto wanted = text::folded_words(words);
    auto phrase = spaced_words(words);
    std::vector<std::pair<int, const Commune*>> found;
    for (std::size_t i = 0; i < m_communes.size(); ++i) {
        if (!province_code.empty() && m_communes[i].province_code != province_code) continue;
        const auto& its = m_commune_words[i];
        if (!std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) { return begins_word(its, word); })) continue;
        found.emplace_back(its == phrase ? 0 : its.starts_with(phrase) ? 1 : 2, &m_communes[i]);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const Commune*> list;
    for (std::size_t i = 0; i < found.size() && i < limit; ++i) list.push_back(found[i].second);
    return list;
}

}  // namespace motcua::catalogue
