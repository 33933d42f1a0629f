#include "features/dossiers/detail.hpp"
#include "features/dossiers/work.hpp"
#include "platform/json/json.hpp"

// Issued slips as PDF, from their kept content.
namespace motcua::dossiers {

namespace {

template <class Slip>
std::string print(const std::string& content, const catalogue::LetterForm& form, std::int64_t number)
{
    auto slip = json::read<Slip>(content, json::UnknownFields::ignore);
    slip.head.number = number;
    return letters::render(slip, form);
}

letters::LegResult result_of(std::optional<Timeliness> timeliness)
{
    if (!timeliness) return letters::LegResult::open;
    switch (*timeliness) {
    case Timeliness::early: return letters::LegResult::early;
    case Timeliness::on_time: return letters::LegResult::on_time;
    case Timeliness::late: return letters::LegResult::late;
    }
    return letters::LegResult::open;
}

// A giving and the taking that answers it make one line of the slip.
std::vector<letters::Leg> legs_of(const std::vector<HandoverRow>& rows, const staff::Directory& directory)
{
    auto name = [&](AgencyId id) { return directory.find(id) ? directory.find(id)->name : std::string(); };
    std::vector<letters::Leg> legs;
    std::vector<AgencyId> to;
    for (const auto& row : rows) {
        if (row.kind == "given") {
            letters::Leg leg;
            if (row.from_agency_id) leg.from = name(*row.from_agency_id);
            leg.from_officer = row.officer;
            leg.to = name(row.to_agency_id);
            leg.handed_at = row.at;
            leg.result = result_of(row.timeliness);
            leg.note = row.note.value_or("");
            legs.push_back(std::move(leg));
            to.push_back(row.to_agency_id);
            continue;
        }
        for (auto i = legs.size(); i-- > 0;) {
            if (to[i] != row.to_agency_id || legs[i].received_at) continue;
            legs[i].received_at = row.at;
            legs[i].to_officer = row.officer;
            break;
        }
    }
    return legs;
}

}  // namespace

std::string letter_pdf(const Services& services, const Actor& actor, std::string_view code, std::int64_t number)
{
    Read read;
    auto [row, content, form] = services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        auto stored = work.find(code);
        read = {stored.applicant_id, stored.dossier.id};
        auto found = work.store().letter(stored.dossier.id, number);
        if (!found) throw Refusal(Reason::not_found, "unknown_letter");
        return std::tuple(*found, services.vault.open(work.store().letter_content(stored.dossier.id, number), letter_purpose),
                          work.catalogue().letter(found->form, day_in_vietnam(found->issued_at)));
    });
    record_reading(services, actor, read, "In phiếu");
    if (row.form == "receipt") return print<letters::Receipt>(content, form, row.series_number);
    if (row.form == "supplement_request") return print<letters::SupplementRequest>(content, form, row.series_number);
    if (row.form == "intake_rejection") return print<letters::IntakeRejection>(content, form, row.series_number);
    if (row.form == "extension_apology") return print<letters::ExtensionApology>(content, form, row.series_number);
    if (row.form == "stop_notice") return print<letters::StopNotice>(content, form, row.series_number);
    throw std::runtime_error("letter form unknown: " + row.form);
}

std::string routing_slip_pdf(const Services& services, const Actor& actor, std::string_view code)
{
    Read read;
    auto [slip, form] = services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        auto stored = work.find(code);
        read = {stored.applicant_id, stored.dossier.id};
        const auto& d = stored.dossier;
        letters::RoutingSlip s;
        s.head = work.head(stored, d.intake_agency_id);
        s.procedure_name = work.procedure(d).name;
        s.applicant_name = stored.applicant_name;
        s.deciding_agency = work.directory().at(d.deciding_agency_id).name;
        s.received_at = d.received_at.value_or(d.submitted_at);
        s.due_at = d.due_at;
        auto handovers = work.store().handovers(d.id);
        s.legs = legs_of(handovers, work.directory());
        for (const auto& row : handovers)
            if (row.note && row.note->starts_with("Lấy ý kiến")) s.consulted_agencies.push_back(work.directory().at(row.to_agency_id).name);
        return std::pair(std::move(s), work.catalogue().letter("routing_slip", s.head.day));
    });
    record_reading(services, actor, read, "In phiếu kiểm soát");
    return letters::render(slip, form);
}

}  // namespace motcua::dossiers
