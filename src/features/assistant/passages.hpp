#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "features/catalogue/catalogue.hpp"

namespace motcua::assistant {

// A piece of a document that can be quoted.
struct Passage {
    std::string title;           // Of the document
    std::string text;
    std::string source;
    std::string path;            // Below the citizens' app, or ""
};

struct PassageMatch {
    std::size_t passage = 0;
    double score = 0;
};

// Finds passages by the syllables and pairs of syllables they share with a question (BM25), whatever the marks. Held in memory;
// immutable after finish(). A question takes time by the length of its rarest words' lists, not by the number of passages.
class PassageIndex {
public:
    void add(Passage);
    void finish();

    std::vector<PassageMatch> search(std::string_view question, std::size_t limit) const;
    const Passage& passage(std::size_t number) const { return m_passages[number]; }
    std::size_t size() const { return m_passages.size(); }

private:
    struct Posting {
        std::uint32_t passage;
        float weight;            // Of the term in the passage
    };

    std::vector<Passage> m_passages;
    std::vector<std::uint32_t> m_lengths;
    std::unordered_map<std::string, std::vector<Posting>> m_terms;
    double m_average_length = 1;
};

// What the catalogue says of each procedure, one passage a rule, paper, fee or limit.
void add_passages(PassageIndex&, const catalogue::Snapshot&, Day today);

}  // namespace motcua::assistant
