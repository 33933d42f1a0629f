#include "features/dossiers/own.hpp"

#include <charconv>

#include "features/dossiers/conditions.hpp"
#include "features/dossiers/views.hpp"
#include "platform/http/problem.hpp"

namespace motcua::dossiers {

namespace {

// The result of a dossier is given: at the centre or by post once it was handed over, online once nothing is owed.
bool may_be_collected(const Dossier& d)
{
    return d.state == State::returned || (d.state == State::resolved && d.return_method == ReturnMethod::online && d.owed() == Vnd{});
}

std::optional<WaitsFor> waits_for(const Dossier& d)
{
    switch (d.state) {
    case State::supplementing: return WaitsFor::supplement;
    case State::awaiting_payment: return WaitsFor::payment;
    case State::resolved: return WaitsFor::collection;
    case State::returned:
    case State::rejected: return WaitsFor::rating;
    default: return std::nullopt;
    }
}

struct Standing {
    OwnRole role = OwnRole::applicant;
    std::string mandate;
};

Standing standing_of(Work& work, const StoredDossier& stored)
{
    auto filer = work.store().filer(stored.dossier.id);
    return {stored.applicant_id == work.actor().person ? OwnRole::applicant : OwnRole::filer, filer ? filer->mandate : ""};
}

std::optional<std::string> words(const std::string& text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

OwnRow row_of(Work& work, const StoredDossier& stored)
{
    const auto& d = stored.dossier;
    auto standing = standing_of(work, stored);
    OwnRow row{d.code, work.procedure(d).name, stored.applicant_name, standing.role, words(standing.mandate), d.state,
               std::string(vietnamese_name(d.state)), percent_done(d, work.workflow(d)), d.submitted_at, d.received_at, d.due_at, d.provisional,
               is_late(d, work.now()), std::nullopt, waits_for(d), d.finished_at};
    if (const auto* task = d.main_task()) row.holder = work.directory().at(task->agency_id).name;
    return row;
}

std::vector<ActView> acts_of(Work& work, const Dossier& d)
{
    using Check = void (*)(const Dossier&, const Context&);
    static const std::pair<std::string_view, Check> checks[] = {{"supplement", require::to_supplement}, {"withdraw", require::to_withdraw}};
    std::vector<ActView> acts;
    auto context = work.context(d);
    for (const auto& [act, check] : checks) {
        ActView view{std::string(act), true, std::nullopt, std::nullopt};
        try {
            check(d, context);
        } catch (const Refusal& refusal) {
            view.allowed = false;
            view.refusal_code = refusal.code;
            view.refusal = http::filled_in(work.catalogue().message(refusal.code), refusal.values);
        }
        acts.push_back(std::move(view));
    }
    return acts;
}

// What the journal has beyond the dossier's row: what is asked for, and the result.
void add_from_journal(OwnDetail& view, const Dossier& d, const std::vector<journal::Entry>& entries)
{
    for (const auto& entry : entries) {
        auto event = event_from(entry.act, entry.body);
        if (const auto* asked = std::get_if<SupplementRequested>(&event); asked && d.state == State::supplementing)
            view.supplement = AskedSupplement{asked->items, asked->reason, asked->guidance, entry.at};
        if (const auto* result = std::get_if<ResultRecorded>(&event))
            view.result = OwnResult{result->number, result->name, result->issued_on, d.outcome, {}};
        if (const auto* corrected = std::get_if<Corrected>(&event))
            view.result = OwnResult{corrected->number, corrected->name, corrected->issued_on, d.outcome, {}};
    }
}

void add_papers(OwnDetail& view, const Dossier& d, Papers papers)
{
    for (auto& paper : papers.handed_in) view.documents.push_back({paper.code, paper.name, paper.reused, std::move(paper.files)});
    if (view.result && may_be_collected(d)) view.result->files = std::move(papers.result_files);
}

OwnDetail view_of(Work& work, const StoredDossier& stored)
{
    const auto& d = stored.dossier;
    auto papers = ask_papers(work.store(), d.id);
    auto letters = work.store().letters(d.id);
    auto asked_entries = journal::ask_entries(work.db(), d.id);
    auto content = work.content(d);
    auto entries = asked_entries.all();
    auto standing = standing_of(work, stored);
    auto told = detail_for_applicant(work, stored, entries);
    OwnDetail v;
    v.code = d.code;
    v.version = d.version;
    v.procedure_id = d.procedure_id;
    v.procedure_name = told.procedure_name;
    v.role = standing.role;
    v.mandate_words = words(standing.mandate);
    v.applicant = content.applicant;
    v.representative = content.representative;
    v.state = d.state;
    v.state_name = told.state_name;
    v.percent = told.percent;
    v.submitted_at = d.submitted_at;
    v.received_at = d.received_at;
    v.due_at = d.due_at;
    v.provisional = d.provisional;
    v.late = told.late;
    v.holder = told.holder;
    v.return_method = d.return_method;
    v.return_place = told.return_place;
    v.fee_vnd = d.fee_vnd;
    v.fee_owed_vnd = d.owed();
    v.fee_exemption = content.fee_exemption;
    v.channel = d.channel;
    v.fee_paid = d.fee_paid_at.has_value();
    v.timeline = std::move(told.timeline);
    v.answers_readable = readable_answers(work, d, content);
    v.answers = std::move(content.answers);
    v.letters = letters_of(work, letters);
    v.acts = acts_of(work, d);
    if (const auto* task = d.main_task(); task && task->kind == TaskKind::accept) v.answer_by = task->due_at;
    if (d.due_at && !d.extended_from && d.clock_started_at)
        if (auto due = reckon(d, *d.clock_started_at, work.context(d))) v.due_explanation = std::move(due->explanation);
    add_from_journal(v, d, entries);
    add_papers(v, d, papers_of(papers));
    return v;
}

// The journal names no citizen; the sealed content does. It says by what right.
Actor named(const Services& services, const Actor& actor, std::string_view code)
{
    return services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        auto stored = work.find(code);
        auto filer = work.store().filer(stored.dossier.id);
        auto acting = actor;
        acting.name = filer && filer->person_id != actor.person ? "Chủ hồ sơ" : "Người nộp hồ sơ";
        if (filer && filer->person_id == actor.person && !filer->mandate.empty()) acting.name += " (" + filer->mandate + ")";
        return acting;
    });
}

std::int64_t read_cursor(std::string_view after)
{
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(after.data(), after.data() + after.size(), number);
    if (!after.empty() && (error != std::errc() || end != after.data() + after.size() || number < 0)) throw bad_field("after", "bad_cursor");
    return number;
}

}  // namespace

