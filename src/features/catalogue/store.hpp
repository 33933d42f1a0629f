#pragma once

#include "features/catalogue/catalogue.hpp"
#include "platform/db/db.hpp"

namespace motcua::catalogue {

BOOST_DESCRIBE_STRUCT(Entry, (), (kind, id, version, name, effective_from, effective_to, digest))

// The table catalogue_version.
class VersionStore {
public:
    explicit VersionStore(db::Connection& c) : m_db(c) {}

    std::vector<Entry> all() const;   // By kind, id, version
    void add(const Entry&, Instant now);
    void change(const Entry&, Instant now);
    void remove(const Entry&);

private:
    db::Connection& m_db;
};

}  // namespace motcua::catalogue
