#include "features/staff/staff.hpp"

#include "domain/refusal.hpp"
#include "features/staff/rules.hpp"
#include "features/staff/store.hpp"
#include "platform/json/json.hpp"
#include "platform/text/text.hpp"

namespace motcua::staff {

namespace {

struct OfficerLog {
    std::optional<std::string> full_name;
    std::optional<std::string> title;
    std::optional<bool> active;
    bool password_set = false;
    std::optional<std::vector<RoleAt>> roles;
};
BOOST_DESCRIBE_STRUCT(OfficerLog, (), (full_name, title, active, password_set, roles))

struct AgencyLog {
    std::string parent;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(AgencyLog, (), (parent, name))

std::string folded(std::string_view name)
{
    std::string joined;
    for (const auto& word : text::folded_words(name)) joined += (joined.empty() ? "" : " ") + word;
    return joined;
}

const catalogue::Role* find_role(const catalogue::Snapshot& snapshot, std::string_view code)
{
    for (const auto& role : snapshot.roles())
        if (role.code == code) return &role;
    return nullptr;
}

// Roles and the grants they come to. A manager gives and takes roles only at agencies that are the manager's to manage; what others
// gave elsewhere stays, whether it is named or not.
void set_roles(StaffStore& store, const Directory& directory, const catalogue::Snapshot& snapshot, const Actor& actor,
               OfficerId officer, const std::vector<RoleAt>& roles, Instant now)
{
    auto given_by_others = store.roles(officer);
    std::erase_if(given_by_others, [&](const RoleRow& row) { return store.manages(actor.officer, row.agency_id, now); });
    auto wanted = given_by_others;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        auto field = "roles[" + std::to_string(i) + "]";
        const auto* agency = directory.find(roles[i].agency_code);
        if (!agency) throw bad_field(field + ".agency_code", "unknown_agency");
        if (!find_role(snapshot, roles[i].role)) throw bad_field(field + ".role", "unknown_role");
        RoleRow row{agency->id, roles[i].role};
        if (std::find(given_by_others.begin(), given_by_others.end(), row) != given_by_others.end()) continue;
        if (!store.manages(actor.officer, agency->id, now)) throw Refusal(Reason::not_allowed, "agency_not_managed");
        wanted.push_back(std::move(row));
    }
    store.remove_roles(officer);
    store.remove_own_grants(officer);
    for (const auto& row : wanted) {
        store.add_role(officer, row.agency_id, row.role);
        if (const auto* role = find_role(snapshot, row.role)) store.add_own_grants(officer, row.agency_id, role->permissions);
    }
    for (const auto& delegation : store.open_delegations_from(officer, now)) {
        store.remove_delegated_grants(delegation.id);
        store.copy_own_grants(officer, delegation.to_officer_id, delegation);
    }
}

// Who sets a password can sign in with it: not for an account that may do more than the manager may give.
void require_all_roles_managed(StaffStore& store, const Actor& actor, OfficerId officer, Instant now)
{
    for (const auto& role : store.roles(officer))
        if (!store.manages(actor.officer, role.agency_id, now)) throw Refusal(Reason::not_allowed, "agency_not_managed");
}

// The beginning of a user name that was typed, or "" when it cannot be one.
std::string username_prefix(std::string_view q)
{
    auto typed = text::lower(text::trimmed(q));
    return is_username(typed + "---") ? typed : "";
}

void check_name(std::vector<FieldProblem>& problems, const std::string& field, std::string_view value)
{
    auto length = text::length(text::trimmed(value));
    if (length == 0) problems.push_back({field, "required"});
    else if (length > 300) problems.push_back({field, "too_long", {{"max", "300"}}});
    else if (text::has_control_characters(value)) problems.push_back({field, "control_characters"});
}

}  // namespace

Staff::Staff(db::Database& db, const Clock& clock, const catalogue::Catalogue& catalogue, const crypto::Vault& vault)
    : m_db(db), m_clock(clock), m_catalogue(catalogue), m_vault(vault)
{
    refresh();
}

std::shared_ptr<const Directory> Staff::directory() const
{
    return std::atomic_load(&m_directory);
}

void Staff::refresh()
{
    auto agencies = m_db.read([](db::Connection& c) { return StaffStore(c).agencies(); });
    std::atomic_store(&m_directory, std::shared_ptr<const Directory>(std::make_shared<Directory>(std::move(agencies))));
}

Staff::OfficerPage Staff::officers(const Actor& actor, std::string_view q, std::string_view agency_code, int limit, std::string_view after)
{
    std::optional<AgencyId> agency;
    if (!agency_code.empty()) {
        const auto* found = directory()->find(agency_code);
        if (!found) throw Refusal(Reason::not_found, "unknown_agency");
        agency = found->id;
    }
    limit = std::clamp(limit, 1, 200);
    OfficerPage page;
    auto name = folded(q), username = username_prefix(q);
    if (name.empty() && username.empty() && !text::trimmed(q).empty()) return page;
    page.items = m_db.read([&](db::Connection& c) {
        return StaffStore(c).officers_managed_by(actor.officer, m_clock.now(), name, username, agency, after, limit + 1);
    });
    if (static_cast<int>(page.items.size()) > limit) {
        page.items.pop_back();
        page.next = page.items.back().username;
    }
    return page;
}

Officer Staff::create_officer(const Actor& actor, const NewOfficer& wanted)
{
    auto dir = directory();
    std::vector<FieldProblem> problems;
    if (!is_username(wanted.username)) problems.push_back({"username", "not_a_username"});
    check_name(problems, "full_name", wanted.full_name);
    check_name(problems, "title", wanted.title);
    const auto* agency = dir->find(wanted.agency_code);
    if (!agency) problems.push_back({"agency_code", "unknown_agency"});
    if (auto problem = password_problem("password", wanted.password, wanted.username)) problems.push_back(*problem);
    if (!problems.empty()) throw Refusal(std::move(problems));

    auto hash = crypto::hash_password(wanted.password);
    auto snapshot = m_catalogue.now();
    auto now = m_clock.now();
    Officer officer{{}, wanted.username, text::trimmed(wanted.full_name), text::trimmed(wanted.title), agency->id, true, true, 1};
    m_db.write([&](db::Connection& c) {
        StaffStore store(c);
        if (!store.manages(actor.officer, agency->id, now)) throw Refusal(Reason::not_allowed, "agency_not_managed");
        try {
            officer.id = insert_officer(c, officer, hash, now);
        } catch (const db::UniqueViolation&) {
            throw bad_field("username", "username_taken");
        }
        set_roles(store, *dir, *snapshot, actor, officer.id, wanted.roles, now);
        store.record(actor.officer, "officer_created", officer.username,
                     json::write(OfficerLog{officer.full_name, officer.title, true, true, wanted.roles}), now);
    });
    return officer;
}

Officer Staff::change_officer(const Actor& actor, std::string_view username, const OfficerChange& change)
{
    auto dir = directory();
    auto snapshot = m_catalogue.now();
    auto now = m_clock.now();
    std::vector<FieldProblem> problems;
    if (change.full_name) check_name(problems, "full_name", *change.full_name);
    if (change.title) check_name(problems, "title", *change.title);
    if (change.password)
        if (auto problem = password_problem("password", *change.password, username)) problems.push_back(*problem);
    if (!problems.empty()) throw Refusal(std::move(problems));
    auto hash = change.password ? crypto::hash_password(*change.password) : "";

    return m_db.write([&](db::Connection& c) {
        StaffStore store(c);
        auto row = store.officer(username);
        if (!row || !store.manages(actor.officer, row->agency_id, now)) throw Refusal(Reason::not_found, "unknown_officer");
        if (change.password) require_all_roles_managed(store, actor, row->id, now);
        if (change.full_name) row->full_name = text::trimmed(*change.full_name);
        if (change.title) row->title = text::trimmed(*change.title);
        if (change.active) row->active = *change.active;
        if (!store.update_officer(*row, folded(row->full_name), change.version)) throw Refusal(Reason::conflict, "officer_changed");
        if (change.password) store.set_password(row->id, hash, true);
        if (change.password || change.active == false) store.remove_sessions(row->id, "");
        if (change.roles) set_roles(store, *dir, *snapshot, actor, row->id, *change.roles, now);
        store.record(actor.officer, "officer_changed", row->username,
                     json::write(OfficerLog{change.full_name, change.title, change.active, change.password.has_value(), change.roles}), now);
        return Officer{row->id, row->username, row->full_name, row->title, row->agency_id,
                       change.password.has_value() || row->must_change_password, row->active, row->version + 1};
    });
}

std::string renew_password(db::Database& database, const Clock& clock, std::string_view username)
{
    auto password = crypto::random_token(15);
    auto hash = crypto::hash_password(password);
    database.write([&](db::Connection& c) {
        StaffStore store(c);
        auto officer = store.officer(username);
        if (!officer) throw Refusal(Reason::not_found, "unknown_officer");
        store.set_password(officer->id, hash, true);
        store.remove_sessions(officer->id, "");
        store.record(std::nullopt, "officer_changed", officer->username, json::write(OfficerLog{{}, {}, {}, true, {}}), clock.now());
    });
    return password;
}

std::vector<RoleAt> Staff::roles_of(const Actor& actor, std::string_view username)
{
    auto dir = directory();
    return m_db.read([&](db::Connection& c) {
        StaffStore store(c);
        auto officer = store.officer(username);
        if (!officer || !store.manages(actor.officer, officer->agency_id, m_clock.now())) throw Refusal(Reason::not_found, "unknown_officer");
        std::vector<RoleAt> roles;
        for (const auto& row : store.roles(officer->id)) roles.push_back({dir->at(row.agency_id).code, row.role});
        return roles;
    });
}

std::optional<Officer> Staff::find_officer(std::string_view username)
{
    auto row = m_db.read([&](db::Connection& c) { return StaffStore(c).officer(username); });
    if (!row) return std::nullopt;
    return Officer{row->id, row->username, row->full_name, row->title, row->agency_id, row->must_change_password, row->active, row->version};
}

std::vector<Officer> Staff::officers_with(std::string_view agency_code, std::string_view permission_name)
{
    const auto dir = directory();
    const auto* agency = dir->find(agency_code);
    if (!agency) throw bad_field("agency_code", "unknown_agency");
    Permission permission;
    if (!parse_permission(permission_name, permission)) throw bad_field("permission", "unknown_permission");
    return m_db.read([&](db::Connection& c) { return StaffStore(c).officers_with(agency->id, permission_name, m_clock.now()); });
}

std::vector<Officer> Staff::colleagues(const Actor& actor, std::string_view q)
{
    return m_db.read([&](db::Connection& c) { return StaffStore(c).colleagues(actor.unit, actor.officer, folded(q)); });
}

std::vector<StaffLogEntry> Staff::log(const Actor& actor, std::string_view username, std::int64_t before, int limit)
{
    return m_db.read([&](db::Connection& c) { return StaffStore(c).log(actor.officer, username, before, limit, m_clock.now()); });
}

std::string Staff::name_of(db::Connection& c, OfficerId id) const
{
    auto row = StaffStore(c).officer(id);
    return row ? row->full_name : "";
}

bool Staff::may(OfficerId officer, std::string_view permission, AgencyId agency)
{
    auto grants = m_db.read([&](db::Connection& c) { return StaffStore(c).grants(officer, m_clock.now()); });
    return std::any_of(grants.begin(), grants.end(), [&](const GrantRow& g) { return g.agency_id == agency && g.permission == permission; });
}

Delegation Staff::delegate(const Actor& actor, const NewDelegation& wanted)
{
    auto now = m_clock.now();
    std::vector<FieldProblem> problems;
    if (wanted.valid_until <= wanted.valid_from) problems.push_back({"valid_until", "too_early"});
    if (wanted.valid_until <= now) problems.push_back({"valid_until", "in_the_past"});
    if (wanted.valid_until - wanted.valid_from > std::chrono::days(366)) problems.push_back({"valid_until", "too_late"});
    check_name(problems, "reason", wanted.reason);
    if (!problems.empty()) throw Refusal(std::move(problems));

    return m_db.write([&](db::Connection& c) {
        StaffStore store(c);
        auto from = wanted.from_username.empty() ? store.officer(actor.officer) : store.officer(wanted.from_username);
        if (!from) throw bad_field("from_username", "unknown_officer");
        if (from->id != actor.officer && !store.manages(actor.officer, from->agency_id, now))
            throw Refusal(Reason::not_allowed, "agency_not_managed");
        auto to = store.officer(wanted.to_username);
        if (!to || !to->active) throw bad_field("to_username", "unknown_officer");
        if (to->id == from->id) throw bad_field("to_username", "same_officer");
        auto dir = directory();
        if (dir->unit_of(to->agency_id).id != dir->unit_of(from->agency_id).id) throw bad_field("to_username", "other_unit");
        auto id = store.add_delegation(wanted, from->id, to->id, actor.officer, now);
        store.copy_own_grants(from->id, to->id, {id, from->id, to->id, wanted.valid_from, wanted.valid_until, std::nullopt});
        store.record(actor.officer, "delegated", from->username + " > " + to->username, "{}", now);
        return Delegation{id, from->username, from->full_name, to->username, to->full_name,
                          wanted.valid_from, wanted.valid_until, wanted.reason, std::nullopt};
    });
}

void Staff::end_delegation(const Actor& actor, std::int64_t id)
{
    auto now = m_clock.now();
    m_db.write([&](db::Connection& c) {
        StaffStore store(c);
        auto row = store.delegation(id);
        auto from = row ? store.officer(row->from_officer_id) : std::nullopt;
        if (!from || (from->id != actor.officer && !store.manages(actor.officer, from->agency_id, now)))
            throw Refusal(Reason::not_found, "unknown_delegation");
        store.end_delegation(id, now);
        store.remove_delegated_grants(id);
        store.record(actor.officer, "delegation_ended", from->username, "{}", now);
    });
}

std::vector<Delegation> Staff::delegations(const Actor& actor)
{
    return m_db.read([&](db::Connection& c) { return StaffStore(c).delegations_of(actor.officer); });
}

void Staff::record(const Actor& actor, std::string_view act, std::string_view subject, std::string_view words)
{
    m_db.write([&](db::Connection& c) { StaffStore(c).record(actor.officer, act, subject, words, m_clock.now()); });
}

Agency Staff::add_agency(const Actor& actor, std::string_view parent_code, AgencyKind kind, std::string_view code, std::string_view name)
{
    std::vector<FieldProblem> problems;
    check_name(problems, "name", name);
    auto dir = directory();
    const auto* parent = dir->find(parent_code);
    if (!parent) problems.push_back({"parent_code", "unknown_agency"});
    if (kind != AgencyKind::division && kind != AgencyKind::intake_point && kind != AgencyKind::counter)
        problems.push_back({"kind", "not_addable"});
    if (text::slug(code) != code || code.empty() || code.size() > 60) problems.push_back({"code", "not_a_slug"});
    if (!problems.empty()) throw Refusal(std::move(problems));
    auto above = dir->with_ancestors(parent->id);
    if (std::none_of(above.begin(), above.end(), [&](AgencyId id) { return actor.may(Permission::manage_agencies, id); }))
        throw Refusal(Reason::not_allowed, "agency_not_managed");

    Agency agency;
    agency.code = parent->unit_code + "/" + std::string(code);
    agency.kind = kind;
    agency.name = text::trimmed(name);
    agency.parent_id = parent->id;
    agency.unit_id = parent->unit_id;
    agency.unit_code = parent->unit_code;
    m_db.write([&](db::Connection& c) {
        try {
            agency.id = insert_agency(c, agency);
        } catch (const db::UniqueViolation&) {
            throw bad_field("code", "agency_code_taken");
        }
        StaffStore(c).record(actor.officer, "agency_added", agency.code, json::write(AgencyLog{std::string(parent_code), agency.name}), m_clock.now());
    });
    refresh();
    return agency;
}

OfficerId insert_officer(db::Connection& c, const Officer& o, std::string_view password_hash, Instant now)
{
    return db::one<OfficerId>(c, R"(
        INSERT INTO officer (username, full_name, folded_name, title, agency_id, password_hash, must_change_password, active, version, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id)",
        o.username, o.full_name, folded(o.full_name), o.title, o.agency_id, password_hash, o.must_change_password, o.active, o.version, now);
}

void insert_role(db::Connection& c, OfficerId officer, AgencyId agency, const catalogue::Role& role)
{
    StaffStore store(c);
    store.add_role(officer, agency, role.code);
    store.add_own_grants(officer, agency, role.permissions);
}

std::vector<Actor> actors(db::Connection& c, const Directory& directory, Instant now)
{
    StaffStore store(c);
    std::vector<Actor> list;
    auto grants = store.all_grants(now);
    auto grant = grants.begin();
    for (const auto& officer : store.active_officers()) {
        auto actor = actor_from(officer, directory);
        for (; grant != grants.end() && grant->officer_id <= officer.id; ++grant) {
            Permission permission;
            if (grant->officer_id == officer.id && parse_permission(grant->permission, permission)) actor.grants.push_back({grant->agency_id, permission});
        }
        list.push_back(std::move(actor));
    }
    return list;
}

}  // namespace motcua::staff
