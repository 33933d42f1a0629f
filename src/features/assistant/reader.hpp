#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "features/assistant/patterns.hpp"
#include "features/assistant/vocabulary.hpp"

namespace motcua::assistant {

// Turns what was typed into words of one spelling: input-method keys, abbreviations, dialect, words of the same meaning.
// The sayings of the vocabulary go through the same reader, so both sides meet.
class Reader {
public:
    Reader(const VocabularyFile&, std::vector<std::string>& faults);

    // Any bytes; at most `longest_message` words are read.
    Message read(std::string_view text) const;
    // A saying of the vocabulary: written with marks, by somebody who can spell.
    std::vector<Word> read_saying(std::string_view text) const;

    // Tells it a word that people use. Marks on a word that nobody uses so are taken for a slip: "khảu".
    void learn(std::string_view text);

    bool knows(const Word& word) const { return m_known.contains(word.key); }
    bool is_quiet(const Word& word) const { return m_quiet.contains(word.key); }
    bool may_be_quiet(const Word& word) const { return m_quiet_folded.contains(word.folded); }
    const Classes& classes() const { return m_classes; }

private:
    struct Rule {
        std::vector<std::vector<Word>> words;   // A group reference is one word "@1"
    };
    void add_rules(const std::vector<std::string>& lines, PatternSet&, std::vector<Rule>&, Strictness, std::vector<std::string>& faults);
    void repair(Message&) const;
    // "cuhẩn" → "chuẩn": no syllable, but one with two letters exchanged is known.
    std::optional<Word> with_letters_in_order(const Word&) const;
    void rewrite(Message&, const PatternSet&, const std::vector<Rule>&) const;
    void rewrite_all(Message&) const;

    Classes m_classes;
    PatternSet m_short_forms;                   // Abbreviations and dialect
    std::vector<Rule> m_short_form_rules;
    PatternSet m_senses;
    std::vector<Rule> m_sense_rules;
    PatternSet m_synonyms;
    std::vector<Rule> m_synonym_rules;
    std::unordered_set<std::string> m_quiet;
    std::unordered_set<std::string> m_quiet_folded;
    std::unordered_set<std::string> m_known;             // Keys
    std::unordered_map<std::string, std::vector<Word>> m_by_letters;   // Known words by their folded letters in alphabetical order
    std::unordered_set<std::string> m_abbreviations;   // Their first words: not to be taken for syllables with keys
};

constexpr std::size_t longest_message = 200;

}  // namespace motcua::assistant
