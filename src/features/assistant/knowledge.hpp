#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "features/assistant/phrase_index.hpp"
#include "features/assistant/reader.hpp"
#include "features/assistant/vocabulary.hpp"
#include "features/catalogue/catalogue.hpp"

namespace motcua::assistant {

// What a phrase stands for.
struct Target {
    enum class Kind { procedure, service, outside, ambiguity, article };
    Kind kind = Kind::procedure;
    std::size_t number = 0;                      // In the list of its kind
    const catalogue::Procedure* procedure = nullptr;
};

// A saying that a keeper added: which procedure, service ("service:fee"…) or article it belongs to.
struct AddedSaying {
    std::string target;                          // "1.001193", "service:opening_hours", "article:<code>"
    std::string text;
};

// Everything an answer is made from, of one day; immutable. Made anew when the catalogue, the vocabulary, the keepers' additions
// or the day change.
class Knowledge {
public:
    Knowledge(std::shared_ptr<const catalogue::Snapshot>, std::shared_ptr<const VocabularyFile>, const std::vector<AddedSaying>&,
              const std::vector<Article>& added_articles, Day today);
    Knowledge(const Knowledge&) = delete;
    Knowledge& operator=(const Knowledge&) = delete;

    const catalogue::Snapshot& snapshot() const { return *m_snapshot; }
    const VocabularyFile& vocabulary() const { return *m_vocabulary; }
    const std::vector<Article>& articles() const { return m_articles; }
    Day today() const { return m_today; }
    const Reader& reader() const { return m_reader; }
    const PhraseIndex& index() const { return m_index; }
    const Target& target(std::size_t number) const { return m_targets[number]; }
    const PatternSet& topic_cues() const { return m_topic_cues; }       // Tag: number of the topic, twice; one more for a weak cue
    const PatternSet& guard_cues() const { return m_guard_cues; }       // Tag: number of the guard
    const PatternSet& guard_exceptions() const { return m_guard_exceptions; }
    const PatternSet& unit_cues() const { return m_unit_cues; }
    const PatternSet& payouts() const { return m_payouts; }
    const PatternSet& paper_cues() const { return m_paper_cues; }
    const PatternSet& denials() const { return m_denials; }
    const PatternSet& connectors() const { return m_connectors; }
    const PatternSet& turns() const { return m_turns; }
    const PatternSet& circumstances() const { return m_circumstances; }
    const PatternSet& asides() const { return m_asides; }
    const PatternSet& now() const { return m_now; }
    const PatternSet& requests() const { return m_requests; }
    const PatternSet& past() const { return m_past; }
    const PatternSet& acts() const { return m_acts; }
    const PatternSet& paper_words() const { return m_paper_words; }
    // Of a procedure that joins others: their ids; empty of any other.
    const std::vector<std::string>& parts(const catalogue::Procedure&) const;
    // "" when there is none.
    std::string_view reply(std::string_view code) const;
    const Topic* topic(std::string_view code) const;
    // What the people who wrote the files did wrong; such lines are left out.
    const std::vector<std::string>& faults() const { return m_faults; }

private:
    void learn_words();
    void index_procedures();
    void index_rest(const std::vector<AddedSaying>&);
    void add_patterns();

    std::shared_ptr<const catalogue::Snapshot> m_snapshot;
    std::shared_ptr<const VocabularyFile> m_vocabulary;
    std::vector<std::string> m_faults;
    std::vector<Article> m_articles;
    Day m_today;
    Reader m_reader;
    PhraseIndex m_index;
    std::vector<Target> m_targets;
    PatternSet m_topic_cues, m_guard_cues, m_guard_exceptions, m_unit_cues, m_payouts, m_paper_cues, m_denials, m_connectors, m_turns, m_circumstances, m_asides, m_now, m_requests, m_past, m_acts, m_paper_words;
    std::map<std::string, std::vector<std::string>, std::less<>> m_parts;   // By the id of what joins them
};

}  // namespace motcua::assistant
