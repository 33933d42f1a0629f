#include <stdexcept>

#include "features/staff/staff.hpp"

namespace motcua::staff {

Directory::Directory(std::vector<Agency> agencies) : m_agencies(std::move(agencies))
{
    for (std::size_t i = 0; i < m_agencies.size(); ++i) {
        m_by_id.emplace(m_agencies[i].id.number, i);
        m_by_code.emplace(m_agencies[i].code, i);
    }
}

const Agency* Directory::find(AgencyId id) const
{
    auto found = m_by_id.find(id.number);
    return found == m_by_id.end() ? nullptr : &m_agencies[found->second];
}

const Agency* Directory::find(std::string_view code) const
{
    auto found = m_by_code.find(std::string(code));
    return found == m_by_code.end() ? nullptr : &m_agencies[found->second];
}

const Agency& Directory::at(AgencyId id) const
{
    if (auto* agency = find(id)) return *agency;
    throw std::out_of_range("no agency " + std::to_string(id.number));
}

const Agency* Directory::centre_of(std::string_view unit_code) const
{
    return find(std::string(unit_code) + "/trung-tam");
}

const Agency* Directory::division_of(std::string_view unit_code, std::string_view division_kind) const
{
    return find(std::string(unit_code) + "/" + std::string(division_kind));
}

const Agency& Directory::unit_of(AgencyId id) const
{
    const auto& agency = at(id);
    return at(agency.unit_id.value_or(agency.id));
}

std::vector<AgencyId> Directory::with_ancestors(AgencyId id) const
{
    std::vector<AgencyId> chain;
    for (const auto* agency = find(id); agency; agency = agency->parent_id ? find(*agency->parent_id) : nullptr)
        chain.push_back(agency->id);
    return chain;
}

}  // namespace motcua::staff
