#include "features/citizens/drafts.hpp"

#include "features/citizens/draft_rules.hpp"
#include "features/citizens/draft_work.hpp"
#include "features/citizens/rules.hpp"
#include "platform/json/json.hpp"

namespace motcua::citizens {

namespace {

constexpr int lines_of_a_centre = 100;
constexpr std::string_view consent_wording =
    "Tôi đồng ý để cán bộ của Bộ phận Một cửa xem bản nháp này và nhập tiếp giúp tôi. Tôi đọc lại và xác nhận trước khi nộp.";

const catalogue::Procedure& procedure_to_file(const catalogue::Snapshot& catalogue, std::string_view id, Instant now)
{
    if (const auto* found = catalogue.procedure(id, day_in_vietnam(now))) {
        if (found->accepted_at_centre) return *found;
        throw Refusal(Reason::conflict, "not_taken_here", {{"where", found->receiving}});
    }
    if (catalogue.procedure_version(id, 1)) throw Refusal(Reason::conflict, "procedure_not_in_force");
    throw bad_field("procedure", "unknown_procedure");
}

// An officer's own draft is nobody's account's: only what stands in it counts.
DraftContent fitted(const Actor& actor, Accounts& accounts, const DraftRow& row, DraftContent content)
{
    if (actor.kind == ActorKind::citizen) return with_identity(std::move(content), accounts.profile_of(actor).person);
    if (row.person_id) return with_identity(std::move(content), accounts.profile_of(*row.person_id).person);
    return content;
}

}  // namespace

Drafts::Drafts(const Services& services, const Options& options, Accounts& accounts) : m_services(services), m_options(options), m_accounts(accounts) {}

std::vector<DraftLine> Drafts::list(const Actor& actor)
{
    if (actor.kind == ActorKind::citizen) require_identity(actor);
    return m_services.db.read([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        std::vector<DraftLine> lines;
        auto rows = actor.kind == ActorKind::citizen ? work.store().open_of(actor.person, work.now())
                                                     : work.store().open_of(work.own_centre(), work.now(), lines_of_a_centre);
        for (const auto& row : rows) lines.push_back(work.line(row));
        return lines;
    });
}

Draft Drafts::create(const Actor& actor, std::string_view procedure_id, std::optional<DraftContent> given)
{
    bool is_citizen = actor.kind == ActorKind::citizen;
    if (is_citizen) require_identity(actor);
    auto catalogue = m_services.catalogue.now();
    const auto& procedure = procedure_to_file(*catalogue, procedure_id, m_services.clock.now());
    if (is_citizen && !may_be_filed_online(procedure)) throw Refusal(Reason::conflict, "not_online");
    auto content = given.value_or(DraftContent{});
    if (!content.answers.object()) content.answers = json::Object{};
    if (is_citizen) {
        auto profile = m_accounts.profile_of(actor);
        if (!given) content.applicant = profile.person;
        content = with_identity(std::move(content), profile.person);
    }
    return m_services.db.write([&, content](db::Connection& c) mutable {
        DraftWork work(m_services, c, actor);
        DraftRow row;
        row.code = crypto::random_token(12);
        row.procedure_id = procedure.id;
        row.created_at = row.updated_at = work.now();
        row.expires_at = work.now() + draft_life;
        row.officer_typed = !is_citizen;
        if (is_citizen) {
            row.person_id = actor.person;
            if (work.store().count_open_of(actor.person, work.now()) >= most_drafts)
                throw Refusal(Reason::conflict, "too_many_drafts", {{"max", std::to_string(most_drafts)}});
        } else {
            row.officer_id = actor.officer;
            row.agency_id = work.own_centre();
            if (!content.unit_code) content.unit_code = actor.unit_code;
        }
        work.check_files(row, content);
        if (content.applicant.personal_id) row.applicant_index = m_services.people.index_of(*content.applicant.personal_id);
        row.sealed = db::Bytes{m_services.vault.seal(json::write(content), draft_purpose)};
        row.id = work.store().add(row);
        work.note_change(row, changed_parts(DraftContent{}, content));
        return work.view(row);
    });
}

Draft Drafts::show(const Actor& actor, std::string_view code)
{
    auto [view, person] = m_services.db.read([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        auto row = work.find(code);
        return std::pair(work.view(row), row.person_id.value_or(PersonId{}));
    });
    dossiers::record_reading(m_services.dossiers.services(), actor, {person, std::nullopt}, "Xem bản nháp, có đồng ý");
    return view;
}

Draft Drafts::save(const Actor& actor, std::string_view code, std::int64_t version, DraftContent content)
{
    if (!content.answers.object()) content.answers = json::Object{};
    return m_services.db.write([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        auto row = work.find_to_change(code, version);
        auto kept = fitted(actor, m_accounts, row, content);
        work.check_files(row, kept);
        work.save(row, kept);
        return work.view(row);
    });
}

void Drafts::remove(const Actor& actor, std::string_view code)
{
    m_services.db.write([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        auto row = work.find_to_change(code);
        if (actor.kind == ActorKind::officer && row.person_id) throw Refusal(Reason::not_allowed, "draft_of_citizen");
        work.store().remove(row.id);
    });
}

DraftCheck Drafts::check(const Actor& actor, std::string_view code)
{
    return m_services.db.read([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        auto row = work.find(code);
        auto content = work.content(row);
        auto channel = actor.kind == ActorKind::citizen ? catalogue::Channel::online : catalogue::Channel::counter;
        auto preview = dossiers::preview(m_services.dossiers.services(), actor, filing_of(row.procedure_id, content, channel));
        DraftCheck check{false, mandate_faults(content, day_in_vietnam(work.now())), std::move(preview.fee), std::move(preview.readable),
                         std::move(preview.intake_agency), std::move(preview.deciding_agency), std::move(preview.limit_text), preview.answer_by,
                         std::nullopt};
        check.problems.insert(check.problems.end(), preview.problems.begin(), preview.problems.end());
        if (content.mandate != Mandate::self) check.mandate_words = mandate_words(content.mandate);
        check.ready = check.problems.empty();
        return check;
    });
}

dossiers::Submission Drafts::submit(const Actor& actor, std::string_view code, std::int64_t version)
{
    require_identity(actor, m_options.least_level);
    return m_services.db.write([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        auto row = work.find_filed_or_open(code);
        if (row.filed_code) return dossiers::submission(m_services.dossiers.services(), actor, *row.filed_code);
        if (row.version != version) throw Refusal(Reason::conflict, "draft_changed");
        if (!may_be_filed_online(procedure_to_file(work.catalogue(), row.procedure_id, work.now()))) throw Refusal(Reason::conflict, "not_online");
        auto content = fitted(actor, m_accounts, row, work.content(row));
        work.check_files(row, content);
        auto filing = filing_of(row.procedure_id, content, catalogue::Channel::online);
        if (auto faults = mandate_faults(content, day_in_vietnam(work.now())); !faults.empty()) {
            auto preview = dossiers::preview(m_services.dossiers.services(), actor, filing);
            faults.insert(faults.end(), preview.problems.begin(), preview.problems.end());
            throw Refusal(std::move(faults));
        }
        dossiers::Origin origin{true, actor.person, std::string(mandate_words(content.mandate)), work.typed_words(row)};
        if (origin.typed) filing.assisted = "khi tự gửi từ tài khoản của mình lúc " + short_time(work.now());
        auto acting = actor;
        if (!origin.mandate.empty()) acting.name += " (" + origin.mandate + ")";
        auto filed = m_services.dossiers.file(acting, filing, origin);
        work.store().mark_filed(row.id, filed.code, work.now());
        return dossiers::submission(m_services.dossiers.services(), actor, filed.code);
    });
}

ConsentCode Drafts::consent(const Actor& actor, std::string_view code)
{
    auto typed = new_typed_code();
    return m_services.db.write([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        auto row = work.find_to_change(code);
        ConsentCode consent{typed, std::string(consent_wording), work.now() + consent_life};
        work.store().void_consents(row.id, work.now());
        work.store().add_consent(row.id, m_services.vault.blind_index(typed, consent_purpose), consent.wording, work.now(), consent.expires_at);
        return consent;
    });
}

void Drafts::withdraw_consent(const Actor& actor, std::string_view code)
{
    m_services.db.write([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        auto row = work.find_to_change(code);
        work.store().void_consents(row.id, work.now());
        work.store().set_agency(row.id, std::nullopt, std::nullopt);
    });
}

Prefill Drafts::prefill(const Actor& actor, std::string_view procedure_id)
{
    require_identity(actor);
    auto catalogue = m_services.catalogue.now();
    const auto& procedure = procedure_to_file(*catalogue, procedure_id, m_services.clock.now());
    const auto* form = procedure.form ? catalogue->form(*procedure.form) : nullptr;
    Prefill prefill{m_accounts.profile_of(actor).person, json::Object{}, {}, {}};
    if (form) prefill.answers = prefilled(*form, prefill.applicant);
    auto earlier = dossiers::earlier(m_services.dossiers.services(), actor, actor.person, form);
    prefill.earlier = std::move(earlier.answers);
    prefill.papers = std::move(earlier.papers);
    return prefill;
}

documents::StoredFile Drafts::upload(const Actor& actor, std::string_view name, std::string_view bytes)
{
    require_identity(actor);
    auto day_ago = m_services.clock.now() - std::chrono::hours(24);
    auto sent = m_services.db.read([&](db::Connection& c) { return DraftStore(c).uploads_since(actor.person, day_ago); });
    if (sent >= most_uploads_a_day) throw Refusal(Reason::too_many, "too_many_files", {{"max", std::to_string(most_uploads_a_day)}, {"retry_after", "3600"}});
    auto file = m_services.documents.store(actor, name, bytes);
    m_services.db.write([&](db::Connection& c) { DraftStore(c).add_upload(actor.person, file.digest, name, m_services.clock.now()); });
    return file;
}

documents::StoredFile Drafts::own_upload(const Actor& actor, std::string_view digest)
{
    require_identity(actor);
    return m_services.db.read([&](db::Connection& c) {
        auto file = documents::find(c, digest);
        if (!file || !(DraftStore(c).has_upload(actor.person, digest) || dossiers::is_file_of(c, actor.person, digest)))
            throw Refusal(Reason::not_found, "unknown_file");
        return std::move(*file);
    });
}

void Drafts::require_own_files(const Actor& actor, const std::vector<dossiers::FiledPaper>& papers, const json::Value& answers)
{
    DraftContent content;
    content.documents = papers;
    content.answers = answers;
    m_services.db.read([&](db::Connection& c) { DraftWork(m_services, c, actor).check_files({}, content); });
}

void Drafts::forget_expired(db::Connection& c, Instant now)
{
    DraftStore(c).forget_expired(now);
}

}  // namespace motcua::citizens
