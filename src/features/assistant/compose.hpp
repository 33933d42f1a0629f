#pragma once

#include "features/assistant/assistant.hpp"
#include "features/assistant/understand.hpp"

namespace motcua::assistant {

// For whom an answer is made.
struct Asker {
    const catalogue::Unit* unit = nullptr;   // The centre that is asked, if it is known
    Day today{};
    Instant now{};
};

// The answer without its conversation. The text holds values of the facts and sentences of the vocabulary, nothing else.
Answer compose(const Understanding&, const Knowledge&, const Asker&);

// Adds what a topic asks of a procedure: a paragraph and its facts.
void add_topic(Answer&, std::string_view topic, const catalogue::Procedure&, const Knowledge&, const Asker&);
// Of an interlinked procedure: what it joins, by name; their own fees and times where the topics ask for them.
void add_parts(Answer&, const catalogue::Procedure&, const std::vector<std::string>& topics, const Knowledge&, const Asker&);
// Hours, hotline, address and the like.
void add_service(Answer&, std::string_view topic, const Knowledge&, const Asker&);

void add_paragraph(std::string& text, std::string_view paragraph);
std::string source_of(const catalogue::Procedure&);

}  // namespace motcua::assistant
