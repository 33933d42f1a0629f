#include "features/dossiers/conditions.hpp"

#include "platform/text/text.hpp"

namespace motcua::dossiers::require {

namespace {

bool may_do(const Actor& actor, const Task& task)
{
    Permission permission;
    return parse_permission(task.permission, permission) && actor.may(permission, task.agency_id);
}

void may_do_or_refuse(const Actor& actor, const Task& task)
{
    if (!may_do(actor, task)) throw Refusal(Reason::not_allowed, "task_not_yours");
    if (task.officer_id && *task.officer_id != actor.officer) throw Refusal(Reason::conflict, "task_taken_by_other");
}

void running(const Dossier& d)
{
    if (d.state == State::supplementing) throw Refusal(Reason::conflict, "waiting_for_supplement");
    if (d.state == State::awaiting_payment) throw Refusal(Reason::conflict, "waiting_for_payment");
    if (!d.is_open()) throw Refusal(Reason::conflict, "dossier_finished");
}

// The steps as they stand: -1 is "before the first".
bool is_step(const Task& task)
{
    return task.kind == TaskKind::step;
}

}  // namespace

void text(const std::string& value, const std::string& field)
{
    if (text::trimmed(value).empty()) throw bad_field(field, "required");
    optional_text(value, field);
}

void optional_text(const std::optional<std::string>& wanted, const std::string& field)
{
    if (!wanted) return;
    const auto& value = *wanted;
    if (text::length(text::trimmed(value)) > 2000) throw bad_field(field, "too_long", {{"max", "2000"}});
    if (text::has_control_characters(value)) throw bad_field(field, "control_characters");
}

const catalogue::Step* current_step(const Dossier& d, const Context& x)
{
    return d.position >= 0 && d.position < static_cast<int>(x.workflow.steps.size()) ? &x.workflow.steps[static_cast<std::size_t>(d.position)]
                                                                                     : nullptr;
}

bool may_at_or_above(const Actor& actor, Permission permission, AgencyId agency, const staff::Directory& directory)
{
    auto chain = directory.with_ancestors(agency);
    return std::any_of(chain.begin(), chain.end(), [&](AgencyId id) { return actor.may(permission, id); });
}

void at_deciding(const Dossier& d, const Context& x, Permission permission)
{
    if (!may_at_or_above(x.actor, permission, d.deciding_agency_id, x.directory)) throw Refusal(Reason::not_allowed, "not_deciding_agency");
}

void at_centre(const Dossier& d, const Context& x)
{
    if (x.actor.kind == ActorKind::citizen) return;
    if (!may_at_or_above(x.actor, Permission::receive_dossiers, d.intake_agency_id, x.directory) &&
        !may_at_or_above(x.actor, Permission::receive_dossiers, d.return_agency_id, x.directory))
        throw Refusal(Reason::not_allowed, "not_intake_centre");
}

void transition(const Dossier& d, State to)
{
    if (may_follow(d.state, to)) return;
    throw Refusal(Reason::conflict, d.is_open() ? "not_in_this_state" : "dossier_finished", {{"state", std::string(vietnamese_name(d.state))}});
}

const Task& own_main_task(const Dossier& d, const Context& x)
{
    const auto* task = d.main_task();
    if (!task) throw Refusal(Reason::conflict, "dossier_finished");
    may_do_or_refuse(x.actor, *task);
    return *task;
}

const Task& own_task(const Dossier& d, const Context& x, std::int64_t number)
{
    const auto* task = d.task(number);
    if (!task) throw Refusal(Reason::conflict, "task_closed");
    may_do_or_refuse(x.actor, *task);
    return *task;
}

void to_take(const Dossier& d, const Context& x)
{
    const auto& task = own_main_task(d, x);
    if (task.taken_at && task.officer_id == x.actor.officer) throw Refusal(Reason::conflict, "task_already_taken");
}

void to_answer_consultation(const Dossier& d, const Context& x)
{
    for (const auto& task : d.tasks)
        if (task.kind == TaskKind::consultation && may_do(x.actor, task)) return may_do_or_refuse(x.actor, task);
    throw Refusal(Reason::conflict, "no_consultation_open");
}

void to_add_documents(const Dossier& d, const Context& x)
{
    if (!d.is_open()) throw Refusal(Reason::conflict, "dossier_finished");
    if (!x.actor.may(Permission::receive_dossiers) && !x.actor.may(Permission::process_dossiers)) throw Refusal(Reason::not_allowed, "not_allowed");
}

void to_return_documents(const Dossier&, const Context& x)
{
    if (!x.actor.may(Permission::hand_over_results) && !x.actor.may(Permission::receive_dossiers)) throw Refusal(Reason::not_allowed, "not_allowed");
}

void to_receive(const Dossier& d, const Context& x)
{
    transition(d, State::received);
    if (d.state == State::supplementing) throw Refusal(Reason::conflict, "waiting_for_supplement");
    own_main_task(d, x);
}

void to_reject(const Dossier& d, const Context& x)
{
    transition(d, State::rejected);
    if (d.received_at) throw Refusal(Reason::conflict, "already_received");
    own_main_task(d, x);
}

void to_request_supplement(const Dossier& d, const Context& x)
{
    transition(d, State::supplementing);
    if (d.decided_at) throw Refusal(Reason::conflict, "already_decided");
    const auto& task = own_main_task(d, x);
    if (is_step(task) && x.workflow.steps[static_cast<std::size_t>(task.position)].returns) throw Refusal(Reason::conflict, "already_decided");
}

void to_supplement(const Dossier& d, const Context& x)
{
    if (d.state != State::supplementing) throw Refusal(Reason::conflict, "no_supplement_awaited");
    at_centre(d, x);
}

void to_forward(const Dossier& d, const Context& x)
{
    running(d);
    if (d.state == State::registered) throw Refusal(Reason::conflict, "not_received_yet");
    const auto& task = own_main_task(d, x);
    if (task.kind == TaskKind::record_result) throw Refusal(Reason::conflict, "result_missing");
    const auto* step = current_step(d, x);
    if (step && step->decides) throw Refusal(Reason::conflict, "step_needs_approval");
    if (step && step->returns) throw Refusal(Reason::conflict, "step_hands_over");
}

void to_return_back(const Dossier& d, const Context& x)
{
    running(d);
    own_main_task(d, x);
    if (d.position < 1 || d.decided_at) throw Refusal(Reason::conflict, "no_step_before");
}

void to_recall(const Dossier& d, const Context& x)
{
    running(d);
    const auto* task = d.main_task();
    if (!task || !is_step(*task) || !task->from_agency_id) throw Refusal(Reason::conflict, "nothing_to_recall");
    if (task->taken_at) throw Refusal(Reason::conflict, "task_already_taken");
    if (d.decided_at) throw Refusal(Reason::conflict, "already_decided");
    bool sender = x.actor.may(Permission::process_dossiers, *task->from_agency_id) ||
                  x.actor.may(Permission::receive_dossiers, *task->from_agency_id) ||
                  x.actor.may(Permission::approve_dossiers, *task->from_agency_id);
    if (!sender) throw Refusal(Reason::not_allowed, "not_the_sender");
}

void to_reassign(const Dossier& d, const Context& x)
{
    const auto* task = d.main_task();
    if (!task) throw Refusal(Reason::conflict, "dossier_finished");
    if (!may_at_or_above(x.actor, Permission::coordinate_dossiers, task->agency_id, x.directory))
        throw Refusal(Reason::not_allowed, "not_coordinator");
}

void to_consult(const Dossier& d, const Context& x)
{
    running(d);
    const auto& task = own_main_task(d, x);
    if (!is_step(task) || d.decided_at) throw Refusal(Reason::conflict, d.decided_at ? "already_decided" : "not_received_yet");
}

void to_request_payment(const Dossier& d, const Context& x)
{
    transition(d, State::awaiting_payment);
    if (d.decided_at) throw Refusal(Reason::conflict, "already_decided");
    own_main_task(d, x);
}

void to_confirm_payment(const Dossier& d, const Context& x)
{
    if (x.actor.kind == ActorKind::citizen) throw Refusal(Reason::not_allowed, "not_allowed");
    if (d.owed() == Vnd{}) throw Refusal(Reason::conflict, "nothing_to_pay");
    if (is_terminal(d.state) && d.state != State::returned) throw Refusal(Reason::conflict, "dossier_finished");
    at_centre(d, x);
}

void to_approve(const Dossier& d, const Context& x)
{
    running(d);
    if (d.decided_at) throw Refusal(Reason::conflict, "already_decided");
    const auto* step = current_step(d, x);
    if (!step || !step->decides) throw Refusal(Reason::conflict, "not_at_approval");
    own_main_task(d, x);
    for (const auto& task : d.tasks)
        if (task.kind == TaskKind::consultation) throw Refusal(Reason::conflict, "consultation_open");
}

void to_record_result(const Dossier& d, const Context& x)
{
    running(d);
    const auto* task = d.main_task();
    if (!d.decided_at || !task || task->kind != TaskKind::record_result) throw Refusal(Reason::conflict, "not_decided_yet");
    own_main_task(d, x);
}

void to_hand_over(const Dossier& d, const Context& x)
{
    if (d.state == State::returned) throw Refusal(Reason::conflict, "already_returned");
    if (d.state != State::resolved) throw Refusal(Reason::conflict, "result_missing");
    own_main_task(d, x);
    if (d.owed() > Vnd{}) throw Refusal(Reason::conflict, "fee_not_paid", {{"amount", to_text(d.owed())}});
}

void to_withdraw(const Dossier& d, const Context& x)
{
    if (d.decided_at) throw Refusal(Reason::conflict, "withdrawal_after_decision");
    transition(d, State::withdrawn);
    at_centre(d, x);
}

void to_stop(const Dossier& d, const Context& x)
{
    if (d.decided_at) throw Refusal(Reason::conflict, "already_decided");
    transition(d, State::stopped);
    at_deciding(d, x, Permission::approve_dossiers);
}

void to_extend(const Dossier& d, const Context& x)
{
    running(d);
    if (!d.received_at || !d.due_at) throw Refusal(Reason::conflict, "no_due_date");
    at_deciding(d, x, Permission::approve_dossiers);
}

void to_correct(const Dossier& d, const Context& x)
{
    if (d.state != State::resolved && d.state != State::returned) throw Refusal(Reason::conflict, "no_result_yet");
    at_deciding(d, x, Permission::approve_dossiers);
}

}  // namespace motcua::dossiers::require
