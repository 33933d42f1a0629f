#include "features/staff/store.hpp"

namespace motcua::staff {

std::vector<Agency> StaffStore::agencies()
{
    return db::query<Agency>(m_db, R"(
        SELECT id, code, kind, name, parent_id, unit_id, unit_code, identifier, active FROM agency ORDER BY id)");
}

std::optional<OfficerRow> StaffStore::officer(std::string_view username)
{
    return db::first<OfficerRow>(m_db, R"(
        SELECT id, username, full_name, title, agency_id, password_hash, must_change_password, active, version
        FROM officer WHERE username = $1)", username);
}

std::optional<OfficerRow> StaffStore::officer(OfficerId id)
{
    return db::first<OfficerRow>(m_db, R"(
        SELECT id, username, full_name, title, agency_id, password_hash, must_change_password, active, version
        FROM officer WHERE id = $1)", id);
}

std::optional<OfficerRow> StaffStore::officer_to_change(OfficerId id)
{
    return db::first<OfficerRow>(m_db, R"(
        SELECT id, username, full_name, title, agency_id, password_hash, must_change_password, active, version
        FROM officer WHERE id = $1 FOR UPDATE)", id);
}

std::vector<Officer> StaffStore::officers_managed_by(OfficerId manager, Instant now, std::string_view name, std::string_view username,
                                                     std::optional<AgencyId> agency, std::string_view after, int limit)
{
    return db::query<Officer>(m_db, R"(
        WITH RECURSIVE managed (id) AS (
            SELECT g.agency_id FROM officer_grant g
            WHERE g.officer_id = $1 AND g.permission = 'manage_officers' AND g.valid_from <= $2 AND g.valid_until > $2
            UNION
            SELECT a.id FROM agency a JOIN managed m ON a.parent_id = m.id)
        SELECT o.id, o.username, o.full_name, o.title, o.agency_id, o.must_change_password, o.active, o.version
        FROM officer o
        WHERE o.agency_id IN (SELECT id FROM managed)
          AND (CAST($3 AS BIGINT) IS NULL OR o.agency_id = $3)
          AND (($4 = '' AND $5 = '')
               OR ($4 <> '' AND (o.folded_name LIKE $4 || '%' OR o.folded_name LIKE '% ' || $4 || '%'))
               OR ($5 <> '' AND o.username LIKE $5 || '%'))
          AND o.username > $6
        ORDER BY o.username
        LIMIT $7)", manager, now, agency, name, username, after, limit);
}

std::vector<Officer> StaffStore::officers_with(AgencyId agency, std::string_view permission, Instant now)
{
    return db::query<Officer>(m_db, R"(
        SELECT o.id, o.username, o.full_name, o.title, o.agency_id, o.must_change_password, o.active, o.version
        FROM officer o
        WHERE o.active AND o.id IN (SELECT g.officer_id FROM officer_grant g
                                    WHERE g.agency_id = $1 AND g.permission = $2 AND g.valid_from <= $3 AND g.valid_until > $3)
        ORDER BY o.folded_name, o.id LIMIT 500)", agency, permission, now);
}

std::vector<Officer> StaffStore::colleagues(AgencyId unit, OfficerId except, std::string_view folded_prefix)
{
    return db::query<Officer>(m_db, R"(
        SELECT o.id, o.username, o.full_name, o.title, o.agency_id, o.must_change_password, o.active, o.version
        FROM officer o JOIN agency a ON a.id = o.agency_id
        WHERE o.active AND a.unit_id = $1 AND o.id <> $2
          AND ($3 = '' OR o.folded_name LIKE $3 || '%' OR o.folded_name LIKE '% ' || $3 || '%' OR o.username LIKE $3 || '%')
        ORDER BY o.folded_name, o.id LIMIT 50)", unit, except, folded_prefix);
}

std::vector<StaffLogEntry> StaffStore::log(OfficerId reader, std::string_view username, std::int64_t before, int limit, Instant now)
{
    return db::query<StaffLogEntry>(m_db, R"(
        WITH RECURSIVE open (id) AS (
            SELECT g.agency_id FROM officer_grant g
            WHERE g.officer_id = $1 AND g.permission = 'read_access_log' AND g.valid_from <= $2 AND g.valid_until > $2
            UNION
            SELECT a.id FROM agency a JOIN open b ON a.parent_id = b.id)
        SELECT l.id, l.at, CASE WHEN l.officer_id IS NULL THEN '' ELSE o.full_name END AS officer, l.act, l.subject, l.body
        FROM staff_log l JOIN officer o ON o.id = COALESCE(l.officer_id, (SELECT s.id FROM officer s WHERE s.username = l.subject))
        WHERE o.agency_id IN (SELECT id FROM open) AND ($3 = '' OR o.username = $3) AND ($4 = 0 OR l.id < $4)
        ORDER BY l.id DESC LIMIT $5)", reader, now, username, before, limit);
}

bool StaffStore::manages(OfficerId manager, AgencyId agency, Instant now)
{
    return db::first<std::int64_t>(m_db, R"(
        WITH RECURSIVE above (id, parent_id) AS (
            SELECT a.id, a.parent_id FROM agency a WHERE a.id = $2
            UNION ALL
            SELECT p.id, p.parent_id FROM agency p JOIN above b ON p.id = b.parent_id)
        SELECT 1 FROM officer_grant g
        WHERE g.officer_id = $1 AND g.permission = 'manage_officers' AND g.valid_from <= $3 AND g.valid_until > $3
          AND g.agency_id IN (SELECT id FROM above)
        LIMIT 1)", manager, agency, now).has_value();
}

bool StaffStore::update_officer(const OfficerRow& officer, std::string_view folded_name, std::int64_t expected_version)
{
    return db::execute(m_db, R"(
        UPDATE officer SET full_name = $1, folded_name = $2, title = $3, active = $4, version = version + 1
        WHERE id = $5 AND version = $6)",
        officer.full_name, folded_name, officer.title, officer.active, officer.id, expected_version) == 1;
}

