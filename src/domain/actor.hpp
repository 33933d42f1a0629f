#pragma once

#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/permission.hpp"

namespace motcua {

// A permission that an officer holds at an agency and all below it.
struct Grant {
    AgencyId agency;
    Permission permission;
};

enum class ActorKind { anonymous, officer, citizen, system };

// Who acts: carried by every request and written into the journal.
struct Actor {
    ActorKind kind = ActorKind::anonymous;
    OfficerId officer;             // For an officer.
    std::string username;          // "tiepnhan.tan-minh"
    std::string name;              // "Nguyễn Thị Mẫu"
    std::string title;             // "Công chức một cửa"
    AgencyId agency;               // Where the officer sits.
    AgencyId unit;                 // The commune or department that agency belongs to.
    std::string unit_code;         // "11779"; the agency identifier of a department.
    std::vector<Grant> grants;     // In force now, delegations included.
    AccountId account = {};        // For a citizen.
    PersonId person = {};          // Whose identity the account has proven; none for an account of Zalo alone.
    int identity_level = 0;        // Mức độ định danh 1, 2 (NĐ 69/2024/NĐ-CP); 0 = none is known.
    bool must_change_password = false;          // An officer whose password somebody else has set: nothing else is to be done before.

    bool may(Permission) const;                 // At any agency.
    bool may(Permission, AgencyId) const;       // At exactly this agency.
    static Actor system();
};

}  // namespace motcua
