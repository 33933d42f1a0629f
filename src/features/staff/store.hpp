#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/staff/staff.hpp"

namespace motcua::staff {

struct OfficerRow {
    OfficerId id;
    std::string username;
    std::string full_name;
    std::string title;
    AgencyId agency_id;
    std::string password_hash;
    bool must_change_password = false;
    bool active = true;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(OfficerRow, (), (id, username, full_name, title, agency_id, password_hash, must_change_password, active, version))

struct SessionRow {
    OfficerId id;                                // Of the officer
    std::string username;
    std::string full_name;
    std::string title;
    AgencyId agency_id;
    bool must_change_password = false;
    Instant last_seen_at{};
    std::optional<AgencyId> granted_at;
    std::optional<std::string> granted;          // A permission there
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (id, username, full_name, title, agency_id, must_change_password, last_seen_at, granted_at, granted))

struct RoleRow {
    AgencyId agency_id;
    std::string role;

    bool operator==(const RoleRow&) const = default;
};
BOOST_DESCRIBE_STRUCT(RoleRow, (), (agency_id, role))

struct GrantRow {
    AgencyId agency_id;
    std::string permission;
};
BOOST_DESCRIBE_STRUCT(GrantRow, (), (agency_id, permission))

struct OfficerGrantRow {
    OfficerId officer_id;
    AgencyId agency_id;
    std::string permission;
};
BOOST_DESCRIBE_STRUCT(OfficerGrantRow, (), (officer_id, agency_id, permission))

struct FailureRow {
    std::int64_t failures = 0;
    Instant first_at{};
    Instant blocked_until{};
};
BOOST_DESCRIBE_STRUCT(FailureRow, (), (failures, first_at, blocked_until))

struct DelegationRow {
    std::int64_t id = 0;
    OfficerId from_officer_id;
    OfficerId to_officer_id;
    Instant valid_from{};
    Instant valid_until{};
    std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(DelegationRow, (), (id, from_officer_id, to_officer_id, valid_from, valid_until, ended_at))

class StaffStore {
public:
    explicit StaffStore(db::Connection& connection) : m_db(connection) {}

    std::vector<Agency> agencies();
    std::optional<OfficerRow> officer(std::string_view username);
    std::optional<OfficerRow> officer(OfficerId);
    std::optional<OfficerRow> officer_to_change(OfficerId);                          // Nobody else changes it until the commit
    // At or below the agencies at which `manager` may manage officers.
    // By the beginning of a word of the name, folded, or of the user name; both "": all.
    std::vector<Officer> officers_managed_by(OfficerId manager, Instant now, std::string_view name, std::string_view username,
                                             std::optional<AgencyId>, std::string_view after, int limit);
    std::vector<Officer> officers_with(AgencyId, std::string_view permission, Instant now);
    std::vector<Officer> colleagues(AgencyId unit, OfficerId except, std::string_view folded_prefix);
    std::vector<StaffLogEntry> log(OfficerId reader, std::string_view username, std::int64_t before, int limit, Instant now);
    bool manages(OfficerId manager, AgencyId, Instant now);
    bool update_officer(const OfficerRow&, std::string_view folded_name, std::int64_t expected_version);
    void set_password(OfficerId, std::string_view hash, bool must_change);

    std::vector<RoleRow> roles(OfficerId);
    void remove_roles(OfficerId);
    void add_role(OfficerId, AgencyId, std::string_view role);
    std::vector<GrantRow> grants(OfficerId, Instant now);
    std::vector<Officer> active_officers();                          // By id, like the next
    std::vector<OfficerGrantRow> all_grants(Instant now);
    void remove_own_grants(OfficerId);
    void add_own_grants(OfficerId, AgencyId, const std::vector<Permission>&);   // In one statement
    void copy_own_grants(OfficerId from, OfficerId to, const DelegationRow&);
    void remove_delegated_grants(std::int64_t delegation);

    std::int64_t add_delegation(const NewDelegation&, OfficerId from, OfficerId to, OfficerId by, Instant now);
    std::optional<DelegationRow> delegation(std::int64_t id);
    std::vector<DelegationRow> open_delegations_from(OfficerId, Instant now);
    void end_delegation(std::int64_t id, Instant now);
    std::vector<Delegation> delegations_of(OfficerId);

    void add_session(std::string_view digest, OfficerId, Instant now, Instant expires_at);
    // A row for each grant in force, own or delegated; one without a grant for who has none; empty when it has ended.
    std::vector<SessionRow> session(std::string_view digest, Instant now, Instant idle_since);
    void touch_session(std::string_view digest, Instant now);
    void remove_session(std::string_view digest);
    void remove_sessions(OfficerId, std::string_view except_digest);
    void remove_expired_sessions(Instant now, Instant idle_since);

    std::optional<FailureRow> failure(std::string_view subject);
    // Inside write(): nobody else counts on until the end of the transaction. Starts a row that set_failure() then writes.
    FailureRow failure_to_change(std::string_view subject);
    void set_failure(std::string_view subject, const FailureRow&);
    void clear_failure(std::string_view subject);
    void remove_old_failures(Instant now, Instant before);

    void record(std::optional<OfficerId> by, std::string_view act, std::string_view subject, std::string_view body, Instant now);

private:
    db::Connection& m_db;
};

// Who acts, from an officer's row, without grants.
template <class Row>
Actor actor_from(const Row& officer, const Directory& directory)
{
    const auto& unit = directory.unit_of(officer.agency_id);
    Actor actor;
    actor.kind = ActorKind::officer;
    actor.officer = officer.id;
    actor.username = officer.username;
    actor.name = officer.full_name;
    actor.title = officer.title;
    actor.agency = officer.agency_id;
    actor.unit = unit.id;
    actor.unit_code = unit.unit_code;
    actor.must_change_password = officer.must_change_password;
    return actor;
}

inline constexpr Instant never_ends{std::chrono::milliseconds{253402300799000}};  // 9999-12-31

}  // namespace motcua::staff
