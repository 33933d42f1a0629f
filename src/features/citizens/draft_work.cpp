#include "features/citizens/draft_work.hpp"

#include <algorithm>

#include "features/citizens/draft_rules.hpp"
#include "platform/json/json.hpp"

namespace motcua::citizens {

namespace {

// Savings of the same hand within so long are one line of the record.
constexpr std::chrono::minutes one_sitting{30};

}  // namespace

DraftWork::DraftWork(const Services& services, db::Connection& connection, const Actor& actor)
    : m_services(services), m_store(connection), m_db(connection), m_actor(actor), m_catalogue(services.catalogue.now()),
      m_directory(services.staff.directory()), m_now(services.clock.now())
{
}

bool DraftWork::may_see(const DraftRow& row) const
{
    if (m_actor.kind == ActorKind::citizen) return m_actor.person && row.person_id == m_actor.person;
    return row.agency_id && m_actor.may(Permission::receive_dossiers, *row.agency_id);
}

DraftRow DraftWork::visible(std::optional<DraftRow> row, bool open_only) const
{
    if (!row || !may_see(*row) || (!row->filed_code && row->expires_at <= m_now)) throw Refusal(Reason::not_found, "unknown_draft");
    if (open_only && row->filed_code) throw Refusal(Reason::conflict, "draft_filed", {{"code", *row->filed_code}});
    return std::move(*row);
}

DraftRow DraftWork::find(std::string_view code)
{
    return visible(m_store.find(code), true);
}

DraftRow DraftWork::find_to_change(std::string_view code)
{
    return visible(m_store.find_to_change(code), true);
}

DraftRow DraftWork::find_to_change(std::string_view code, std::int64_t version)
{
    auto row = find_to_change(code);
    if (row.version != version) throw Refusal(Reason::conflict, "draft_changed");
    return row;
}

DraftRow DraftWork::find_filed_or_open(std::string_view code)
{
    return visible(m_store.find_to_change(code), false);
}

DraftContent DraftWork::content(const DraftRow& row) const
{
    return json::read<DraftContent>(m_services.vault.open(row.sealed->data, draft_purpose), json::UnknownFields::ignore);
}

void DraftWork::save(DraftRow& row, const DraftContent& content)
{
    auto parts = changed_parts(this->content(row), content);
    if (parts.empty()) return;
    ++row.version;
    row.sealed = db::Bytes{m_services.vault.seal(json::write(content), draft_purpose)};
    row.officer_typed = row.officer_typed || m_actor.kind == ActorKind::officer;
    row.updated_at = m_now;
    row.expires_at = m_now + draft_life;
    row.applicant_index.reset();
    if (content.applicant.personal_id) row.applicant_index = m_services.people.index_of(*content.applicant.personal_id);
    m_store.save(row);
    note_change(row, parts);
}

void DraftWork::note_change(const DraftRow& row, const std::vector<std::string>& parts)
{
    ChangeRow change{row.version, m_now, std::nullopt, std::nullopt, joined(parts)};
    if (m_actor.kind == ActorKind::officer) change.officer_id = m_actor.officer;
    auto changes = m_store.changes(row.id);
    if (changes.empty() || changes.front().officer_id != change.officer_id || m_now - changes.front().at > one_sitting)
        return m_store.add_change(row.id, change);
    auto all = split(changes.front().parts);
    for (const auto& part : parts)
        if (std::find(all.begin(), all.end(), part) == all.end()) all.push_back(part);
    change.parts = joined(all);
    m_store.replace_change(row.id, changes.front().version, change);
}

void DraftWork::check_files(const DraftRow& row, const DraftContent& content)
{
    std::vector<FieldProblem> problems;
    std::vector<std::string> known;
    if (row.sealed)  // What stands there already may stay: the other hand may have put it in.
        for (auto& [field, digest] : files_in(this->content(row))) known.push_back(std::move(digest));
    auto may_use = [&](const std::string& digest) {
        if (std::find(known.begin(), known.end(), digest) != known.end()) return true;
        if (m_actor.kind == ActorKind::officer) return documents::find(m_db, digest).has_value();
        return m_store.has_upload(m_actor.person, digest) || dossiers::is_file_of(m_db, m_actor.person, digest);
    };
    for (const auto& [field, digest] : files_in(content))
        if (!may_use(digest)) problems.push_back({field, "unknown_file"});
    if (!problems.empty()) throw Refusal(std::move(problems));
}

Draft DraftWork::view(const DraftRow& row)
{
    Draft v{row.code, row.version, row.procedure_id, procedure(row.procedure_id).name, row.owner(), content(row), row.created_at, row.updated_at,
            row.expires_at, row.officer_typed, std::nullopt, {}, m_store.consents(row.id), {}};
    if (row.agency_id) v.centre = centre_name(row);
    for (auto& change : m_store.changes(row.id)) v.changes.push_back({change.version, change.at, std::move(change.officer), split(change.parts)});
    for (const auto& c : m_store.confirmations(row.id)) {
        ConfirmationView shown{std::to_string(c.id), c.way, c.officer, c.asked_at, c.expires_at, c.outcome, c.answered_at, std::nullopt,
                               c.draft_version == row.version};
        if (c.remark_sealed) shown.remark = m_services.vault.open(c.remark_sealed->data, remark_purpose);
        v.confirmations.push_back(std::move(shown));
    }
    return v;
}

DraftLine DraftWork::line(const DraftRow& row) const
{
    auto content = this->content(row);
    DraftLine line{row.code, row.version, row.procedure_id, procedure(row.procedure_id).name, content.applicant.full_name, content.unit_code,
                   row.updated_at, row.expires_at, row.owner(), row.officer_typed, std::nullopt};
    if (row.agency_id) line.centre = centre_name(row);
    return line;
}

std::optional<std::string> DraftWork::typed_words(const DraftRow& row)
{
    std::string text;
    const auto* form = this->form(procedure(row.procedure_id));
    auto changes = m_store.changes(row.id);
    for (auto change = changes.rbegin(); change != changes.rend(); ++change)
        if (change->officer) text += (text.empty() ? "" : "; ") + *change->officer + ": " + parts_in_words(split(change->parts), form);
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

const catalogue::Procedure& DraftWork::procedure(std::string_view id) const
{
    if (const auto* found = m_catalogue->procedure(id, day_in_vietnam(m_now))) return *found;
    for (int version = 1;; ++version) {
        const auto* found = m_catalogue->procedure_version(id, version);
        if (!found) throw std::runtime_error("procedure gone: " + std::string(id));
        if (!m_catalogue->procedure_version(id, version + 1)) return *found;
    }
}

const forms::Form* DraftWork::form(const catalogue::Procedure& procedure) const
{
    return procedure.form ? m_catalogue->form(*procedure.form) : nullptr;
}

std::string DraftWork::centre_name(const DraftRow& row) const
{
    const auto* agency = row.agency_id ? m_directory->find(*row.agency_id) : nullptr;
    return agency ? agency->name : "";
}

AgencyId DraftWork::own_centre() const
{
    const auto* centre = m_directory->centre_of(m_actor.unit_code);
    if (centre && m_actor.may(Permission::receive_dossiers, centre->id)) return centre->id;
    for (const auto& grant : m_actor.grants)
        if (grant.permission == Permission::receive_dossiers) return grant.agency;
    throw Refusal(Reason::not_allowed, "not_intake_centre");
}

}  // namespace motcua::citizens
