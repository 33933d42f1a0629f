#include "features/forms/pattern.hpp"

#include <algorithm>
#include <memory>

#include "features/forms/code_points.hpp"

namespace motcua::forms {

namespace {

constexpr std::size_t max_pattern_steps = 2000;
constexpr int max_pattern_depth = 40;
constexpr int max_pattern_count = 1000;
constexpr std::u32string_view escapable = U"^$\\.*+?()[]{}|/-";

struct PatternNode;
using NodePointer = std::unique_ptr<PatternNode>;

struct PatternNode {
    enum class Kind { set, sequence, choice, repeat };
    explicit PatternNode(Kind its_kind) : kind(its_kind) {}

    Kind kind;
    int set = 0;
    std::vector<NodePointer> parts;
    int least = 0;
    int most = -1;  // Without end.
};

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

}  // namespace

bool Pattern::Characters::contains(char32_t c) const
{
    auto in_range = [c](const auto& range) { return c >= range.first && c <= range.second; };
    return std::any_of(ranges.begin(), ranges.end(), in_range) != negated;
}

class PatternCompiler {
public:
    explicit PatternCompiler(std::string_view text) : m_text(code_points_of(text)) {}

    std::optional<Pattern> compile()
    {
        if (!m_text.empty() && m_text.front() == U'^') ++m_at;
        if (m_text.size() > m_at && m_text.back() == U'$' && !ends_in_escape()) m_text.pop_back();
        auto root = choice(0);
        if (m_at < m_text.size()) fail("there is a ) without its (");
        if (m_fault.empty()) emit(*root);
        m_pattern.m_steps.push_back({Pattern::Op::match});
        return m_fault.empty() ? std::optional(std::move(m_pattern)) : std::nullopt;
    }

    const std::string& fault() const { return m_fault; }

private:
    using Characters = Pattern::Characters;

    // The first fault counts; nothing is read after it.
    void fail(std::string_view reason)
    {
        if (m_fault.empty()) m_fault = reason;
        m_at = m_text.size();
    }

    bool ends_in_escape() const
    {
        std::size_t slashes = 0;
        for (auto i = m_text.size() - 1; i > 0 && m_text[i - 1] == U'\\'; --i) ++slashes;
        return slashes % 2 == 1;
    }

    bool at_end() const { return m_at >= m_text.size(); }
    char32_t peek() const { return at_end() ? U'\0' : m_text[m_at]; }
    bool take(char32_t c)
    {
        if (at_end() || m_text[m_at] != c) return false;
        ++m_at;
        return true;
    }

    NodePointer choice(int depth)
    {
        auto node = std::make_unique<PatternNode>(PatternNode::Kind::choice);
        if (depth > max_pattern_depth) fail("groups are nested too deep");
        do node->parts.push_back(sequence(depth));
        while (take(U'|'));
        return node;
    }

    NodePointer sequence(int depth)
    {
        auto node = std::make_unique<PatternNode>(PatternNode::Kind::sequence);
        while (!at_end() && peek() != U'|' && peek() != U')') node->parts.push_back(repeated(depth));
        return node;
    }

    NodePointer repeated(int depth)
    {
        auto atom = this->atom(depth);
        auto node = std::make_unique<PatternNode>(PatternNode::Kind::repeat);
        if (take(U'*')) node->least = 0;
        else if (take(U'+')) node->least = 1;
        else if (take(U'?')) node->most = 1;
        else if (take(U'{')) counts(*node);
        else return atom;
        if (!at_end() && (peek() == U'?' || peek() == U'*' || peek() == U'+' || peek() == U'{'))
            fail("a repeat follows a repeat");
        node->parts.push_back(std::move(atom));
        return node;
    }

    void counts(PatternNode& node)
    {
        node.least = count();
        node.most = node.least;
        if (take(U',')) node.most = peek() == U'}' ? -1 : count();
        if (!take(U'}')) fail("a { needs one or two numbers and a }");
        if (node.most >= 0 && node.most < node.least) fail("a repeat ends before it begins");
    }

