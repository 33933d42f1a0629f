#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "features/assistant/assistant.hpp"
#include "features/assistant/drafts.hpp"
#include "features/assistant/passages.hpp"
#include "features/assistant/reminders.hpp"

// What the assistant does for officers: figures in words, quotes with their sources, reminders, drafts.
namespace motcua::assistant {

struct Quote {
    std::string title;
    std::string text;
    std::string source;
    std::string path;                            // Below the citizens' app, or ""
};
BOOST_DESCRIBE_STRUCT(Quote, (), (title, text, source, path))

struct DeskAnswer {
    std::string text;
    std::vector<Fact> facts;                     // Figures, and what a citizen would be told
    std::vector<Quote> quotes;
    std::optional<Reminder> reminder;            // Made by this message
};
BOOST_DESCRIBE_STRUCT(DeskAnswer, (), (text, facts, quotes, reminder))

class Desk {
public:
    explicit Desk(Assistant& assistant)
        : m_assistant(assistant), m_reminders(assistant.services().db, assistant.services().clock, assistant.services().vault)
    {
    }

    // Refusals: text/required; text/no_time for a reminder that names no time.
    DeskAnswer answer(const Actor&, std::string_view text);
    // Refusals: as make_draft.
    PaperDraft draft(const Actor&, const PaperRequest&);
    Reminders& reminders() { return m_reminders; }
    Assistant& assistant() { return m_assistant; }

private:
    std::vector<Fact> figures(const Actor&);
    std::shared_ptr<const PassageIndex> passages();

    Assistant& m_assistant;
    Reminders m_reminders;
    std::mutex m_mutex;                          // Of building the index
    std::shared_ptr<const Knowledge> m_indexed;
    std::shared_ptr<const PassageIndex> m_passages;
};

}  // namespace motcua::assistant
