#include "features/assistant/knowledge.hpp"

#include <algorithm>
#include <unordered_map>

namespace motcua::assistant {

namespace {

constexpr double name_trust = 0.9;         // Official names are long and say things that nobody asks for
constexpr double added_trust = 1.05;       // A keeper saw that people say it so

// "Thủ tục cấp … (cấp xã)" → "cấp …": what stands in brackets and the first words tell nothing.
std::string bare_name(std::string name)
{
    for (auto open = name.find('('); open != std::string::npos; open = name.find('(')) {
        auto close = name.find(')', open);
        name.erase(open, close == std::string::npos ? std::string::npos : close - open + 1);
    }
    constexpr std::string_view prefix = "Thủ tục ";
    return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

bool is_shown(const Article& article, Day today)
{
    return (!article.from || *article.from <= today) && (!article.until || today <= *article.until);
}

}  // namespace

Knowledge::Knowledge(std::shared_ptr<const catalogue::Snapshot> snapshot, std::shared_ptr<const VocabularyFile> vocabulary,
                     const std::vector<AddedSaying>& added, const std::vector<Article>& added_articles, Day today)
    : m_snapshot(std::move(snapshot)), m_vocabulary(std::move(vocabulary)), m_today(today), m_reader(*m_vocabulary, m_faults), m_index(m_reader)
{
    for (const auto* list : {&m_vocabulary->articles, &added_articles})
        std::copy_if(list->begin(), list->end(), std::back_inserter(m_articles), [&](const Article& a) { return is_shown(a, today); });
    learn_words();
    index_procedures();
    index_rest(added);
    m_index.finish();
    add_patterns();
}

void Knowledge::learn_words()
{
    auto learn = [this](const std::vector<std::string>& texts) {
        for (const auto& text : texts) m_reader.learn(text);
    };
    for (const auto* procedure : m_snapshot->procedures(m_today)) {
        m_reader.learn(procedure->name);
        m_reader.learn(procedure->short_name);
        learn(procedure->aliases);
    }
    for (const auto& one : m_vocabulary->procedures) learn(one.say);
    for (const auto& one : m_vocabulary->services) learn(one.say);
    for (const auto& one : m_vocabulary->outside) learn(one.say);
    for (const auto& one : m_vocabulary->ambiguities) learn(one.say);
    for (const auto& one : m_vocabulary->topics) learn(one.cues), learn(one.weak_cues);
    for (const auto& one : m_vocabulary->guards) learn(one.cues), learn(one.unless);
    for (const auto& one : m_articles) learn(one.say), m_reader.learn(one.title);
}

void Knowledge::index_procedures()
{
    std::unordered_map<std::string_view, std::vector<const ProcedureSayings*>> sayings;
    for (const auto& one : m_vocabulary->procedures) sayings[one.id].push_back(&one);
    for (const auto* procedure : m_snapshot->procedures(m_today)) {
        const auto number = m_targets.size();
        m_targets.push_back({Target::Kind::procedure, number, procedure});
        m_index.add(number, procedure->short_name);
        m_index.add(number, bare_name(procedure->name), name_trust);
        if (!procedure->code.empty()) m_index.add(number, procedure->code);
        for (const auto& alias : procedure->aliases) m_index.add(number, alias);
        for (const auto* more : sayings[procedure->id])
            for (const auto& say : more->say) m_index.add(number, say);
    }
}

void Knowledge::index_rest(const std::vector<AddedSaying>& added)
{
    std::unordered_map<std::string, std::size_t> by_name;
    for (std::size_t i = 0; i < m_targets.size(); ++i) by_name[m_targets[i].procedure->id] = i;
    auto add_all = [&](Target::Kind kind, const auto& list, auto name) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            by_name.emplace(name(list[i]), m_targets.size());
            for (const auto& say : list[i].say) m_index.add(m_targets.size(), say);
            m_targets.push_back({kind, i, nullptr});
        }
    };
    add_all(Target::Kind::service, m_vocabulary->services, [](const Service& s) { return "service:" + s.topic; });
    add_all(Target::Kind::outside, m_vocabulary->outside, [](const Outside& o) { return "outside:" + o.kind; });
    add_all(Target::Kind::ambiguity, m_vocabulary->ambiguities, [](const Ambiguity&) { return std::string(); });
    for (const auto& article : m_articles) m_index.add(m_targets.size() + static_cast<std::size_t>(&article - m_articles.data()), article.title, name_trust);
    add_all(Target::Kind::article, m_articles, [](const Article& a) { return "article:" + a.code; });
    for (const auto& saying : added)
        if (auto found = by_name.find(saying.target); found != by_name.end()) m_index.add(found->second, saying.text, added_trust);
}

void Knowledge::add_patterns()
{
    auto add = [&](PatternSet& set, const std::vector<std::string>& patterns, std::size_t tag, Strictness strictness = Strictness::usual) {
        for (const auto& pattern : patterns)
            if (auto fault = set.add(pattern, m_reader.classes(), tag, strictness); !fault.empty()) m_faults.push_back("\"" + pattern + "\": " + fault);
    };
    for (std::size_t i = 0; i < m_vocabulary->topics.size(); ++i) {
        const auto& topic = m_vocabulary->topics[i];
        add(topic.code == "unit_lookup" ? m_unit_cues : m_topic_cues, topic.cues, 2 * i);
        add(m_topic_cues, topic.weak_cues, 2 * i + 1);
    }
    for (std::size_t i = 0; i < m_vocabulary->guards.size(); ++i) {
        add(m_guard_cues, m_vocabulary->guards[i].cues, i, m_vocabulary->guards[i].exact ? Strictness::every_word : Strictness::one_word);
        add(m_guard_exceptions, m_vocabulary->guards[i].unless, i);
    }
    add(m_payouts, m_vocabulary->payouts, 0);
    add(m_paper_cues, m_vocabulary->paper_cues, 0);
    add(m_denials, m_vocabulary->denials, 0);
    add(m_connectors, m_vocabulary->connectors, 0);
    add(m_turns, m_vocabulary->turns, 0);
    add(m_circumstances, m_vocabulary->circumstances, 0);
    add(m_asides, m_vocabulary->asides, 0);
    add(m_now, m_vocabulary->now, 0);
    add(m_requests, m_vocabulary->requests, 0);
    add(m_past, m_vocabulary->past, 0);
    add(m_acts, m_vocabulary->acts, 0);
    add(m_paper_words, {"@vật"}, 0);
    for (const auto& one : m_vocabulary->procedures)
        if (!one.parts.empty()) m_parts[one.id] = one.parts;
}

const std::vector<std::string>& Knowledge::parts(const catalogue::Procedure& procedure) const
{
    static const std::vector<std::string> none;
    auto found = m_parts.find(procedure.id);
    return found == m_parts.end() ? none : found->second;
}

std::string_view Knowledge::reply(std::string_view code) const
{
    // The last file's sentence goes before those of the files under it.
    for (auto at = m_vocabulary->replies.rbegin(); at != m_vocabulary->replies.rend(); ++at)
        if (at->code == code) return at->text;
    return "";
}

const Topic* Knowledge::topic(std::string_view code) const
{
    auto found = std::find_if(m_vocabulary->topics.begin(), m_vocabulary->topics.end(), [&](const Topic& t) { return t.code == code; });
    return found == m_vocabulary->topics.end() ? nullptr : &*found;
}

}  // namespace motcua::assistant