void StaffStore::set_password(OfficerId id, std::string_view hash, bool must_change)
{
    db::execute(m_db, "UPDATE officer SET password_hash = $1, must_change_password = $2 WHERE id = $3", hash, must_change, id);
}

std::vector<RoleRow> StaffStore::roles(OfficerId id)
{
    return db::query<RoleRow>(m_db, "SELECT agency_id, role FROM officer_role WHERE officer_id = $1 ORDER BY agency_id, role", id);
}

void StaffStore::remove_roles(OfficerId id)
{
    db::execute(m_db, "DELETE FROM officer_role WHERE officer_id = $1", id);
}

void StaffStore::add_role(OfficerId id, AgencyId agency, std::string_view role)
{
    db::execute(m_db, R"(
        INSERT INTO officer_role (officer_id, agency_id, role) VALUES ($1, $2, $3)
        ON CONFLICT (officer_id, agency_id, role) DO NOTHING)", id, agency, role);
}

std::vector<GrantRow> StaffStore::grants(OfficerId id, Instant now)
{
    return db::query<GrantRow>(m_db, R"(
        SELECT agency_id, permission FROM officer_grant
        WHERE officer_id = $1 AND valid_from <= $2 AND valid_until > $2
        GROUP BY agency_id, permission)", id, now);
}

std::vector<Officer> StaffStore::active_officers()
{
    return db::query<Officer>(m_db, R"(
        SELECT id, username, full_name, title, agency_id, must_change_password, active, version
        FROM officer WHERE active ORDER BY id)");
}

std::vector<OfficerGrantRow> StaffStore::all_grants(Instant now)
{
    return db::query<OfficerGrantRow>(m_db, R"(
        SELECT officer_id, agency_id, permission FROM officer_grant
        WHERE valid_from <= $1 AND valid_until > $1
        GROUP BY officer_id, agency_id, permission
        ORDER BY officer_id, agency_id, permission)", now);
}

