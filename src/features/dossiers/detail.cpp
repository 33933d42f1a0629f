#include "features/dossiers/detail.hpp"

#include <charconv>

#include "features/dossiers/views.hpp"
#include "platform/http/problem.hpp"
#include "platform/json/json.hpp"

namespace motcua::dossiers {

namespace {

AgencyName name_of(const staff::Directory& directory, AgencyId id)
{
    const auto* agency = directory.find(id);
    return agency ? AgencyName{agency->code, agency->name} : AgencyName{};
}

std::string task_name(const Task& task, const catalogue::Workflow& workflow)
{
    switch (task.kind) {
    case TaskKind::accept: return "Kiểm tra, tiếp nhận";
    case TaskKind::forward: return "Chuyển hồ sơ đến nơi giải quyết";
    case TaskKind::consultation: return "Cho ý kiến";
    case TaskKind::record_result: return "Ghi kết quả giải quyết";
    case TaskKind::step: break;
    }
    return workflow.steps.at(static_cast<std::size_t>(task.position)).name;
}

std::vector<StepView> steps_of(const Dossier& d, const Context& x)
{
    std::vector<StepView> views;
    auto due = legs(d, x);
    for (std::size_t i = 0; i < x.workflow.steps.size(); ++i) {
        const auto& step = x.workflow.steps[i];
        auto position = static_cast<int>(i);
        StepView view{step.code, step.name, name_of(x.directory, agency_of(step, d, x.directory)).name, position < d.position || is_terminal(d.state),
                      position == d.position && d.is_open(), std::nullopt};
        if (i < due.size()) view.due_at = due[i];
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<TaskView> tasks_of(Work& work, const Dossier& d)
{
    std::vector<TaskView> views;
    for (const auto& task : d.tasks) {
        TaskView view{task.number, task.kind, task_name(task, work.workflow(d)), name_of(work.directory(), task.agency_id), std::nullopt,
                      task.opened_at, task.due_at, task.subject, task.officer_id == work.actor().officer};
        if (task.officer_id) view.officer = work.services().staff.name_of(work.db(), *task.officer_id);
        views.push_back(std::move(view));
    }
    return views;
}

void add_content(Detail& view, Work& work, const Dossier& d, Content content)
{
    view.applicant = content.applicant;
    view.representative = content.representative;
    view.summary = content.summary;
    view.return_address = content.return_address;
    view.fee_exemption = content.fee_exemption;
    view.answers_readable = readable_answers(work, d, content);
    view.answers = std::move(content.answers);
}

Detail view_of(Work& work, const StoredDossier& stored)
{
    const auto& d = stored.dossier;
    auto x = work.context(d);
    auto name = [&](AgencyId id) { return name_of(work.directory(), id); };
    auto content = work.store().content(d.id, d.content_version);
    auto asked_papers = ask_papers(work.store(), d.id);
    auto letters = work.store().letters(d.id);
    auto entries = journal::ask_entries(work.db(), d.id);
    Detail v;
    v.code = d.code;
    v.version = d.version;
    v.state = d.state;
    v.state_name = vietnamese_name(d.state);
    v.national_code = national_code(d.state);
    v.percent = percent_done(d, x.workflow);
    v.procedure = {x.procedure.id, x.procedure.version, x.procedure.name, x.procedure.subject};
    v.channel = d.channel;
    v.intake_agency = name(d.intake_agency_id);
    v.deciding_agency = name(d.deciding_agency_id);
    v.division = name(d.division_agency_id);
    v.return_agency = name(d.return_agency_id);
    v.return_method = d.return_method;
    v.submitted_at = d.submitted_at;
    v.received_at = d.received_at;
    v.clock_started_at = d.clock_started_at;
    v.due_at = d.due_at;
    v.first_due_at = d.first_due_at;
    v.provisional = d.provisional;
    v.extended_from = d.extended_from;
    v.decided_at = d.decided_at;
    v.outcome = d.outcome;
    v.finished_at = d.finished_at;
    v.returned_at = d.returned_at;
    v.timeliness = d.timeliness;
    v.late = is_late(d, work.now());
    v.pauses = d.pauses;
    v.supplement_count = d.supplement_count;
    v.extension_count = d.extension_count;
    v.fee_vnd = d.fee_vnd;
    v.fee_paid_vnd = d.fee_paid_vnd;
    v.fee_paid_at = d.fee_paid_at;
    v.steps = steps_of(d, x);
    v.tasks = tasks_of(work, d);
    for (auto& act : availability(d, x)) {
        std::optional<std::string> refusal;
        if (act.refusal_code) refusal = http::filled_in(work.catalogue().message(*act.refusal_code), act.values);
        v.acts.push_back({std::move(act.act), act.allowed, std::move(act.refusal_code), std::move(refusal)});
    }
    add_content(v, work, d, work.opened(content));
    auto papers = papers_of(asked_papers);
    v.documents = std::move(papers.handed_in);
    v.result_files = std::move(papers.result_files);
    v.letters = letters_of(work, letters);
    for (const auto& entry : entries.all())
        v.timeline.push_back({entry.seq, entry.at, entry.actor, entry.act, describe(event_from(entry.act, entry.body), work.directory())});
    return v;
}

}  // namespace

AskedPapers ask_papers(DossierStore& store, DossierId id)
{
    return {store.papers(id), store.files(id)};
}

Papers papers_of(AskedPapers asked)
{
    Papers papers;
    auto files = asked.files.all();
    auto files_of = [&](std::int64_t number) {
        std::vector<FileView> list;
        for (const auto& f : files)
            if (f.document_number == number) list.push_back({f.digest, f.name, f.size, f.media_type});
        return list;
    };
    for (const auto& p : asked.papers.all())
        papers.handed_in.push_back({p.code, p.name, p.originals, p.copies, p.originals_returned, p.note, p.digitised, p.reused, files_of(p.number)});
    papers.result_files = files_of(0);
    return papers;
}

std::vector<IssuedLetter> letters_of(const Work& work, db::Asked<LetterRow> letters)
{
    std::vector<IssuedLetter> list;
    for (const auto& row : letters.all()) {
        const auto& form = work.catalogue().letter(row.form, day_in_vietnam(row.issued_at));
        letters::Head head;
        head.number = row.series_number;
        head.day = day_in_vietnam(row.issued_at);
        list.push_back({row.number, row.form, form.title, letters::number_text(head, form), row.issued_at});
    }
    return list;
}

std::vector<forms::ReadableAnswer> readable_answers(Work& work, const Dossier& d, const Content& content)
{
    const auto& procedure = work.procedure(d);
    if (!procedure.form || !content.form_version) return {};
    const auto* form = work.catalogue().form_version(*procedure.form, *content.form_version);
    if (!form) return {};
    return forms::readable(*form, content.answers, [&](std::string_view code) { return work.catalogue().place(code); });
}

void record_reading(const Services& services, const Actor& actor, const Read& read, std::string_view purpose)
{
    if (actor.kind != ActorKind::officer || !read.person) return;
    services.db.write([&](db::Connection& c) {
        services.people.record_reading(c, actor, read.person, read.dossier, purpose, services.clock.now());
    });
}

Detail detail(const Services& services, const Actor& actor, std::string_view code)
{
    Read read;
    auto view = services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        auto stored = work.find(code);
        read = {stored.applicant_id, stored.dossier.id};
        return view_of(work, stored);
    });
    record_reading(services, actor, read, "Xem hồ sơ");
    return view;
}

ReadingPage readings(const Services& services, const Actor& actor, std::string_view code, int limit, std::string_view after)
{
    std::int64_t before = 0;
    auto [end, error] = std::from_chars(after.data(), after.data() + after.size(), before);
    if (!after.empty() && (error != std::errc() || end != after.data() + after.size())) throw bad_field("after", "bad_cursor");
    limit = std::clamp(limit, 1, 200);
    return services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        auto rows = services.people.readings(c, work.find(code).applicant_id, before, limit + 1);
        ReadingPage page;
        if (static_cast<int>(rows.size()) > limit) {
            rows.pop_back();
            page.next = std::to_string(rows.back().id);
        }
        for (auto& row : rows) page.items.push_back({row.at, std::move(row.officer), std::move(row.title), std::move(row.purpose)});
        return page;
    });
}

FileRow file_of(const Services& services, const Actor& actor, std::string_view code, std::string_view digest)
{
    Read read;
    auto row = services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        auto stored = work.find(code);
        read = {stored.applicant_id, stored.dossier.id};
        for (auto& file : work.store().files(stored.dossier.id).all())
            if (file.digest == digest) return file;
        throw Refusal(Reason::not_found, "unknown_file");
    });
    record_reading(services, actor, read, "Mở giấy tờ");
    return row;
}

}  // namespace motcua::dossiers
