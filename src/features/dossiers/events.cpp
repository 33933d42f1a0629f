#include "features/dossiers/events.hpp"

#include <stdexcept>

#include "platform/json/json.hpp"

namespace motcua::dossiers {

namespace {

// The acts in the order of the variant: renaming one would make old journals unreadable.
constexpr std::string_view acts[] = {
    "filed", "received", "rejected", "supplement_requested", "supplemented", "forwarded", "taken", "reassigned", "recalled",
    "consultation_asked", "consultation_answered", "payment_requested", "payment_confirmed", "approved", "result_recorded",
    "handed_over", "withdrawn", "stopped", "extended", "corrected", "due_revised", "papers_added", "originals_returned"};
static_assert(std::size(acts) == std::variant_size_v<Event>);

template <std::size_t I = 0>
Event read_event(std::size_t index, std::string_view body)
{
    if constexpr (I < std::variant_size_v<Event>) {
        if (index == I) return json::read<std::variant_alternative_t<I, Event>>(body);
        return read_event<I + 1>(index, body);
    } else {
        throw std::logic_error("no such act");
    }
}

// Applies one event; a class only so that std::visit has overloads.
class Application {
public:
    Application(Dossier& dossier, Instant at) : m_dossier(dossier), m_at(at) {}

    void operator()(const Filed& e)
    {
        m_dossier.code = e.code;
        m_dossier.procedure_id = e.procedure_id;
        m_dossier.procedure_version = e.procedure_version;
        m_dossier.workflow = e.workflow;
        m_dossier.workflow_version = e.workflow_version;
        m_dossier.channel = e.channel;
        m_dossier.intake_agency_id = {e.intake_agency};
        m_dossier.deciding_agency_id = {e.deciding_agency};
        m_dossier.division_agency_id = {e.division_agency};
        m_dossier.return_agency_id = {e.return_agency};
        m_dossier.return_method = e.return_method;
        m_dossier.limit_unit = e.limit_unit;
        m_dossier.limit_hundredths = e.limit_hundredths;
        m_dossier.pause_policy = e.pause_policy;
        m_dossier.fee_vnd = e.fee_vnd;
        if (e.fee_collected) {
            m_dossier.fee_paid_vnd = e.fee_vnd;
            m_dossier.fee_paid_at = m_at;
        }
        m_dossier.submitted_at = m_at;
        m_dossier.state = State::registered;
        change(e.tasks);
    }

    void operator()(const Received& e)
    {
        m_dossier.state = State::received;
        m_dossier.received_at = m_at;
        m_dossier.clock_started_at = e.clock_started_at;
        m_dossier.due_at = e.due_at;
        m_dossier.first_due_at = e.due_at;
        m_dossier.provisional = e.provisional;
        change(e.tasks);
    }

    void operator()(const Rejected& e)
    {
        finish(State::rejected, std::nullopt);
        change(e.tasks);
    }

    void operator()(const SupplementRequested& e)
    {
        m_dossier.state = State::supplementing;
        ++m_dossier.supplement_count;
        pause();
        change(e.tasks);
    }

    void operator()(const Supplemented& e)
    {
        resume(e.due_at, e.provisional);
        m_dossier.state = !m_dossier.received_at ? State::registered : m_dossier.position < 0 ? State::received : State::processing;
        if (e.content_digest) ++m_dossier.content_version;
        change(e.tasks);
    }

    void operator()(const Forwarded& e)
    {
        m_dossier.state = State::processing;
        m_dossier.position = e.position;
        change(e.tasks);
    }

    void operator()(const Taken& e)
    {
        for (auto& task : m_dossier.tasks) {
            if (task.number != e.task) continue;
            task.officer_id = OfficerId{e.officer};
            task.taken_at = m_at;
        }
        if (e.clock_started_at) {
            m_dossier.clock_started_at = e.clock_started_at;
            m_dossier.due_at = e.due_at;
            m_dossier.provisional = e.provisional;
        }
        change(e.tasks);
    }

    void operator()(const Reassigned& e)
    {
        for (auto& task : m_dossier.tasks) {
            if (task.number != e.task) continue;
            task.officer_id.reset();
            if (e.officer) task.officer_id = OfficerId{*e.officer};
            if (e.agency) task.agency_id = {*e.agency};
            task.taken_at.reset();
        }
    }

    void operator()(const Recalled& e)
    {
        m_dossier.position = e.position;
        if (e.position < 0) m_dossier.state = State::received;
        change(e.tasks);
    }

