#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "features/assistant/words.hpp"

// Short patterns over words, written by people who know no programming:
//   word        this word         a|b    one of these       word?   it may be missing
//   @class      one of a class    ...    up to six words    ^  $    the message begins, ends here
namespace motcua::assistant {

using Classes = std::map<std::string, std::vector<std::vector<Word>>, std::less<>>;

struct Span {
    std::size_t from = 0;
    std::size_t to = 0;          // One past the last word
};

struct Found {
    std::size_t pattern = 0;     // As add() numbered it
    Span span;
    std::vector<Span> groups;    // What each @class and ... stood for
};

// Which words a message may leave without marks.
enum class Strictness {
    usual,        // All in a message that has none; else all but one that is the whole pattern
    one_word,     // All but one that is the whole pattern
    every_word,   // None
};

class PatternSet {
public:
    // "" or what is wrong with it, in English. Patterns are numbered as they are added; `tag` is whatever the caller wants back.
    std::string add(std::string_view pattern, const Classes&, std::size_t tag, Strictness = Strictness::usual);
    std::size_t tag_of(std::size_t pattern) const { return m_patterns[pattern].tag; }
    bool has_gap(std::size_t pattern) const { return m_patterns[pattern].has_gap; }

    // Every pattern at every place, the longest reading of each; by place, then by number.
    std::vector<Found> find_all(const Message&) const;
    // The longest pattern that begins at this word.
    std::optional<Found> longest_at(const Message&, std::size_t at) const;
    bool empty() const { return m_patterns.empty(); }

private:
    struct Part {
        std::vector<std::vector<Word>> options;   // Empty: a gap
        bool optional = false;
        bool group = false;
    };
    struct Pattern {
        std::vector<Part> parts;
        bool at_start = false;
        bool at_end = false;
        bool has_gap = false;
        bool one_word = false;
        Strictness strictness = Strictness::usual;
        std::size_t tag = 0;
    };

    std::optional<std::size_t> match(const Message&, const Pattern&, std::size_t part, std::size_t at, std::vector<Span>& groups) const;
    std::optional<Found> match_at(const Message&, std::size_t pattern, std::size_t at) const;
    void index(std::size_t pattern);

    std::vector<Pattern> m_patterns;
    std::unordered_map<std::string, std::vector<std::size_t>> m_by_first;   // Folded first word → patterns
};

}  // namespace motcua::assistant
