#include "features/assistant/words.hpp"

#include <algorithm>

#include "platform/text/text.hpp"
#include "platform/text/vietnamese_typing.hpp"

namespace motcua::assistant {

namespace {

bool is_word_byte(unsigned char c) { return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Dashes, quotation marks, emoji: three bytes and more that are no Vietnamese letter.
std::size_t symbol_length(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead >= 0xF0) return std::min<std::size_t>(4, text.size() - at);
    if (lead == 0xE1 || lead < 0xE0) return 0;
    return std::min<std::size_t>(3, text.size() - at);
}

bool ends_clause(char c) { return c == ',' || c == '.' || c == ';' || c == '?' || c == '!' || c == '\n' || c == '+' || c == ':' || c == '&'; }

// "mớiiii" → "mới": nobody means three of the same letter.
std::string without_stretching(std::string_view word)
{
    std::string out;
    for (std::size_t at = 0; at < word.size(); ++at) {
        const bool is_third = at >= 2 && word[at] == word[at - 1] && word[at] == word[at - 2];
        const bool is_vowel = std::string_view("aeiouy").find(word[at]) != std::string_view::npos;   // "cccd" is no stretching.
        if (is_third && is_vowel) {
            if (out.size() >= 2 && out[out.size() - 2] == word[at]) out.pop_back();
            continue;
        }
        out += word[at];
    }
    return out;
}

}  // namespace

Word make_word(std::string_view text)
{
    Word word;
    word.key = text::syllable(text).key();
    word.folded = text::fold(text);
    word.bare = word.key == word.folded;
    return word;
}

std::vector<Word> split_words(std::string_view raw)
{
    const auto text = text::lower(text::nfc(raw));
    std::vector<Word> words;
    bool starts_clause = false;
    for (std::size_t at = 0; at < text.size();) {
        if (auto length = symbol_length(text, at)) {
            at += length;
            continue;
        }
        if (!is_word_byte(static_cast<unsigned char>(text[at]))) {
            starts_clause = starts_clause || ends_clause(text[at]);
            ++at;
            continue;
        }
        auto end = at;
        while (end < text.size() && is_word_byte(static_cast<unsigned char>(text[end])) && !symbol_length(text, end)) ++end;
        auto word = make_word(without_stretching(std::string_view(text).substr(at, end - at)));
        at = end;
        if (word.folded.empty()) continue;
        word.starts_clause = starts_clause;
        word.source = words.size();
        starts_clause = false;
        words.push_back(std::move(word));
    }
    return words;
}

double likeness(const Word& typed, const Word& meant, bool message_is_bare)
{
    if (typed.key == meant.key) return 1;
    if (typed.folded != meant.folded) return 0;
    if (typed.bare) return message_is_bare ? 0.98 : 0.8;
    // Hỏi and ngã are one tone for half the country; a tone forgotten or mistaken is more likely than a wrong vowel.
    auto letters = [](const std::string& key) { return !key.empty() && key.back() <= '5' && key.back() >= '1' ? key.substr(0, key.size() - 1) : key; };
    if (letters(typed.key) != letters(meant.key)) return 0.5;
    const char a = typed.key.back(), b = meant.key.back();
    return (a == '3' && b == '4') || (a == '4' && b == '3') ? 0.9 : 0.6;
}

}  // namespace motcua::assistant
