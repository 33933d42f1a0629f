#include "features/dossiers/acts.hpp"

#include "features/documents/documents.hpp"
#include "features/dossiers/filing.hpp"

namespace motcua::dossiers {

namespace {

std::vector<AgencyId> agencies_of(const Dossier& d)
{
    std::vector<AgencyId> agencies;
    for (const auto& task : d.tasks) agencies.push_back(task.agency_id);
    return agencies;
}

}  // namespace

Summary act(const Services& services, const Actor& actor, std::string_view code, std::int64_t version, const Decide& decide)
{
    return services.db.write([&](db::Connection& c) {
        Work work(services, c, actor);
        auto stored = work.find(code, version);
        Change change{stored.dossier.code, agencies_of(stored.dossier)};
        decide(work, stored);
        for (auto agency : agencies_of(stored.dossier))
            if (std::find(change.agencies.begin(), change.agencies.end(), agency) == change.agencies.end()) change.agencies.push_back(agency);
        c.after_commit([&services, change = std::move(change)] { services.changed(change); });
        return work.summary(stored);
    });
}

catalogue::Uses uses_of(db::Connection& c, catalogue::EntryKind kind, std::string_view id, int version)
{
    DossierStore store(c);
    return kind == catalogue::EntryKind::workflow ? store.uses_of_workflow(id, version) : store.uses_of_procedure(id, version);
}

void happen(Work& work, StoredDossier& stored, const Event& event)
{
    work.record(stored, {event});
}

void start_clock(Work& work, StoredDossier& stored)
{
    const auto& d = stored.dossier;
    const auto* task = d.main_task();
    if (!d.received_at || d.clock_started_at || !task || task->kind != TaskKind::step || task->taken_at) return;
    Permission permission;
    if (!parse_permission(task->permission, permission) || !work.actor().may(permission, task->agency_id)) return;
    auto taken = dossiers::take(d, work.context(d), task->number);
    if (std::get<Taken>(taken).clock_started_at) happen(work, stored, taken);
}

Summary Dossiers::receive(const Actor& actor, std::string_view code, std::int64_t version)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        happen(work, stored, dossiers::receive(stored.dossier, work.context(stored.dossier)));
        work.issue_receipt(stored);
        work.notify(stored, "received");
    });
}

Summary Dossiers::reject(const Actor& actor, std::string_view code, std::int64_t version, std::string reason, std::string guidance)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        happen(work, stored, dossiers::reject(stored.dossier, work.context(stored.dossier), reason));
        work.issue_rejection(stored, reason, guidance);
        work.notify(stored, "rejected");
    });
}

Summary Dossiers::request_supplement(const Actor& actor, std::string_view code, std::int64_t version, SupplementWish wish)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        start_clock(work, stored);
        auto event = dossiers::request_supplement(stored.dossier, work.context(stored.dossier), wish);
        happen(work, stored, event);
        work.issue_supplement_request(stored, std::get<SupplementRequested>(event));
        work.notify(stored, "supplement_requested");
    });
}

Summary Dossiers::receive_supplement(const Actor& actor, std::string_view code, std::int64_t version, const std::vector<FiledPaper>& papers,
                                     const json::Value* answers)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        auto& d = stored.dossier;
        const auto& procedure = work.procedure(d);
        auto problems = faults_of_papers(papers, procedure, false);
        std::optional<std::string> digest;
        std::string sealed;
        if (answers && !answers->is_null()) {
            auto content = work.content(d);
            const auto* form = procedure.form ? work.catalogue().form_version(*procedure.form, content.form_version.value_or(1)) : nullptr;
            if (!form) problems.push_back({"answers", "no_form"});
            else {
                auto place = [&](std::string_view commune) { return work.catalogue().place(commune); };
                for (auto& problem : forms::check_answers(*form, *answers, day_in_vietnam(work.now()), place))
                    problems.push_back({"answers." + problem.field, problem.code, problem.values});
                content.answers = forms::cleaned_answers(*form, *answers);
                digest = work.seal(content, sealed);
            }
        }
        if (!problems.empty()) throw Refusal(std::move(problems));
        happen(work, stored, supplement(d, work.context(d), to_events(papers), digest));
        if (digest) work.store().add_content(d.id, d.content_version, sealed);
        file_further_papers(work, d.id, papers, procedure);
        work.notify(stored, "supplemented");
    });
}

