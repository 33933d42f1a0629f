#include "features/dossiers/conditions.hpp"
#include "features/dossiers/tasks.hpp"

namespace motcua::dossiers {

namespace {

// The dossier as it will be when the pause that is open ends now.
struct Resumed {
    std::optional<Instant> due_at;
    bool provisional = false;
    std::vector<MoveTask> moves;
};
Resumed resume(const Dossier& d, const Context& x)
{
    Resumed result;
    if (!d.received_at) return result;
    auto after = d;
    if (after.is_paused()) after.pauses.back().to = x.now;
    // One that the competent agency has not taken yet is expected there as one received now is.
    if (auto due = reckon(after, d.clock_started_at ? *d.clock_started_at : forward_by(x.now, x.intake_clock), x)) {
        after.due_at = result.due_at = due->due_at;
        result.provisional = !d.clock_started_at || due->provisional;
    }
    result.moves = moved_tasks(after, x);
    for (const auto& task : d.tasks)
        if (task.kind == TaskKind::forward) result.moves.push_back({task.number, forward_by(x.now, x.intake_clock)});
    return result;
}

bool at_centre(const Dossier& d, const staff::Directory& directory, AgencyId agency)
{
    return directory.unit_of(agency).id == directory.unit_of(d.deciding_agency_id).id;
}

}  // namespace

Event receive(const Dossier& d, const Context& x)
{
    require::to_receive(d, x);
    Received event;
    bool here = at_centre(d, x.directory, d.intake_agency_id) || !x.procedure.starts_when_competent_receives;
    auto start = here ? clock_start(x.now, x.clock) : forward_by(x.now, x.intake_clock);
    auto due = reckon(d, here ? x.now : start, x);
    if (due) event.due_at = due->due_at;
    event.provisional = !here || (due && due->provisional);
    if (here) event.clock_started_at = start;
    if (const auto* task = d.main_task()) event.tasks.close.push_back(closed(*task, x.now));
    event.tasks.open.push_back(forward_task(d, x));
    return event;
}

Event reject(const Dossier& d, const Context& x, std::string reason)
{
    require::to_reject(d, x);
    require::text(reason, "reason");
    Rejected event{std::move(reason), {}};
    for (const auto& task : d.tasks) event.tasks.close.push_back(closed(task, x.now));
    return event;
}

Event request_supplement(const Dossier& d, const Context& x, SupplementWish wish)
{
    require::to_request_supplement(d, x);
    require::text(wish.reason, "reason");
    require::optional_text(wish.guidance, "guidance");
    if (wish.items.empty()) throw bad_field("items", "required");
    for (std::size_t i = 0; i < wish.items.size(); ++i) require::text(wish.items[i], "items[" + std::to_string(i) + "]");
    if (d.supplement_count > 0) {
        // NĐ 118/2025 Đ17.2a as amended by NĐ 309/2026: once only.
        if (!require::may_at_or_above(x.actor, Permission::override_rules, d.deciding_agency_id, x.directory) &&
            !require::may_at_or_above(x.actor, Permission::override_rules, d.intake_agency_id, x.directory))
            throw Refusal(Reason::conflict, "second_supplement_needs_leader");
        require::text(wish.exception_reason.value_or(""), "exception_reason");
    } else {
        wish.exception_reason.reset();
    }
    SupplementRequested event{std::move(wish.items), std::move(wish.reason), std::move(wish.guidance), !d.received_at,
                              std::move(wish.exception_reason), {}};
    event.tasks.move = paused_tasks(d);
    return event;
}

Event supplement(const Dossier& d, const Context& x, std::vector<SubmittedPaper> papers, std::optional<std::string> content_digest)
{
    require::to_supplement(d, x);
    Supplemented event{std::move(papers), std::move(content_digest), std::nullopt, false, {}};
    auto resumed = resume(d, x);
    event.due_at = resumed.due_at;
    event.provisional = resumed.provisional;
    event.tasks.move = std::move(resumed.moves);
    return event;
}

Event take(const Dossier& d, const Context& x, std::int64_t number)
{
    const auto& task = require::own_task(d, x, number);
    if (task.taken_at && task.officer_id == x.actor.officer) throw Refusal(Reason::conflict, "task_already_taken");
    Taken event{number, x.actor.officer.number, std::nullopt, std::nullopt, false, {}};
    // The clock of a dossier taken elsewhere starts when the competent agency has it (NĐ 118/2025 Đ17.3 as amended).
    if (d.received_at && !d.clock_started_at && task.kind == TaskKind::step && at_centre(d, x.directory, task.agency_id)) {
        auto after = d;
        after.clock_started_at = event.clock_started_at = clock_start(x.now, x.clock);
        if (auto due = reckon(d, x.now, x)) {
            after.due_at = event.due_at = due->due_at;
            event.provisional = due->provisional;
        }
        event.tasks.move = moved_tasks(after, x);
    }
    return event;
}

Event forward(const Dossier& d, const Context& x, std::optional<std::string> note)
{
    require::to_forward(d, x);
    require::optional_text(note, "note");
    const auto& task = *d.main_task();
    Forwarded event{d.position + 1, std::move(note), false, {}};
    event.tasks.close.push_back(closed(task, x.now));
    event.tasks.open.push_back(step_task(d, x, d.position + 1, task.agency_id));
    return event;
}

Event return_back(const Dossier& d, const Context& x, std::string reason)
{
    require::to_return_back(d, x);
    require::text(reason, "reason");
    const auto& task = *d.main_task();
    Forwarded event{d.position - 1, std::move(reason), true, {}};
    event.tasks.close.push_back(closed(task, x.now));
    event.tasks.open.push_back(step_task(d, x, d.position - 1, std::nullopt));  // No sender: it is not to be recalled.
    return event;
}

Event recall(const Dossier& d, const Context& x, std::string reason)
{
    require::to_recall(d, x);
    require::text(reason, "reason");
    const auto& task = *d.main_task();
    auto previous = d.position - 1;
    Recalled event{std::move(reason), previous, {}};
    event.tasks.close.push_back({task.number, std::nullopt});
    if (previous < 0)
        event.tasks.open.push_back(forward_task(d, x));
    else
        event.tasks.open.push_back(step_task(d, x, previous, std::nullopt));
    return event;
}

Event reassign(const Dossier& d, const Context& x, std::int64_t number, std::optional<OfficerId> officer, std::optional<AgencyId> agency,
               std::string reason)
{
    require::to_reassign(d, x);
    require::text(reason, "reason");
    if (!d.task(number)) throw Refusal(Reason::conflict, "task_closed");
    Reassigned event{number, std::nullopt, std::nullopt, std::move(reason)};
    if (officer) event.officer = officer->number;
    if (agency) event.agency = agency->number;
    return event;
}

Event consult(const Dossier& d, const Context& x, AgencyId agency, std::string subject, int working_days)
{
    require::to_consult(d, x);
    require::text(subject, "subject");
    if (working_days < 1 || working_days > 60) throw bad_field("working_days", "out_of_range", {{"min", "1"}, {"max", "60"}});
    if (agency == d.main_task()->agency_id) throw bad_field("agency_code", "own_agency");
    auto due = deadline(x.now, {LimitUnit::working_day, working_days * 100}, PausePolicy::pause, {}, x.clock);
    ConsultationAsked event{subject, {}};
    event.tasks.open.push_back({TaskKind::consultation, d.position, agency.number, std::string(name_of(Permission::process_dossiers)),
                                d.main_task()->agency_id.number, std::nullopt, due ? std::optional(due->due_at) : std::nullopt, subject});
    return event;
}

Event answer_consultation(const Dossier& d, const Context& x, std::int64_t number, std::string opinion, bool agrees)
{
    const auto& task = require::own_task(d, x, number);
    if (task.kind != TaskKind::consultation) throw Refusal(Reason::conflict, "not_a_consultation");
    require::text(opinion, "opinion");
    ConsultationAnswered event{std::move(opinion), agrees, {}};
    event.tasks.close.push_back(closed(task, x.now));
    return event;
}

Event request_payment(const Dossier& d, const Context& x, Vnd amount, std::string reason)
{
    require::to_request_payment(d, x);
    require::text(reason, "reason");
    constexpr Vnd most{1'000'000'000'000};
    if (amount <= Vnd{} || amount > most) throw bad_field("amount_vnd", "out_of_range", {{"min", "1"}, {"max", std::to_string(most.dong)}});
    PaymentRequested event{amount, std::move(reason), {}};
    event.tasks.move = paused_tasks(d);
    return event;
}

Event confirm_payment(const Dossier& d, const Context& x, Vnd amount, std::string receipt)
{
    require::to_confirm_payment(d, x);
    require::text(receipt, "receipt");
    if (amount != d.owed()) throw bad_field("amount_vnd", "amount_differs", {{"amount", to_text(d.owed())}});
    PaymentConfirmed event{amount, std::move(receipt), std::nullopt, false, {}};
    if (d.state != State::awaiting_payment) return event;
    auto resumed = resume(d, x);
    event.due_at = resumed.due_at;
    event.provisional = resumed.provisional;
    event.tasks.move = std::move(resumed.moves);
    return event;
}

Revision revise_due(const Dossier& d, const Context& x, std::string reason)
{
    if (!d.is_open() || !d.received_at || !d.due_at || d.extended_from || d.is_paused()) return {};
    auto start = d.clock_started_at ? *d.clock_started_at : forward_by(*d.received_at, x.intake_clock);
    auto due = reckon(d, start, x);
    if (!due || (due->due_at == *d.due_at && due->provisional == d.provisional)) return {};
    // A promise on a printed slip is not moved without a notice to the citizen; one that was marked provisional may be.
    if (!d.provisional && due->due_at != *d.due_at) return {std::nullopt, true};
    auto after = d;
    after.due_at = due->due_at;
    DueRevised event{due->due_at, !d.clock_started_at || due->provisional, std::move(reason), {}};
    event.tasks.move = moved_tasks(after, x);
    return {event, due->due_at != *d.due_at};
}

}  // namespace motcua::dossiers
