#include "features/reports/counting.hpp"

namespace motcua::reports {

namespace {

using namespace dossiers;

std::int64_t late_mark(Leg leg)
{
    switch (leg) {
    case Leg::forwarding: return mark::late_forwarding;
    case Leg::processing: return mark::late_processing;
    case Leg::approval: return mark::late_approval;
    case Leg::consultation: return mark::late_consultation;
    case Leg::result: return mark::late_result;
    case Leg::none:
    case Leg::acceptance:
    case Leg::handover: break;
    }
    return 0;
}

std::int64_t marks_of(const std::vector<SubmittedPaper>& papers)
{
    std::int64_t marks = 0;
    for (const auto& paper : papers) {
        bool reused = paper.reused.value_or(false);
        if (paper.originals + paper.copies > 0 || !paper.files.empty() || reused) marks |= mark::papers;
        if (!paper.files.empty() || reused) marks |= mark::digitised;
        if (reused) marks |= mark::reused;
    }
    return marks;
}

std::int64_t marks_of(const Event& event)
{
    return std::visit([](const auto& e) -> std::int64_t {
        using E = std::decay_t<decltype(e)>;
        if constexpr (std::is_same_v<E, Filed> || std::is_same_v<E, Supplemented> || std::is_same_v<E, PapersAdded>) return marks_of(e.papers);
        else if constexpr (std::is_same_v<E, ResultRecorded>) return e.electronic ? mark::electronic_result : 0;
        else if constexpr (std::is_same_v<E, Approved>) return e.outcome == Outcome::denied ? mark::denied : 0;
        else if constexpr (std::is_same_v<E, Extended>) return mark::extended;
        else if constexpr (std::is_same_v<E, Forwarded>) return e.back ? mark::sent_back : 0;
        else return 0;
    }, event);
}

const std::vector<CloseTask>& closed_by(const Event& event)
{
    static const std::vector<CloseTask> none;
    return std::visit([](const auto& e) -> const std::vector<CloseTask>& {
        if constexpr (requires { e.tasks; }) return e.tasks.close;
        else return none;
    }, event);
}

// Walks through the events of one act, since each sees the dossier as the one before has left it.
class Counting {
public:
    Counting(const Recorded& act, Change& change) : m_act(act), m_change(change), m_dossier(act.before) {}

    void count()
    {
        for (const auto& event : m_act.events) {
            auto promised = promise_of(m_dossier);
            auto was_paused = m_dossier.is_open() && m_dossier.is_paused();
            note_closed(event);
            note_officer(event);
            note_payment(event);
            m_change.now.marks |= marks_of(event);
            apply(m_dossier, event, m_act.at);
            note_promise(promised, was_paused);
        }
    }

private:
    void note_promise(const std::optional<Instant>& promised, bool was_paused)
    {
        auto promise = promise_of(m_dossier);
        if (promise != promised) {
            m_change.promise_changed = true;
            m_change.now.late_day.reset();
            if (promise) m_change.now.late_day = std::max(day_number(*promise), m_change.day);
        }
        bool paused = m_dossier.is_open() && m_dossier.is_paused();
        if (paused == was_paused) return;
        m_change.pause_changed = true;
        m_change.now.late_before_pause = paused && promised && *promised < m_act.at;
    }

    void note_closed(const Event& event)
    {
        for (const auto& closed : closed_by(event)) {
            const auto* task = m_dossier.task(closed.number);
            if (!task || closed.timeliness != Timeliness::late) continue;
            auto bit = late_mark(leg_of(*task));
            m_change.now.marks |= bit;
            if (bit != 0 && !m_change.now.late_agency_id) m_change.now.late_agency_id = task->agency_id;
        }
    }

    void note_officer(const Event& event)
    {
        if (!m_act.actor.officer) return;
        if (std::holds_alternative<Received>(event)) m_change.now.received_by = m_act.actor.officer;
        const auto* task = m_dossier.main_task();
        if (!task) return;
        const auto* forwarded = std::get_if<Forwarded>(&event);
        if (forwarded && !forwarded->back && leg_of(*task) == Leg::processing) m_change.now.handled_by = m_act.actor.officer;
        if (std::holds_alternative<Approved>(event)) m_change.handled_alone = m_act.actor.officer;
    }

