#include "features/dossiers/work.hpp"

#include "platform/json/json.hpp"

namespace motcua::dossiers {

namespace {

const TaskChanges* changes_of(const Event& event)
{
    return std::visit([](const auto& e) -> const TaskChanges* {
        if constexpr (requires { e.tasks; }) return &e.tasks;
        else return nullptr;
    }, event);
}

}  // namespace

Work::Work(const Services& services, db::Connection& connection, const Actor& actor)
    : m_services(services), m_db(connection), m_store(connection), m_actor(actor), m_catalogue(services.catalogue.now()),
      m_directory(services.staff.directory()), m_now(services.clock.now())
{
}

StoredDossier Work::find(std::string_view code)
{
    return visible(m_store.find(code));
}

StoredDossier Work::find(std::string_view code, std::int64_t version)
{
    auto stored = visible(m_store.find_to_change(code));
    if (stored.dossier.version != version) throw Refusal(Reason::conflict, "dossier_changed");
    return stored;
}

bool Work::may_see(const StoredDossier& stored)
{
    if (m_actor.kind == ActorKind::citizen) return m_actor.person && m_store.is_own(stored.dossier.id, m_actor.person);
    if (m_actor.kind != ActorKind::officer) return true;
    const auto& d = stored.dossier;
    auto city = m_directory->with_ancestors(d.deciding_agency_id).back();
    for (auto agency : {d.intake_agency_id, m_directory->unit_of(d.intake_agency_id).id, d.deciding_agency_id,
                        m_directory->unit_of(d.deciding_agency_id).id, d.division_agency_id, d.return_agency_id, city})
        if (m_actor.may(Permission::read_dossiers, agency)) return true;
    return m_store.has_task_for(d.id, m_actor.officer, m_now);
}

StoredDossier Work::visible(std::optional<StoredDossier> stored)
{
    if (!stored || !may_see(*stored)) throw Refusal(Reason::not_found, "unknown_dossier");
    return std::move(*stored);
}

const catalogue::Procedure& Work::procedure(const Dossier& d) const
{
    if (const auto* found = m_catalogue->procedure_version(d.procedure_id, d.procedure_version)) return *found;
    throw std::runtime_error("procedure version gone: " + d.procedure_id + " v" + std::to_string(d.procedure_version));
}

const catalogue::Workflow& Work::workflow(const Dossier& d) const
{
    if (const auto* found = m_catalogue->workflow_version(d.workflow, d.workflow_version)) return *found;
    throw std::runtime_error("workflow version gone: " + d.workflow + " v" + std::to_string(d.workflow_version));
}

Context Work::context(const Dossier& d) const
{
    return {m_now, m_actor, *m_directory, procedure(d), workflow(d),
            m_catalogue->clock_rules(m_directory->unit_of(d.deciding_agency_id).unit_code),
            m_catalogue->clock_rules(m_directory->unit_of(d.intake_agency_id).unit_code)};
}

void Work::record(StoredDossier& stored, const std::vector<Event>& events)
{
    if (!stored.dossier.id) {
        auto filed = stored;
        for (const auto& event : events) apply(filed.dossier, event, m_now);
        stored.dossier.id = m_store.insert(filed);
    }
    auto before = stored.dossier;
    std::vector<CloseTask> closed_tasks;
    for (const auto& event : events) {
        auto step_before = stored.dossier;
        stored.head = journal::append(m_db, stored.dossier.id, stored.head, m_actor, m_now, act_of(event), body_of(event));
        apply(stored.dossier, event, m_now);
        if (const auto* changes = changes_of(event))
            closed_tasks.insert(closed_tasks.end(), changes->close.begin(), changes->close.end());
        add_handover(stored, step_before, event);
    }
    m_store.update(before, stored, m_now, closed_tasks);
    note_guests(before, stored.dossier);
    m_services.recorded(m_db, {before, events, stored.dossier, m_actor, m_now});
}

// A search by name looks among a unit's own dossiers and those where it is a guest.
void Work::note_guests(const Dossier& before, const Dossier& after)
{
    auto unit = [this](AgencyId agency) { return m_directory->unit_of(agency).id; };
    auto note = [&](AgencyId agency) {
        auto guest = unit(agency);
        if (guest != unit(after.deciding_agency_id) && guest != unit(after.intake_agency_id)) m_store.add_guest(after.id, guest);
    };
    if (before.version == 0) note(after.return_agency_id);
    for (const auto& task : after.tasks) {
        const auto* old = before.task(task.number);
        if (!old || old->agency_id != task.agency_id) note(task.agency_id);
    }
}

// Giao and nhận as rows of their own (Mẫu 06). The number is the journal's, so that both tell the same story.
void Work::add_handover(const StoredDossier& stored, const Dossier& before, const Event& event)
{
    HandoverRow row{stored.head.seq, "given", m_now, std::nullopt, {}, m_actor.name, std::nullopt, std::nullopt};
    if (const auto* taken = std::get_if<Taken>(&event)) {
        row.kind = "taken";
        row.to_agency_id = before.task(taken->task)->agency_id;
        m_store.add_handover(stored.dossier.id, row);
        return;
    }
    const auto* changes = changes_of(event);
    if (!changes || std::holds_alternative<Filed>(event) || std::holds_alternative<Received>(event)) return;
    if (const auto* answered = std::get_if<ConsultationAnswered>(&event)) {
        const auto* task = before.task(changes->close.at(0).number);
        row.from_agency_id = task->agency_id;
        row.to_agency_id = task->from_agency_id.value_or(before.division_agency_id);
        row.timeliness = changes->close[0].timeliness;
        row.note = answered->agrees ? "Có ý kiến: đồng ý" : "Có ý kiến: không đồng ý";
    } else if (!changes->open.empty()) {
        const auto* main = before.main_task();
        if (main) row.from_agency_id = main->agency_id;
        row.to_agency_id = {changes->open[0].agency};
        if (!changes->close.empty()) row.timeliness = changes->close[0].timeliness;
        if (const auto* forwarded = std::get_if<Forwarded>(&event)) row.note = forwarded->back ? "Trả lại: " + forwarded->note.value_or("") : forwarded->note.value_or("");
        if (const auto* recalled = std::get_if<Recalled>(&event)) row.note = "Thu hồi: " + recalled->reason;
        if (const auto* asked = std::get_if<ConsultationAsked>(&event)) row.note = "Lấy ý kiến: " + asked->subject;
        if (row.note && row.note->empty()) row.note.reset();
    } else {
        return;
    }
    m_store.add_handover(stored.dossier.id, row);
}

Content Work::content(const Dossier& d)
{
    return opened(m_store.content(d.id, d.content_version));
}

Content Work::opened(db::Asked<db::Bytes> sealed) const
{
    return json::read<Content>(m_services.vault.open(sealed.one().data, content_purpose));
}

std::string Work::seal(const Content& content, std::string& sealed) const
{
    sealed = m_services.vault.seal(json::write(content), content_purpose);
    return crypto::sha256_hex(sealed);
}

Summary Work::summary(const StoredDossier& stored) const
{
    const auto& d = stored.dossier;
    Summary s{d.code, d.version, d.state, std::string(vietnamese_name(d.state)), d.received_at, d.due_at, d.provisional, is_late(d, m_now),
              std::nullopt, std::nullopt, std::nullopt, d.fee_vnd, m_issued, {}};
    if (const auto* task = d.main_task()) {
        s.holder = m_directory->at(task->agency_id).name;
        if (task->kind == TaskKind::forward) s.forward_by = task->due_at;
        if (task->position >= 0) s.step_name = workflow(d).steps.at(static_cast<std::size_t>(task->position)).name;
    }
    return s;
}

}  // namespace motcua::dossiers
