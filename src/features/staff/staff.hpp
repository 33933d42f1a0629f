#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "domain/ids.hpp"
#include "features/catalogue/catalogue.hpp"
#include "platform/clock.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

// Agencies, officers, what they may do, their sessions.
namespace motcua::staff {

enum class AgencyKind { city, department, commune, centre, division, intake_point, counter };
BOOST_DESCRIBE_ENUM(AgencyKind, city, department, commune, centre, division, intake_point, counter)

// Cơ quan, đơn vị. `unit_id` is the commune or department that it belongs to: itself for one of these.
struct Agency {
    AgencyId id;
    std::string code;                       // "11779", "11779/trung-tam", "11779/phong-kinh-te", "so-xay-dung"
    AgencyKind kind = AgencyKind::commune;
    std::string name;
    std::optional<AgencyId> parent_id;
    std::optional<AgencyId> unit_id;
    std::string unit_code;
    std::optional<std::string> identifier;  // "H24.158"
    bool active = true;
};
BOOST_DESCRIBE_STRUCT(Agency, (), (id, code, kind, name, parent_id, unit_id, unit_code, identifier, active))

// The agencies as they are now, held in memory.
class Directory {
public:
    explicit Directory(std::vector<Agency> agencies);

    const std::vector<Agency>& all() const { return m_agencies; }
    const Agency* find(AgencyId) const;
    const Agency* find(std::string_view code) const;
    const Agency& at(AgencyId) const;                             // Throws std::out_of_range
    const Agency* centre_of(std::string_view unit_code) const;
    const Agency* division_of(std::string_view unit_code, std::string_view division_kind) const;
    const Agency& unit_of(AgencyId) const;                        // The commune or department; the city for what stands under it alone
    std::vector<AgencyId> with_ancestors(AgencyId) const;         // Itself first, the city last

private:
    std::vector<Agency> m_agencies;
    std::unordered_map<std::int64_t, std::size_t> m_by_id;
    std::unordered_map<std::string, std::size_t> m_by_code;
};

struct Officer {
    OfficerId id;
    std::string username;
    std::string full_name;
    std::string title;
    AgencyId agency_id;
    bool must_change_password = false;
    bool active = true;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Officer, (), (id, username, full_name, title, agency_id, must_change_password, active, version))

struct RoleAt {
    std::string agency_code;
    std::string role;
};
BOOST_DESCRIBE_STRUCT(RoleAt, (), (agency_code, role))

struct NewOfficer {
    std::string username;                   // a-z 0-9 . - , 3 to 60
    std::string full_name;
    std::string title;
    std::string agency_code;
    std::string password;                   // At least 10 characters
    std::vector<RoleAt> roles;
};

struct OfficerChange {
    std::int64_t version = 0;               // Refusal officer_changed when it is not the stored one
    std::optional<std::string> full_name = {};
    std::optional<std::string> title = {};
    std::optional<bool> active = {};
    std::optional<std::string> password = {};
    std::optional<std::vector<RoleAt>> roles = {};
};

struct NewDelegation {
    std::string from_username;              // "" = the actor's own work
    std::string to_username;
    Instant valid_from{};
    Instant valid_until{};
    std::string reason;
};

struct Delegation {
    std::int64_t id = 0;
    std::string from_username;
    std::string from_name;
    std::string to_username;
    std::string to_name;
    Instant valid_from{};
    Instant valid_until{};
    std::string reason;
    std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Delegation, (), (id, from_username, from_name, to_username, to_name, valid_from, valid_until, reason, ended_at))

// What happened to an account or was done with a register.
struct StaffLogEntry {
    std::int64_t id = 0;
    Instant at{};
    std::string officer;                    // Name of who did it; "": the keeper of the server
    std::string act;                        // "officer_changed", "delegated", …
    std::string subject;
    std::string body;                       // JSON
};
BOOST_DESCRIBE_STRUCT(StaffLogEntry, (), (id, at, officer, act, subject, body))

struct SignedIn {
    std::string token;                      // For the cookie; only its digest is stored
    std::string device_token;               // Proves later that this device has signed in as this officer before
    Actor actor;
};

class Staff {
public:
    Staff(db::Database&, const Clock&, const catalogue::Catalogue&, const crypto::Vault&);

