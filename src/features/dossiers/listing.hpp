#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/dossiers/dossiers.hpp"
#include "features/dossiers/state.hpp"

// Pages of dossiers. What the officer may not see is not in the query's answer; nothing is filtered afterwards.
namespace motcua::dossiers {

enum class Box {
    inbox,         // Open tasks of the officer's roles that nobody else has taken, what becomes late first
    mine,          // Open tasks that the officer has taken
    coordination,  // Open tasks that found no agency
    all,           // Dossiers of the officer's agencies, newest first; with `q`, what matches it
};
BOOST_DESCRIBE_ENUM(Box, inbox, mine, coordination, all)

struct ListQuestion {
    Box box = Box::inbox;
    std::string q;                               // Code, personal number, phone or name, with or without diacritics
    std::optional<State> state;
    std::optional<std::string> procedure;
    std::optional<std::string> work;             // Of the inbox: only tasks that need this permission
    bool late = false;
    int limit = 50;                              // 1…200
    std::string after;                           // `next` of the page before
};

struct ListRow {
    DossierId id;
    std::string code;
    std::int64_t version = 0;
    std::string procedure_id;
    int procedure_version = 0;
    std::string workflow;
    int workflow_version = 0;
    std::string applicant_name;
    State state = State::registered;
    Instant submitted_at{};
    std::optional<Instant> received_at;
    std::optional<Instant> due_at;
    std::optional<Instant> extended_from;
    bool provisional = false;
    std::optional<Instant> finished_at;
    std::optional<Timeliness> timeliness;
    AgencyId deciding_agency_id;
    // Of the task, in the boxes of tasks; elsewhere of the dossier's own open task.
    std::optional<std::int64_t> task_number;
    std::optional<TaskKind> task_kind;
    std::optional<int> task_position;
    std::optional<AgencyId> task_agency_id;
    std::optional<OfficerId> task_officer_id;
    std::optional<Instant> task_due_at;
    std::int64_t sort_at = 0;
};
BOOST_DESCRIBE_STRUCT(ListRow, (), (id, code, version, procedure_id, procedure_version, workflow, workflow_version, applicant_name, state,
    submitted_at, received_at, due_at, extended_from, provisional, finished_at, timeliness, deciding_agency_id, task_number, task_kind,
    task_position, task_agency_id, task_officer_id, task_due_at, sort_at))

struct ListPage {
    std::vector<ListRow> rows;
    std::optional<std::string> next;
};
// Refusal after/bad_cursor for a `next` that is none.
ListPage list(const Services&, const Actor&, const ListQuestion&);

struct WorkCounts {
    std::string work;                            // The permission that the tasks need
    std::int64_t open = 0;
    std::int64_t late = 0;
    std::int64_t due_today = 0;
};
BOOST_DESCRIBE_STRUCT(WorkCounts, (), (work, open, late, due_today))
struct InboxCounts {
    std::int64_t open = 0;
    std::int64_t late = 0;
    std::int64_t due_today = 0;
    std::vector<WorkCounts> by_work;             // In the order of the permissions; those without open tasks are left out
};
BOOST_DESCRIBE_STRUCT(InboxCounts, (), (open, late, due_today, by_work))
InboxCounts inbox_counts(const Services&, const Actor&);

}  // namespace motcua::dossiers
