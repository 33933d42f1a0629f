#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace motcua::forms {

// A regular expression over a whole text, in a subset that means the same here and in a browser (new RegExp("^(?:" + p +
// ")$", "u")), matched in time proportional to text × pattern whatever the text is:
//   characters, .  \d \w and escaped ^ $ \ . * + ? ( ) [ ] { } | / -   [a-z] [^a-z]   (…) (?:…)   |   * + ? {2} {2,} {2,5}
// One ^ at the start and one $ at the end may be written. Nothing else: no \s \b \p, no look-around, no back-references,
// no lazy repeats. Case counts. A pattern with its repeats written out has at most 2000 steps.
class Pattern {
public:
    // Nothing and an English sentence in `fault` when the text is no pattern of the subset.
    static std::optional<Pattern> compile(std::string_view text, std::string& fault);

    bool matches(std::string_view text) const;

private:
    friend class PatternCompiler;

    struct Characters {
        std::vector<std::pair<char32_t, char32_t>> ranges;
        bool negated = false;

        bool contains(char32_t) const;
    };
    enum class Op : std::uint8_t { characters, split, jump, match };
    struct Step {
        Op op;
        int a = 0;  // characters: which set; split: the two ways; jump: where to
        int b = 0;
    };

    std::vector<Step> m_steps;
    std::vector<Characters> m_sets;
};

}  // namespace motcua::forms
