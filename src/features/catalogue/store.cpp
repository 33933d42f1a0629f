#include "features/catalogue/store.hpp"

namespace motcua::catalogue {

std::vector<Entry> VersionStore::all() const
{
    return db::query<Entry>(m_db, R"(
        SELECT kind, id, version, name, effective_from, effective_to, digest FROM catalogue_version ORDER BY kind, id, version)");
}

void VersionStore::add(const Entry& e, Instant now)
{
    db::execute(m_db, R"(
        INSERT INTO catalogue_version (kind, id, version, name, effective_from, effective_to, digest, loaded_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8))",
        e.kind, e.id, e.version, e.name, e.effective_from, e.effective_to, e.digest, now);
}

void VersionStore::change(const Entry& e, Instant now)
{
    db::execute(m_db, R"(
        UPDATE catalogue_version SET name = $4, effective_from = $5, effective_to = $6, digest = $7, loaded_at = $8
        WHERE kind = $1 AND id = $2 AND version = $3)",
        e.kind, e.id, e.version, e.name, e.effective_from, e.effective_to, e.digest, now);
}

void VersionStore::remove(const Entry& e)
{
    db::execute(m_db, "DELETE FROM catalogue_version WHERE kind = $1 AND id = $2 AND version = $3", e.kind, e.id, e.version);
}

}  // namespace motcua::catalogue
