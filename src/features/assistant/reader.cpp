#include "features/assistant/reader.hpp"

#include <algorithm>

#include "platform/text/text.hpp"
#include "platform/text/vietnamese_typing.hpp"

namespace motcua::assistant {

namespace {

std::pair<std::string_view, std::string_view> halves(std::string_view line)
{
    auto at = line.find('=');
    if (at == std::string_view::npos) return {};
    auto trim = [](std::string_view text) {
        while (text.starts_with(' ')) text.remove_prefix(1);
        while (text.ends_with(' ')) text.remove_suffix(1);
        return text;
    };
    return {trim(line.substr(0, at)), trim(line.substr(at + 1))};
}

bool has_digit(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string in_order(std::string letters)
{
    std::sort(letters.begin(), letters.end());
    return letters;
}

Word word_of(const text::Syllable& syllable)
{
    Word word;
    word.key = syllable.key();
    word.folded = text::fold(syllable.shaped);
    return word;
}

}  // namespace

Reader::Reader(const VocabularyFile& file, std::vector<std::string>& faults)
{
    for (const auto& text : file.quiet) learn(text);
    for (const auto& one : file.classes) {
        auto& words = m_classes[one.name];
        for (const auto& text : one.words) learn(text);
        for (const auto& text : one.words)
            if (auto split = split_words(text); !split.empty()) words.push_back(std::move(split));
    }
    for (const auto& line : file.abbreviations)
        if (auto words = split_words(halves(line).first); !words.empty()) m_abbreviations.insert(words[0].key);
    add_rules(file.abbreviations, m_short_forms, m_short_form_rules, Strictness::one_word, faults);
    add_rules(file.dialect, m_short_forms, m_short_form_rules, Strictness::one_word, faults);
    add_rules(file.senses, m_senses, m_sense_rules, Strictness::usual, faults);
    add_rules(file.synonyms, m_synonyms, m_synonym_rules, Strictness::usual, faults);
    for (const auto& text : file.quiet)
        for (const auto& word : split_words(text)) {
            m_quiet.insert(word.key);
            m_quiet_folded.insert(word.folded);
        }
}

void Reader::learn(std::string_view text)
{
    for (auto& word : split_words(text))
        if (m_known.insert(word.key).second && word.folded.size() > 2) m_by_letters[in_order(word.folded)].push_back(word);
}

void Reader::add_rules(const std::vector<std::string>& lines, PatternSet& set, std::vector<Rule>& rules, Strictness strictness,
                       std::vector<std::string>& faults)
{
    for (const auto& line : lines) {
        auto [pattern, meaning] = halves(line);
        learn(line);
        auto fault = pattern.empty() ? "\"typed = meant\" is expected" : set.add(pattern, m_classes, rules.size(), strictness);
        if (!fault.empty()) {
            faults.push_back("\"" + line + "\": " + fault);
            continue;
        }
        Rule rule;
        while (!meaning.empty()) {
            auto end = std::min(meaning.find(' '), meaning.size());
            auto token = meaning.substr(0, end);
            if (token.starts_with('@')) {
                Word group;
                group.key = token;
                rule.words.push_back({group});
            } else if (auto words = split_words(token); !words.empty()) {
                rule.words.push_back(std::move(words));
            }
            meaning.remove_prefix(std::min(end + 1, meaning.size()));
        }
        rules.push_back(std::move(rule));
    }
}

std::optional<Word> Reader::with_letters_in_order(const Word& word) const
{
    auto found = m_by_letters.find(in_order(word.folded));
    if (found == m_by_letters.end()) return std::nullopt;
    std::optional<Word> best;
    for (const auto& known : found->second) {
        if (known.folded[0] != word.folded[0] || !text::is_one_slip_apart(known.folded, word.folded)) continue;
        if (in_order(known.key) == in_order(word.key)) return known;
        if (best && best->folded != known.folded) return std::nullopt;   // Two words may be meant.
        best = make_word(known.folded);
    }
    return best;
}

// Keys of an input method, and syllables written as one word.
void Reader::repair(Message& message) const
{
    std::vector<Word> words;
    for (auto& word : message.words) {
        const bool is_known = m_abbreviations.contains(word.key) || (word.bare && !has_digit(word.folded) && text::is_syllable(word.folded));
        if (!is_known) {
            std::optional<text::Syllable> meant;
            if (has_digit(word.folded)) meant = text::from_vni(word.folded);
            else if (word.bare || !text::is_syllable(word.folded)) meant = text::from_telex(word.key.back() <= '5' ? word.folded : word.key);
            if (meant) {
                auto repaired = word_of(*meant);
                repaired.starts_clause = word.starts_clause;
                repaired.source = word.source;
                words.push_back(std::move(repaired));
                continue;
            }
            if (auto parts = text::split_syllables(word.folded); word.bare && parts.size() == 2 && !m_known.contains(word.key)) {   // Not "game".
                for (const auto& part : parts) {
                    words.push_back(make_word(part));
                    words.back().source = word.source;
                }
                continue;
            }
            if (auto ordered = m_known.contains(word.key) || text::is_syllable(word.folded) ? std::nullopt : with_letters_in_order(word)) {
                word.key = ordered->key, word.folded = ordered->folded, word.bare = ordered->bare;
            }
        }
        if (!m_known.contains(word.key)) word.bare = true;
        words.push_back(std::move(word));
    }
    message.words = std::move(words);
}

void Reader::rewrite(Message& message, const PatternSet& patterns, const std::vector<Rule>& rules) const
{
    std::vector<Word> words;
    for (std::size_t at = 0; at < message.words.size();) {
        auto found = patterns.longest_at(message, at);
        if (!found) {
            words.push_back(message.words[at++]);
            continue;
        }
        const auto first = words.size();
        auto put = [&](Word word) {
            word.source = message.words[at].source;
            word.starts_clause = words.size() == first && message.words[at].starts_clause;
            words.push_back(std::move(word));
        };
        for (const auto& part : rules[patterns.tag_of(found->pattern)].words) {
            if (part[0].key.starts_with('@')) {
                auto group = static_cast<std::size_t>(part[0].key[1] - '1');
                if (group >= found->groups.size()) continue;
                for (auto i = found->groups[group].from; i < found->groups[group].to; ++i) put(message.words[i]);
            } else {
                for (const auto& word : part) put(word);
            }
        }
        at = found->span.to;
    }
    message.words = std::move(words);
}

void Reader::rewrite_all(Message& message) const
{
    rewrite(message, m_short_forms, m_short_form_rules);
    rewrite(message, m_senses, m_sense_rules);
    // Twice: one replacement may complete the words of another.
    for (int pass = 0; pass < 2; ++pass) rewrite(message, m_synonyms, m_synonym_rules);
    auto same = [](const Word& a, const Word& b) { return a.key == b.key && !b.starts_clause; };
    message.words.erase(std::unique(message.words.begin(), message.words.end(), same), message.words.end());
}

Message Reader::read(std::string_view text) const
{
    Message message;
    message.words = split_words(text);
    if (message.words.size() > longest_message) message.words.resize(longest_message);
    repair(message);
    message.bare = std::all_of(message.words.begin(), message.words.end(), [](const Word& word) { return word.key == word.folded; });
    message.typed = message.words;
    rewrite_all(message);
    return message;
}

std::vector<Word> Reader::read_saying(std::string_view text) const
{
    Message message;
    message.words = split_words(text);
    rewrite_all(message);
    for (auto& word : message.words) word.bare = false;
    return std::move(message.words);
}

}  // namespace motcua::assistant
