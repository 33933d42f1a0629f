#include "features/assistant/patterns.hpp"

#include <algorithm>
#include <set>

namespace motcua::assistant {

namespace {

constexpr std::size_t widest_gap = 6;

std::vector<std::string_view> split(std::string_view text, char by)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        auto end = std::min(text.find(by), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

bool stands_at(const Message& message, std::size_t at, const std::vector<Word>& words, Strictness strictness)
{
    if (at + words.size() > message.words.size()) return false;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (likeness(message.words[at + i], words[i], message.bare) < (strictness == Strictness::every_word ? 1 : sure_enough)) return false;
    return true;
}

}  // namespace

std::string PatternSet::add(std::string_view text, const Classes& classes, std::size_t tag, Strictness strictness)
{
    Pattern pattern;
    pattern.tag = tag;
    for (auto token : split(text, ' ')) {
        Part part;
        if (token == "^" || token == "$") {
            (token == "^" ? pattern.at_start : pattern.at_end) = true;
            continue;
        }
        if (token.ends_with('?')) {
            part.optional = true;
            token.remove_suffix(1);
        }
        if (token == "...") {
            part.group = pattern.has_gap = true;
        } else if (token.starts_with('@')) {
            auto found = classes.find(token.substr(1));
            if (found == classes.end()) return "there is no class " + std::string(token);
            part.options = found->second;
            part.group = true;
        } else {
            for (auto word : split(token, '|')) part.options.push_back(split_words(word));
            if (std::any_of(part.options.begin(), part.options.end(), [](const auto& words) { return words.size() != 1; }))
                return "\"" + std::string(token) + "\" is no word";
        }
        pattern.parts.push_back(std::move(part));
    }
    if (pattern.parts.empty()) return "the pattern is empty";
    if (pattern.parts[0].options.empty()) return "a pattern may not begin with a gap";
    pattern.one_word = pattern.parts.size() == 1;
    pattern.strictness = strictness;
    m_patterns.push_back(std::move(pattern));
    index(m_patterns.size() - 1);
    return "";
}

void PatternSet::index(std::size_t pattern)
{
    std::set<std::string> firsts;
    for (const auto& part : m_patterns[pattern].parts) {
        for (const auto& option : part.options) firsts.insert(option[0].folded);
        if (!part.optional) break;
    }
    for (const auto& first : firsts) m_by_first[first].push_back(pattern);
}

std::optional<std::size_t> PatternSet::match(const Message& message, const Pattern& pattern, std::size_t at_part, std::size_t at,
                                             std::vector<Span>& groups) const
{
    if (at_part == pattern.parts.size()) {
        if (pattern.at_end && at != message.words.size()) return std::nullopt;
        return at;
    }
    const auto& part = pattern.parts[at_part];
    const auto groups_before = groups.size();
    std::optional<std::size_t> best;
    std::vector<Span> best_groups;
    auto try_with = [&](std::size_t end) {
        auto tail = groups;
        if (part.group) tail.push_back({at, end});
        auto reached = match(message, pattern, at_part + 1, end, tail);
        if (reached && (!best || *reached > *best)) {
            best = reached;
            best_groups = std::move(tail);
        }
    };
    if (part.options.empty()) {
        for (std::size_t length = 0; length <= widest_gap && at + length <= message.words.size() && !best; ++length) try_with(at + length);
    } else {
        for (const auto& option : part.options)
            if (stands_at(message, at, option, pattern.strictness)) try_with(at + option.size());
        if (part.optional && !best) try_with(at);
    }
    groups.resize(groups_before);
    if (best) groups = std::move(best_groups);
    return best;
}

std::optional<Found> PatternSet::match_at(const Message& message, std::size_t number, std::size_t at) const
{
    const auto& pattern = m_patterns[number];
    if (pattern.at_start && at != 0) return std::nullopt;
    Found found{number, {at, at}, {}};
    auto end = match(message, pattern, 0, at, found.groups);
    if (!end || *end == at) return std::nullopt;
    found.span.to = *end;
    // One bare word among marked ones is too little: "chi" may be "chị", "mo" may be "mở".
    if (pattern.one_word && found.span.to - at == 1 && (pattern.strictness != Strictness::usual || !message.bare)) {
        const auto& options = pattern.parts[0].options;
        if (std::none_of(options.begin(), options.end(), [&](const auto& o) { return o[0].key == message.words[at].key; })) return std::nullopt;
    }
    return found;
}

std::vector<Found> PatternSet::find_all(const Message& message) const
{
    std::vector<Found> all;
    for (std::size_t at = 0; at < message.words.size(); ++at) {
        auto candidates = m_by_first.find(message.words[at].folded);
        if (candidates == m_by_first.end()) continue;
        for (auto pattern : candidates->second)
            if (auto found = match_at(message, pattern, at)) all.push_back(std::move(*found));
    }
    return all;
}

std::optional<Found> PatternSet::longest_at(const Message& message, std::size_t at) const
{
    std::optional<Found> best;
    auto candidates = m_by_first.find(message.words[at].folded);
    if (candidates == m_by_first.end()) return best;
    for (auto pattern : candidates->second) {
        auto found = match_at(message, pattern, at);
        if (found && (!best || found->span.to > best->span.to)) best = std::move(found);
    }
    return best;
}

}  // namespace motcua::assistant
