#include "features/citizens/draft_rules.hpp"
#include "features/citizens/draft_work.hpp"
#include "features/citizens/rules.hpp"
#include "features/notifications/notifications.hpp"
#include "platform/json/json.hpp"

// At the counter: an officer goes on with a citizen's draft, or types for the citizen, who confirms it.
namespace motcua::citizens {

namespace {

constexpr int most_attempts = 5;
constexpr int most_an_hour = 12;
constexpr std::size_t longest_remark = 1000;

std::string_view in_words(ConfirmationWay way)
{
    switch (way) {
    case ConfirmationWay::screen: return "trên màn hình tại quầy";
    case ConfirmationWay::qr: return "trên điện thoại bằng mã QR";
    case ConfirmationWay::sms: return "bằng mã gửi đến số điện thoại";
    }
    return "";
}

// How this very version was confirmed.
std::optional<std::string> confirmed_words(DraftStore& store, const DraftRow& row)
{
    for (const auto& c : store.confirmations(row.id))
        if (c.draft_version == row.version && c.outcome == ConfirmationOutcome::confirmed)
            return std::string(in_words(c.way)) + " lúc " + short_time(c.answered_at.value_or(c.asked_at));
    return std::nullopt;
}

std::string code_digest(const Services& services, DraftId draft, std::string_view code)
{
    return services.vault.blind_index(std::to_string(draft.number) + "/" + std::string(code), confirmation_purpose);
}

std::string phone_to_ask(const DraftContent& content)
{
    auto phone = content.representative && content.mandate != Mandate::self ? content.representative->phone : content.applicant.phone;
    auto digits = normalised_phone(phone.value_or(""));
    if (!digits) throw Refusal(Reason::conflict, "no_phone");
    return *digits;
}

// Whose screen shows the draft is told that something was said of it.
void tell_screens(const Services& services, db::Connection& c, const DraftRow& row)
{
    if (!row.agency_id) return;
    c.after_commit([&services, change = dossiers::Change{row.code, {*row.agency_id}}] { services.dossiers.services().changed(change); });
}

}  // namespace

Draft Drafts::open_with(const Actor& actor, std::string_view consent_code)
{
    auto digest = m_services.vault.blind_index(typed_code(consent_code), consent_purpose);
    auto [view, person] = m_services.db.write([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        auto centre = work.own_centre();
        auto id = work.store().use_consent(digest, actor.officer, work.now());
        auto row = id ? work.store().find_to_change(*id) : std::nullopt;
        if (!row || row->filed_code) throw bad_field("consent_code", "wrong_code");
        row->agency_id = centre;
        row->officer_id = actor.officer;
        work.store().set_agency(row->id, centre, actor.officer);
        return std::pair(work.view(*row), row->person_id.value_or(PersonId{}));
    });
    dossiers::record_reading(m_services.dossiers.services(), actor, {person, std::nullopt}, "Mở bản nháp theo mã đồng ý");
    return view;
}

FoundPerson Drafts::find_person(const Actor& actor, std::string_view personal_id, std::string_view procedure_id)
{
    if (!is_personal_id(personal_id)) throw bad_field("personal_id", "not_a_personal_id");
    auto catalogue = m_services.catalogue.now();
    const auto* procedure = catalogue->procedure(procedure_id, day_in_vietnam(m_services.clock.now()));
    const auto* form = procedure && procedure->form ? catalogue->form(*procedure->form) : nullptr;
    FoundPerson found;
    auto person = m_services.db.read([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        auto id = m_services.people.find(c, personal_id);
        if (id) found.full_name = m_services.people.name_of(c, *id);
        for (const auto& row : work.store().open_about(id, m_services.people.index_of(personal_id), work.now())) {
            bool open = row.agency_id && actor.may(Permission::receive_dossiers, *row.agency_id);
            if (!row.person_id && !open) continue;  // Another centre's own.
            found.drafts.push_back({row.code, row.procedure_id, work.procedure(row.procedure_id).name, row.updated_at, open});
        }
        return id.value_or(PersonId{});
    });
    if (!person) return found;
    auto earlier = dossiers::earlier(m_services.dossiers.services(), actor, person, form);
    bool has_something = !earlier.dossiers.empty() || !found.drafts.empty();
    found.known = has_something;
    if (!has_something) found.full_name.reset();  // What other communes know is not told.
    found.papers = std::move(earlier.papers);
    found.answers = std::move(earlier.answers);
    found.dossiers = std::move(earlier.dossiers);
    if (has_something) dossiers::record_reading(m_services.dossiers.services(), actor, {person, std::nullopt}, "Tìm bản nháp và giấy tờ đã nộp");
    return found;
}

AskedConfirmation Drafts::ask(const Actor& actor, std::string_view code, std::int64_t version, ConfirmationWay way)
{
    auto token = crypto::random_token();
    auto digits = crypto::random_digits(6);
    return m_services.db.write([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        auto row = work.find_to_change(code, version);
        int recent = 0;
        for (const auto& asked : work.store().confirmations(row.id)) recent += asked.asked_at > work.now() - std::chrono::hours(1);
        if (recent >= most_an_hour) throw Refusal(Reason::too_many, "too_many_confirmations", {{"retry_after", "600"}});
        AskedConfirmation asked{"", way, way == ConfirmationWay::sms ? "" : token, work.now() + confirmation_life, ""};
        ConfirmationRow confirmation;
        confirmation.draft_id = row.id;
        confirmation.draft_version = row.version;
        confirmation.way = way;
        confirmation.token_digest = crypto::sha256_hex(token);
        confirmation.asked_by = actor.officer;
        confirmation.asked_at = work.now();
        confirmation.expires_at = asked.expires_at;
        if (way == ConfirmationWay::sms) {
            asked.phone = phone_to_ask(work.content(row));
            // Six digits are not one of a kind: the row's own random part keeps the column so.
            confirmation.token_digest = token + "/" + code_digest(m_services, row.id, digits);
            auto text = "Cán bộ " + work.centre_name(row) + " đã nhập tờ khai giúp ông, bà và đọc lại. Nếu đúng, xin đọc mã " + digits +
                        " cho cán bộ. Mã có hiệu lực 15 phút.";
            notifications::enqueue(c, {asked.phone, text, "", true}, work.now());
        }
        asked.id = std::to_string(work.store().add_confirmation(confirmation));
        return asked;
    });
}

void Drafts::confirm_by_code(const Actor& actor, std::string_view code, std::string_view id, std::string_view one_time_code)
{
    bool right = m_services.db.write([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        auto row = work.find_to_change(code);
        for (const auto& asked : work.store().confirmations(row.id)) {
            if (std::to_string(asked.id) != id || asked.way != ConfirmationWay::sms) continue;
            if (asked.draft_version != row.version) throw Refusal(Reason::conflict, "confirmation_outdated");
            if (asked.outcome == ConfirmationOutcome::confirmed) return true;
            if (asked.expires_at <= work.now() || asked.attempts >= most_attempts) return false;
            auto kept = asked.token_digest.substr(asked.token_digest.find('/') + 1);
            if (!crypto::equal_in_constant_time(kept, code_digest(m_services, row.id, one_time_code))) {
                work.store().count_attempt(asked.id);
                return false;
            }
            work.store().answer(asked.id, ConfirmationOutcome::confirmed, work.now(), std::nullopt);
            return true;
        }
        throw Refusal(Reason::not_found, "unknown_confirmation");
    });
    if (!right) throw bad_field("one_time_code", "wrong_code");
}

dossiers::Summary Drafts::file(const Actor& actor, std::string_view code, const CounterDecision& wish)
{
    return m_services.db.write([&](db::Connection& c) {
        DraftWork work(m_services, c, actor);
        auto row = work.find_to_change(code, wish.version);
        auto content = work.content(row);
        if (row.person_id) content = with_identity(std::move(content), m_accounts.profile_of(*row.person_id).person);
        auto confirmed = confirmed_words(work.store(), row);
        if (row.officer_typed && !confirmed) throw Refusal(Reason::conflict, "confirmation_needed");
        if (auto faults = mandate_faults(content, day_in_vietnam(work.now())); !faults.empty()) throw Refusal(std::move(faults));
        auto filing = filing_of(row.procedure_id, content, catalogue::Channel::counter);
        filing.assisted = confirmed;
        filing.decision = wish.decision;
        filing.reason = wish.reason;
        filing.items = wish.items.value_or(std::vector<std::string>{});
        filing.guidance = wish.guidance;
        filing.forward_now = wish.forward_now;
        if (wish.collected.value_or(false)) {
            if (!filing.fee) filing.fee = dossiers::FiledFee{};
            filing.fee->collected = true;
        }
        dossiers::Origin origin{false, row.person_id.value_or(PersonId{}), std::string(mandate_words(content.mandate)), work.typed_words(row)};
        auto filed = m_services.dossiers.file(actor, filing, origin);
        work.store().mark_filed(row.id, filed.code, work.now());
        return filed;
    });
}

namespace {

struct Asked {
    DraftRow draft;
    ConfirmationRow confirmation;
};

enum class Purpose { look, change };

Asked asked_by(DraftStore& store, std::string_view token, Instant now, Purpose purpose)
{
    auto found = store.confirmation(crypto::sha256_hex(token));
    std::optional<DraftRow> draft;
    if (found) draft = purpose == Purpose::look ? store.find(found->draft_id) : store.find_to_change(found->draft_id);
    if (!draft || draft->filed_code || found->expires_at <= now) throw Refusal(Reason::not_found, "confirmation_expired");
    if (draft->version != found->draft_version) throw Refusal(Reason::conflict, "confirmation_outdated");
    return {std::move(*draft), std::move(*found)};
}

std::string name_of(const dossiers::FiledPaper& paper, const catalogue::Procedure& procedure)
{
    for (const auto& document : procedure.documents)
        if (document.code == paper.code) return document.name;
    return paper.name.value_or(paper.code);
}

}  // namespace

Confirmation Drafts::confirmation(std::string_view token)
{
    const Actor nobody;
    return m_services.db.read([&](db::Connection& c) {
        DraftWork work(m_services, c, nobody);
        auto [draft, asked] = asked_by(work.store(), token, work.now(), Purpose::look);
        auto content = work.content(draft);
        const auto& procedure = work.procedure(draft.procedure_id);
        Confirmation shown{procedure.name, work.centre_name(draft), asked.officer, std::nullopt, readable(content.applicant, content.representative), {},
                           {}, std::nullopt, asked.asked_at, asked.expires_at, asked.outcome};
        if (content.mandate != Mandate::self) shown.mandate_words = mandate_words(content.mandate);
        auto preview = dossiers::preview(m_services.dossiers.services(), nobody, filing_of(draft.procedure_id, content, catalogue::Channel::counter));
        shown.readable = std::move(preview.readable);
        shown.fee = std::move(preview.fee);
        for (const auto& paper : content.documents) shown.documents.push_back(name_of(paper, procedure));
        return shown;
    });
}

Instant Drafts::answer(std::string_view token, bool confirmed, std::optional<std::string> remark)
{
    if (remark && remark->size() > longest_remark * 3) throw bad_field("remark", "too_long", {{"max", std::to_string(longest_remark)}});
    const Actor nobody;
    return m_services.db.write([&](db::Connection& c) {
        DraftWork work(m_services, c, nobody);
        auto [draft, asked] = asked_by(work.store(), token, work.now(), Purpose::change);
        if (asked.outcome) throw Refusal(Reason::conflict, "already_answered");
        std::optional<db::Bytes> sealed;
        if (remark && !remark->empty()) sealed = db::Bytes{m_services.vault.seal(*remark, remark_purpose)};
        work.store().answer(asked.id, confirmed ? ConfirmationOutcome::confirmed : ConfirmationOutcome::refused, work.now(), sealed);
        tell_screens(m_services, c, draft);
        return work.now();
    });
}

}  // namespace motcua::citizens
