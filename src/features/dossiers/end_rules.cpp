#include "features/dossiers/conditions.hpp"
#include "features/dossiers/tasks.hpp"

namespace motcua::dossiers {

namespace {

void check(const ResultFacts& result, Day today)
{
    require::text(result.name, "result.name");
    require::text(result.number, "result.number");
    if (result.issued_on > today) throw bad_field("result.issued_on", "too_late");
}

}  // namespace

Event approve(const Dossier& d, const Context& x, Outcome outcome, std::optional<std::string> note)
{
    require::to_approve(d, x);
    if (outcome == Outcome::denied) require::text(note.value_or(""), "note");
    require::optional_text(note, "note");
    const auto& task = *d.main_task();
    Approved event{outcome, std::move(note), d.position + 1, {}};
    event.tasks.close.push_back(closed(task, x.now));
    const auto& next = x.workflow.steps.at(static_cast<std::size_t>(d.position + 1));
    if (next.returns)  // The result must be there before it can be handed over.
        event.tasks.open.push_back({TaskKind::record_result, d.position + 1, d.division_agency_id.number,
                                    std::string(name_of(Permission::process_dossiers)), task.agency_id.number, std::nullopt, d.due_at, std::nullopt});
    else
        event.tasks.open.push_back(step_task(d, x, d.position + 1, task.agency_id));
    return event;
}

Event record_result(const Dossier& d, const Context& x, ResultFacts result)
{
    require::to_record_result(d, x);
    check(result, day_in_vietnam(x.now));
    const auto& task = *d.main_task();
    ResultRecorded event{std::move(result.number), std::move(result.name), result.issued_on, std::move(result.files), result.electronic,
                         timeliness_now(d, x), d.position, {}};
    event.tasks.close.push_back(closed(task, x.now));
    event.tasks.open.push_back(step_task(d, x, d.position, task.agency_id));
    event.tasks.open.back().due_at.reset();
    return event;
}

Event hand_over(const Dossier& d, const Context& x, bool to_representative, std::string checked, std::optional<std::string> note,
    RepresentativeKind kind)
{
    require::to_hand_over(d, x);
    static const std::vector<std::string> ways{"receipt", "identity_card", "authorisation", "post", "online"};
    if (std::find(ways.begin(), ways.end(), checked) == ways.end()) throw bad_field("checked", "unknown_choice");
    bool is_known = checked == "authorisation" || (kind == RepresentativeKind::guardian && checked == "identity_card");
    if (to_representative && !is_known) throw bad_field("checked", "authorisation_needed");
    require::optional_text(note, "note");
    return HandedOver{to_representative, std::move(checked), std::move(note), {all_closed(d, x.now), {}, {}}};
}

Event withdraw(const Dossier& d, const Context& x, std::string reason)
{
    require::to_withdraw(d, x);
    require::text(reason, "reason");
    return Withdrawn{std::move(reason), timeliness_now(d, x), {all_closed(d, x.now), {}, {}}};
}

Event stop(const Dossier& d, const Context& x, std::string reason)
{
    require::to_stop(d, x);
    require::text(reason, "reason");
    return Stopped{std::move(reason), timeliness_now(d, x), {all_closed(d, x.now), {}, {}}};
}

Event extend(const Dossier& d, const Context& x, Instant due_at, std::string reason, std::optional<std::string> legal_basis)
{
    require::to_extend(d, x);
    require::text(reason, "reason");
    if (due_at <= std::max(*d.due_at, x.now)) throw bad_field("due_at", "too_early");
    bool overrides = legal_basis && require::may_at_or_above(x.actor, Permission::override_rules, d.deciding_agency_id, x.directory);
    if (overrides) require::text(*legal_basis, "legal_basis");
    // Once, and at the latest on the working day before the due date (NĐ 61/2018 Đ19.9, re-enacted by provinces).
    if (d.extension_count > 0 && !overrides) throw Refusal(Reason::conflict, "already_extended");
    auto latest = apology_by(*d.due_at, x.clock);
    if (x.now > latest && !overrides) throw Refusal(Reason::conflict, "extension_too_late", {{"latest", short_time(latest)}});
    Extended event{due_at, std::move(reason), overrides ? std::move(legal_basis) : std::nullopt, {}};
    for (const auto& task : d.tasks)
        if (task.kind == TaskKind::step || task.kind == TaskKind::record_result) event.tasks.move.push_back({task.number, due_at});
    return event;
}

Event correct(const Dossier& d, const Context& x, std::string reason, ResultFacts result)
{
    require::to_correct(d, x);
    require::text(reason, "reason");
    check(result, day_in_vietnam(x.now));
    return Corrected{std::move(reason), std::move(result.number), std::move(result.name), result.issued_on, std::move(result.files)};
}

std::vector<Availability> availability(const Dossier& d, const Context& x)
{
    using Check = void (*)(const Dossier&, const Context&);
    static const std::pair<std::string_view, Check> checks[] = {
        {"take", require::to_take}, {"answer-consultation", require::to_answer_consultation},
        {"add-documents", require::to_add_documents}, {"return-documents", require::to_return_documents}, {"receive", require::to_receive}, {"reject", require::to_reject}, {"request-supplement", require::to_request_supplement},
        {"receive-supplement", require::to_supplement}, {"forward", require::to_forward}, {"return-back", require::to_return_back},
        {"recall", require::to_recall}, {"reassign", require::to_reassign}, {"consult", require::to_consult},
        {"request-payment", require::to_request_payment}, {"confirm-payment", require::to_confirm_payment},
        {"approve", require::to_approve}, {"record-result", require::to_record_result}, {"hand-over", require::to_hand_over},
        {"withdraw", require::to_withdraw}, {"stop", require::to_stop}, {"extend", require::to_extend}, {"correct", require::to_correct}};
    std::vector<Availability> list;
    for (const auto& [act, check] : checks) {
        Availability item{std::string(act), true, std::nullopt, {}};
        try {
            check(d, x);
        } catch (const Refusal& refusal) {
            item.allowed = false;
            item.refusal_code = refusal.code;
            item.values = refusal.values;
        }
        list.push_back(std::move(item));
    }
    return list;
}

}  // namespace motcua::dossiers
