#pragma once

#include <string>
#include <string_view>
#include <vector>

// A message as words that can be compared whatever way they were typed.
namespace motcua::assistant {

struct Word {
    std::string key;             // text::Syllable::key(): marks in one spelling
    std::string folded;          // Without marks
    bool bare = false;           // Typed without any mark: it may stand for any that folds to it
    bool starts_clause = false;  // A comma or the like stands before it
    std::size_t source = 0;      // Which typed word it comes from

    bool operator==(const Word&) const = default;
};

struct Message {
    std::vector<Word> words;
    std::vector<Word> typed;     // Before abbreviations and words of the same meaning were replaced
    bool bare = false;           // No marks anywhere: typed on a phone without them
};

// How surely a word of a message is a word of the vocabulary, from 0 to 1.
double likeness(const Word& typed, const Word& meant, bool message_is_bare);
// Sure enough for a pattern.
constexpr double sure_enough = 0.75;

Word make_word(std::string_view);
// Lower case, no punctuation; nothing is replaced yet.
std::vector<Word> split_words(std::string_view text);

}  // namespace motcua::assistant
