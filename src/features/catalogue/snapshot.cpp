#include <algorithm>
#include <stdexcept>

#include "features/catalogue/rules.hpp"

namespace motcua::catalogue {

namespace {

template <class T>
const T* version_of(const std::map<std::string, std::vector<T>, std::less<>>& all, std::string_view code, int version)
{
    auto found = all.find(code);
    if (found == all.end()) return nullptr;
    auto same = std::find_if(found->second.begin(), found->second.end(), [&](const T& one) { return one.version == version; });
    return same == found->second.end() ? nullptr : &*same;
}

template <class T>
const T* newest_of(const std::map<std::string, std::vector<T>, std::less<>>& all, std::string_view code)
{
    auto found = all.find(code);
    return found == all.end() ? nullptr : &found->second.back();
}

// In a list sorted by code.
template <class T>
const T* by_code(const std::vector<T>& sorted, std::string_view code)
{
    auto found = std::lower_bound(sorted.begin(), sorted.end(), code, [](const T& one, std::string_view wanted) { return one.code < wanted; });
    return found != sorted.end() && found->code == code ? &*found : nullptr;
}

bool is_in_force(const Procedure& procedure, Day on)
{
    return procedure.effective_from <= on && (!procedure.effective_to || on <= *procedure.effective_to);
}

using Sentences = std::map<std::string, std::string, std::less<>>;

std::string_view first_found(const Sentences& first, const Sentences& second, std::string_view code)
{
    for (const auto* messages : {&first, &second})
        if (auto found = messages->find(code); found != messages->end()) return found->second;
    return "";
}

}  // namespace

const Procedure* Snapshot::procedure(std::string_view id, Day on) const
{
    auto found = m_procedures.find(id);
    if (found == m_procedures.end()) return nullptr;
    auto version = std::find_if(found->second.begin(), found->second.end(), [&](const Procedure& p) { return is_in_force(p, on); });
    return version == found->second.end() ? nullptr : &*version;
}

const Procedure* Snapshot::procedure_version(std::string_view id, int version) const { return version_of(m_procedures, id, version); }

std::vector<const Procedure*> Snapshot::procedures(Day on) const
{
    std::vector<const Procedure*> list;
    for (const auto* procedure : m_procedure_order)
        if (is_in_force(*procedure, on)) list.push_back(procedure);
    return list;
}

const forms::Form* Snapshot::form(std::string_view code) const { return newest_of(m_forms, code); }
const forms::Form* Snapshot::form_version(std::string_view code, int version) const { return version_of(m_forms, code, version); }
const Workflow* Snapshot::workflow(std::string_view code) const { return newest_of(m_workflows, code); }
const Workflow* Snapshot::workflow_version(std::string_view code, int version) const { return version_of(m_workflows, code, version); }

const Unit* Snapshot::unit(std::string_view code) const
{
    auto found = std::find_if(m_units.begin(), m_units.end(), [&](const Unit& unit) { return unit.code == code; });
    return found == m_units.end() ? nullptr : &*found;
}

const Commune* Snapshot::commune(std::string_view code) const { return by_code(m_communes, code); }
const Province* Snapshot::province(std::string_view code) const { return by_code(m_provinces, code); }

std::optional<forms::Place> Snapshot::place(std::string_view commune_code) const
{
    const auto* found = commune(commune_code);
    const auto* its_province = found ? province(found->province_code) : nullptr;
    if (!its_province) return std::nullopt;
    // "xã" → "Xã": the letters that begin the three types have no marks but the đ of "đặc khu".
    auto type = found->type.starts_with("đ") ? "Đ" + found->type.substr(std::string_view("đ").size())
                                             : std::string(1, static_cast<char>(found->type[0] - 'a' + 'A')) + found->type.substr(1);
    return forms::Place{type + " " + found->name, found->province_code, its_province->full_name};
}

std::vector<Predecessor> Snapshot::successors(std::string_view old_name, std::string_view district, bool of_land) const
{
    auto wanted = place_name(old_name);
    auto wanted_district = place_name(district).name;
    auto matches = [&](const PredecessorKey& key, bool with_type) {
        return key.name == wanted.name && (!with_type || key.type == wanted.type) && (wanted_district.empty() || key.district == wanted_district);
    };
    // People remember an old place's type less well than its name: xã became thị trấn, huyện became quận.
    bool has_typed = std::any_of(m_predecessor_keys.begin(), m_predecessor_keys.end(), [&](const auto& key) { return matches(key, true); });
    std::vector<Predecessor> found;
    for (std::size_t i = 0; i < m_predecessors.size(); ++i) {
        bool is_empty_land = m_predecessors[i].part == PredecessorPart::land_only;
        if (matches(m_predecessor_keys[i], has_typed) && (of_land || !is_empty_land)) found.push_back(m_predecessors[i]);
    }
    return found;
}

const WorkingHours& Snapshot::hours(std::string_view unit_code) const
{
    auto own = m_hours.find(unit_code);
    return own == m_hours.end() ? m_hours.at("") : own->second;
}

const LetterForm& Snapshot::letter(std::string_view code, Day on) const
{
    const LetterForm* found = nullptr;
    for (const auto& letter : m_letters)
        if (letter.code == code && letter.from <= on) found = &letter;
    if (!found) throw std::out_of_range("no letter " + std::string(code) + " on " + to_iso(on));
    return *found;
}

std::string_view Snapshot::message(std::string_view code) const { return first_found(m_messages, m_field_messages, code); }
std::string_view Snapshot::notification(std::string_view code) const
{
    auto found = m_notifications.find(code);
    return found == m_notifications.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view Snapshot::field_message(std::string_view code) const { return first_found(m_field_messages, m_messages, code); }

ClockRules Snapshot::clock_rules(std::string_view unit_code) const { return {m_calendar, hours(unit_code)}; }

}  // namespace motcua::catalogue
