#include "features/dossiers/dossiers.hpp"

#include "features/documents/documents.hpp"
#include "features/dossiers/filing.hpp"
#include "features/dossiers/own.hpp"
#include "features/dossiers/work.hpp"
#include "platform/json/json.hpp"
#include "platform/text/text.hpp"

namespace motcua::dossiers {

namespace {

// The agencies of a new dossier: where it is taken, who decides, who works on it, who hands the result over.
struct Places {
    AgencyId intake, deciding, division, returning;
};

AgencyId intake_of(const Actor& actor, std::string_view unit_code, const staff::Directory& directory)
{
    bool is_officer = actor.kind == ActorKind::officer;
    const auto* centre = directory.centre_of(is_officer ? actor.unit_code : unit_code);
    if (!is_officer) {  // From afar it goes to whom it concerns.
        if (!centre) throw bad_field("unit_code", "unknown_unit");
        return centre->id;
    }
    auto intake = centre ? centre->id : actor.agency;
    if (!actor.may(Permission::receive_dossiers, intake))
        throw Refusal(Reason::not_allowed, "not_intake_centre");
    return intake;
}

Places places_of(const Filing& filing, const catalogue::Procedure& procedure, const Actor& actor, const staff::Directory& directory)
{
    auto unit_code = filing.unit_code.value_or(actor.unit_code);
    auto intake = intake_of(actor, unit_code, directory);
    const auto* unit = directory.find(unit_code);
    if (!unit || unit->kind != staff::AgencyKind::commune) throw bad_field("unit_code", "unknown_unit");
    if (!procedure.any_centre && actor.kind == ActorKind::officer && unit_code != actor.unit_code)
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

void file_further_papers(Work& work, DossierId id, const std::vector<FiledPaper>& papers, const catalogue::Procedure& procedure)
{
    auto there = work.store().papers(id).all();
    file_papers(work, id, papers, procedure, there.empty() ? 1 : there.back().number + 1);
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

Filed filed_event(const Dossier& d, const Filing& filing, const Origin& origin, std::string digest, const Work& work)
{
    const auto& actor = work.actor();
    bool collected = filing.fee && filing.fee->collected.value_or(false) && d.fee_vnd > Vnd{};
    Filed e{d.code, d.procedure_id, d.procedure_version, d.workflow, d.workflow_version, d.channel, d.intake_agency_id.number,
            d.deciding_agency_id.number, d.division_agency_id.number, d.return_agency_id.number, d.return_method, d.limit_unit,
            d.limit_hundredths, d.pause_policy, d.fee_vnd, collected, to_events(filing.documents), std::move(digest), filing.assisted, origin.typed, std::nullopt, {}};
    if (!origin.mandate.empty()) e.mandate = origin.mandate;
    std::optional<std::int64_t> officer;
    if (actor.officer) officer = actor.officer.number;
    std::optional<Instant> answer_by;
    if (origin.from_afar) answer_by = after_working_minutes(work.now(), answer_time, work.context(d).intake_clock);
    e.tasks.open.push_back({TaskKind::accept, -1, d.intake_agency_id.number, std::string(name_of(Permission::receive_dossiers)), std::nullopt,
                            officer, answer_by, std::nullopt});
    return e;
}

// The row and the sealed content of a new dossier; its code is the next of its agency and day.
struct Prepared {
    StoredDossier stored;
    std::string sealed;
    std::string digest;
};

Prepared prepare(Work& work, const Filing& filing, const catalogue::Procedure& procedure, const catalogue::Workflow& workflow)
{
    Prepared p;
    auto& d = p.stored.dossier;
    d = new_dossier(filing, procedure, workflow, places_of(filing, procedure, work.actor(), work.directory()));
    const auto& deciding_unit = work.directory().unit_of(d.deciding_agency_id);
    auto day = day_in_vietnam(work.now());
    auto fee = quote(filing, procedure, work.catalogue(), deciding_unit.unit_code, day);
    if (filing.decision == Decision::receive && !fee.open_groups.empty())
        throw bad_field("fee.chosen", "fee_choice_needed", {{"group", fee.open_groups.front()}});
    d.fee_vnd = fee.total;
    d.submitted_at = work.now();

    p.stored.applicant_name = filing.applicant.full_name;
    p.stored.applicant_phone = filing.applicant.phone;
    Content content{filing.applicant, filing.representative, filing.summary, filing.answers, std::nullopt, filing.return_address,
                    filing.dossier_sets.value_or(1)};
    if (filing.fee && !filing.fee->exemption.value_or("").empty()) content.fee_exemption = filing.fee->exemption;
    if (procedure.form)
        if (const auto* form = work.catalogue().form(*procedure.form)) content.form_version = form->version;
    p.digest = work.seal(content, p.sealed);

    auto applicant = work.services().people.remember(work.db(), filing.applicant, work.now());
    auto identifier = deciding_unit.identifier.value_or("H24");
    auto first_code = make_dossier_code(identifier, day, 1);
    auto series = first_code.substr(0, first_code.rfind('-'));
    auto number = work.store().next_in_series(series);
    p.stored.applicant_id = applicant.one();
    d.code = make_dossier_code(identifier, day, number.one());
    return p;
}

// What becomes of it at once; nothing when it waits for the centre.
void add_decision(std::vector<Event>& events, const Work& work, Dossier next, const Filing& filing)
{
    apply(next, events.back(), work.now());
    auto context = work.context(next);
    if (filing.decision == Decision::receive) events.push_back(dossiers::receive(next, context));
    else if (filing.decision == Decision::reject) events.push_back(dossiers::reject(next, context, *filing.reason));
    else events.push_back(dossiers::request_supplement(next, context, {filing.items, *filing.reason, filing.guidance, std::nullopt}));
    if (filing.decision == Decision::receive && filing.forward_now.value_or(false)) {
        apply(next, events.back(), work.now());
        events.push_back(dossiers::forward(next, work.context(next), std::nullopt));
    }
}

void issue_slips(Work& work, const StoredDossier& stored, const Filing& filing, const std::vector<Event>& events)
{
    if (filing.decision == Decision::receive) work.issue_receipt(stored);
    else if (filing.decision == Decision::reject) work.issue_rejection(stored, *filing.reason, filing.guidance.value_or(""));
    else work.issue_supplement_request(stored, std::get<SupplementRequested>(events[1]));
}

}  // namespace

Summary Dossiers::file(const Actor& actor, const Filing& wanted, const Origin& origin)
{
    auto catalogue = m_services.catalogue.now();
    auto today = day_in_vietnam(m_services.clock.now());
    const auto& procedure = procedure_on(*catalogue, wanted.procedure, today);
    auto filing = cleaned(wanted);
    if (auto problems = faults_of(filing, procedure, *catalogue, today); !problems.empty()) throw Refusal(std::move(problems));
    const auto* workflow = catalogue->workflow(procedure.workflow);
    if (procedure.form)  // After the check, which names what does not fit.
        if (const auto* form = catalogue->form(*procedure.form)) filing.answers = forms::cleaned_answers(*form, filing.answers);

    return m_services.db.write([&](db::Connection& c) {
        Work work(m_services, c, actor);
        auto [stored, sealed, digest] = prepare(work, filing, procedure, *workflow);
        auto& d = stored.dossier;
        std::vector<Event> events{filed_event(d, filing, origin, digest, work)};
        if (!origin.from_afar) add_decision(events, work, d, filing);
        work.record(stored, events);
        work.store().add_content(d.id, 1, sealed);
        file_papers(work, d.id, filing.documents, procedure, 1);
        if (origin.filer) work.store().add_filer(d.id, origin.filer, origin.mandate);
        if (origin.from_afar) work.notify(stored, "submitted");
        else issue_slips(work, stored, filing, events);
        if (const auto* task = d.main_task())
            c.after_commit([this, change = Change{d.code, {task->agency_id}}] { m_services.changed(change); });
        auto result = work.summary(stored);
        result.warnings = people::warnings_of(filing.applicant);
        return result;
    });
}

Preview preview(const Services& services, const Actor& actor, const Filing& wanted)
{
    auto catalogue = services.catalogue.now();
    auto directory = services.staff.directory();
    auto now = services.clock.now();
    auto today = day_in_vietnam(now);
    const auto& procedure = procedure_on(*catalogue, wanted.procedure, today);
    auto filing = cleaned(wanted);
    Preview p{faults_of(filing, procedure, *catalogue, today), {}, {}, "", "", "", std::nullopt};
    const auto* form = procedure.form ? catalogue->form(*procedure.form) : nullptr;
    if (form) p.readable = forms::readable(*form, filing.answers, [&](std::string_view code) { return catalogue->place(code); });
    if (const auto* limit = catalogue::limit_for(procedure, filing.answers)) p.limit_text = catalogue::in_words(limit->limit);
    auto unit_code = filing.unit_code.value_or(actor.unit_code);
    try {
        p.fee = quote(filing, procedure, *catalogue, unit_code, today);
        if (!p.fee->open_groups.empty()) p.problems.push_back({"fee.chosen", "fee_choice_needed", {{"group", p.fee->open_groups.front()}}});
        auto places = places_of(filing, procedure, actor, *directory);
        p.intake_agency = directory->at(places.intake).name;
        p.deciding_agency = directory->at(places.deciding).name;
        p.answer_by = after_working_minutes(now, answer_time, catalogue->clock_rules(directory->unit_of(places.intake).unit_code));
    } catch (const Refusal& refusal) {
        if (refusal.fields.empty()) throw;
        p.problems.insert(p.problems.end(), refusal.fields.begin(), refusal.fields.end());
    }
    return p;
}

}  // namespace motcua::dossiers
