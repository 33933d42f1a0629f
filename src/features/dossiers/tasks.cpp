#include "features/dossiers/tasks.hpp"

namespace motcua::dossiers {

namespace {

std::optional<Instant> leg_due(const Dossier& d, const Context& x, int position)
{
    auto due = legs(d, x);
    return position >= 0 && position < static_cast<int>(due.size()) ? std::optional(due[static_cast<std::size_t>(position)]) : std::nullopt;
}

}  // namespace

CloseTask closed(const Task& task, Instant now)
{
    std::optional<Timeliness> result;
    if (task.due_at) result = timeliness(now, *task.due_at);
    return {task.number, result};
}

std::vector<CloseTask> all_closed(const Dossier& d, Instant now)
{
    std::vector<CloseTask> list;
    for (const auto& task : d.tasks) list.push_back(closed(task, now));
    return list;
}

OpenTask step_task(const Dossier& d, const Context& x, int position, std::optional<AgencyId> from)
{
    const auto& step = x.workflow.steps.at(static_cast<std::size_t>(position));
    std::optional<std::int64_t> sender;
    if (from) sender = from->number;
    return {TaskKind::step, position, agency_of(step, d, x.directory).number, std::string(name_of(step.permission)), sender, std::nullopt,
            leg_due(d, x, position), std::nullopt};
}

OpenTask forward_task(const Dossier& d, const Context& x)
{
    std::optional<std::int64_t> officer;
    if (x.actor.officer) officer = x.actor.officer.number;
    return {TaskKind::forward, -1, d.intake_agency_id.number, std::string(name_of(Permission::receive_dossiers)), std::nullopt, officer,
            forward_by(x.now, x.intake_clock), std::nullopt};
}

std::vector<MoveTask> moved_tasks(const Dossier& d, const Context& x)
{
    std::vector<MoveTask> moves;
    for (const auto& task : d.tasks)
        if (task.kind == TaskKind::step || task.kind == TaskKind::record_result)
            moves.push_back({task.number, d.due_at ? leg_due(d, x, std::max(task.position, 0)) : std::nullopt});
    return moves;
}

std::vector<MoveTask> paused_tasks(const Dossier& d)
{
    std::vector<MoveTask> moves;
    for (const auto& task : d.tasks)
        if (task.kind != TaskKind::consultation) moves.push_back({task.number, std::nullopt});
    return moves;
}

}  // namespace motcua::dossiers
