#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/assistant/knowledge.hpp"
#include "features/assistant/places.hpp"

namespace motcua::assistant {

// What the conversation was about: the turn before this message.
struct Context {
    std::vector<std::string> procedures;         // Ids
    std::vector<std::string> topics;
    std::string unit_code = {};                  // Of the person who asks; what other units say of themselves is not theirs
};

// What a message means. Nothing in it is the person's own words.
struct Understanding {
    Behavior behavior = Behavior::refuse;
    std::string kind;                            // Of what lies outside: "court", "emergency", "unknown", "empty"
    std::vector<const catalogue::Procedure*> procedures;   // The first is the most likely
    std::vector<std::string> topics;             // The first is the most likely
    std::vector<NamedPlace> places;
    const Guard* guard = nullptr;
    const Outside* outside = nullptr;
    const Service* service = nullptr;
    const Ambiguity* ambiguity = nullptr;
    const Article* article = nullptr;
    bool is_follow_up = false;
    bool is_unknown = false;                     // To be collected for the keeper
};

Understanding understand(std::string_view text, const Knowledge&, const Context&);

}  // namespace motcua::assistant
