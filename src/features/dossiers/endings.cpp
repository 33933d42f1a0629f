#include "features/documents/documents.hpp"
#include "features/dossiers/acts.hpp"
#include "features/dossiers/conditions.hpp"
#include "features/dossiers/filing.hpp"

// Acts that decide a dossier, end it, or follow its end.
namespace motcua::dossiers {

namespace {

ResultFacts facts_of(Work& work, const ResultInput& input)
{
    for (const auto& digest : input.files)
        if (!documents::find(work.db(), digest)) throw bad_field("result.files", "unknown_file");
    return {input.number, input.name, input.issued_on.value_or(day_in_vietnam(work.now())), input.files, input.electronic.value_or(false)};
}

// The result's files hang on the dossier as papers with number 0.
void keep_files(Work& work, const Dossier& d, const ResultInput& input)
{
    for (const auto& digest : input.files)
        if (auto file = documents::find(work.db(), digest)) work.store().add_file(d.id, 0, digest, file->name, work.now());
}

void record_the_result(Work& work, StoredDossier& stored, const ResultInput& input)
{
    happen(work, stored, record_result(stored.dossier, work.context(stored.dossier), facts_of(work, input)));
    keep_files(work, stored.dossier, input);
    work.notify(stored, "result_ready");
}

Dossiers::CalendarReport revise(const Services& services, db::Connection& c, const Actor& actor, const std::vector<DossierId>& ids,
                                const std::string& reason)
{
    Dossiers::CalendarReport report;
    Work work(services, c, actor);
    for (auto id : ids) {
        auto stored = work.store().find_to_change(id);
        auto revision = revise_due(stored->dossier, work.context(stored->dossier), reason);
        if (revision.event) {
            happen(work, *stored, *revision.event);
            ++report.moved;
            if (revision.needs_notice) work.notify(*stored, "due_date_moved");
        } else if (revision.needs_notice) {
            report.need_notice.push_back(stored->dossier.code);
        }
    }
    return report;
}

}  // namespace

Summary Dossiers::approve(const Actor& actor, std::string_view code, std::int64_t version, Outcome outcome, std::optional<std::string> note,
                          const std::optional<ResultInput>& result)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        start_clock(work, stored);
        auto& d = stored.dossier;
        auto approved = dossiers::approve(d, work.context(d), outcome, note);
        if (!result) return happen(work, stored, approved);
        // The result is issued with the signature: recorded in the same act, in the name of the division.
        auto next = d;
        apply(next, approved, work.now());
        auto as_division = actor;
        as_division.grants.push_back({next.main_task()->agency_id, Permission::process_dossiers});
        auto context = work.context(next);
        Context by_division{context.now, as_division, context.directory, context.procedure, context.workflow, context.clock, context.intake_clock};
        auto recorded = dossiers::record_result(next, by_division, facts_of(work, *result));
        work.record(stored, {approved, recorded});
        keep_files(work, d, *result);
        work.notify(stored, "result_ready");
    });
}

Summary Dossiers::record_result(const Actor& actor, std::string_view code, std::int64_t version, const ResultInput& result)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) { record_the_result(work, stored, result); });
}

Summary Dossiers::hand_over(const Actor& actor, std::string_view code, std::int64_t version, bool to_representative, std::string checked,
                            std::optional<std::string> note)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        auto representative = to_representative ? work.content(stored.dossier).representative : std::nullopt;
        auto kind = representative ? representative->kind.value_or(RepresentativeKind::authorised) : RepresentativeKind::authorised;
        happen(work, stored, dossiers::hand_over(stored.dossier, work.context(stored.dossier), to_representative, checked, note, kind));
        work.notify(stored, "returned");
    });
}

Summary Dossiers::withdraw(const Actor& actor, std::string_view code, std::int64_t version, std::string reason)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        auto before = stored.dossier.state;
        happen(work, stored, dossiers::withdraw(stored.dossier, work.context(stored.dossier), reason));
        work.issue_stop_notice(stored, reason, true, before);
        work.notify(stored, "withdrawn");
    });
}

Summary Dossiers::stop(const Actor& actor, std::string_view code, std::int64_t version, std::string reason)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        auto before = stored.dossier.state;
        happen(work, stored, dossiers::stop(stored.dossier, work.context(stored.dossier), reason));
        work.issue_stop_notice(stored, reason, false, before);
        work.notify(stored, "stopped");
    });
}

Summary Dossiers::extend(const Actor& actor, std::string_view code, std::int64_t version, Instant due_at, std::string reason,
                         std::optional<std::string> legal_basis)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        auto old_due_at = stored.dossier.due_at;
        happen(work, stored, dossiers::extend(stored.dossier, work.context(stored.dossier), due_at, reason, legal_basis));
        work.issue_apology(stored, *old_due_at, reason);
        work.notify(stored, "extended");
    });
}

Summary Dossiers::correct(const Actor& actor, std::string_view code, std::int64_t version, std::string reason, const ResultInput& result)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        happen(work, stored, dossiers::correct(stored.dossier, work.context(stored.dossier), reason, facts_of(work, result)));
        keep_files(work, stored.dossier, result);
        work.notify(stored, "corrected");
    });
}

Summary Dossiers::return_originals(const Actor& actor, std::string_view code, std::int64_t version, std::string_view paper, int originals)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        require::to_return_documents(stored.dossier, work.context(stored.dossier));
        for (const auto& row : work.store().papers(stored.dossier.id).all()) {
            if (row.code != paper) continue;
            auto kept = row.originals - row.originals_returned;
            if (originals < 1 || originals > kept) throw bad_field("originals", "out_of_range", {{"min", "1"}, {"max", std::to_string(kept)}});
            happen(work, stored, OriginalsReturned{std::string(paper), originals});
            work.store().return_originals(stored.dossier.id, row.number, originals, work.now());
            return;
        }
        throw bad_field("code", "unknown_document");
    });
}

Summary Dossiers::add_papers(const Actor& actor, std::string_view code, std::int64_t version, const std::vector<FiledPaper>& papers)
{
    return act(m_services, actor, code, version, [&](Work& work, StoredDossier& stored) {
        const auto& d = stored.dossier;
        require::to_add_documents(d, work.context(d));
        const auto& procedure = work.procedure(d);
        auto problems = faults_of_papers(papers, procedure, false);
        if (papers.empty()) problems.push_back({"documents", "required"});
        if (!problems.empty()) throw Refusal(std::move(problems));
        happen(work, stored, PapersAdded{to_events(papers)});
        file_further_papers(work, d.id, papers, procedure);
    });
}

Dossiers::CalendarReport Dossiers::apply_calendar(const Actor& actor, std::string reason)
{
    CalendarReport report;
    DossierId after;
    for (;;) {
        auto ids = m_services.db.read([&](db::Connection& c) { return DossierStore(c).open_with_due_date(after, 200); });
        if (ids.empty()) return report;
        auto part = m_services.db.write([&](db::Connection& c) { return revise(m_services, c, actor, ids, reason); });
        report.moved += part.moved;
        report.need_notice.insert(report.need_notice.end(), part.need_notice.begin(), part.need_notice.end());
        after = ids.back();
    }
}

}  // namespace motcua::dossiers
