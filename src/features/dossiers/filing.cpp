#include "features/dossiers/dossiers.hpp"

#include "features/documents/documents.hpp"
#include "features/dossiers/filing.hpp"
#include "features/dossiers/work.hpp"
#include "platform/json/json.hpp"
#include "platform/text/text.hpp"

namespace motcua::dossiers {

namespace {

// The agencies of a new dossier: where it is taken, who decides, who works on it, who hands the result over.
struct Places {
    AgencyId intake, deciding, division, returning;
};

Places places_of(const Filing& filing, const catalogue::Procedure& procedure, const Actor& actor, const staff::Directory& directory)
{
    const auto* own_centre = directory.centre_of(actor.unit_code);
    AgencyId intake = own_centre ? own_centre->id : actor.agency;
    if (!actor.may(Permission::receive_dossiers, intake))
        throw Refusal(Reason::not_allowed, "not_intake_centre");

    auto unit_code = filing.unit_code.value_or(actor.unit_code);
    const auto* unit = directory.find(unit_code);
    if (!unit || unit->kind != staff::AgencyKind::commune) throw bad_field("unit_code", "unknown_unit");
    if (!procedure.any_centre && unit_code != actor.unit_code)
        throw Refusal(Reason::conflict, "only_own_centre", {{"unit", unit->name}});

    const staff::Agency* deciding = procedure.decided_by == "commune" ? unit : directory.division_of(unit_code, procedure.decided_by);
    if (!deciding) deciding = directory.find(procedure.decided_by);
    if (!deciding) deciding = &directory.at(directory.with_ancestors(unit->id).back());  // The city's control office finds an agency.
    const staff::Agency* division = deciding;
    if (procedure.division && deciding == unit)
        if (const auto* found = directory.division_of(unit_code, *procedure.division)) division = found;

    auto returning = intake;
    if (filing.return_unit_code) {
        const auto* centre = directory.centre_of(*filing.return_unit_code);
        if (!centre) throw bad_field("return_unit_code", "unknown_unit");
        returning = centre->id;
    }
    return {intake, deciding->id, division->id, returning};
}

catalogue::FeeQuote quote(const Filing& filing, const catalogue::Procedure& procedure, const catalogue::Snapshot& catalogue,
                          std::string_view unit_code, Day today)
{
    catalogue::FeeQuestion question;
    question.channel = filing.channel;
    if (const auto* unit = catalogue.unit(unit_code)) question.area = unit->area;
    question.on = today;
    question.answers = filing.answers;
    if (filing.fee) {
        for (const auto& choice : filing.fee->chosen) question.chosen[choice.group] = choice.code;
        question.pages = filing.fee->pages.value_or(0);
        question.copies = filing.fee->copies.value_or(1);
        question.exemption = filing.fee->exemption.value_or("");
    }
    return catalogue::quote(procedure, question, "fee.");
}

}  // namespace

void file_papers(Work& work, DossierId id, const std::vector<FiledPaper>& papers, const catalogue::Procedure& procedure, std::int64_t first_number)
{
    for (const auto& paper : papers) {
        const auto* required = required_document(procedure, paper.code);
        auto name = required ? required->name : text::trimmed(text::nfc(paper.name.value_or("")));
        bool digitised = !paper.files.empty();
        PaperRow row{first_number++, paper.code, name, paper.originals, paper.copies, paper.note, digitised, paper.reused.value_or(false), 0,
                     std::nullopt, work.now()};
        std::optional<OfficerId> by;
        if (digitised && work.actor().officer) by = work.actor().officer;
        work.store().add_paper(id, row, by);
        for (const auto& digest : paper.files) {
            auto stored = documents::find(work.db(), digest);
            if (!stored) throw bad_field("documents", "unknown_file");
            work.store().add_file(id, row.number, digest, stored->name, work.now());
        }
    }
}

std::vector<SubmittedPaper> to_events(const std::vector<FiledPaper>& papers)
{
    std::vector<SubmittedPaper> list;
    for (const auto& paper : papers) {
        std::optional<bool> reused;
        if (paper.reused.value_or(false)) reused = true;
        list.push_back({paper.code, paper.originals, paper.copies, paper.files, reused});
    }
    return list;
}

namespace {

const catalogue::Procedure& procedure_on(const catalogue::Snapshot& catalogue, std::string_view id, Day today)
{
    if (const auto* procedure = catalogue.procedure(id, today)) {
        if (procedure->accepted_at_centre) return *procedure;
        throw Refusal(Reason::conflict, "not_taken_here", {{"where", procedure->receiving}});
    }
    if (catalogue.procedure_version(id, 1)) throw Refusal(Reason::conflict, "procedure_not_in_force");
    throw bad_field("procedure", "unknown_procedure");
}

Dossier new_dossier(const Filing& filing, const catalogue::Procedure& procedure, const catalogue::Workflow& workflow, const Places& places)
{
    Dossier d;
    d.procedure_id = procedure.id;
    d.procedure_version = procedure.version;
    d.workflow = workflow.code;
    d.workflow_version = workflow.version;
    d.channel = filing.channel;
    d.intake_agency_id = places.intake;
    d.deciding_agency_id = places.deciding;
    d.division_agency_id = places.division;
    d.return_agency_id = places.returning;
    d.return_method = filing.return_method;
    d.pause_policy = procedure.pause_policy;
    if (const auto* limit = catalogue::limit_for(procedure, filing.answers)) {
        d.limit_unit = limit->limit.unit;
        d.limit_hundredths = limit->limit.hundredths;
    }
    return d;
}

Filed filed_event(const Dossier& d, const Filing& filing, std::string digest, const Actor& actor, bool collected)
{
    Filed e{d.code, d.procedure_id, d.procedure_version, d.workflow, d.workflow_version, d.channel, d.intake_agency_id.number,
            d.deciding_agency_id.number, d.division_agency_id.number, d.return_agency_id.number, d.return_method, d.limit_unit,
            d.limit_hundredths, d.pause_policy, d.fee_vnd, collected, to_events(filing.documents), std::move(digest), filing.assisted, {}};
    std::optional<std::int64_t> officer;
    if (actor.officer) officer = actor.officer.number;
    e.tasks.open.push_back({TaskKind::accept, -1, d.intake_agency_id.number, std::string(name_of(Permission::receive_dossiers)), std::nullopt,
                            officer, std::nullopt, std::nullopt});
    return e;
}

}  // namespace

Summary Dossiers::file(const Actor& actor, const Filing& wanted)
{
    auto catalogue = m_services.catalogue.now();
    auto today = day_in_vietnam(m_services.clock.now());
    const auto& procedure = procedure_on(*catalogue, wanted.procedure, today);
    auto filing = cleaned(wanted);
    if (auto problems = faults_of(filing, procedure, *catalogue, today); !problems.empty()) throw Refusal(std::move(problems));
    const auto* workflow = catalogue->workflow(procedure.workflow);
    const auto* form = procedure.form ? catalogue->form(*procedure.form) : nullptr;
    if (form) filing.answers = forms::cleaned_answers(*form, filing.answers);  // After the check, which names what does not fit.

    return m_services.db.write([&](db::Connection& c) {
        Work work(m_services, c, actor);
        StoredDossier stored;
        auto& d = stored.dossier;
        d = new_dossier(filing, procedure, *workflow, places_of(filing, procedure, actor, work.directory()));
        const auto& deciding_unit = work.directory().unit_of(d.deciding_agency_id);
        auto day = day_in_vietnam(work.now());
        auto fee = quote(filing, procedure, *catalogue, deciding_unit.unit_code, day);
        if (filing.decision == Decision::receive && !fee.open_groups.empty())
            throw bad_field("fee.chosen", "fee_choice_needed", {{"group", fee.open_groups.front()}});
        d.fee_vnd = fee.total;
        d.submitted_at = work.now();

        stored.applicant_id = m_services.people.remember(c, filing.applicant, work.now());
        stored.applicant_name = filing.applicant.full_name;
        stored.applicant_phone = filing.applicant.phone;
        Content content{filing.applicant, filing.representative, filing.summary, filing.answers, std::nullopt, filing.return_address,
                        filing.dossier_sets.value_or(1)};
        if (form) content.form_version = form->version;
        std::string sealed;
        auto digest = work.seal(content, sealed);

        auto identifier = deciding_unit.identifier.value_or("H24");
        auto first_code = make_dossier_code(identifier, day, 1);
        auto series = first_code.substr(0, first_code.rfind('-'));
        d.code = make_dossier_code(identifier, day, work.store().next_in_series(series));
        bool collected = filing.fee && filing.fee->collected.value_or(false) && d.fee_vnd > Vnd{};
        auto filed = filed_event(d, filing, std::move(digest), actor, collected);

        auto next = d;
        apply(next, filed, work.now());
        std::vector<Event> events{filed};
        if (filing.decision == Decision::receive) events.push_back(dossiers::receive(next, work.context(next)));
        else if (filing.decision == Decision::reject) events.push_back(dossiers::reject(next, work.context(next), *filing.reason));
        else events.push_back(dossiers::request_supplement(next, work.context(next), {filing.items, *filing.reason, filing.guidance, std::nullopt}));
        if (filing.decision == Decision::receive && filing.forward_now.value_or(false)) {
            apply(next, events.back(), work.now());
            events.push_back(dossiers::forward(next, work.context(next), std::nullopt));
        }
        work.record(stored, events);
        work.store().add_content(d.id, 1, sealed);
        file_papers(work, d.id, filing.documents, procedure, 1);
        if (filing.decision == Decision::receive) work.issue_receipt(stored);
        else if (filing.decision == Decision::reject) work.issue_rejection(stored, *filing.reason, filing.guidance.value_or(""));
        else work.issue_supplement_request(stored, std::get<SupplementRequested>(events[1]));
        if (const auto* task = d.main_task())
            c.after_commit([this, change = Change{d.code, {task->agency_id}}] { m_services.changed(change); });
        auto result = work.summary(stored);
        result.warnings = people::warnings_of(filing.applicant);
        return result;
    });
}

}  // namespace motcua::dossiers
