#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/ids.hpp"

namespace motcua {

// What an officer may do. Every route names one; roles (catalogue/roles.toml) are sets of them, granted at an agency.
enum class Permission {
    anyone,              // No sign-in: the public.
    signed_in,           // Any officer.
    citizen,             // Anybody who has signed in as a citizen; what is theirs is decided by the use case.
    receive_dossiers,    // Tiếp nhận: take, ask to complete, refuse; digitise; take the fee.
    read_dossiers,       // See the dossiers of the agencies of the grant.
    process_dossiers,    // Thụ lý: forward, appraise, consult, answer a consultation, ask for a supplement.
    approve_dossiers,    // Phê duyệt, ký.
    hand_over_results,   // Trả kết quả.
    override_rules,      // A leader's reasoned exception: a second supplement request.
    coordinate_dossiers, // Recall, reassign, route what found no agency.
    read_registers,      // Sổ theo dõi hồ sơ (Mẫu 07), look-up.
    read_reports,
    read_access_log,     // Who opened whose data.
    delegate_work,       // Ủy quyền for oneself.
    manage_officers,
    manage_agencies,
    manage_catalogue,
    manage_calendar,
    operate_system,      // Jobs that failed, metrics.
};

std::string_view name_of(Permission);
bool parse_permission(std::string_view name, Permission&);
// Whether a task can wait for who holds it: what a step of a workflow may name.
constexpr bool is_work(Permission permission)
{
    return permission == Permission::receive_dossiers || permission == Permission::process_dossiers ||
           permission == Permission::approve_dossiers || permission == Permission::hand_over_results;
}

}  // namespace motcua
