#include "features/dossiers/work.hpp"

#include "platform/json/json.hpp"

// Issuing the forms of TT 03/2025/TT-VPCP: the content is kept sealed, so that the same slip can be printed again.
namespace motcua::dossiers {

namespace {

letters::Party party_of(const people::Person& p)
{
    return {static_cast<letters::PartyKind>(p.kind), p.full_name, p.personal_id.value_or(p.organisation_number.value_or("")),
            p.address.value_or(""), p.phone.value_or(""), p.email.value_or("")};
}

std::optional<letters::Representative> representative_of(const Content& content)
{
    if (!content.representative) return std::nullopt;
    const auto& r = *content.representative;
    return letters::Representative{r.full_name, r.personal_id.value_or(""), r.address.value_or(""), r.phone.value_or(""), r.email.value_or(""),
                                   r.authorisation, r.kind == RepresentativeKind::guardian};
}

std::string amount_text(int hundredths)
{
    auto whole = std::to_string(hundredths / 100);
    if (whole.size() == 1) whole.insert(0, "0");
    if (hundredths % 100 == 0) return whole;
    auto rest = std::to_string(hundredths % 100);
    if (rest.size() == 1) rest.insert(0, "0");
    while (rest.back() == '0') rest.pop_back();
    return whole + "," + rest;
}

std::string limit_text(const Dossier& d)
{
    if (!d.limit_unit) return "theo quy định của thủ tục";
    switch (*d.limit_unit) {
    case LimitUnit::immediate: return "trong ngày làm việc";
    case LimitUnit::hour: return amount_text(d.limit_hundredths) + " giờ";
    case LimitUnit::day: return amount_text(d.limit_hundredths) + " ngày";
    case LimitUnit::working_day: return amount_text(d.limit_hundredths) + " ngày làm việc";
    }
    return "";
}

std::string return_place(const Dossier& d, const Content& content, const staff::Directory& directory)
{
    switch (d.return_method) {
    case ReturnMethod::at_centre: return directory.at(d.return_agency_id).name;
    case ReturnMethod::post: return "Bưu chính công ích: " + content.return_address.value_or(content.applicant.address.value_or(""));
    case ReturnMethod::online: return "Trực tuyến, kho dữ liệu điện tử của công dân";
    }
    return "";
}

// How an officer helped and what the citizen said of it, as the first entry of the journal has it.
std::optional<std::string> assistance(const std::vector<journal::Entry>& entries)
{
    if (entries.empty()) return std::nullopt;
    auto first = event_from(entries.front().act, entries.front().body);
    const auto* filed = std::get_if<Filed>(&first);
    if (!filed || !filed->assisted || filed->assisted->empty()) return std::nullopt;
    return "Người nộp đã xác nhận " + *filed->assisted + (filed->typed ? ". Cán bộ nhập: " + *filed->typed : "");
}

std::string request_text(const catalogue::Procedure& procedure, const Content& content)
{
    return content.summary ? procedure.name + ": " + *content.summary : procedure.name;
}

std::string fee_settlement(const Dossier& d)
{
    if (d.fee_vnd == Vnd{}) return "Không thu phí, lệ phí";
    if (d.owed() == Vnd{}) return "Đã thu " + to_text(d.fee_vnd);
    if (d.fee_paid_vnd == Vnd{}) return "Chưa thu " + to_text(d.fee_vnd);
    return "Đã thu " + to_text(d.fee_paid_vnd) + ", chưa thu " + to_text(d.owed());
}

// "Tân Minh" of "Xã Tân Minh": the place where a slip is dated.
std::string place_name(const catalogue::Snapshot& snapshot, const staff::Agency& unit)
{
    const auto* known = snapshot.unit(unit.unit_code);
    return known ? known->name : "Hải Phòng";
}

}  // namespace

letters::Head Work::head(const StoredDossier& stored, AgencyId agency_id) const
{
    const auto& agency = m_directory->at(agency_id);
    const auto& unit = m_directory->unit_of(agency_id);
    auto day = day_in_vietnam(m_now);
    return {agency.id == unit.id ? m_directory->at(m_directory->with_ancestors(agency_id).back()).name : unit.name, agency.name,
            place_name(*m_catalogue, unit), day, 0, stored.dossier.code,
            m_services.lookup_base.empty() ? "" : m_services.lookup_base + stored.dossier.code, false};
}

Work::SlipNumbers Work::slip_numbers(const StoredDossier& stored, std::string_view form, AgencyId agency)
{
    auto year = std::to_string(year_of(day_in_vietnam(m_now)));
    return {form, agency, m_store.next_letter(stored.dossier.id), m_store.next_in_series(std::string(form) + "/" + std::to_string(agency.number) + "/" + year)};
}

template <class Slip>
void Work::issue(const StoredDossier& stored, SlipNumbers numbers, Slip slip)
{
    slip.head = head(stored, numbers.agency);
    slip.head.number = numbers.of_series.one();
    const auto& letter_form = m_catalogue->letter(numbers.form, slip.head.day);
    auto sealed = m_services.vault.seal(json::write(slip), letter_purpose);
    auto number = numbers.of_dossier.one();
    m_store.add_letter(stored.dossier.id, {number, std::string(numbers.form), numbers.agency, slip.head.number, m_now}, sealed);
    m_issued.push_back({number, std::string(numbers.form), letter_form.title, letters::number_text(slip.head, letter_form), m_now});
}

void Work::issue_receipt(const StoredDossier& stored)
{
    const auto& d = stored.dossier;
    auto numbers = slip_numbers(stored, "receipt", d.intake_agency_id);
    auto papers = m_store.papers(d.id);
    auto entries = journal::ask_entries(m_db, d.id);
    auto content = this->content(d);
    letters::Receipt slip;
    slip.applicant = party_of(content.applicant);
    slip.representative = representative_of(content);
    slip.request = request_text(procedure(d), content);
    for (const auto& paper : papers.all()) slip.papers.push_back({paper.name, paper.originals, paper.copies, paper.note.value_or("")});
    slip.dossier_sets = content.dossier_sets;
    slip.limit_text = limit_text(d);
    slip.received_at = d.received_at.value_or(m_now);
    slip.due_at = d.due_at;
    slip.provisional = d.provisional;
    slip.return_place = return_place(d, content, *m_directory);
    slip.officer = m_actor.name;
    slip.assisted = assistance(entries.all());
    issue(stored, numbers, std::move(slip));
}

letters::SubmissionNote Work::submission_note(const StoredDossier& stored)
{
    const auto& d = stored.dossier;
    auto content = this->content(d);
    letters::SubmissionNote note;
    note.head = head(stored, d.intake_agency_id);
    note.head.day = day_in_vietnam(d.submitted_at);
    note.applicant = party_of(content.applicant);
    note.representative = representative_of(content);
    note.request = request_text(procedure(d), content);
    note.submitted_at = d.submitted_at;
    note.limit_text = limit_text(d);
    note.fee_text = d.fee_vnd == Vnd{} ? "Không thu phí, lệ phí" : to_text(d.fee_vnd);
    return note;
}

void Work::issue_supplement_request(const StoredDossier& stored, const SupplementRequested& event)
{
    const auto& d = stored.dossier;
    auto numbers = slip_numbers(stored, "supplement_request", d.intake_agency_id);
    auto content = this->content(d);
    letters::SupplementRequest slip;
    slip.applicant = party_of(content.applicant);
    slip.request = request_text(procedure(d), content);
    slip.items = event.items;
    slip.reason = event.reason;
    slip.guidance = event.guidance.value_or("");
    slip.contact = m_actor.name + ", " + m_directory->at(d.intake_agency_id).name;
    slip.officer = m_actor.name;
    issue(stored, numbers, std::move(slip));
}

void Work::issue_rejection(const StoredDossier& stored, const std::string& reason, const std::string& guidance)
{
    const auto& d = stored.dossier;
    auto numbers = slip_numbers(stored, "intake_rejection", d.intake_agency_id);
    auto content = this->content(d);
    letters::IntakeRejection slip;
    slip.applicant = party_of(content.applicant);
    slip.representative = representative_of(content);
    slip.request = request_text(procedure(d), content);
    slip.reason = reason;
    slip.guidance = guidance;
    slip.officer = m_actor.name;
    issue(stored, numbers, std::move(slip));
}

void Work::issue_apology(const StoredDossier& stored, Instant old_due_at, const std::string& reason)
{
    const auto& d = stored.dossier;
    auto numbers = slip_numbers(stored, "extension_apology", d.deciding_agency_id);
    auto content = this->content(d);
    letters::ExtensionApology slip;
    slip.applicant = party_of(content.applicant);
    slip.procedure_name = procedure(d).name;
    slip.received_at = d.received_at.value_or(d.submitted_at);
    slip.due_at = old_due_at;
    slip.reason = reason;
    slip.new_due_at = d.due_at.value_or(old_due_at);
    slip.signature = {"", m_actor.title, m_actor.name};
    slip.recipients = {m_directory->at(d.intake_agency_id).name};
    issue(stored, numbers, std::move(slip));
}

void Work::issue_stop_notice(const StoredDossier& stored, const std::string& reason, bool at_request, State before)
{
    const auto& d = stored.dossier;
    auto numbers = slip_numbers(stored, "stop_notice", at_request ? d.intake_agency_id : d.deciding_agency_id);
    auto content = this->content(d);
    letters::StopNotice slip;
    slip.applicant = party_of(content.applicant);
    slip.procedure_name = procedure(d).name;
    slip.received_at = d.received_at.value_or(d.submitted_at);
    if (at_request) slip.requested_at = m_now;
    slip.reason = reason;
    slip.state_at_stop = std::string(vietnamese_name(before));
    slip.fee_settlement = fee_settlement(d);
    slip.signature = {"", m_actor.title, m_actor.kind == ActorKind::officer ? m_actor.name : m_directory->at(d.intake_agency_id).name};
    issue(stored, numbers, std::move(slip));
}

}  // namespace motcua::dossiers
