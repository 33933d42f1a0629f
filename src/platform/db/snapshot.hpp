#pragma once

#include "platform/db/db.hpp"

namespace motcua::db {

// While it lives, every statement on this connection sees the database as it was at the first one. For reports and checks that
// ask more than once; inside read(), never inside write().
class Snapshot {
public:
    explicit Snapshot(Connection& connection) : m_db(connection)
    {
        m_db.run_script(m_db.is_postgres() ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN");
    }
    ~Snapshot()
    {
        try {
            m_db.run_script("COMMIT");
        } catch (const std::exception&) {
            // A connection that is lost has no transaction left to end.
        }
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Connection& m_db;
};

}  // namespace motcua::db