    std::shared_ptr<const Directory> directory() const;
    // Reads the agencies anew: at start, after a change, and every few seconds while serving.
    void refresh();

    // Refusals: wrong_credentials (the same for an unknown name), too_many_attempts{seconds}. Failures slow down the pair
    // of user name and source, and the source; a stranger's failures never stop a device that has signed in before.
    SignedIn sign_in(std::string_view username, std::string_view password, std::string_view source, std::string_view device_token);
    void sign_out(std::string_view token);
    // Anonymous when the token is unknown or has expired. A session lives twelve hours, or one hour without use.
    Actor actor_of(std::string_view token);
    // Refusals: old_password/wrong_password, new_password/too_short, too_long, too_common, same_password. Ends the officer's other sessions.
    void change_password(const Actor&, std::string_view old_password, std::string_view new_password, std::string_view token);

    struct OfficerPage {
        std::vector<Officer> items;
        std::optional<std::string> next;
    };
    // Officers whose agency lies at or below one where the actor may manage officers.
    OfficerPage officers(const Actor&, std::string_view q, std::string_view agency_code, int limit, std::string_view after);
    Officer create_officer(const Actor&, const NewOfficer&);
    Officer change_officer(const Actor&, std::string_view username, const OfficerChange&);
    // Refusal unknown_officer, also when the actor does not manage the officer.
    std::vector<RoleAt> roles_of(const Actor&, std::string_view username);
    std::optional<Officer> find_officer(std::string_view username);
    // Active officers who hold the permission at exactly this agency now, by name. Refusals: unknown_agency, permission/unknown_permission.
    std::vector<Officer> officers_with(std::string_view agency_code, std::string_view permission);
    // Inside the caller's read: the name for a task's page.
    std::string name_of(db::Connection&, OfficerId) const;
    // Active officers of the actor's unit but the actor, at most 50, by name; `q` begins a word of the name or the user name.
    std::vector<Officer> colleagues(const Actor&, std::string_view q);
    // Whether the officer holds the permission at exactly this agency now.
    bool may(OfficerId, std::string_view permission, AgencyId);

    Delegation delegate(const Actor&, const NewDelegation&);
    void end_delegation(const Actor&, std::int64_t id);
    std::vector<Delegation> delegations(const Actor&);

    // Notes an act of an officer that changes no dossier: reading a register, exporting it.
    void record(const Actor&, std::string_view act, std::string_view subject, std::string_view words);

    // Newest first, before the entry `before` (0: from the newest); of officers at or below an agency where the actor may read it.
    std::vector<StaffLogEntry> log(const Actor&, std::string_view username, std::int64_t before, int limit);

    Agency add_agency(const Actor&, std::string_view parent_code, AgencyKind, std::string_view code, std::string_view name);

private:
    void touch(const std::string& session_digest);

    db::Database& m_db;
    const Clock& m_clock;
    const catalogue::Catalogue& m_catalogue;
    const crypto::Vault& m_vault;
    std::shared_ptr<const Directory> m_directory;
};

// For the keeper of the server, who has no account there: a random password in the place of a lost one, to be changed at the first
// sign-in. Ends the officer's sessions. Refusal unknown_officer.
std::string renew_password(db::Database&, const Clock&, std::string_view username);

// For filling an empty database in bulk: no checks, one call a row, inside the caller's transaction.
AgencyId insert_agency(db::Connection&, const Agency&);
OfficerId insert_officer(db::Connection&, const Officer&, std::string_view password_hash, Instant now);
void insert_role(db::Connection&, OfficerId, AgencyId, const catalogue::Role&);
// Every active officer with all that the officer may do now: for whoever acts in many names, as the simulator does.
std::vector<Actor> actors(db::Connection&, const Directory&, Instant now);

}  // namespace motcua::staff
