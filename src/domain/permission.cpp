#include "domain/permission.hpp"

#include <array>
#include <utility>

#include "domain/actor.hpp"

namespace motcua {

namespace {

constexpr std::array<std::pair<Permission, std::string_view>, 19> permission_names{{
    {Permission::anyone, "anyone"},
    {Permission::signed_in, "signed_in"},
    {Permission::citizen, "citizen"},
    {Permission::receive_dossiers, "receive_dossiers"},
    {Permission::read_dossiers, "read_dossiers"},
    {Permission::process_dossiers, "process_dossiers"},
    {Permission::approve_dossiers, "approve_dossiers"},
    {Permission::hand_over_results, "hand_over_results"},
    {Permission::override_rules, "override_rules"},
    {Permission::coordinate_dossiers, "coordinate_dossiers"},
    {Permission::read_registers, "read_registers"},
    {Permission::read_reports, "read_reports"},
    {Permission::read_access_log, "read_access_log"},
    {Permission::delegate_work, "delegate_work"},
    {Permission::manage_officers, "manage_officers"},
    {Permission::manage_agencies, "manage_agencies"},
    {Permission::manage_catalogue, "manage_catalogue"},
    {Permission::manage_calendar, "manage_calendar"},
    {Permission::operate_system, "operate_system"},
}};

}  // namespace

std::string_view name_of(Permission permission)
{
    for (const auto& [value, name] : permission_names)
        if (value == permission) return name;
    return "";
}

bool parse_permission(std::string_view text, Permission& permission)
{
    for (const auto& [value, name] : permission_names) {
        if (name != text) continue;
        permission = value;
        return true;
    }
    return false;
}

bool Actor::may(Permission permission) const
{
    if (permission == Permission::anyone) return true;
    if (permission == Permission::signed_in) return kind == ActorKind::officer;
    if (permission == Permission::citizen) return kind == ActorKind::citizen;
    for (const auto& grant : grants)
        if (grant.permission == permission) return true;
    return false;
}

bool Actor::may(Permission permission, AgencyId where) const
{
    for (const auto& grant : grants)
        if (grant.permission == permission && grant.agency == where) return true;
    return false;
}

Actor Actor::system()
{
    Actor actor;
    actor.kind = ActorKind::system;
    actor.name = "Hệ thống";
    return actor;
}

}  // namespace motcua