OwnPage own_dossiers(const Services& services, const Actor& actor, int limit, std::string_view after)
{
    DossierId before{read_cursor(after)};
    limit = std::clamp(limit, 1, 100);
    return services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        auto ids = work.store().own(actor.person, before, limit + 1);
        OwnPage page;
        if (static_cast<int>(ids.size()) > limit) {
            ids.pop_back();
            page.next = std::to_string(ids.back().number);
        }
        for (auto id : ids)
            if (auto stored = work.store().find(id)) page.items.push_back(row_of(work, *stored));
        return page;
    });
}

OwnDetail own_detail(const Services& services, const Actor& actor, std::string_view code)
{
    return services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        return view_of(work, work.find(code));
    });
}

void own_supplement(Dossiers& dossiers, const Actor& actor, std::string_view code, std::int64_t version, const std::vector<FiledPaper>& papers,
                    const json::Value& answers)
{
    if (papers.empty() && answers.is_null()) throw bad_field("documents", "required");
    dossiers.receive_supplement(named(dossiers.services(), actor, code), code, version, papers, &answers);
}

void own_withdrawal(Dossiers& dossiers, const Actor& actor, std::string_view code, std::int64_t version, std::string reason)
{
    dossiers.withdraw(named(dossiers.services(), actor, code), code, version, std::move(reason));
}

std::string own_submission_pdf(const Services& services, const Actor& actor, std::string_view code)
{
    auto note = services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        auto stored = work.find(code);
        if (stored.dossier.channel != catalogue::Channel::online) throw Refusal(Reason::not_found, "unknown_letter");
        auto slip = work.submission_note(stored);
        slip.answer_by = after_working_minutes(stored.dossier.submitted_at, answer_time, work.context(stored.dossier).intake_clock);
        for (const auto& paper : papers_of(ask_papers(work.store(), stored.dossier.id)).handed_in)
            slip.papers.push_back({paper.name, 0, 0, paper.reused ? "dùng dữ liệu Nhà nước đã có" : std::to_string(paper.files.size()) + " tệp"});
        return slip;
    });
    return letters::render(note);
}

FileRow own_file(const Services& services, const Actor& actor, std::string_view code, std::string_view digest)
{
    return services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        auto stored = work.find(code);
        for (auto& file : work.store().files(stored.dossier.id).all())
            if (file.digest == digest && (file.document_number != 0 || may_be_collected(stored.dossier))) return file;
        throw Refusal(Reason::not_found, "unknown_file");
    });
}

Submission submission(const Services& services, const Actor& actor, std::string_view code)
{
    return services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        auto stored = work.find(code);
        const auto& d = stored.dossier;
        auto x = work.context(d);
        auto filer = work.store().filer(d.id);
        Submission s{d.code, d.version, d.state, std::string(vietnamese_name(d.state)), x.procedure.name, d.submitted_at,
                     after_working_minutes(d.submitted_at, answer_time, x.intake_clock), x.directory.at(d.intake_agency_id).name,
                     x.directory.at(d.deciding_agency_id).name, "", d.fee_vnd, words(filer ? filer->mandate : ""),
                     services.lookup_base.empty() ? "" : services.lookup_base + d.code};
        if (d.limit_unit) s.limit_text = catalogue::in_words({*d.limit_unit, d.limit_hundredths});
        return s;
    });
}

OwnDossier own_dossier(db::Connection& c, const Actor& actor, std::string_view code)
{
    DossierStore store(c);
    auto stored = store.find(code);
    if (!stored || !store.is_own(stored->dossier.id, actor.person)) throw Refusal(Reason::not_found, "unknown_dossier");
    return {stored->dossier.id, stored->dossier.state, stored->dossier.intake_agency_id};
}

std::vector<Part> parts_in(db::Connection& c, DossierId id)
{
    std::vector<Part> parts;
    for (const auto& entry : journal::entries(c, id)) {
        if (!entry.officer_id) continue;
        bool at_counter = entry.act == "received" || entry.act == "rejected" || entry.act == "filed" || entry.act == "supplemented";
        Part part{*entry.officer_id, at_counter ? "received" : entry.act == "approved" ? "approved" : entry.act == "handed_over" ? "handed_over" : "processed"};
        bool there = std::any_of(parts.begin(), parts.end(), [&](const Part& p) { return p.officer == part.officer && p.part == part.part; });
        if (!there) parts.push_back(std::move(part));
    }
    return parts;
}

}  // namespace motcua::dossiers