    int count()
    {
        if (!is_digit(peek())) fail("a { needs one or two numbers and a }");
        int value = 0;
        while (is_digit(peek())) {
            value = value * 10 + static_cast<int>(m_text[m_at++] - U'0');
            if (value > max_pattern_count) fail("a repeat counts at most to 1000");
        }
        return value;
    }

    NodePointer atom(int depth)
    {
        char32_t c = m_text[m_at++];
        switch (c) {
        case U'(': return group(depth);
        case U'[': return set_node(bracketed());
        case U'.': return set_node({{{U'\n', U'\n'}, {U'\r', U'\r'}, {0x2028, 0x2029}}, true});
        case U'\\': return set_node(escaped());
        case U'*': case U'+': case U'?': case U'{': fail("a repeat has nothing before it"); break;
        case U']': case U'}': fail("a ] or } stands alone; write \\] or \\}"); break;
        case U'^': case U'$': fail("^ and $ may stand only at the start and at the end; the whole text is matched"); break;
        default: break;
        }
        return set_node({{{c, c}}, false});
    }

    NodePointer group(int depth)
    {
        if (take(U'?') && !take(U':')) fail("only (?:…) may follow (?");
        auto inside = choice(depth + 1);
        if (!take(U')')) fail("there is a ( without its )");
        return inside;
    }

    Characters escaped()
    {
        if (at_end()) {
            fail("a \\ stands at the end");
            return {};
        }
        char32_t c = m_text[m_at++];
        if (c == U'd') return {{{U'0', U'9'}}, false};
        if (c == U'w') return {{{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}}, false};
        // A browser refuses an escaped hyphen outside brackets.
        if (escapable.find(c) == std::u32string_view::npos || (c == U'-' && !m_in_brackets))
            fail("after \\ only d, w or a sign of the pattern itself may stand");
        return {{{c, c}}, false};
    }

    Characters bracketed()
    {
        m_in_brackets = true;
        Characters set;
        set.negated = take(U'^');
        while (!at_end() && peek() != U']') {
            auto first = bracketed_item();
            bool is_range = peek() == U'-' && m_at + 1 < m_text.size() && m_text[m_at + 1] != U']';
            if (is_range) {
                ++m_at;
                auto last = bracketed_item();
                if (!is_single(first) || !is_single(last)) fail("a range in [ ] needs one character on either side");
                else first.ranges = {{first.ranges[0].first, last.ranges[0].first}};
                if (!first.ranges.empty() && first.ranges[0].second < first.ranges[0].first) fail("a range in [ ] ends before it begins");
            }
            set.ranges.insert(set.ranges.end(), first.ranges.begin(), first.ranges.end());
        }
        m_in_brackets = false;
        if (!take(U']')) fail("there is a [ without its ]");
        if (set.ranges.empty()) fail("[ ] is empty");
        return set;
    }

    Characters bracketed_item()
    {
        char32_t c = m_text[m_at++];
        if (c == U'\\') return escaped();
        if (c == U'[') fail("a [ stands in [ ]; write \\[");
        return {{{c, c}}, false};
    }

    static bool is_single(const Characters& set) { return set.ranges.size() == 1 && set.ranges[0].first == set.ranges[0].second; }

    NodePointer set_node(Characters set)
    {
        m_pattern.m_sets.push_back(std::move(set));
        auto node = std::make_unique<PatternNode>(PatternNode::Kind::set);
        node->set = static_cast<int>(m_pattern.m_sets.size()) - 1;
        return node;
    }

    int add(Pattern::Step step)
    {
        // After the fault nothing is added: the last step stands for what would have been.
        if (m_pattern.m_steps.size() >= max_pattern_steps) fail("the pattern is too long once its repeats are written out");
        if (m_fault.empty()) m_pattern.m_steps.push_back(step);
        return static_cast<int>(m_pattern.m_steps.size()) - 1;
    }
    int next() const { return static_cast<int>(m_pattern.m_steps.size()); }
    Pattern::Step& step(int i) { return m_pattern.m_steps[static_cast<std::size_t>(i)]; }

