#pragma once

#include <deque>

#include "features/catalogue/files.hpp"

namespace motcua::catalogue {

// One entry of a file that may stand in several folders, and where: field "roles[2]" of its source.
template <class T>
struct Placed {
    T value;
    const Source* source = nullptr;
    std::string field;
};

// One file that is one thing. `sound`: its own shape had no faults, so its content is worth checking.
template <class T>
struct Document {
    Source source;
    T value;
    bool sound = true;
};

struct CalendarYear {
    int year = 0;
    CalendarFile file;
};

template <class T>
struct Rows {
    Source source;
    std::vector<T> rows;
    std::vector<int> lines;
};

// Everything the folders hold, before it is checked and put together. What has faults of its own is here too, so that others
// that name it are not blamed.
struct Collected {
    std::vector<Document<ProcedureFile>> procedures;   // By id, version
    std::vector<Document<forms::Form>> forms;          // By code, version
    std::vector<Document<Workflow>> workflows;         // By code, version
    std::vector<Document<CalendarYear>> calendar;
    std::deque<Source> sources;                        // What the following point to
    std::vector<Placed<Unit>> units;
    std::vector<Placed<DivisionKind>> division_kinds;
    std::vector<Placed<Department>> departments;
    std::vector<Placed<Role>> roles;
    std::vector<Placed<LetterForm>> letters;
    std::vector<Placed<HoursLine>> hours;
    Rows<Predecessor> predecessors;
    Rows<Province> provinces;
    Rows<Commune> communes;
    std::vector<Placed<std::string>> refusal_messages; // field "refusal.<code>"
    std::vector<Placed<std::string>> field_messages;   // field "field.<code>"
    std::vector<Placed<std::string>> notifications;    // field "notification.<code>"
};

Collected collect(const std::vector<std::string>& folders, FaultList&);

void check_procedures(const Collected&, FaultList&);
void check_fees(const Document<ProcedureFile>&, const forms::Form* form, const Collected&, FaultList&);
void check_workflows(const Collected&, FaultList&);
void check_forms(const Collected&, FaultList&);
void check_places(const Collected&, FaultList&);
void check_time(const Collected&, FaultList&);     // Calendar and hours
void check_words(const Collected&, FaultList&);    // Agencies, roles, letters, messages

// The newest version of a code, or nullptr.
template <class T>
const Document<T>* newest(const std::vector<Document<T>>& documents, std::string_view code)
{
    const Document<T>* found = nullptr;
    for (const auto& document : documents)
        if (document.value.code == code && (!found || document.value.version > found->value.version)) found = &document;
    return found;
}

// "HH:MM", 00:00 to 24:00.
std::optional<MinuteOfDay> parse_minute(std::string_view);

}  // namespace motcua::catalogue
