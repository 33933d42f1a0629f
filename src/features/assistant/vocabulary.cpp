#include "features/assistant/vocabulary.hpp"

#include <algorithm>
#include <filesystem>

namespace motcua::assistant {

namespace {

std::vector<std::string> files_below(const std::string& folder)
{
    namespace fs = std::filesystem;
    std::vector<std::string> files;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->is_regular_file(error) && at->path().extension() == ".toml") files.push_back(at->path().string());
    std::sort(files.begin(), files.end());
    return files;
}

template <class T>
void append(std::vector<T>& to, std::vector<T>& from)
{
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

void add(VocabularyFile& whole, VocabularyFile& part)
{
    append(whole.quiet, part.quiet);
    append(whole.abbreviations, part.abbreviations);
    append(whole.dialect, part.dialect);
    append(whole.senses, part.senses);
    append(whole.synonyms, part.synonyms);
    append(whole.payouts, part.payouts);
    append(whole.paper_cues, part.paper_cues);
    append(whole.denials, part.denials);
    append(whole.connectors, part.connectors);
    append(whole.turns, part.turns);
    append(whole.circumstances, part.circumstances);
    append(whole.asides, part.asides);
    append(whole.now, part.now);
    append(whole.requests, part.requests);
    append(whole.past, part.past);
    append(whole.acts, part.acts);
    append(whole.classes, part.classes);
    append(whole.topics, part.topics);
    append(whole.procedures, part.procedures);
    append(whole.services, part.services);
    append(whole.outside, part.outside);
    append(whole.guards, part.guards);
    append(whole.ambiguities, part.ambiguities);
    append(whole.replies, part.replies);
    append(whole.communes, part.communes);
    append(whole.articles, part.articles);
    append(whole.library, part.library);
    append(whole.drafts, part.drafts);
}

// Every passage of the library as an article that can be found, quoted and taught.
void add_library(VocabularyFile& whole)
{
    for (const auto& document : whole.library)
        for (std::size_t i = 0; i < document.passages.size(); ++i) {
            const auto& passage = document.passages[i];
            whole.articles.push_back({document.code + "-" + std::to_string(i + 1), document.unit, passage.name, passage.text,
                                      document.source + ", " + passage.at, document.from, document.until, passage.say, passage.topic});
        }
}

}  // namespace

VocabularyFile load_vocabulary(const std::vector<std::string>& folders, std::vector<FileFault>& faults)
{
    VocabularyFile whole;
    for (const auto& folder : folders)
        for (const auto& path : files_below(folder + "/assistant")) {
            std::vector<toml::Fault> found;
            VocabularyFile part;
            auto root = toml::parse_file(path, found);
            if (root && toml::read_into(part, *root, found)) add(whole, part);
            for (auto& fault : found) faults.push_back({path, std::move(fault)});
        }
    add_library(whole);
    return whole;
}

}  // namespace motcua::assistant