    void emit(const PatternNode& node)
    {
        if (!m_fault.empty()) return;
        switch (node.kind) {
        case PatternNode::Kind::set: add({Pattern::Op::characters, node.set}); break;
        case PatternNode::Kind::sequence:
            for (const auto& part : node.parts) emit(*part);
            break;
        case PatternNode::Kind::choice: emit_choice(node); break;
        case PatternNode::Kind::repeat: emit_repeat(node); break;
        }
    }

    void emit_choice(const PatternNode& node)
    {
        std::vector<int> jumps;
        for (std::size_t i = 0; i + 1 < node.parts.size(); ++i) {
            int split = add({Pattern::Op::split});
            step(split).a = next();
            emit(*node.parts[i]);
            jumps.push_back(add({Pattern::Op::jump}));
            step(split).b = next();
        }
        emit(*node.parts.back());
        for (int jump : jumps) step(jump).a = next();
    }

    void emit_repeat(const PatternNode& node)
    {
        // Even an empty part costs a step, so that no repeat of nothing runs on for ever.
        for (int i = 0; i < node.least && m_fault.empty(); ++i) emit_counted(*node.parts[0]);
        if (node.most < 0) {
            int split = add({Pattern::Op::split});
            step(split).a = next();
            emit(*node.parts[0]);
            add({Pattern::Op::jump, split});
            step(split).b = next();
            return;
        }
        std::vector<int> splits;
        for (int i = node.least; i < node.most && m_fault.empty(); ++i) {
            splits.push_back(add({Pattern::Op::split}));
            step(splits.back()).a = next();
            emit(*node.parts[0]);
        }
        for (int split : splits) step(split).b = next();
    }

    void emit_counted(const PatternNode& part)
    {
        int before = next();
        emit(part);
        if (next() == before) step(add({Pattern::Op::jump})).a = next();
    }

    std::vector<char32_t> m_text;
    std::size_t m_at = 0;
    bool m_in_brackets = false;
    std::string m_fault;
    Pattern m_pattern;
};

std::optional<Pattern> Pattern::compile(std::string_view text, std::string& fault)
{
    PatternCompiler compiler(text);
    auto pattern = compiler.compile();
    fault = compiler.fault();
    return pattern;
}

namespace {

// The steps that are reached without reading a further character: each is entered once a character.
class StepSet {
public:
    explicit StepSet(std::size_t size) : m_seen(size, 0) {}

    void clear()
    {
        ++m_round;
        steps.clear();
    }
    bool enter(int step)
    {
        auto& seen = m_seen[static_cast<std::size_t>(step)];
        if (seen == m_round) return false;
        seen = m_round;
        steps.push_back(step);
        return true;
    }

    std::vector<int> steps;

private:
    std::vector<unsigned> m_seen;
    unsigned m_round = 1;
};

}  // namespace

bool Pattern::matches(std::string_view text) const
{
    std::vector<int> waiting;
    auto reach = [&](StepSet& set, int from) {
        waiting.assign(1, from);
        while (!waiting.empty()) {
            int at = waiting.back();
            waiting.pop_back();
            if (!set.enter(at)) continue;
            const auto& step = m_steps[static_cast<std::size_t>(at)];
            if (step.op == Op::jump || step.op == Op::split) waiting.push_back(step.a);
            if (step.op == Op::split) waiting.push_back(step.b);
        }
    };
    StepSet now(m_steps.size()), then(m_steps.size());
    reach(now, 0);
    for (char32_t c : code_points_of(text)) {
        then.clear();
        for (int at : now.steps) {
            const auto& step = m_steps[static_cast<std::size_t>(at)];
            if (step.op == Op::characters && m_sets[static_cast<std::size_t>(step.a)].contains(c)) reach(then, at + 1);
        }
        std::swap(now, then);
        if (now.steps.empty()) return false;
    }
    return std::any_of(now.steps.begin(), now.steps.end(), [&](int at) { return m_steps[static_cast<std::size_t>(at)].op == Op::match; });
}

}  // namespace motcua::forms
