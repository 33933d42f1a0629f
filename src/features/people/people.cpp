#include "features/people/people.hpp"

namespace motcua::people {

namespace {

constexpr std::string_view personal_id_purpose = "person.personal_id";

}  // namespace

std::string People::index_of(std::string_view personal_id) const
{
    return m_vault.blind_index(personal_id, personal_id_purpose);
}

std::optional<PersonId> People::find(db::Connection& c, std::string_view personal_id) const
{
    return db::first<PersonId>(c, "SELECT id FROM person WHERE personal_id_index = $1", index_of(personal_id));
}

std::string People::name_of(db::Connection& c, PersonId id) const
{
    return db::one<std::string>(c, "SELECT full_name FROM person WHERE id = $1", id);
}

db::Asked<PersonId> People::remember(db::Connection& c, const Person& p, Instant now) const
{
    bool by_organisation = p.organisation_number && (p.kind != PersonKind::citizen || !p.personal_id);
    std::optional<std::string> index;
    std::optional<db::Bytes> sealed;
    if (p.personal_id && !by_organisation) {
        index = index_of(*p.personal_id);
        sealed = db::Bytes{m_vault.seal(*p.personal_id, personal_id_purpose)};
    }
    constexpr std::string_view insert = R"(
        INSERT INTO person (kind, full_name, personal_id_sealed, personal_id_index, organisation_number, birth_date, sex, phone, email,
                            address, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11))";
    constexpr std::string_view or_update = R"(
        DO UPDATE SET full_name = excluded.full_name,
            birth_date = COALESCE(excluded.birth_date, person.birth_date), sex = COALESCE(excluded.sex, person.sex),
            phone = COALESCE(excluded.phone, person.phone), email = COALESCE(excluded.email, person.email),
            address = COALESCE(excluded.address, person.address), updated_at = excluded.updated_at)";
    static const auto with_personal_id = std::string(insert) + " ON CONFLICT (personal_id_index) " + std::string(or_update) + " RETURNING id";
    static const auto with_organisation = std::string(insert) + " ON CONFLICT (organisation_number) " + std::string(or_update) + " RETURNING id";
    auto organisation = by_organisation ? p.organisation_number : std::nullopt;
    return db::ask<PersonId>(c, by_organisation ? with_organisation : with_personal_id, p.kind, p.full_name, sealed, index, organisation,
                             p.birth_date, p.sex, p.phone, p.email, p.address, now);
}

void People::record_reading(db::Connection& c, const Actor& actor, PersonId person, std::optional<DossierId> dossier,
                            std::string_view purpose, Instant now) const
{
    db::submit(c, "INSERT INTO person_reading (person_id, dossier_id, officer_id, at, purpose) VALUES ($1, $2, $3, $4, $5)",
               person, dossier, actor.officer, now, purpose);
}

std::vector<People::Reading> People::readings(db::Connection& c, PersonId person, std::int64_t before, int limit) const
{
    return db::query<Reading>(c, R"(
        SELECT r.id, r.at, o.full_name AS officer, o.title, r.purpose
        FROM person_reading r JOIN officer o ON o.id = r.officer_id
        WHERE r.person_id = $1 AND ($2 = 0 OR r.id < $2)
        ORDER BY r.id DESC LIMIT $3)", person, before, limit);
}

}  // namespace motcua::people