    void operator()(const ConsultationAsked& e) { change(e.tasks); }
    void operator()(const ConsultationAnswered& e) { change(e.tasks); }

    void operator()(const PaymentRequested& e)
    {
        m_dossier.state = State::awaiting_payment;
        m_dossier.fee_vnd = m_dossier.fee_vnd + e.amount_vnd;
        m_dossier.fee_paid_at.reset();
        pause();
        change(e.tasks);
    }

    void operator()(const PaymentConfirmed& e)
    {
        m_dossier.fee_paid_vnd = m_dossier.fee_paid_vnd + e.amount_vnd;
        m_dossier.fee_paid_at = m_at;
        if (m_dossier.state == State::awaiting_payment) {
            resume(e.due_at, e.provisional);
            m_dossier.state = State::processing;
        }
        change(e.tasks);
    }

    void operator()(const Approved& e)
    {
        m_dossier.decided_at = m_at;
        m_dossier.outcome = e.outcome;
        m_dossier.position = e.position;
        change(e.tasks);
    }

    void operator()(const ResultRecorded& e)
    {
        finish(State::resolved, e.timeliness);
        ++m_dossier.result_version;
        m_dossier.position = e.position;
        change(e.tasks);
    }

    void operator()(const HandedOver& e)
    {
        m_dossier.state = State::returned;
        m_dossier.returned_at = m_at;
        change(e.tasks);
    }

    void operator()(const Withdrawn& e)
    {
        finish(State::withdrawn, e.timeliness);
        change(e.tasks);
    }

    void operator()(const Stopped& e)
    {
        finish(State::stopped, e.timeliness);
        change(e.tasks);
    }

    void operator()(const Extended& e)
    {
        if (!m_dossier.extended_from) m_dossier.extended_from = m_dossier.due_at;
        m_dossier.due_at = e.due_at;
        ++m_dossier.extension_count;
        change(e.tasks);
    }

    void operator()(const Corrected&) { ++m_dossier.result_version; }

    void operator()(const DueRevised& e)
    {
        m_dossier.due_at = e.due_at;
        m_dossier.provisional = e.provisional;
        change(e.tasks);
    }

    void operator()(const PapersAdded&) {}
    void operator()(const OriginalsReturned&) {}

private:
    void change(const TaskChanges& changes)
    {
        for (const auto& closed : changes.close)
            std::erase_if(m_dossier.tasks, [&](const Task& task) { return task.number == closed.number; });
        for (const auto& moved : changes.move)
            for (auto& task : m_dossier.tasks)
                if (task.number == moved.number) task.due_at = moved.due_at;
        for (const auto& opened : changes.open) {
            Task task{m_dossier.next_task++, opened.kind, opened.position, {opened.agency}, opened.permission, std::nullopt, std::nullopt,
                      m_at, std::nullopt, opened.due_at, opened.subject};
            if (opened.from_agency) task.from_agency_id = AgencyId{*opened.from_agency};
            if (opened.officer) task.officer_id = OfficerId{*opened.officer};
            m_dossier.tasks.push_back(std::move(task));
        }
    }

    void pause()
    {
        m_dossier.pauses.push_back({m_at, std::nullopt});
        m_dossier.due_at.reset();
    }

    void resume(std::optional<Instant> due_at, bool provisional)
    {
        if (m_dossier.is_paused()) m_dossier.pauses.back().to = m_at;
        m_dossier.due_at = due_at;
        m_dossier.provisional = provisional;
    }

    void finish(State state, std::optional<Timeliness> timeliness)
    {
        if (m_dossier.is_paused()) m_dossier.pauses.back().to = m_at;
        m_dossier.state = state;
        m_dossier.finished_at = m_at;
        m_dossier.timeliness = timeliness;
    }

    Dossier& m_dossier;
    Instant m_at;
};

}  // namespace

std::string_view act_of(const Event& event)
{
    return acts[event.index()];
}

std::string body_of(const Event& event)
{
    return std::visit([](const auto& e) { return json::write(e); }, event);
}

Event event_from(std::string_view act, std::string_view body)
{
    for (std::size_t i = 0; i < std::size(acts); ++i)
        if (acts[i] == act) return read_event(i, body);
    throw std::runtime_error("unknown act: " + std::string(act));
}

void apply(Dossier& dossier, const Event& event, Instant at)
{
    std::visit(Application(dossier, at), event);
    ++dossier.version;
}

}  // namespace motcua::dossiers