Summary Dossiers::take(const Actor& actor, std::string_view code, std::int64_t version, std::optional<std::int64_t> task)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        const auto* main = stored.dossier.main_task();
        if (!task && !main) throw Refusal(Reason::conflict, "dossier_finished");
        auto promised = stored.dossier.first_due_at;
        happen(work, stored, dossiers::take(stored.dossier, work.context(stored.dossier), task.value_or(main ? main->number : 0)));
        if (stored.dossier.due_at && promised && *stored.dossier.due_at > *promised) work.notify(stored, "due_date_moved");
    });
}

Summary Dossiers::forward(const Actor& actor, std::string_view code, std::int64_t version, std::optional<std::string> note)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        start_clock(work, stored);
        happen(work, stored, dossiers::forward(stored.dossier, work.context(stored.dossier), note));
    });
}

Summary Dossiers::return_back(const Actor& actor, std::string_view code, std::int64_t version, std::string reason)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        start_clock(work, stored);
        happen(work, stored, dossiers::return_back(stored.dossier, work.context(stored.dossier), reason));
    });
}

Summary Dossiers::recall(const Actor& actor, std::string_view code, std::int64_t version, std::string reason)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        happen(work, stored, dossiers::recall(stored.dossier, work.context(stored.dossier), reason));
    });
}

Summary Dossiers::reassign(const Actor& actor, std::string_view code, std::int64_t version, std::string_view username,
                           std::string_view agency_code, std::string reason)
{
    auto officer = username.empty() ? std::nullopt : m_services.staff.find_officer(username);
    if (!username.empty() && (!officer || !officer->active)) throw bad_field("username", "unknown_officer");
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        std::optional<AgencyId> agency;
        if (!agency_code.empty()) {
            const auto* found = work.directory().find(agency_code);
            if (!found) throw bad_field("agency_code", "unknown_agency");
            agency = found->id;
        }
        if (!agency && !officer) throw bad_field("username", "required");
        const auto* task = stored.dossier.main_task();
        std::optional<OfficerId> to;
        if (officer) {
            auto where = agency.value_or(task ? task->agency_id : AgencyId{});
            if (task && !m_services.staff.may(officer->id, task->permission, where)) throw bad_field("username", "officer_without_role");
            to = officer->id;
        }
        happen(work, stored, dossiers::reassign(stored.dossier, work.context(stored.dossier), task ? task->number : 0, to, agency, reason));
    });
}

Summary Dossiers::consult(const Actor& actor, std::string_view code, std::int64_t version, std::string_view agency_code, std::string subject,
                          int working_days)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        start_clock(work, stored);
        const auto& unit = work.directory().unit_of(stored.dossier.deciding_agency_id);
        const auto* agency = work.directory().find(agency_code);
        if (!agency) agency = work.directory().division_of(unit.unit_code, agency_code);
        if (!agency) throw bad_field("agency_code", "unknown_agency");
        happen(work, stored, dossiers::consult(stored.dossier, work.context(stored.dossier), agency->id, subject, working_days));
    });
}

Summary Dossiers::answer_consultation(const Actor& actor, std::string_view code, std::int64_t version, std::optional<std::int64_t> task,
                                      std::string opinion, bool agrees)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        auto number = task.value_or(0);
        if (!task)
            for (const auto& open : stored.dossier.tasks)
                if (open.kind == TaskKind::consultation && actor.may(Permission::process_dossiers, open.agency_id)) number = open.number;
        happen(work, stored, dossiers::answer_consultation(stored.dossier, work.context(stored.dossier), number, opinion, agrees));
    });
}

Summary Dossiers::request_payment(const Actor& actor, std::string_view code, std::int64_t version, Vnd amount, std::string reason)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        start_clock(work, stored);
        happen(work, stored, dossiers::request_payment(stored.dossier, work.context(stored.dossier), amount, reason));
        work.notify(stored, "payment_requested");
    });
}

Summary Dossiers::confirm_payment(const Actor& actor, std::string_view code, std::int64_t version, Vnd amount, std::string receipt)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        happen(work, stored, dossiers::confirm_payment(stored.dossier, work.context(stored.dossier), amount, receipt));
    });
}

}  // namespace motcua::dossiers
