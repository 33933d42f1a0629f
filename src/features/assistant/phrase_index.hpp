#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "features/assistant/reader.hpp"

// Finds what a message is about: names, aliases and sayings, each with what it stands for. The most specific phrase that the
// message holds wins; a phrase may be held in part, out of order, with slips of the finger.
namespace motcua::assistant {

struct PhraseMatch {
    std::size_t target = 0;
    std::size_t phrase = 0;
    double score = 0;                      // Weight of the phrase, less for what is missing
    double rank = 0;                       // The score and what the rest of the message says of its target: for the order alone
    double coverage = 0;                   // Share of the phrase's weight that the message holds
    std::vector<std::size_t> places;       // Words of the message that it rests on, ascending
};

class PhraseIndex {
public:
    explicit PhraseIndex(const Reader& reader) : m_reader(reader) {}

    // `trust` weakens phrases of little authority, such as long official names.
    void add(std::size_t target, std::string_view saying, double trust = 1);
    // Afterwards no more phrases are added.
    void finish();

    // Best first, one a target, at most `limit`. Words for which `is_used` is set do not count.
    std::vector<PhraseMatch> search(const Message&, std::size_t limit, const std::vector<bool>& is_used = {}) const;

    std::size_t phrases() const { return m_phrases.size(); }
    std::string text_of(std::size_t phrase) const;
    // How much a word tells, from 0 to about 6; 0 for one that is in no phrase.
    double weight_of(const Word&) const;

private:
    struct Phrase {
        std::size_t target;
        double trust;
        double total = 0;                  // Of the weights
        std::vector<std::uint32_t> words;
    };
    // A word, or two in a row, and the targets that it speaks for: the more of a target's phrases hold it, the more it does.
    struct Sign {
        double weight = 0;
        std::vector<std::pair<std::uint32_t, double>> targets;   // Each with a share of the weight
    };
    struct Meant {                         // A word of the vocabulary
        Word word;
        std::vector<std::uint32_t> phrases;
        Sign sign;
    };
    // A word of the message and a word of the vocabulary that it may be.
    struct Candidate {
        std::size_t place;
        double likeness;
        bool by_slip;                      // Counts only beside a word that is sure
    };
    using Candidates = std::unordered_map<std::uint32_t, std::vector<Candidate>>;

    std::uint32_t number_of(const Word&);
    Candidates candidates_of(const Message&, const std::vector<bool>& is_used) const;
    std::vector<std::uint32_t> slips_of(const std::string& folded) const;
    Sign sign_of(const std::map<std::size_t, double>& phrases_by_target, const std::vector<double>& phrases_of) const;
    void add_beside(std::unordered_map<std::size_t, PhraseMatch>& best, const Candidates&) const;
    void rank_by_pairs(std::unordered_map<std::size_t, PhraseMatch>& best, const Candidates&) const;
    PhraseMatch measured(std::size_t phrase, const Candidates&) const;

    const Reader& m_reader;
    std::vector<Phrase> m_phrases;
    std::vector<Meant> m_words;
    std::unordered_map<std::string, std::uint32_t> m_by_key;
    std::unordered_map<std::string, std::vector<std::uint32_t>> m_by_folded;
    std::unordered_map<std::string, std::vector<std::uint32_t>> m_by_sound;
    std::unordered_map<std::string, std::vector<std::uint32_t>> m_by_gap;   // A word without one of its letters
    std::unordered_map<std::uint64_t, Sign> m_pairs;                        // By the numbers of two words in a row
    std::size_t m_targets = 0;
};

}  // namespace motcua::assistant