    void note_payment(const Event& event)
    {
        Vnd paid;
        if (const auto* filed = std::get_if<Filed>(&event); filed && filed->fee_collected) paid = filed->fee_vnd;
        if (const auto* confirmed = std::get_if<PaymentConfirmed>(&event)) paid = confirmed->amount_vnd;
        if (paid > Vnd{}) m_change.payments.push_back({m_dossier.version + 1, m_change.day, paid});
    }

    const Recorded& m_act;
    Change& m_change;
    Dossier m_dossier;
};

std::optional<Timeliness> ending_of(const Dossier& d)
{
    if (d.is_open() || !d.received_at) return std::nullopt;
    return d.timeliness.value_or(Timeliness::on_time);
}

template <class T>
void keep_old(std::optional<T>& value, const std::optional<T>& old)
{
    if (!value) value = old;
}

}  // namespace

Leg leg_of(const Task& task)
{
    switch (task.kind) {
    case TaskKind::accept: return Leg::acceptance;
    case TaskKind::forward: return Leg::forwarding;
    case TaskKind::consultation: return Leg::consultation;
    case TaskKind::record_result: return Leg::result;
    case TaskKind::step: break;
    }
    if (task.permission == name_of(Permission::approve_dossiers)) return Leg::approval;
    return task.permission == name_of(Permission::hand_over_results) ? Leg::handover : Leg::processing;
}

std::optional<Instant> promise_of(const Dossier& d)
{
    if (!d.received_at || !d.is_open() || d.is_paused()) return std::nullopt;
    return d.extended_from ? d.extended_from : d.due_at;
}

Change change_of(const Recorded& act, const staff::Directory& directory)
{
    Change change;
    change.day = day_number(act.at);
    change.is_new = act.before.version == 0;
    auto promised = promise_of(act.before);
    change.was_late = promised && day_number(*promised) < change.day;
    Counting(act, change).count();

    const auto& d = act.after;
    auto& now = change.now;
    now.dossier_id = d.id;
    now.version = d.version;
    now.code = d.code;
    now.unit_id = directory.unit_of(d.deciding_agency_id).id;
    now.division_id = d.division_agency_id;
    now.intake_unit_id = directory.unit_of(d.intake_agency_id).id;
    now.procedure_id = d.procedure_id;
    now.channel = d.channel;
    now.state = d.state;
    now.submitted_day = day_number(d.submitted_at);
    if (d.received_at) now.received_day = day_number(*d.received_at);
    now.due_at = d.extended_from ? d.extended_from : d.due_at;
    if (d.finished_at) now.finished_day = day_number(*d.finished_at);
    now.ending = ending_of(d);
    now.supplements = d.supplement_count;
    if (const auto* task = d.main_task()) {
        now.holder_id = task->agency_id;
        now.held_by = task->officer_id;
        now.leg = leg_of(*task);
    }
    now.fee_vnd = d.fee_vnd;
    for (const auto& payment : change.payments) now.paid_vnd = now.paid_vnd + payment.vnd;
    if (change.is_new) keep_old(now.handled_by, change.handled_alone);
    return change;
}

void apply(Ledger& ledger, const Change& change)
{
    auto old = std::move(ledger.row);
    ledger.row = change.now;
    auto& row = ledger.row;
    ledger.payments.insert(ledger.payments.end(), change.payments.begin(), change.payments.end());
    if (change.is_new) return;
    if (!change.promise_changed) row.late_day = old.late_day;
    else if (old.late_day && *old.late_day < change.day) ledger.late.push_back({*old.late_day, change.day});
    if (!change.pause_changed) row.late_before_pause = old.late_before_pause;
    row.marks |= old.marks;
    row.paid_vnd = row.paid_vnd + old.paid_vnd;
    keep_old(row.due_at, old.due_at);
    keep_old(row.received_by, old.received_by);
    keep_old(row.handled_by, old.handled_by);
    keep_old(row.handled_by, change.handled_alone);
    if (old.late_agency_id) row.late_agency_id = old.late_agency_id;
}

bool is_pending(const Counted& row, DayNumber day)
{
    return row.received_day && *row.received_day <= day && (!row.finished_day || *row.finished_day > day);
}

bool is_late(const Ledger& ledger, DayNumber day)
{
    if (ledger.row.late_day && *ledger.row.late_day <= day) return true;
    return std::any_of(ledger.late.begin(), ledger.late.end(), [day](const Lateness& l) { return l.from_day <= day && day < l.to_day; });
}

}  // namespace motcua::reports