void StaffStore::remove_own_grants(OfficerId id)
{
    db::execute(m_db, "DELETE FROM officer_grant WHERE officer_id = $1 AND delegation_id = 0", id);
}

void StaffStore::add_own_grants(OfficerId id, AgencyId agency, const std::vector<Permission>& permissions)
{
    if (permissions.empty()) return;
    std::vector<db::Parameter> parameters{id.number, agency.number, Instant{}.time_since_epoch().count(), never_ends.time_since_epoch().count()};
    std::string rows;
    for (auto permission : permissions) {
        parameters.emplace_back(name_of(permission));
        rows += (rows.empty() ? "($1, $2, $" : ", ($1, $2, $") + std::to_string(parameters.size()) + ", 0, $3, $4)";
    }
    m_db.run("INSERT INTO officer_grant (officer_id, agency_id, permission, delegation_id, valid_from, valid_until) VALUES " + rows +
                 " ON CONFLICT (officer_id, permission, agency_id, delegation_id) DO NOTHING", parameters, [](const db::Row&) {});
}

void StaffStore::copy_own_grants(OfficerId from, OfficerId to, const DelegationRow& delegation)
{
    db::execute(m_db, R"(
        INSERT INTO officer_grant (officer_id, agency_id, permission, delegation_id, valid_from, valid_until)
        SELECT $2, agency_id, permission, $3, $4, $5 FROM officer_grant
        WHERE officer_id = $1 AND delegation_id = 0
          AND permission NOT IN ('manage_officers', 'manage_agencies', 'operate_system', 'delegate_work'))",
        from, to, delegation.id, delegation.valid_from, delegation.valid_until);
}

void StaffStore::remove_delegated_grants(std::int64_t delegation)
{
    db::execute(m_db, "DELETE FROM officer_grant WHERE delegation_id = $1", delegation);
}

std::int64_t StaffStore::add_delegation(const NewDelegation& d, OfficerId from, OfficerId to, OfficerId by, Instant now)
{
    return db::one<std::int64_t>(m_db, R"(
        INSERT INTO delegation (from_officer_id, to_officer_id, valid_from, valid_until, reason, made_by, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id)", from, to, d.valid_from, d.valid_until, d.reason, by, now);
}

std::optional<DelegationRow> StaffStore::delegation(std::int64_t id)
{
    return db::first<DelegationRow>(m_db, R"(
        SELECT id, from_officer_id, to_officer_id, valid_from, valid_until, ended_at FROM delegation WHERE id = $1)", id);
}

std::vector<DelegationRow> StaffStore::open_delegations_from(OfficerId id, Instant now)
{
    return db::query<DelegationRow>(m_db, R"(
        SELECT id, from_officer_id, to_officer_id, valid_from, valid_until, ended_at FROM delegation
        WHERE from_officer_id = $1 AND ended_at IS NULL AND valid_until > $2)", id, now);
}

void StaffStore::end_delegation(std::int64_t id, Instant now)
{
    db::execute(m_db, "UPDATE delegation SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL", now, id);
}

std::vector<Delegation> StaffStore::delegations_of(OfficerId id)
{
    return db::query<Delegation>(m_db, R"(
        SELECT d.id, f.username AS from_username, f.full_name AS from_name, t.username AS to_username, t.full_name AS to_name,
               d.valid_from, d.valid_until, d.reason, d.ended_at
        FROM delegation d JOIN officer f ON f.id = d.from_officer_id JOIN officer t ON t.id = d.to_officer_id
        WHERE d.from_officer_id = $1 OR d.to_officer_id = $1
        ORDER BY d.id DESC LIMIT 200)", id);
}

void StaffStore::add_session(std::string_view digest, OfficerId officer, Instant now, Instant expires_at)
{
    db::execute(m_db, R"(
        INSERT INTO session (token_digest, officer_id, started_at, last_seen_at, expires_at)
        VALUES ($1, $2, $3, $3, $4))", digest, officer, now, expires_at);
}

std::vector<SessionRow> StaffStore::session(std::string_view digest, Instant now, Instant idle_since)
{
    return db::query<SessionRow>(m_db, R"(
        SELECT o.id, o.username, o.full_name, o.title, o.agency_id, o.must_change_password, s.last_seen_at,
               g.agency_id AS granted_at, g.permission AS granted
        FROM session s JOIN officer o ON o.id = s.officer_id
        LEFT JOIN officer_grant g ON g.officer_id = s.officer_id AND g.valid_from <= $2 AND g.valid_until > $2
        WHERE s.token_digest = $1 AND s.expires_at > $2 AND s.last_seen_at > $3 AND o.active)", digest, now, idle_since);
}

void StaffStore::touch_session(std::string_view digest, Instant now)
{
    db::execute(m_db, "UPDATE session SET last_seen_at = $1 WHERE token_digest = $2", now, digest);
}

void StaffStore::remove_session(std::string_view digest)
{
    db::execute(m_db, "DELETE FROM session WHERE token_digest = $1", digest);
}

void StaffStore::remove_sessions(OfficerId officer, std::string_view except_digest)
{
    db::execute(m_db, "DELETE FROM session WHERE officer_id = $1 AND token_digest <> $2", officer, except_digest);
}

void StaffStore::remove_expired_sessions(Instant now, Instant idle_since)
{
    db::execute(m_db, "DELETE FROM session WHERE expires_at <= $1 OR last_seen_at <= $2", now, idle_since);
}

std::optional<FailureRow> StaffStore::failure(std::string_view subject)
{
    return db::first<FailureRow>(m_db, "SELECT failures, first_at, blocked_until FROM sign_in_failure WHERE subject = $1", subject);
}

FailureRow StaffStore::failure_to_change(std::string_view subject)
{
    return db::one<FailureRow>(m_db, R"(
        INSERT INTO sign_in_failure (subject, failures, first_at, blocked_until) VALUES ($1, 0, 0, 0)
        ON CONFLICT (subject) DO UPDATE SET failures = sign_in_failure.failures
        RETURNING failures, first_at, blocked_until)", subject);
}

void StaffStore::set_failure(std::string_view subject, const FailureRow& row)
{
    db::execute(m_db, "UPDATE sign_in_failure SET failures = $1, first_at = $2, blocked_until = $3 WHERE subject = $4",
                row.failures, row.first_at, row.blocked_until, subject);
}

void StaffStore::clear_failure(std::string_view subject)
{
    db::execute(m_db, "DELETE FROM sign_in_failure WHERE subject = $1", subject);
}

void StaffStore::remove_old_failures(Instant now, Instant before)
{
    db::execute(m_db, R"(
        DELETE FROM sign_in_failure WHERE subject IN (
            SELECT subject FROM sign_in_failure WHERE first_at < $1 AND blocked_until <= $2 LIMIT 1000 FOR UPDATE SKIP LOCKED))", before, now);
}

void StaffStore::record(std::optional<OfficerId> by, std::string_view act, std::string_view subject, std::string_view body, Instant now)
{
    db::execute(m_db, "INSERT INTO staff_log (at, officer_id, act, subject, body) VALUES ($1, $2, $3, $4, $5)",
                now, by, act, subject, body);
}

AgencyId insert_agency(db::Connection& c, const Agency& a)
{
    auto id = db::one<AgencyId>(c, R"(
        INSERT INTO agency (code, kind, name, parent_id, unit_id, unit_code, identifier, active)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id)",
        a.code, a.kind, a.name, a.parent_id, a.unit_id, a.unit_code, a.identifier, a.active);
    if (!a.unit_id) db::execute(c, "UPDATE agency SET unit_id = id WHERE id = $1", id);
    return id;
}

}  // namespace motcua::staff
